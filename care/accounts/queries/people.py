"""Reading accounts: where somebody works, the people of an organisation, and invitations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from care.accounts.models import Invitation, Organisation, PartnerSystem, Staff, StaffRole, User
from care.accounts.rules import InvitationState, invitation_state
from care.actor import Role
from care.lib.prepared import prepared

# --- where somebody works --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """One person's open work at one organisation, with the roles held."""

    staff_id: int
    staff_uuid: UUID
    user_id: int
    user_name: str
    title: str
    organisation_id: int
    organisation_name: str
    organisation_zone: str
    is_part2: bool
    roles: frozenset[Role]


def work_places_of(*, user_id: int) -> list[WorkPlace]:
    """Everywhere that a person works now, the place that began first at the head. One query; empty for a disabled account."""
    return [WorkPlace(*(*values, _roles(held))) for *values, held in _places(user_id=user_id)]


@prepared
def _places(*, user_id: int) -> QuerySet[Staff, tuple[Any, ...]]:
    """The columns in the order in which a work place has them, then the roles."""
    roles = StaffRole.objects.filter(staff=OuterRef("pk"), revoked_at__isnull=True).order_by("pk").values("role")
    columns = (
        *("pk", "uuid", "user_id", "user__name", "title", "organisation_id"),
        *("organisation__name", "organisation__zone", "organisation__is_part2"),
    )
    places = Staff.objects.filter(user_id=user_id, ended_at__isnull=True, user__is_active=True)
    return places.order_by("started_at", "pk").values_list(*columns, ArraySubquery(roles))


def work_places_of_email(*, email: str) -> list[WorkPlace]:
    """Everywhere that somebody with this e-mail works now. Two queries; empty for an address that nobody has."""
    user_id = User.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()
    return work_places_of(user_id=user_id) if user_id is not None else []


def work_place_of(*, user_id: int, staff_id: int | None = None) -> WorkPlace | None:
    """Where a person works: the chosen place, else the one that began first. One query; none when all work has ended."""
    places = work_places_of(user_id=user_id)
    return next((place for place in places if place.staff_id == staff_id), places[0] if places else None)


def _roles(held: Iterable[str | None]) -> frozenset[Role]:
    return frozenset(Role(role) for role in held if role)


def organisation_names() -> list[str]:
    """The organisations that there are, by name."""
    return list(Organisation.objects.order_by("name").values_list("name", flat=True))


def organisation_ids() -> list[int]:
    """The numbers of all organisations."""
    return list(Organisation.objects.order_by("pk").values_list("pk", flat=True))


def organisation_phone(*, organisation_id: int) -> str:
    """The phone at which people reach an organisation, as it was typed; '' where none is known."""
    return Organisation.objects.values_list("phone", flat=True).get(pk=organisation_id)


def organisation_zone(*, organisation_id: int) -> str:
    """The IANA name of the zone in which an organisation counts its days. One query."""
    return Organisation.objects.values_list("zone", flat=True).get(pk=organisation_id)


def organisation_name(*, organisation_id: int) -> str:
    """What an organisation is called. One query."""
    return Organisation.objects.values_list("name", flat=True).get(pk=organisation_id)


# --- names -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StaffName:
    """A colleague as a screen names them."""

    staff_id: int
    user_id: int
    name: str
    title: str


def names_of_staff(staff_ids: Iterable[int]) -> dict[int, StaffName]:
    """Colleagues by staff number; one query."""
    return {row[0]: StaffName(*row) for row in _names(staff_ids=list(set(staff_ids)))}


@prepared
def _names(*, staff_ids: list[int]) -> QuerySet[Staff, tuple[Any, ...]]:
    return Staff.objects.filter(pk__among=staff_ids).values_list("pk", "user_id", "user__name", "title")


def works_at(*, staff_id: int, organisation_id: int) -> bool:
    """Whether a colleague works at the organisation now."""
    return Staff.objects.filter(
        pk=staff_id, organisation_id=organisation_id, ended_at__isnull=True, user__is_active=True
    ).exists()


def works_for(*, user_id: int, organisation_id: int) -> bool:
    """Whether somebody works, or has worked, at the organisation."""
    return Staff.objects.filter(user_id=user_id, organisation_id=organisation_id).exists()


@dataclass(frozen=True, slots=True)
class ColleagueName:
    """Somebody who works or worked at an organisation, as the privacy office names them. `roles` are those held now."""

    staff_id: int
    uuid: UUID
    user_id: int
    name: str
    email: str
    title: str
    roles: tuple[Role, ...]
    ended_at: datetime | None


