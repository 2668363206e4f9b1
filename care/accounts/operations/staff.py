"""What an administrator does to colleagues' accounts: roles given and taken, accounts disabled and enabled, sessions ended."""

from datetime import datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from care.accounts import tasks
from care.accounts.models import Organisation, Staff, StaffRole, User
from care.accounts.operations.organisations import EmailTaken
from care.accounts.operations.refusals import AccountRefused, Administrator, check_administrator, check_reason
from care.accounts.operations.sign_in import delete_sessions
from care.actor import Actor, Role
from care.audit import operations as audit
from care.outbox import operations as outbox


class NotOurColleague(AccountRefused):
    """The person does not work at the actor's organisation (any more)."""

    words = "This person does not work here any more."


class NotYourself(AccountRefused):
    """An administrator asked to do this to their own account."""

    words = "Another administrator does this to your own account."


class LastAdministrator(AccountRefused):
    """The organisation would be left without anybody who may manage its accounts."""

    words = "This is the last administrator. Make somebody else one first."


class RoleHeld(AccountRefused):
    """The role is held already."""

    words = "This role is held already."


class NotHeld(AccountRefused):
    """The role is not held (any more)."""

    words = "This role is not held any more."


class AlreadyDisabled(AccountRefused):
    """The account is disabled already."""

    words = "This account is disabled already."


class WorksElsewhere(AccountRefused):
    """The account serves another organisation as well."""

    words = "This account is also used at another organization, so it is not ours alone to change."


class _Colleague(NamedTuple):
    staff: Staff
    user: User


