"""Reading progress notes. A permit opens those whose kind of data it covers; a draft opens to its author alone, and where
the author no longer works here to a supervisor, so that it is not lost."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from care.access.gate import NotFound, Refused
from care.actor import Actor, Category, Permit, Role
from care.worklist.queries import asked_about
from patients.queries import same_person, standing_number
from treatment_plans.progress import rules
from treatment_plans.progress.catalogue import UNSIGNED, reminding
from treatment_plans.progress.models import GroupSession, NoteAim, NoteTemplate, ProgressAddendum, ProgressNote
from treatment_plans.progress.rules import Part, Session
from treatment_plans.progress.vocabulary import ErrorReason, NoteKind, Structure
from treatment_plans.signed.queries import AddendumRow, Begun, begun_by, colleagues_who_sign
from treatment_plans.signed.rules import is_sealed
from treatment_plans.signed.vocabulary import NoteStatus

GONE = Q(author__ended_at__isnull=False) | Q(author__user__is_active=False)  # the author no longer works here
_NAMED = ("author__user", "cosigner__user", "first_author__user", "template", "group")


class NotTheLeader(Refused):
    """A group is read in one place by who held it, and by nobody else."""

    def __init__(self) -> None:
        super().__init__("NOT_THE_LEADER")


class NoteNotFound(NotFound):
    """The permit opens no such note."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note in a list, with the first words of a note that is signed."""

    uuid: UUID
    patient_id: int
    kind: NoteKind
    structure: Structure
    status: NoteStatus
    starts_at: datetime
    author_id: int
    author: str
    author_uuid: UUID
    saved_at: datetime
    signed_at: datetime | None
    cosigner_id: int | None
    cosigner: str
    asked_at: datetime | None
    cosigned_at: datetime | None
    addenda: int
    group: str
    begins: str
    is_left_behind: bool

    @property
    def waits_for_signature(self) -> bool:
        """Whether the colleague who was asked has not signed yet."""
        return self.status in rules.STANDING and self.cosigner_id is not None and self.cosigned_at is None


@dataclass(frozen=True, slots=True)
class AimRow:
    """A goal that a note is about, in the person's words, and the intervention where one is named."""

    goal: UUID
    own_words: str
    intervention: UUID | None
    title: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note whole. `is_whole`: it says what was signed."""

    line: NoteLine
    category: Category
    parts: tuple[Part, ...]
    session: Session
    revision: int
    aims: tuple[AimRow, ...]
    addenda: tuple[AddendumRow, ...]
    asked_at: datetime | None
    error_at: datetime | None
    error_reason: ErrorReason | None
    first_author: str
    taken_at: datetime | None
    template: str
    is_whole: bool

    @property
    def uuid(self) -> UUID:
        """Its public number."""
        return self.line.uuid

    @property
    def status(self) -> NoteStatus:
        """Where it stands."""
        return self.line.status

    @property
    def structure(self) -> Structure:
        """Into which parts it is divided."""
        return self.line.structure


def covered(permit: Permit) -> QuerySet[ProgressNote]:
    """The notes about the permit's patient in the categories that it covers, under all numbers of the person, without others'
    drafts; for this room.
    """
    permit.check(category=Category.SUD)
    return ProgressNote.objects.filter(
        same_person(permit.patient_id),
        _not_anothers_draft(permit.actor),
        organisation_id=permit.organisation_id,
        category__in=sorted(category.value for category in permit.categories),
    )


def _not_anothers_draft(actor: Actor) -> Q:
    mine = Q(author_id=actor.staff_id) if actor.staff_id is not None else Q(pk__in=[])
    left = GONE if actor.has_role(Role.SUPERVISOR) else Q(pk__in=[])
    return ~Q(status=NoteStatus.DRAFT.value) | mine | left


def notes_of(
    *, permit: Permit, kind: NoteKind | None = None, author: UUID | None = None, drafts: bool = False, limit: int = 200
) -> list[NoteLine]:
    """The notes about the permit's patient, the latest session first; drafts only where they are asked for. One query."""
    rows = covered(permit)
    rows = rows.filter(status=NoteStatus.DRAFT.value) if drafts else rows.exclude(status=NoteStatus.DRAFT.value)
    rows = rows.filter(kind=kind.value) if kind else rows
    rows = rows.filter(author__uuid=author) if author else rows
    return _lines(rows.order_by("-starts_at", "-pk")[:limit])


