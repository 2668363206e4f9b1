"""At the door of every request: a number for it, and who may come in."""

import uuid
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from care.accounts import operations
from care.accounts.addresses import (
    MACHINES,
    OPEN_WHILE_LOCKED,
    OPEN_WITHOUT_SECOND_FACTOR,
    PUBLIC,
    SIGNS_OF_LIFE,
    is_page_request,
    name_of,
    return_path,
)
from care.accounts.queries import has_second_factor
from care.accounts.rules import SessionState
from care.accounts.session import SECOND_FACTOR_KEY, actor_signing_in, lock_session, note_activity, person_of, state_of

GetResponse = Callable[[HttpRequest], HttpResponse]
# A request that a page makes by itself, without anybody being there, says so and does not put off the lock.
BY_ITSELF = "X-Care-By-Itself"


class RequestNumberMiddleware:
    """Gives each request a number that its audit rows, its log lines and its answer carry. A number sent along is not taken."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = str(uuid.uuid4())
        request.care_request_id = number  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request_id=number):
            response = self.get_response(request)
        response["X-Request-ID"] = number
        return response


class SignInPolicyMiddleware:
    """Sign-in for every address that is not public, a second factor where one is required, the idle lock, the session's end.

    Somebody who may not go on is sent to sign in, to unlock or to set up a second factor, and back afterwards. A part of a
    page (htmx, a script) gets 401 and the address in HX-Redirect, so that it never shows a sign-in page inside another.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._send_away(request, name_of(request.path_info), timezone.now()) or self.get_response(request)

    def _send_away(self, request: HttpRequest, name: str, at: datetime) -> HttpResponse | None:
        """Where the request must go first; none when it may go on."""
        if name in SIGNS_OF_LIFE or name in MACHINES:
            return None
        if not request.user.is_authenticated:
            return None if name in PUBLIC else _go(request, "account_login", return_path(request))
        state = state_of(request, at=at)
        if state is SessionState.OVER:
            return self._end(request, name, at)
        if state is SessionState.LOCKED:
            return self._lock(request, name, at)
        if settings.SECOND_FACTOR_REQUIRED and name not in OPEN_WITHOUT_SECOND_FACTOR and not _has_second_factor(request):
            return _go(request, "accounts:second_factor")
        if BY_ITSELF not in request.headers:
            note_activity(request, at=at)
        return None

    def _end(self, request: HttpRequest, name: str, at: datetime) -> HttpResponse | None:
        back = return_path(request)
        actor = actor_signing_in(request, user_id=person_of(request).pk)
        operations.record_sign_out(actor=actor, at=at, session_key=request.session.session_key, reason="LENGTH")
        logout(request)
        return None if name in PUBLIC else _go(request, "account_login", back)

    def _lock(self, request: HttpRequest, name: str, at: datetime) -> HttpResponse | None:
        if lock_session(request):
            operations.record_lock(actor=actor_signing_in(request, user_id=person_of(request).pk), at=at)
        return None if name in OPEN_WHILE_LOCKED else _go(request, "accounts:locked", return_path(request))


def _has_second_factor(request: HttpRequest) -> bool:
    """Asked once in a session; removing a factor makes it ask again, and an administrator's reset ends the session."""
    if not request.session.get(SECOND_FACTOR_KEY):
        if not has_second_factor(user_id=person_of(request).pk):
            return False
        request.session[SECOND_FACTOR_KEY] = True
    return True


def _go(request: HttpRequest, name: str, back: str = "/") -> HttpResponse:
    address = reverse(name) if back == "/" else f"{reverse(name)}?{urlencode({'next': back}, safe='/')}"
    if is_page_request(request):
        response: HttpResponse = redirect(address)
    else:
        response = HttpResponse(status=401)
        response["HX-Redirect"] = address
    response["Cache-Control"] = "no-store"
    return response
