"""Inviting colleagues, and the public page on which somebody accepts."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.accounts import operations
from care.accounts.forms import InviteForm, JoinForm
from care.accounts.models import Invitation, Mail
from care.accounts.queries import InvitationToAnswer, invitation_by_hash
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, actor_signing_in, person_of
from care.actor import Role
from care.lib.secrets import secret_hash

INVITATION_KEY = "care_invitation"


def _link_of(request: HttpRequest) -> Callable[[str], str]:
    return lambda secret: request.build_absolute_uri(reverse("accounts:invitation", kwargs={"token": secret}))


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a colleague by e-mail."""
    actor = actor_of(request)
    check_work(actor, Work.MANAGE_STAFF)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"roles": [Role(role) for role in form.cleaned_data["roles"]]}
        try:
            invitation = operations.invite_colleague(actor=actor, at=timezone.now(), link_of=_link_of(request), **given)
        except operations.AccountRefused as refusal:
            form.add_error("email", refusal.words)
        else:
            _tell(request, invitation)
            return redirect("accounts:staff")
    roles = [{"value": role.value, "label": role.label, "prose": role.prose} for role in Role]
    return render(request, "accounts/invite.html", {"form": form, "roles": roles}, status=422 if form.errors else 200)


@require_POST
def send_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send an invitation anew; the old link is dead."""
    try:
        invitation = operations.send_invitation_again(
            actor=actor_of(request), uuid=uuid, link_of=_link_of(request), at=timezone.now()
        )
    except operations.InvitationUnusable as error:
        raise Http404 from error
    _tell(request, invitation)
    return redirect("accounts:staff")


@require_POST
def revoke(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take an invitation back."""
    try:
        invitation = operations.revoke_invitation(actor=actor_of(request), uuid=uuid, at=timezone.now())
    except operations.InvitationUnusable as error:
        raise Http404 from error
    messages.success(request, f"The invitation of {invitation.name} is taken back.")
    return redirect("accounts:staff")


def _tell(request: HttpRequest, invitation: Invitation) -> None:
    if invitation.mail == Mail.SENT:
        messages.success(request, f"{invitation.name}: the invitation is sent and good for 7 days.")
    else:
        messages.error(
            request,
            f"{invitation.name} is invited, but the e-mail could not be sent. Look at the mail server, then send it again.",
        )


@never_cache
@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation's link. Its secret leaves the address bar at once; the session keeps the hash of it."""
    token_hash = secret_hash(token)
    if invitation_by_hash(token_hash=token_hash, at=timezone.now()) is None:
        return _unusable(request)
    request.session[INVITATION_KEY] = token_hash.hex()
    return redirect("accounts:join")


@sensitive_post_parameters("password", "password_again")
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Accept an invitation: somebody new chooses a password, somebody who has an account signs in first."""
    token_hash = bytes.fromhex(request.session.get(INVITATION_KEY, ""))
    answer = invitation_by_hash(token_hash=token_hash, at=timezone.now()) if token_hash else None
    if answer is None:
        return _unusable(request)
    signed_in = request.user.is_authenticated
    if signed_in and person_of(request).email != answer.email:
        return _join_page(request, answer, whose="other")
    if answer.has_account and not signed_in:
        return _join_page(request, answer, whose="account")
    if answer.has_account:
        return (
            _accept(request, answer, token_hash, None) if request.method == "POST" else _join_page(request, answer, whose="own")
        )
    form = JoinForm(request.POST or None, email=answer.email, initial={"name": answer.name})
    if request.method == "POST" and form.is_valid():
        return _accept(request, answer, token_hash, form)
    return _join_page(request, answer, whose="new", form=form)


def _accept(request: HttpRequest, answer: InvitationToAnswer, token_hash: bytes, form: JoinForm | None) -> HttpResponse:
    signed_in = request.user.is_authenticated
    given = (
        {"user": request.user}
        if form is None
        else {
            "name": form.cleaned_data["name"],
            "pronouns": form.cleaned_data["pronouns"],
            "password": form.cleaned_data["password"],
        }
    )
    try:
        operations.accept_invitation(
            actor=actor_signing_in(request, user_id=request.user.pk if signed_in else None),
            token_hash=token_hash,
            at=timezone.now(),
            **given,
        )
    except operations.AccountRefused:
        return _unusable(request)
    request.session.pop(INVITATION_KEY, None)
    messages.success(request, f"Welcome to {answer.organisation_name}." + ("" if signed_in else " Sign in to begin."))
    return redirect("/" if signed_in else "account_login")


def _join_page(request: HttpRequest, answer: InvitationToAnswer, *, whose: str, form: JoinForm | None = None) -> HttpResponse:
    context = {"invitation": answer, "whose": whose, "form": form}
    return render(request, "accounts/join.html", context, status=422 if form is not None and form.errors else 200)


def _unusable(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/join.html", {"words": operations.InvitationUnusable.words}, status=410)