def authors_of(*, permit: Permit) -> list[tuple[UUID, str]]:
    """Who wrote the signed notes about the permit's patient, by name. One query."""
    rows = covered(permit).exclude(status=NoteStatus.DRAFT.value).order_by("author__user__name", "author_id")
    return list(rows.values_list("author__uuid", "author__user__name").distinct())


def get_note(*, permit: Permit, note: UUID) -> NoteRow:
    """One note with its text, its goals and what was added. Three queries.

    Raises:
        NoteNotFound: the permit opens no note of this number.
    """
    found = _whole(covered(permit).filter(uuid=note))
    if not found:
        raise NoteNotFound
    return found[0]


def session_of(row: ProgressNote) -> Session:
    """When and how they met, as a row holds it; for this room."""
    return Session(
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        modality=row.modality,
        consent=row.consent,
        person_place=row.person_place,
        fallback_phone=row.fallback_phone,
        identity=row.identity,
    )


def said(row: ProgressNote) -> tuple[str, ...]:
    """What the seal of a note is about; for this room."""
    when = (row.starts_at.timestamp(), row.ends_at.timestamp() if row.ends_at else 0)
    text = rules.as_text(Structure(row.structure), rules.read(row.parts))
    return "progress note", str(row.uuid), row.kind, *(f"{moment:.6f}" for moment in when), row.place, row.modality, text


def said_in_addendum(row: ProgressAddendum) -> tuple[str, ...]:
    """What the seal of an addendum is about; for this room."""
    return "progress addendum", str(row.uuid), row.text


def unsigned_addendum(*, permit: Permit, note: UUID) -> Begun | None:
    """What whoever asks has begun to add to a note and not signed. One query."""
    return begun_by(permit.actor, ProgressAddendum.objects.filter(note__in=covered(permit).filter(uuid=note)))


def last_note(*, permit: Permit, structure: Structure) -> NoteLine | None:
    """The last note of a structure that the asking colleague signed about the permit's patient. One query."""
    rows = carried(permit, structure)
    found = _lines(rows[:1])
    return found[0] if found else None


def carried(permit: Permit, structure: Structure) -> QuerySet[ProgressNote]:
    """The notes from which something can be carried forward, the latest first; for this room."""
    standing = [status.value for status in rules.STANDING]
    rows = covered(permit).filter(author_id=permit.actor.staff_id, structure=structure.value, status__in=standing)
    return rows.order_by("-starts_at", "-pk")


def possible_cosigners(actor: Actor) -> list[tuple[int, str]]:
    """Who can be asked to co-sign the actor's notes: (number, name with title), by name. One query."""
    return colleagues_who_sign(actor=actor, signers=rules.COSIGNERS)


# --- one colleague's desk ------------------------------------------------------------------------------------------------------


def notes_of_colleague(*, actor: Actor, condition: Q, limit: int = 100) -> list[NoteLine]:
    """What waits for a colleague: drafts of their own, notes that they are asked to co-sign, and for a supervisor the drafts of
    colleagues who no longer work here. One query. `condition` is the gate's, on `person`.
    """
    if actor.staff_id is None or actor.organisation_id is None:
        return []
    draft = Q(status=NoteStatus.DRAFT.value)
    asked = Q(cosigner_id=actor.staff_id, cosigned_at__isnull=True, status__in=[status.value for status in rules.STANDING])
    left = draft & GONE if actor.has_role(Role.SUPERVISOR) else Q(pk__in=[])
    notes = ProgressNote.objects.annotate(person=standing_number())
    rows = notes.filter(condition, draft & Q(author_id=actor.staff_id) | asked | left, organisation_id=actor.organisation_id or 0)
    return _lines(rows.order_by("-starts_at", "-pk")[:limit])