def everybody_of(*, organisation_id: int, staff_ids: Iterable[int] | None = None) -> list[ColleagueName]:
    """Who works or worked at an organisation, by name, those who left last; with `staff_ids` only these. One query."""
    people = Staff.objects.filter(organisation_id=organisation_id)
    if staff_ids is not None:
        people = people.filter(pk__in=set(staff_ids))
    rows = (
        people.annotate(held=ArrayAgg("roles__role", filter=Q(roles__revoked_at__isnull=True), default=[]))
        .order_by(F("ended_at").asc(nulls_first=True), "user__name", "pk")
        .values_list("pk", "uuid", "user_id", "user__name", "user__email", "title", "held", "ended_at")
    )
    return [
        ColleagueName(pk, uuid, user_id, name, email, title, tuple(role for role in Role if role.value in held), ended_at)
        for pk, uuid, user_id, name, email, title, held, ended_at in rows
    ]


def one_of(*, organisation_id: int, uuid: UUID) -> ColleagueName | None:
    """One who works or worked at an organisation; none for a number of another organisation. Two queries."""
    pk = Staff.objects.filter(organisation_id=organisation_id, uuid=uuid).values_list("pk", flat=True).first()
    return everybody_of(organisation_id=organisation_id, staff_ids=[pk])[0] if pk else None


def names_of_users(user_ids: Iterable[int]) -> dict[int, str]:
    """Names of users by number; one query."""
    return dict(_user_names(user_ids=list(set(user_ids))))


@prepared
def _user_names(*, user_ids: list[int]) -> QuerySet[User, tuple[Any, ...]]:
    return User.objects.filter(pk__among=user_ids).values_list("pk", "name")


def staff_with_role(*, organisation_id: int, roles: Iterable[Role] = ()) -> list[StaffName]:
    """Who works at an organisation now, by name; with `roles`, only who holds one of them."""
    people = Staff.objects.filter(organisation_id=organisation_id, ended_at__isnull=True, user__is_active=True)
    wanted = [role.value for role in roles]
    if wanted:
        holders = StaffRole.objects.filter(role__in=wanted, revoked_at__isnull=True, staff__organisation_id=organisation_id)
        people = people.filter(pk__in=holders.values("staff_id"))
    rows = people.order_by("user__name", "pk").values_list("pk", "user_id", "user__name", "title")
    return [StaffName(pk, user_id, name, title) for pk, user_id, name, title in rows]


# --- the accounts of an organisation, for its administrators -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Colleague:
    """A colleague's account as an administrator sees it."""

    uuid: UUID
    staff_id: int
    user_id: int
    name: str
    pronouns: str
    email: str
    title: str
    roles: tuple[Role, ...]
    has_second_factor: bool
    last_sign_in_at: datetime | None
    started_at: datetime
    is_active: bool
    works_elsewhere: bool


# The kinds that prove that somebody has something. Recovery codes alone are no second factor.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _colleagues(*, organisation_id: int) -> QuerySet[Staff]:
    elsewhere = Staff.objects.filter(user_id=OuterRef("user_id"), ended_at__isnull=True).exclude(organisation_id=organisation_id)
    return (
        Staff.objects.filter(organisation_id=organisation_id, ended_at__isnull=True)
        .annotate(
            held=ArrayAgg("roles__role", filter=Q(roles__revoked_at__isnull=True), default=[]),
            second_factor=Exists(Authenticator.objects.filter(user_id=OuterRef("user_id"), type__in=SECOND_FACTORS)),
            elsewhere=Exists(elsewhere),
        )
        .select_related("user")
    )


def _colleague(staff: Staff) -> Colleague:
    held = _roles(staff.held)  # type: ignore[attr-defined]
    return Colleague(
        uuid=staff.uuid,
        staff_id=staff.pk,
        user_id=staff.user_id,
        name=staff.user.name,
        pronouns=staff.user.pronouns,
        email=staff.user.email,
        title=staff.title,
        roles=tuple(role for role in Role if role in held),
        has_second_factor=staff.second_factor,  # type: ignore[attr-defined]
        last_sign_in_at=staff.user.last_login,
        started_at=staff.started_at,
        is_active=staff.user.is_active,
        works_elsewhere=staff.elsewhere,  # type: ignore[attr-defined]
    )


def colleagues_of(*, organisation_id: int) -> list[Colleague]:
    """Everyone who works at an organisation, by name, disabled accounts last. One query."""
    return [
        _colleague(staff)
        for staff in _colleagues(organisation_id=organisation_id).order_by("-user__is_active", "user__name", "pk")
    ]


def colleague(*, organisation_id: int, uuid: UUID) -> Colleague | None:
    """One colleague of an organisation; none for a number of another organisation, as for one that does not exist."""
    staff = _colleagues(organisation_id=organisation_id).filter(uuid=uuid).first()
    return _colleague(staff) if staff else None


@dataclass(frozen=True, slots=True)
class RolePeriod:
    """A role that somebody holds or held, with who gave and who took it and why."""

    role: Role
    reason: str
    granted_at: datetime
    granted_by: str
    revoked_at: datetime | None
    revoked_by: str
    revoked_reason: str


