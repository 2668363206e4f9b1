"""The staff of an organisation, for its administrators."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from care.accounts import operations, presenters
from care.accounts.forms import CorrectForm, ReasonForm, RoleForm
from care.accounts.queries import Colleague, colleague, colleagues_of, open_invitations, role_periods_of, sessions_open
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, zone_of
from care.actor import Actor, Role


def _administrator(request: HttpRequest) -> tuple[Actor, int]:
    """The administrator who asks, and their organization.

    Raises:
        WorkRefused: somebody else asks.
    """
    actor = actor_of(request)
    check_work(actor, Work.MANAGE_STAFF)
    assert actor.organisation_id is not None
    return actor, actor.organisation_id


def _colleague(request: HttpRequest, uuid: UUID) -> tuple[Actor, Colleague]:
    actor, organisation_id = _administrator(request)
    found = colleague(organisation_id=organisation_id, uuid=uuid)
    if found is None:
        raise Http404
    return actor, found


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone who works here, with roles, second factor and last sign-in; and the invitations that wait."""
    actor, organisation_id = _administrator(request)
    at, zone = timezone.now(), zone_of(request)
    people = [
        presenters.colleague_row(person, actor=actor, zone=zone, at=at)
        for person in colleagues_of(organisation_id=organisation_id)
    ]
    waiting = [
        presenters.invitation_row(invitation, zone=zone, at=at)
        for invitation in open_invitations(organisation_id=organisation_id, at=at)
    ]
    return render(request, "accounts/staff.html", {"people": people, "invitations": waiting})


@require_safe
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One colleague's account: roles given and taken, sessions, second factor, and its end."""
    actor, found = _colleague(request, uuid)
    return _person_page(request, actor, found)


def _person_page(
    request: HttpRequest,
    actor: Actor,
    found: Colleague,
    *,
    status: int = 200,
    give: RoleForm | None = None,
    take: ReasonForm | None = None,
    taken: Role | None = None,
    close: ReasonForm | None = None,
    correct: CorrectForm | None = None,
) -> HttpResponse:
    """The page, with the form that was just refused; all others are empty."""
    at, zone = timezone.now(), zone_of(request)
    periods = role_periods_of(staff_id=found.staff_id)
    held = [
        {
            "period": presenters.period_row(period, zone=zone, at=at),
            "form": take if period.role is taken and take else _take_form(period.role),
        }
        for period in periods
        if period.revoked_at is None
    ]
    context = {
        "person": presenters.colleague_row(found, actor=actor, zone=zone, at=at),
        "held": held,
        "past": [presenters.period_row(period, zone=zone, at=at) for period in periods if period.revoked_at is not None],
        "sessions": sessions_open(user_id=found.user_id),
        "give_form": give or RoleForm(without=found.roles, auto_id="give_%s"),
        "close_form": close or ReasonForm(auto_id="close_%s"),
        "correct_form": correct or CorrectForm(initial={"email": found.email, "title": found.title}, auto_id="correct_%s"),
    }
    return render(request, "accounts/person.html", context, status=status)


def _take_form(role: Role, data: QueryDict | None = None) -> ReasonForm:
    return ReasonForm(data, auto_id=f"take_{role.value}_%s")


@require_POST
def give_role(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a role, with the reason."""
    actor, found = _colleague(request, uuid)
    form = RoleForm(request.POST, without=found.roles, auto_id="give_%s")
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        try:
            operations.grant_role(
                actor=actor, staff_id=found.staff_id, role=role, reason=form.cleaned_data["reason"], at=timezone.now()
            )
        except operations.AccountRefused as refusal:
            form.add_error(None, refusal.words)
        else:
            return _done(request, found, f"{found.name} is {role.label.lower()} now.")
    return _person_page(request, actor, found, status=422, give=form)


@require_POST
def take_role(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a role away, with the reason."""
    actor, found = _colleague(request, uuid)
    try:
        role = Role(request.POST.get("role", ""))
    except ValueError as error:
        raise Http404 from error
    form = _take_form(role, request.POST)
    if form.is_valid():
        try:
            operations.revoke_role(
                actor=actor, staff_id=found.staff_id, role=role, reason=form.cleaned_data["reason"], at=timezone.now()
            )
        except operations.AccountRefused as refusal:
            form.add_error(None, refusal.words)
        else:
            return _done(request, found, f"{found.name} is no longer {role.label.lower()}.")
    return _person_page(request, actor, found, status=422, take=form, taken=role)


@require_POST
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change the sign-in address and the title."""
    actor, found = _colleague(request, uuid)
    form = CorrectForm(request.POST, auto_id="correct_%s")
    if form.is_valid():
        try:
            operations.correct_account(actor=actor, staff_id=found.staff_id, at=timezone.now(), **form.cleaned_data)
        except operations.AccountRefused as refusal:
            form.add_error("email", refusal.words)
        else:
            return _done(request, found, f"{found.name}: address and title are saved.")
    return _person_page(request, actor, found, status=422, correct=form)


@require_POST
def disable(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close the account at once, with the reason."""
    return _close(request, uuid, operations.disable_account, "{name}: the account is closed and every session has ended.")


@require_POST
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End the work here of somebody whose account serves another organization too, with the reason."""
    return _close(request, uuid, operations.end_work, "{name} does not work here any more; every session has ended.")


def _close(request: HttpRequest, uuid: UUID, operation: Callable[..., None], words: str) -> HttpResponse:
    actor, found = _colleague(request, uuid)
    form = ReasonForm(request.POST, auto_id="close_%s")
    if form.is_valid():
        try:
            operation(actor=actor, staff_id=found.staff_id, reason=form.cleaned_data["reason"], at=timezone.now())
        except operations.AccountRefused as refusal:
            form.add_error(None, refusal.words)
        else:
            messages.success(request, words.format(name=found.name))
            return redirect("accounts:staff")
    return _person_page(request, actor, found, status=422, close=form)


@require_POST
def enable(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open a closed account again."""
    actor, found = _colleague(request, uuid)
    return _act(
        request,
        found,
        f"{found.name} can sign in again.",
        lambda: operations.enable_account(actor=actor, staff_id=found.staff_id, at=timezone.now()),
    )


@require_POST
def sign_out(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End all sessions of a colleague."""
    actor, found = _colleague(request, uuid)
    return _act(
        request,
        found,
        f"{found.name} is signed out everywhere.",
        lambda: operations.end_sessions_of_colleague(actor=actor, staff_id=found.staff_id, at=timezone.now()),
    )


@require_POST
def reset_second_factor(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Remove a colleague's second factors, for a lost phone."""
    actor, found = _colleague(request, uuid)
    words = f"{found.name} signs in with the password and sets up a new second factor."
    return _act(
        request, found, words, lambda: operations.reset_second_factor(actor=actor, staff_id=found.staff_id, at=timezone.now())
    )


def _act(request: HttpRequest, found: Colleague, words: str, operation: Callable[[], object]) -> HttpResponse:
    try:
        operation()
    except operations.AccountRefused as refusal:
        messages.error(request, refusal.words)
        return redirect("accounts:person", uuid=found.uuid)
    return _done(request, found, words)


def _done(request: HttpRequest, found: Colleague, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("accounts:person", uuid=found.uuid)