def drafts_of(*, actor: Actor, staff_id: int) -> list[tuple[int, UUID, Category]]:
    """The drafts of a colleague of the actor's organisation: whose record, which note, which kind of data. One query."""
    rows = ProgressNote.objects.filter(
        organisation_id=actor.organisation_id or 0, author_id=staff_id, status=NoteStatus.DRAFT.value
    ).annotate(person=standing_number())
    return [(row.person, row.uuid, Category(row.category)) for row in rows.order_by("pk")]


def unsigned_drafts(*, actor: Actor, at: datetime) -> list[tuple[int, UUID, Category]]:
    """The drafts of the actor's organisation that are unsigned for too long and whose author works here and was not asked yet:
    whose record, which note, which kind of data. Two queries.
    """
    late = Q(pk__in=[])
    for kind, clock in reminding().items():
        late |= Q(kind=kind.value, starts_at__lte=at - clock.after)
    drafts = ProgressNote.objects.filter(late, organisation_id=actor.organisation_id or 0, status=NoteStatus.DRAFT.value)
    found = drafts.exclude(GONE).annotate(person=standing_number()).order_by("pk")
    rows = list(found.values_list("person", "uuid", "category"))
    asked = asked_about(actor=actor, subjects=[uuid for _, uuid, _ in rows], kind=UNSIGNED)
    return [(person, uuid, Category(category)) for person, uuid, category in rows if uuid not in asked]


# --- groups --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One meeting of a group as who held it sees it: the notes that came of it."""

    uuid: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    leader: str
    lines: tuple[NoteLine, ...]


def get_group(*, actor: Actor, group: UUID, condition: Q) -> GroupRow:
    """One meeting, for who held it. Two queries. `condition` is the gate's, on `person`.

    Raises:
        NoteNotFound: the clinic has none of this number.
        NotTheLeader: somebody else held it.
    """
    rows = GroupSession.objects.filter(uuid=group, organisation_id=actor.organisation_id or 0)
    row = rows.select_related("leader__user").first()
    if row is None:
        raise NoteNotFound
    if row.leader_id != actor.staff_id:
        raise NotTheLeader
    notes = ProgressNote.objects.annotate(person=standing_number()).filter(condition, group=row)
    lines = _lines(notes.order_by("pk"))
    return GroupRow(row.uuid, row.title, row.starts_at, row.ends_at, row.leader.user.name, tuple(lines))


def groups_of(*, actor: Actor, limit: int = 10) -> list[tuple[UUID, str, datetime]]:
    """The last groups that a colleague held and wrote down. One query."""
    rows = GroupSession.objects.filter(organisation_id=actor.organisation_id or 0, leader_id=actor.staff_id)
    return list(rows.order_by("-starts_at", "-pk").values_list("uuid", "title", "starts_at")[:limit])


