"""The demo's progress notes: visits of the counselor's people, a group, a draft, templates; told by the room's operations."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.demo.staff import HARBOR_STREET
from care.demo.words.progress import ADDED, BEGUN, GROUP, TEMPLATES, VISITS
from care.lib.dates import local_date
from patients.queries import names_of
from treatment_plans.progress import operations as notes
from treatment_plans.progress.operations import Attendee, Beginning, Typed
from treatment_plans.progress.rules import Session
from treatment_plans.progress.vocabulary import NoteKind, Structure

BEGAN = time(10, 15)
PEOPLE = 12  # of whom notes are told
LASTED = timedelta(minutes=45)


def tell_progress(*, at: datetime) -> int:
    """Tell them; gives the number of people. Where there are notes already, nothing is told again."""
    if apps.get_model("progress_notes", "ProgressNote").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    counselor, supervisor = _actor(Role.COUNSELOR, clinic.pk), _actor(Role.SUPERVISOR, clinic.pk)
    for name, kind, parts in TEMPLATES:
        notes.save_template(
            actor=supervisor,
            template=None,
            name=name,
            kind=NoteKind(kind),
            structure=Structure.DAP,
            parts=parts,
            at=at - timedelta(days=60),
        )
    people = list(_who(counselor, at=at))
    for number, patient_id in enumerate(people):
        for days_ago, *texts in VISITS[: 1 + number % 2]:
            asked = supervisor.staff_id if number % 5 == 0 else None
            _visit(counselor, patient_id, texts, began=_moment(at, days_ago, clinic.zone), cosigner_id=asked, adds=number == 0)
    if people:
        _begun(counselor, people[0], at=at)
        _group(counselor, people[:3], began=_moment(at, 6, clinic.zone))
    return len(people)


def _actor(role: Role, organisation_id: int) -> Actor:
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is role)
    staff = apps.get_model("accounts", "Staff").objects.get(organisation_id=organisation_id, user__email=email)
    return Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=organisation_id, roles=frozenset({role}))


def _permit(actor: Actor, patient_id: int, at: datetime) -> Permit:
    return gate.require(
        actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
    )


def _moment(at: datetime, days_ago: int, zone: str) -> datetime:
    return datetime.combine(local_date(at, zone) - timedelta(days=days_ago), BEGAN, tzinfo=ZoneInfo(zone))


def _visit(actor: Actor, patient_id: int, texts: list[str], *, began: datetime, cosigner_id: int | None, adds: bool) -> None:
    written = began + LASTED + timedelta(minutes=20)
    permit = _permit(actor, patient_id, written)
    note = notes.begin_note(permit=permit, begins=Beginning(NoteKind.VISIT, Structure.DAP), starts_at=began, at=written)
    typed = Typed(dict(zip(("data", "assessment", "plan"), texts, strict=True)), Session(began, began + LASTED))
    notes.keep_note(permit=permit, note=note.uuid, seen=1, typed=typed, at=written)
    notes.sign_note(permit=permit, note=note.uuid, cosigner_id=cosigner_id, at=written)
    if adds:
        notes.sign_addendum(permit=permit, note=note.uuid, text=ADDED, at=written + timedelta(hours=3))


def _begun(actor: Actor, patient_id: int, *, at: datetime) -> None:
    began = at - timedelta(minutes=40)
    permit = _permit(actor, patient_id, at)
    begins = Beginning(NoteKind.COUNSELING, Structure.FREE)
    note = notes.begin_note(permit=permit, begins=begins, starts_at=began, at=began)
    notes.keep_note(permit=permit, note=note.uuid, seen=1, typed=Typed({"text": BEGUN}, Session(began)), at=at)


def _group(actor: Actor, people: list[int], *, began: datetime) -> None:
    title, shared, own = GROUP
    written = began + LASTED + timedelta(minutes=5)
    permits = [_permit(actor, patient_id, written) for patient_id in people]
    found = names_of(people)
    group = notes.write_group(
        permits=permits,
        permit=permits[0],
        title=title,
        shared=shared,
        attendees={number: Attendee(text, (found[number].display_name,)) for number, text in zip(people, own, strict=False)},
        session=Session(began, began + LASTED),
        at=written,
    )
    uuids = list(group.notes.values_list("uuid", flat=True))
    notes.sign_group(permits=permits, permit=permits[0], notes=uuids, at=written)


def _who(actor: Actor, *, at: datetime) -> Iterator[int]:
    """The people of whom the counselor has cared for long enough, in the order in which they came."""
    members = apps.get_model("teams", "CareTeamMember").objects.filter(
        staff_id=actor.staff_id or 0, left_at__isnull=True, enrolment__ended_at__isnull=True
    )
    known = members.filter(joined_at__lt=at - timedelta(days=40), patient__deceased_on__isnull=True).order_by("patient_id")
    yield from known.values_list("patient_id", flat=True).distinct()[:PEOPLE]
