"""How accounts read on a page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from care.accounts.models import Mail
from care.accounts.queries import Colleague, OpenInvitation, RolePeriod
from care.actor import Actor, Role
from care.lib.dates import local_date, moment_text


def _moment(moment: datetime, zone: str, at: datetime) -> str:
    return moment_text(moment, zone, local_date(at, zone))


def _list(roles: tuple[Role, ...]) -> str:
    return ", ".join(role.label for role in roles)


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """A colleague in the list and at the head of their page."""

    uuid: UUID
    name: str
    pronouns: str
    email: str
    title: str
    roles: str
    has_second_factor: bool
    last_sign_in: str
    since: str
    is_active: bool
    is_you: bool
    works_elsewhere: bool


def colleague_row(person: Colleague, *, actor: Actor, zone: str, at: datetime) -> ColleagueRow:
    """A colleague in words; times in the reader's zone."""
    return ColleagueRow(
        uuid=person.uuid,
        name=person.name,
        pronouns=person.pronouns,
        email=person.email,
        title=person.title,
        roles=_list(person.roles),
        has_second_factor=person.has_second_factor,
        last_sign_in=_moment(person.last_sign_in_at, zone, at) if person.last_sign_in_at else "",
        since=_moment(person.started_at, zone, at),
        is_active=person.is_active,
        is_you=person.staff_id == actor.staff_id,
        works_elsewhere=person.works_elsewhere,
    )


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that waits for an answer."""

    uuid: UUID
    name: str
    email: str
    roles: str
    invited: str
    invited_by: str
    expires: str
    has_expired: bool
    mail_failed: bool


def invitation_row(invitation: OpenInvitation, *, zone: str, at: datetime) -> InvitationRow:
    """An invitation in words. Mail that was never marked as sent counts as not sent."""
    return InvitationRow(
        uuid=invitation.uuid,
        name=invitation.name,
        email=invitation.email,
        roles=_list(invitation.roles),
        invited=_moment(invitation.invited_at, zone, at),
        invited_by=invitation.invited_by,
        expires=_moment(invitation.expires_at, zone, at),
        has_expired=invitation.has_expired,
        mail_failed=invitation.mail != Mail.SENT,
    )


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A role that is or was held."""

    role: str
    label: str
    prose: str
    given: str
    reason: str
    taken: str
    taken_reason: str


def period_row(period: RolePeriod, *, zone: str, at: datetime) -> PeriodRow:
    """A role with who gave and who took it, when and why."""
    taken = f"{_moment(period.revoked_at, zone, at)} by {period.revoked_by}" if period.revoked_at else ""
    return PeriodRow(
        role=period.role.value,
        label=period.role.label,
        prose=period.role.prose,
        given=f"{_moment(period.granted_at, zone, at)} by {period.granted_by}",
        reason=period.reason,
        taken=taken,
        taken_reason=period.revoked_reason,
    )
