"""Organisations, and accounts that come into being without an invitation: the first administrator, the demo's people."""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from care.accounts.models import Organisation, Staff, StaffRole, User
from care.accounts.operations.refusals import AccountRefused, check_reason
from care.accounts.rules import Work, check_work
from care.actor import Actor, ActorKind, Requester, Role
from care.audit import operations as audit
from care.lib.states import STATES


class NameTaken(AccountRefused):
    """There is an organisation of this name."""

    words = "There is an organization of this name already."


class NoSuchState(AccountRefused):
    """The code is not one of a state or territory."""

    words = "Choose one of the states."


class EmailTaken(AccountRefused):
    """There is an account with this e-mail address."""

    words = "There is an account with this e-mail address already."


def _check_system(actor: Actor) -> None:
    """Organisations and uninvited accounts are made by commands of the machine's owner, never from a page.

    Raises:
        PermissionError: anybody else asked.
    """
    if actor.kind is not ActorKind.SYSTEM:
        raise PermissionError("only a named job of the platform makes organisations and uninvited accounts")


def create_organisation(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    zone: str,
    is_part2: bool,
    phone: str = "",
    kind: Requester = Requester.PROVIDER,
    state: str = "",
) -> Organisation:
    """Open an organisation. It is bound by 42 CFR Part 2 unless said otherwise; `kind` is what it is to the others.

    Raises:
        PermissionError: not asked by a named job.
        NameTaken: there is one of this name.
    """
    _check_system(actor)
    with audit.change(actor=actor, at=at, verb="organisation.created") as change:
        if Organisation.objects.filter(name__iexact=name.strip()).exists():
            raise NameTaken
        organisation = Organisation.objects.create(
            name=name.strip(),
            zone=zone,
            is_part2=is_part2,
            phone=phone,
            kind=kind.value,
            state=state,
            created_at=at,
        )
        change.detail["organisation"] = organisation.pk
    return organisation


def set_up_organisation(
    *,
    actor: Actor,
    at: datetime,
    organisation: str,
    zone: str,
    is_part2: bool,
    email: str,
    name: str,
    password: str | None,
    phone: str = "",
    state: str = "",
) -> Staff:
    """A clinic's organisation with its first administrator, both or neither.

    Raises:
        PermissionError: not asked by a named job.
        NameTaken, EmailTaken: as named.
    """
    with transaction.atomic():
        made = create_organisation(actor=actor, at=at, name=organisation, zone=zone, is_part2=is_part2, phone=phone, state=state)
        return create_first_administrator(actor=actor, at=at, organisation=made, email=email, name=name, password=password)


def say_state(*, actor: Actor, state: str, at: datetime) -> None:
    """Say in which state the actor's organisation is licensed; empty where nobody knows. Its law says who signs for a minor.

    Raises:
        WorkRefused: the actor does not run the organisation's accounts.
        NoSuchState: there is no state of this code.
    """
    check_work(actor, Work.MANAGE_STAFF)
    if state and state not in STATES:
        raise NoSuchState
    with audit.change(actor=actor, at=at, verb="organisation.state_said", detail={"state": state}):
        Organisation.objects.filter(pk=actor.organisation_id or 0).update(state=state)


def create_first_administrator(
    *, actor: Actor, at: datetime, organisation: Organisation, email: str, name: str, password: str | None
) -> Staff:
    """The person who runs an organisation's accounts from the start. Without a password they set one by a reset link.

    Raises:
        PermissionError: not asked by a named job.
        EmailTaken: there is an account with this address.
    """
    return create_account(
        actor=actor,
        at=at,
        organisation=organisation,
        email=email,
        name=name,
        password=password,
        roles=[Role.ADMINISTRATOR],
        reason="Set up the organization",
    )


def create_account(
    *,
    actor: Actor,
    at: datetime,
    organisation: Organisation,
    email: str,
    name: str,
    password: str | None,
    roles: Sequence[Role],
    reason: str,
    title: str = "",
    pronouns: str = "",
    zone: str = "",
) -> Staff:
    """A person's account and work at an organisation with roles, without an invitation.

    Raises:
        PermissionError: not asked by a named job.
        EmailTaken: there is an account with this address.
        ReasonMissing: the roles are given without a reason.
    """
    _check_system(actor)
    reason = check_reason(reason)
    detail = {"organisation": organisation.pk, "roles": [role.value for role in roles]}
    with audit.change(actor=actor, at=at, verb="account.created", detail=detail) as change:
        user = add_user(email=email, name=name, password=password, pronouns=pronouns, zone=zone, at=at)
        staff = add_staff(user=user, organisation_id=organisation.pk, title=title, by_id=user.pk, at=at)
        add_roles(staff=staff, roles=roles, reason=reason, by_id=user.pk, at=at)
        change.detail |= {"user": user.pk, "staff": staff.pk}
    return staff


# Parts of a writer's own change: called inside its transaction.


def add_user(*, email: str, name: str, password: str | None, at: datetime, pronouns: str = "", zone: str = "") -> User:
    """A user whose address counts as proved: by an invitation's link, or by whoever runs the machine.

    Raises:
        EmailTaken: there is an account with this address.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise EmailTaken
    user = User.objects.create_user(email, password, name=name.strip(), pronouns=pronouns, zone=zone, created_at=at)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def add_staff(*, user: User, organisation_id: int, title: str, by_id: int, at: datetime) -> Staff:
    """Work at an organisation from now on."""
    return Staff.objects.create(user=user, organisation_id=organisation_id, title=title, started_at=at, started_by_id=by_id)


def add_roles(*, staff: Staff, roles: Sequence[Role], reason: str, by_id: int, at: datetime) -> None:
    """Roles that are held from now on."""
    StaffRole.objects.bulk_create(
        StaffRole(staff=staff, role=role.value, reason=reason, granted_at=at, granted_by_id=by_id)
        for role in dict.fromkeys(roles)
    )
