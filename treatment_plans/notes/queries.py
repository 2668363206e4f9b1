"""Reading counseling notes. Whoever asks sees notes that name them, as author or as co-signer: nothing of others,
not even that there are any. Lists never open a text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from care.access.gate import NotFound
from care.accounts.queries import works_at
from care.accounts.rules import HOLDERS, Work
from care.actor import Actor, Category, Permit
from patients.queries import same_person, standing_number
from treatment_plans.notes import rules
from treatment_plans.notes.models import CounselingNote, NoteAddendum
from treatment_plans.notes.vocabulary import ErrorReason, NoteStatus
from treatment_plans.signed.queries import AddendumRow, Begun, begun_by, colleagues_who_sign

ON_CONSENT = "D01-consent"  # the row of the decision table by which notes go to somebody outside


class NoteNotFound(NotFound):
    """There is no such note that names whoever asks."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


@dataclass(frozen=True, slots=True)
class NoteAddress:
    """What a page must know of a note before it may ask the gate: whose it is, and whom it names. No content."""

    patient_id: int
    authors: frozenset[int]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note in a list, without its text."""

    uuid: UUID
    patient_id: int
    session_on: date
    status: NoteStatus
    author_id: int
    author: str
    signed_at: datetime | None
    saved_at: datetime
    cosigner_id: int | None
    cosigner: str
    cosigned_at: datetime | None
    addenda: int

    @property
    def waits_for_signature(self) -> bool:
        """Whether the colleague who was asked has not signed yet."""
        return self.status in rules.STANDING and self.cosigner_id is not None and self.cosigned_at is None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note with its text, for whom it names. `is_whole`: it says what was signed. `has_author`: the author works here."""

    line: NoteLine
    text: str
    asked_at: datetime | None
    error_at: datetime | None
    error_reason: ErrorReason | None
    addenda: tuple[AddendumRow, ...]
    is_whole: bool
    has_author: bool

    @property
    def uuid(self) -> UUID:
        """Its public number."""
        return self.line.uuid

    @property
    def status(self) -> NoteStatus:
        """Where it stands."""
        return self.line.status


def find_note(uuid: UUID) -> NoteAddress | None:
    """Whom a note names, by its public number; none when there is no such note."""
    notes = CounselingNote.objects.filter(uuid=uuid).annotate(person=standing_number())
    row = notes.values_list("person", "author_id", "cosigner_id").first()
    if row is None:
        return None
    patient_id, *named = row
    return NoteAddress(patient_id, frozenset(number for number in named if number is not None))


def own_authors(*, actor: Actor, patient_id: int | None) -> frozenset[int]:
    """The asking colleague, where any note about this person names them, for the gate; else nobody. One query.

    Says of nobody else whether there are notes.
    """
    if actor.staff_id is None or patient_id is None:
        return frozenset()
    named = CounselingNote.objects.filter(_naming(actor.staff_id), same_person(patient_id))
    return frozenset({actor.staff_id}) if named.exists() else frozenset()


def _naming(staff_id: int) -> Q:
    return Q(author_id=staff_id) | Q(cosigner_id=staff_id)


def own_notes(permit: Permit) -> QuerySet[CounselingNote]:
    """The notes about the permit's patient that name whoever holds it; for this package.

    What is signed stays under the number under which it was signed: those of records merged into the patient's are read too.
    """
    permit.check(category=Category.COUNSELLING_NOTE)
    if permit.actor.staff_id is None:
        return CounselingNote.objects.none()
    return CounselingNote.objects.filter(
        _naming(permit.actor.staff_id), same_person(permit.patient_id), organisation_id=permit.organisation_id
    )


def notes_of(*, permit: Permit, limit: int = 500) -> list[NoteLine]:
    """The notes about the permit's patient that name whoever holds it, the latest session first. Two queries."""
    return _lines(own_notes(permit).order_by("-session_on", "-pk")[:limit])


def notes_of_colleague(*, actor: Actor, condition: Q, limit: int = 200) -> list[NoteLine]:
    """The notes that name a colleague, of everybody here, the latest session first. Two queries.

    `condition` is the gate's, on `person`.
    """
    if actor.staff_id is None or actor.organisation_id is None:
        return []
    notes = CounselingNote.objects.annotate(person=standing_number())
    rows = notes.filter(condition, _naming(actor.staff_id), organisation_id=actor.organisation_id)
    return _lines(rows.order_by("-session_on", "-pk")[:limit])


