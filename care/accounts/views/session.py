"""The lock page, and the page of somebody who must set up a second factor first. Nobody's data but one's own first name."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.conf import settings
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from care.accounts import operations
from care.accounts.addresses import safe_path
from care.accounts.forms import ReauthenticatePasskeyForm, UnlockForm
from care.accounts.queries import has_passkey, has_second_factor
from care.accounts.rules import SessionState
from care.accounts.session import (
    NoWorkPlace,
    actor_signing_in,
    ends_at,
    lock_session,
    person_of,
    state_of,
    unlock_session,
    was_locked_by_hand,
    zone_of,
)
from care.lib.dates import time_text


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock this session now; `next` is where its owner wants to come back to."""
    if lock_session(request, by_hand=True):
        operations.record_lock(actor=actor_signing_in(request, user_id=person_of(request).pk), at=timezone.now())
    query = urlencode({"next": safe_path(request, request.POST.get("next"))}, safe="/")
    return redirect(f"{reverse('accounts:locked')}?{query}")


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """A page tells that somebody is there; the sign-in policy has noted it before this is reached."""
    return HttpResponse(status=204)


@sensitive_post_parameters("password", "credential")
@never_cache
@require_http_methods(["GET", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """The same person's password or passkey opens the session again and leads back to where it was locked."""
    at = timezone.now()
    back = safe_path(request, request.POST.get("next") or request.GET.get("next"))
    if state_of(request, at=at) is SessionState.OPEN:
        return redirect(back)
    form = UnlockForm(request.POST or None)
    if request.method == "POST":
        method = _unlocked_by(request, form)
        if method:
            operations.record_unlock(actor=actor_signing_in(request, user_id=person_of(request).pk), at=at, method=method)
            unlock_session(request, at=at)
            return redirect(back)
    person = person_of(request)
    context = {
        "given_name": person.get_short_name(),
        "minutes": 0 if was_locked_by_hand(request) else int(settings.IDLE_LOCK.total_seconds() // 60),
        "ends": _end_in_words(request),
        "next": back,
        "form": form,
        "js_data": {"request_options": begin_authentication(person)} if has_passkey(user_id=person.pk) else None,
    }
    return render(request, "accounts/locked.html", context, status=422 if form.errors else 200)


def _unlocked_by(request: HttpRequest, form: UnlockForm) -> str:
    """By which means the session's owner has proved to be there, '' when they have not; the form then says why."""
    if request.POST.get("credential"):
        passkey = ReauthenticatePasskeyForm(request.POST, user=request.user)
        form.errors.clear()
        if passkey.is_valid():
            passkey.save()
            return "webauthn"
        form.add_error(None, passkey.errors["credential"][0])
        return ""
    if form.is_valid():
        try:
            if get_adapter().reauthenticate(request.user, form.cleaned_data["password"]):
                return "password"
            form.add_error("password", get_adapter().validation_error("incorrect_password"))
        except ValidationError as error:  # too many tries
            form.add_error("password", error)
    return ""


def _end_in_words(request: HttpRequest) -> str:
    try:
        zone = zone_of(request)
    except NoWorkPlace:
        zone = settings.TIME_ZONE
    return time_text(ends_at(request, at=timezone.now()), zone, with_zone=True)


@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Where somebody is sent who has no second factor yet: choose one, or sign out."""
    if has_second_factor(user_id=person_of(request).pk):
        return redirect("/")
    return render(request, "accounts/second_factor.html")