# --- templates -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template, and how its notes of the last year read: of how many notes, and words for which there is a kinder one in a
    thousand; none where there are too few notes.
    """

    uuid: UUID
    name: str
    kind: NoteKind
    structure: Structure
    parts: dict[str, str]
    changed_at: datetime
    changed_by: str
    is_retired: bool
    notes: int
    rate: float | None


def templates(*, organisation_id: int, retired: bool = True) -> list[TemplateRow]:
    """The templates of a clinic by name, those in use first. Two queries."""
    rows = NoteTemplate.objects.filter(organisation_id=organisation_id).select_related("changed_by").prefetch_related("rates")
    rows = rows if retired else rows.filter(retired_at__isnull=True)
    found = [_template(row) for row in rows.order_by("name", "pk")]
    return sorted(found, key=lambda row: row.is_retired)


def get_template(*, organisation_id: int, template: UUID) -> TemplateRow:
    """One template.

    Raises:
        NoteNotFound: the clinic has none of this number.
    """
    found = next((row for row in templates(organisation_id=organisation_id) if row.uuid == template), None)
    if found is None:
        raise NoteNotFound
    return found


def _template(row: NoteTemplate) -> TemplateRow:
    rates = list(row.rates.all())
    notes = sum(one.notes for one in rates)
    words, hits = sum(one.words for one in rates), sum(one.hits for one in rates)
    return TemplateRow(
        uuid=row.uuid,
        name=row.name,
        kind=NoteKind(row.kind),
        structure=Structure(row.structure),
        parts=dict(row.parts),
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
        is_retired=row.retired_at is not None,
        notes=notes,
        rate=rules.rate(words, hits) if notes >= rules.FEWEST_NOTES else None,
    )


# --- rows ----------------------------------------------------------------------------------------------------------------------


def _added() -> Count:
    return Count("addenda", filter=Q(addenda__signed_at__isnull=False))


def _lines(notes: QuerySet[ProgressNote]) -> list[NoteLine]:
    rows = notes.select_related(*_NAMED).annotate(added=_added(), person=standing_number())
    return [_line(row) for row in rows]


def _line(row: ProgressNote) -> NoteLine:
    return NoteLine(
        uuid=row.uuid,
        patient_id=row.person,  # type: ignore[attr-defined]  # annotated
        kind=NoteKind(row.kind),
        structure=Structure(row.structure),
        status=NoteStatus(row.status),
        starts_at=row.starts_at,
        author_id=row.author_id,
        author=row.author.user.name,
        author_uuid=row.author.uuid,
        saved_at=row.saved_at,
        signed_at=row.signed_at,
        cosigner_id=row.cosigner_id,
        cosigner=row.cosigner.user.name if row.cosigner else "",
        asked_at=row.asked_at,
        cosigned_at=row.cosigned_at,
        addenda=row.added,  # type: ignore[attr-defined]  # annotated
        group=row.group.title if row.group else "",
        begins=next((part.text.strip() for part in rules.read(row.parts) if part.text.strip()), "")[:180],
        is_left_behind=row.status == NoteStatus.DRAFT and (row.author.ended_at is not None or not row.author.user.is_active),
    )


def _whole(notes: QuerySet[ProgressNote]) -> list[NoteRow]:
    """Notes with all that belongs to them. Three queries, however many there are."""
    rows = list(notes.select_related(*_NAMED).annotate(added=_added(), person=standing_number()))
    aims: dict[int, list[AimRow]] = defaultdict(list)
    for aim in NoteAim.objects.filter(note__in=rows).select_related("goal", "intervention").order_by("goal__position", "pk"):
        line = aim.intervention
        found = AimRow(aim.goal.uuid, aim.goal.own_words, line.uuid if line else None, line.title if line else "")
        aims[aim.note_id].append(found)
    addenda: dict[int, list[AddendumRow]] = defaultdict(list)
    added = ProgressAddendum.objects.filter(note__in=rows, signed_at__isnull=False).select_related("writer__user")
    for one in added.order_by("signed_at", "pk"):
        addenda[one.note_id].append(_addendum(one))
    return [
        NoteRow(
            line=_line(row),
            category=Category(row.category),
            parts=rules.read(row.parts),
            session=session_of(row),
            revision=row.revision,
            aims=tuple(aims[row.pk]),
            addenda=tuple(addenda[row.pk]),
            asked_at=row.asked_at,
            error_at=row.error_at,
            error_reason=ErrorReason(row.error_reason) if row.error_reason else None,
            first_author=row.first_author.user.name if row.first_author else "",
            taken_at=row.taken_at,
            template=row.template.name if row.template else "",
            is_whole=row.status == NoteStatus.DRAFT or is_sealed(settings.CARE_AUDIT_KEY, row.seal, *said(row)),
        )
        for row in rows
    ]


def _addendum(row: ProgressAddendum) -> AddendumRow:
    assert row.signed_at is not None
    whole = is_sealed(settings.CARE_AUDIT_KEY, row.seal, *said_in_addendum(row))
    return AddendumRow(row.writer.user.name, row.text, row.signed_at, whole)


def notes_for_release(*, permit: Permit) -> list[NoteRow]:
    """The signed notes that a permit covers, oldest first, whole, for a copy of the record. Three queries."""
    standing = [status.value for status in rules.STANDING]
    return _whole(covered(permit).filter(status__in=standing).order_by("starts_at", "pk"))
