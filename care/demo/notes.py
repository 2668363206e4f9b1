"""The demo's counseling notes: one counselor's, told through the same operations as in a clinic, so that they are encrypted,
sealed and asked about as any."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.demo.staff import HARBOR_STREET
from care.demo.words.notes import STORIES, Kept
from care.lib.dates import local_date
from treatment_plans.notes import operations as notes
from treatment_plans.notes.queries import find_note
from treatment_plans.notes.vocabulary import ErrorReason

WRITTEN_AT = time(16, 40)


class _Desk:
    """One colleague of the demo clinic, who asks the gate as they would through a page."""

    def __init__(self, role: Role, organisation_id: int) -> None:
        email = next(one.email for one in HARBOR_STREET.colleagues if one.role is role)
        staff = apps.get_model("accounts", "Staff").objects.get(organisation_id=organisation_id, user__email=email)
        self.staff_id: int = staff.pk
        self.actor = Actor.staff(
            user_id=staff.user_id, staff_id=staff.pk, organisation_id=organisation_id, roles=frozenset({role})
        )

    def permit(self, patient_id: int, at: datetime, note: UUID | None = None) -> Permit:
        found = find_note(note) if note is not None else None
        return gate.require(
            actor=self.actor,
            patient_id=patient_id,
            category=Category.COUNSELLING_NOTE,
            action=Action.WRITE,
            purpose=Purpose.TREAT,
            at=at,
            authors=found.authors if found else (),
        )


def tell_notes(*, at: datetime) -> int:
    """Tell every note; gives the number of people. Where there are notes already, nothing is told again."""
    if apps.get_model("notes", "CounselingNote").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    counselor, supervisor = _Desk(Role.COUNSELOR, clinic.pk), _Desk(Role.SUPERVISOR, clinic.pk)
    people = list(zip(STORIES, _who(counselor.staff_id, at=at), strict=False))
    for story, patient_id in people:
        for kept in story:
            _tell(kept, patient_id, counselor, supervisor, zone=clinic.zone, at=at)
    return len(people)


def _tell(kept: Kept, patient_id: int, counselor: _Desk, supervisor: _Desk, *, zone: str, at: datetime) -> None:
    day = local_date(at, zone) - timedelta(days=kept.days_ago)
    moment = min(datetime.combine(day, WRITTEN_AT, tzinfo=ZoneInfo(zone)), at - timedelta(minutes=2))
    day = local_date(moment, zone)
    note = notes.begin_note(permit=counselor.permit(patient_id, moment), session_on=day, today=day, at=moment)
    own = counselor.permit(patient_id, moment, note.uuid)
    notes.keep_note(permit=own, note=note.uuid, session_on=day, text=kept.text, today=day, at=moment)
    if kept.became == "draft":
        return
    beside = supervisor.staff_id if kept.became in ("asked", "beside") else None
    notes.sign_note(permit=own, note=note.uuid, cosigner_id=beside, at=moment)
    later = min(moment + timedelta(days=1), at - timedelta(minutes=1))
    if kept.became == "beside":
        notes.cosign_note(permit=supervisor.permit(patient_id, later, note.uuid), note=note.uuid, at=later)
    if kept.became == "error":
        notes.retract_note(
            permit=counselor.permit(patient_id, later, note.uuid), note=note.uuid, reason=ErrorReason.TWICE, at=later
        )
    if kept.added:
        notes.sign_addendum(permit=counselor.permit(patient_id, later, note.uuid), note=note.uuid, text=kept.added, at=later)


def _who(staff_id: int, *, at: datetime) -> Iterator[int]:
    """The people of whom the counselor has cared for long enough, in the order in which they came."""
    members = apps.get_model("teams", "CareTeamMember").objects.filter(
        staff_id=staff_id, left_at__isnull=True, enrolment__ended_at__isnull=True
    )
    yield from members.filter(joined_at__lt=at - timedelta(days=40)).order_by("patient_id").values_list("patient_id", flat=True)