def role_periods_of(*, staff_id: int) -> list[RolePeriod]:
    """Every role that was given at this place, held ones first, then the latest. One query."""
    rows = (
        StaffRole.objects.filter(staff_id=staff_id)
        .select_related("granted_by", "revoked_by")
        .order_by("-revoked_at", "-granted_at", "-pk")  # PostgreSQL puts the roles that are still held first
    )
    return [
        RolePeriod(
            role=Role(row.role),
            reason=row.reason,
            granted_at=row.granted_at,
            granted_by=row.granted_by.name,
            revoked_at=row.revoked_at,
            revoked_by=row.revoked_by.name if row.revoked_by else "",
            revoked_reason=row.revoked_reason,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class RoleChange:
    """That a role was given or taken: to whom, by whom, when and why."""

    change_id: int
    at: datetime
    is_given: bool
    role: Role
    who: str
    by: str
    reason: str


def role_changes_of(*, organisation_id: int, limit: int = 50) -> list[RoleChange]:
    """The latest changes of roles at an organisation, newest first. Two queries."""
    rows = StaffRole.objects.filter(staff__organisation_id=organisation_id).select_related("staff__user")
    given = rows.select_related("staff__user", "granted_by").order_by("-granted_at", "-pk")[:limit]
    taken = rows.select_related("staff__user", "revoked_by").exclude(revoked_at=None).order_by("-revoked_at", "-pk")[:limit]
    found = [
        RoleChange(row.pk, row.granted_at, True, Role(row.role), row.staff.user.name, row.granted_by.name, row.reason)
        for row in given
    ]
    found += [
        RoleChange(row.pk, row.revoked_at, False, Role(row.role), row.staff.user.name, row.revoked_by.name, row.revoked_reason)
        for row in taken
        if row.revoked_at is not None and row.revoked_by is not None
    ]
    return sorted(found, key=lambda change: (change.at, change.change_id), reverse=True)[:limit]


@dataclass(frozen=True, slots=True)
class PartnerName:
    """A partner system as a report names it."""

    name: str
    organisation: str


def names_of_partners(partner_ids: Iterable[int]) -> dict[int, PartnerName]:
    """Partner systems by number, disabled ones too; one query."""
    rows = PartnerSystem.objects.filter(pk__in=set(partner_ids)).values_list("pk", "name", "organisation__name")
    return {pk: PartnerName(name, organisation) for pk, name, organisation in rows}


# --- invitations -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that nobody has accepted or taken back, as an administrator sees it."""

    uuid: UUID
    email: str
    name: str
    title: str
    roles: tuple[Role, ...]
    invited_at: datetime
    invited_by: str
    expires_at: datetime
    has_expired: bool
    mail: str


def open_invitations(*, organisation_id: int, at: datetime) -> list[OpenInvitation]:
    """Invitations that wait for an answer, newest first, expired ones included. One query."""
    rows = (
        Invitation.objects.filter(organisation_id=organisation_id, accepted_at__isnull=True, revoked_at__isnull=True)
        .select_related("invited_by")
        .order_by("-invited_at", "-pk")
    )
    return [
        OpenInvitation(
            uuid=row.uuid,
            email=row.email,
            name=row.name,
            title=row.title,
            roles=tuple(role for role in Role if role.value in row.roles),
            invited_at=row.invited_at,
            invited_by=row.invited_by.name,
            expires_at=row.expires_at,
            has_expired=row.expires_at <= at,
            mail=row.mail,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class InvitationToAnswer:
    """What somebody who holds an invitation's link sees of it."""

    organisation_name: str
    name: str
    email: str
    title: str
    roles: tuple[Role, ...]
    has_account: bool


def invitation_by_hash(*, token_hash: bytes, at: datetime) -> InvitationToAnswer | None:
    """The open invitation behind the hash of a link's secret; none for one used, taken back, expired, or never ours."""
    row = Invitation.objects.filter(token_hash=token_hash).select_related("organisation").first()
    if row is None:
        return None
    state = invitation_state(expires_at=row.expires_at, accepted_at=row.accepted_at, revoked_at=row.revoked_at, at=at)
    if state is not InvitationState.OPEN:
        return None
    return InvitationToAnswer(
        organisation_name=row.organisation.name,
        name=row.name,
        email=row.email,
        title=row.title,
        roles=tuple(role for role in Role if role.value in row.roles),
        has_account=User.objects.filter(email=row.email).exists(),
    )


# --- how somebody signs in -----------------------------------------------------------------------------------------------------


def has_second_factor(*, user_id: int) -> bool:
    """Whether the person has an authenticator app, a passkey or a security key."""
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=SECOND_FACTORS).exists())


def has_passkey(*, user_id: int) -> bool:
    """Whether the person has a passkey or a security key."""
    return bool(Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.WEBAUTHN).exists())


def has_code(*, user_id: int) -> bool:
    """Whether the person can answer with a code: of an authenticator app, or a recovery code."""
    typed = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=typed).exists())


def sessions_open(*, user_id: int) -> int:
    """In how many places the person is signed in."""
    return int(UserSession.objects.filter(user_id=user_id).count())