def get_note(*, permit: Permit, note: UUID) -> NoteRow:
    """One note with its text and what was added. Four queries.

    Raises:
        NoteNotFound: no note of this number about the permit's patient names whoever holds it.
        WrongKey: none of our keys opens it.
    """
    row = own_notes(permit).filter(uuid=note).select_related("author__user", "cosigner__user").first()
    if row is None:
        raise NoteNotFound
    addenda = _signed_addenda([row.pk])[row.pk]
    return NoteRow(
        line=_line(row, len(addenda), patient_id=permit.patient_id),
        text=row.text,
        asked_at=row.asked_at,
        error_at=row.error_at,
        error_reason=ErrorReason(row.error_reason) if row.error_reason else None,
        addenda=tuple(_addendum(row, one) for one in addenda),
        is_whole=row.status == NoteStatus.DRAFT or _is_whole(row, row.uuid, seal=row.seal, text=row.text),
        has_author=works_at(staff_id=row.author_id, organisation_id=row.organisation_id),
    )


def unsigned_addendum(*, permit: Permit, note: UUID) -> Begun | None:
    """What whoever asks has begun to add to a note and not signed. One query."""
    return begun_by(permit.actor, NoteAddendum.objects.filter(note__in=own_notes(permit).filter(uuid=note)))


def possible_cosigners(actor: Actor) -> list[tuple[int, str]]:
    """Who can be asked to co-sign the actor's notes: (number, name with title), by name. One query."""
    return colleagues_who_sign(actor=actor, signers=HOLDERS[Work.KEEP_NOTES])


@dataclass(frozen=True, slots=True)
class ReleasedNote:
    """A signed note as it is handed to somebody outside on a consent for counseling notes."""

    uuid: UUID
    session_on: date
    author: str
    signed_at: datetime
    cosigner: str
    cosigned_at: datetime | None
    text: str
    addenda: tuple[AddendumRow, ...]


def notes_for_release(*, permit: Permit) -> list[ReleasedNote]:
    """The notes that a release permit opens, oldest session first: signed, not taken back, and naming whoever hands them over.

    The permit is `gate.require_release`'s, asked with `authors=own_authors(...)`; it carries the consent and its notice. A
    permit to read them oneself is refused here: nothing goes out on it. Three queries.

    Raises:
        PermissionError: the permit does not rest on a consent for counseling notes.
        WrongKey: none of our keys opens one of them.
    """
    if permit.basis != ON_CONSENT or permit.consent_id is None or not permit.notice:
        raise PermissionError("counseling notes go out on a consent for them alone, with its notice")
    rows = list(
        own_notes(permit)
        .filter(status__in=[status.value for status in rules.STANDING])
        .select_related("author__user", "cosigner__user")
        .order_by("session_on", "pk")
    )
    addenda = _signed_addenda([row.pk for row in rows])
    return [
        ReleasedNote(
            uuid=row.uuid,
            session_on=row.session_on,
            author=row.author.user.name,
            signed_at=row.signed_at,
            cosigner=row.cosigner.user.name if row.cosigner and row.cosigned_at else "",
            cosigned_at=row.cosigned_at,
            text=row.text,
            addenda=tuple(_addendum(row, one) for one in addenda[row.pk]),
        )
        for row in rows
        if row.signed_at is not None
    ]


def _signed_addenda(notes: Iterable[int]) -> dict[int, list[NoteAddendum]]:
    found: dict[int, list[NoteAddendum]] = defaultdict(list)
    rows = NoteAddendum.objects.filter(note_id__in=list(notes), signed_at__isnull=False).select_related("writer__user")
    for row in rows.order_by("signed_at", "pk"):
        found[row.note_id].append(row)
    return found


def _addendum(note: CounselingNote, row: NoteAddendum) -> AddendumRow:
    assert row.signed_at is not None
    is_whole = _is_whole(note, row.uuid, seal=row.seal, text=row.text)
    return AddendumRow(row.writer.user.name, row.text, row.signed_at, is_whole)


def _is_whole(note: CounselingNote, uuid: UUID, *, seal: str, text: str) -> bool:
    return rules.is_as_signed(settings.CARE_AUDIT_KEY, seal=seal, uuid=uuid, session_on=note.session_on, text=text)


def _lines(notes: QuerySet[CounselingNote]) -> list[NoteLine]:
    rows = list(notes.annotate(person=standing_number()).defer("text").select_related("author__user", "cosigner__user"))
    numbers = NoteAddendum.objects.filter(note_id__in=[row.pk for row in rows], signed_at__isnull=False)
    addenda: dict[int, int] = defaultdict(int)
    for note_id in numbers.values_list("note_id", flat=True):
        addenda[note_id] += 1
    return [_line(row, addenda[row.pk], patient_id=row.person) for row in rows]


def _line(row: CounselingNote, addenda: int, *, patient_id: int) -> NoteLine:
    return NoteLine(
        uuid=row.uuid,
        patient_id=patient_id,
        session_on=row.session_on,
        status=NoteStatus(row.status),
        author_id=row.author_id,
        author=row.author.user.name,
        signed_at=row.signed_at,
        saved_at=row.saved_at,
        cosigner_id=row.cosigner_id,
        cosigner=row.cosigner.user.name if row.cosigner else "",
        cosigned_at=row.cosigned_at,
        addenda=addenda,
    )