def _colleague(by: Administrator, staff_id: int) -> _Colleague:
    """The colleague's rows and the organisation's, locked, so that two administrators act one after the other.

    Raises:
        NotOurColleague: they work elsewhere, or no longer.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    staff = (
        Staff.objects.select_for_update(no_key=True)
        .select_related("user")
        .filter(pk=staff_id, organisation_id=by.organisation_id, ended_at__isnull=True)
        .first()
    )
    if staff is None:
        raise NotOurColleague
    return _Colleague(staff, staff.user)


def _check_not_last_administrator(staff: Staff) -> None:
    others = StaffRole.objects.filter(
        role=Role.ADMINISTRATOR.value,
        revoked_at__isnull=True,
        staff__organisation_id=staff.organisation_id,
        staff__ended_at__isnull=True,
        staff__user__is_active=True,
    ).exclude(staff_id=staff.pk)
    if not others.exists():
        raise LastAdministrator


def _is_administrator(staff: Staff) -> bool:
    return StaffRole.objects.filter(staff=staff, role=Role.ADMINISTRATOR.value, revoked_at__isnull=True).exists()


def grant_role(*, actor: Actor, staff_id: int, role: Role, reason: str, at: datetime) -> StaffRole:
    """Give a colleague a role. It counts from their next page on.

    Raises:
        WorkRefused: the actor manages no accounts.
        NotOurColleague, ReasonMissing: as named.
        AlreadyDisabled: the account is disabled.
        RoleHeld: the colleague holds the role.
    """
    by = check_administrator(actor)
    reason = check_reason(reason)
    detail = {"staff": staff_id, "role": role.value, "self": staff_id == actor.staff_id}
    with audit.change(actor=actor, at=at, verb="role.granted", detail=detail):
        staff, user = _colleague(by, staff_id)
        if not user.is_active:
            raise AlreadyDisabled
        if StaffRole.objects.filter(staff=staff, role=role.value, revoked_at__isnull=True).exists():
            raise RoleHeld
        return StaffRole.objects.create(staff=staff, role=role.value, reason=reason, granted_at=at, granted_by_id=by.user_id)


def revoke_role(*, actor: Actor, staff_id: int, role: Role, reason: str, at: datetime) -> StaffRole:
    """Take a role from a colleague. It counts from their next page on.

    Raises:
        WorkRefused: the actor manages no accounts.
        NotOurColleague, ReasonMissing: as named.
        NotHeld: the colleague does not hold the role.
        LastAdministrator: nobody could manage the organisation's accounts any more.
    """
    by = check_administrator(actor)
    reason = check_reason(reason)
    with audit.change(actor=actor, at=at, verb="role.revoked", detail={"staff": staff_id, "role": role.value}):
        staff, _ = _colleague(by, staff_id)
        held = StaffRole.objects.filter(staff=staff, role=role.value, revoked_at__isnull=True).first()
        if held is None:
            raise NotHeld
        if role is Role.ADMINISTRATOR:
            _check_not_last_administrator(staff)
        held.revoked_at = at
        held.revoked_by_id = by.user_id
        held.revoked_reason = reason
        held.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
        return held


def disable_account(*, actor: Actor, staff_id: int, reason: str, at: datetime) -> None:
    """Close a colleague's account at once: every session ends with this transaction, and the next request is nobody's.

    Raises:
        WorkRefused: the actor manages no accounts.
        NotOurColleague, NotYourself, AlreadyDisabled, LastAdministrator, ReasonMissing: as named.
        WorksElsewhere: the account serves another organisation too; end the work here instead.
    """
    by = check_administrator(actor)
    reason = check_reason(reason)
    with audit.change(actor=actor, at=at, verb="account.disabled", detail={"staff": staff_id}) as change:
        staff, user = _colleague(by, staff_id)
        if user.pk == by.user_id:
            raise NotYourself
        if not user.is_active:
            raise AlreadyDisabled
        _check_ours_alone(staff)
        if _is_administrator(staff):
            _check_not_last_administrator(staff)
        user.is_active = False
        user.disabled_at = at
        user.disabled_by_id = by.user_id
        user.disabled_reason = reason
        user.save(update_fields=["is_active", "disabled_at", "disabled_by", "disabled_reason"])
        change.detail |= {"user": user.pk, "sessions": delete_sessions(user_id=user.pk)}
        _publish_stopped(staff, change.uuid, at)


def _publish_stopped(staff: Staff, event: UUID, at: datetime) -> None:
    """Tell whoever listens above that a colleague works here no longer, or not for now."""
    outbox.publish(
        event="staff.stopped",
        key=f"staff.stopped:{event}",
        at=at,
        organisation_id=staff.organisation_id,
        patient_id=None,
        about={"staff": staff.pk},
    )


def enable_account(*, actor: Actor, staff_id: int, at: datetime) -> None:
    """Open a disabled account again, with the roles that it had.

    Raises:
        WorkRefused: the actor manages no accounts.
        NotOurColleague: they work elsewhere, or no longer.
    """
    by = check_administrator(actor)
    with audit.change(actor=actor, at=at, verb="account.enabled", detail={"staff": staff_id}) as change:
        _, user = _colleague(by, staff_id)
        user.is_active = True
        user.disabled_at = None
        user.disabled_by_id = None
        user.disabled_reason = ""
        user.save(update_fields=["is_active", "disabled_at", "disabled_by", "disabled_reason"])
        change.detail["user"] = user.pk


def end_work(*, actor: Actor, staff_id: int, reason: str, at: datetime) -> None:
    """End a colleague's work at this organisation: nothing of it opens for them any more; work elsewhere goes on.

    Raises:
        WorkRefused: the actor manages no accounts.
        NotOurColleague, NotYourself, LastAdministrator, ReasonMissing: as named.
    """
    by = check_administrator(actor)
    reason = check_reason(reason)
    with audit.change(actor=actor, at=at, verb="staff.ended", detail={"staff": staff_id}) as change:
        staff, user = _colleague(by, staff_id)
        if user.pk == by.user_id:
            raise NotYourself
        if _is_administrator(staff):
            _check_not_last_administrator(staff)
        staff.ended_at = at
        staff.ended_by_id = by.user_id
        staff.ended_reason = reason
        staff.save(update_fields=["ended_at", "ended_by", "ended_reason"])
        change.detail |= {"user": user.pk, "sessions": delete_sessions(user_id=user.pk)}
        _publish_stopped(staff, change.uuid, at)


def reset_second_factor(*, actor: Actor, staff_id: int, at: datetime) -> None:
    """Remove a colleague's second factors and recovery codes, for a lost phone: they sign in again and set up new ones.

    Raises:
        WorkRefused: the actor manages no accounts.
        NotOurColleague, NotYourself: as named.
        WorksElsewhere: the account serves another organisation too, whose records the second factor guards as well.
    """
    by = check_administrator(actor)
    with audit.change(actor=actor, at=at, verb="second_factor.reset", detail={"staff": staff_id}) as change:
        staff, user = _colleague(by, staff_id)
        if user.pk == by.user_id:
            raise NotYourself
        _check_ours_alone(staff)
        removed = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        Authenticator.objects.filter(user=user).delete()
        change.detail |= {"user": user.pk, "types": sorted(removed), "sessions": delete_sessions(user_id=user.pk)}


def correct_account(*, actor: Actor, staff_id: int, email: str, title: str, at: datetime) -> None:
    """Change a colleague's sign-in address and title. The old address is told of the new one.

    Raises:
        WorkRefused: the actor manages no accounts.
        NotOurColleague: they work elsewhere, or no longer.
        EmailTaken: another account has this address.
        WorksElsewhere: the address is to change, and the account serves another organisation too.
    """
    by = check_administrator(actor)
    email, title = email.strip().lower(), title.strip()
    with audit.change(actor=actor, at=at, verb="account.corrected", detail={"staff": staff_id}) as change:
        staff, user = _colleague(by, staff_id)
        change.detail |= {"user": user.pk, "fields": []}
        if title != staff.title:
            staff.title = title
            staff.save(update_fields=["title"])
            change.detail["fields"].append("title")
        if email != user.email:
            _check_ours_alone(staff)
            _change_address(user, email)
            change.detail["fields"].append("email")


def _change_address(user: User, email: str) -> None:
    if User.objects.filter(email=email).exists():
        raise EmailTaken
    old = user.email
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    transaction.on_commit(partial(tasks.tell_old_address.delay, email=old))


def _check_ours_alone(staff: Staff) -> None:
    if Staff.objects.filter(user_id=staff.user_id, ended_at__isnull=True).exclude(pk=staff.pk).exists():
        raise WorksElsewhere


def end_sessions_of_colleague(*, actor: Actor, staff_id: int, at: datetime) -> int:
    """Sign a colleague out everywhere. Returns in how many places they were signed in.

    Raises:
        WorkRefused: the actor manages no accounts.
        NotOurColleague: they work elsewhere, or no longer.
    """
    by = check_administrator(actor)
    with audit.change(actor=actor, at=at, verb="session.ended", detail={"staff": staff_id}) as change:
        _, user = _colleague(by, staff_id)
        ended = delete_sessions(user_id=user.pk)
        change.detail |= {"user": user.pk, "sessions": ended}
    return ended
