"""Where a refusal becomes an answer: one place for all pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from care.access.gate import NotFound, Refused
from care.accounts.rules import WorkRefused
from care.accounts.session import NoWorkPlace, actor_of
from care.actor import Actor
from care.audit import operations as audit
from care.audit.kinds import Kind
from care.teams.operations import OpenedForAWhile


class RefusalMiddleware:
    """Turns the gate's no into the page for it. Not yours and not there are the same answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            not response.has_header("Cache-Control")
            and getattr(request, "user", None) is not None
            and request.user.is_authenticated
        ):
            response["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            return render(request, "404.html", status=404)
        if isinstance(exception, Refused):
            context = {"reason": exception.reason, "offers_emergency": exception.offers_emergency}
            return render(request, "403.html", context | {"patient_id": exception.patient_id}, status=403)
        if isinstance(exception, NoWorkPlace):
            actor = Actor.anonymous(request_id=str(getattr(request, "care_request_id", "")))
            self._record(actor, "NO_WORK_PLACE")
            return render(request, "403.html", {"reason": "NO_WORK_PLACE"}, status=403)
        if isinstance(exception, OpenedForAWhile):
            self._record(actor_of(request), "FOR_A_WHILE")
            return render(request, "403.html", {"reason": "FOR_A_WHILE"}, status=403)
        if isinstance(exception, WorkRefused):
            self._record(actor_of(request), str(exception))
            return render(request, "403.html", {"reason": "ROLE"}, status=403)
        return None

    def _record(self, actor: Actor, reason: str) -> None:
        audit.record(actor=actor, at=timezone.now(), kind=Kind.REFUSAL, verb="work.refused", decision="deny", reason=reason)
