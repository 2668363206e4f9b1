"""Writing counseling notes: begin, keep, sign, ask for a co-signature, add, take back.

Each takes a permit to write for which the gate was told whom the note names; to begin one, that of row D01-begin.

Keeping what is typed is no event of its own: each pause in typing passes the gate, which is one. No event holds a word of a note.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from care.accounts.rules import HOLDERS, Work
from care.actor import Action, Category, Permit, PermitMismatch
from care.audit import operations as audit
from care.teams.operations import NotEnrolled
from care.teams.queries import open_enrolment
from treatment_plans.notes import rules
from treatment_plans.notes.models import CounselingNote, NoteAddendum
from treatment_plans.notes.queries import NoteNotFound, own_notes
from treatment_plans.notes.vocabulary import ErrorReason, NoteStatus
from treatment_plans.signed import operations as signed
from treatment_plans.signed.operations import SIGNATURE as SIGNATURE
from treatment_plans.signed.operations import AlreadyCosigned as AlreadyCosigned
from treatment_plans.signed.operations import CannotSign as CannotSign
from treatment_plans.signed.operations import NobodyAsked as NobodyAsked
from treatment_plans.signed.operations import NotAsked as NotAsked
from treatment_plans.signed.operations import NotTheAuthor as NotTheAuthor
from treatment_plans.signed.operations import TooLong as TooLong
from treatment_plans.signed.rules import lines

NOTES = Category.COUNSELLING_NOTE
BEGINS = "D01-begin"  # the row of the decision table on which a note begins
SORT = signed.Sort("counseling_note", HOLDERS[Work.KEEP_NOTES])


def begin_note(*, permit: Permit, session_on: date, today: date, at: datetime) -> CounselingNote:
    """Begin a note. One that the author began about this person and has written nothing in is taken up again.

    Raises:
        PermitMismatch: the permit is not that of row D01-begin.
        NotEnrolled: the person has no open enrolment.
        SessionDay: the day of the session is to come, or too long ago.
    """
    permit.check(category=NOTES, action=Action.WRITE)
    if permit.basis != BEGINS:
        raise PermitMismatch("a note begins on the right to begin one, not on an earlier note")
    user_id, staff_id = signed.who_writes(permit)
    rules.check_session_day(session_on, today)
    with audit.change(permit=permit, at=at, verb="counseling_note.begun") as change:
        if open_enrolment(permit=permit) is None:
            raise NotEnrolled
        note = (
            own_notes(permit)
            .select_for_update(no_key=True)
            .filter(author_id=staff_id, status=NoteStatus.DRAFT.value, text="")
            .first()
        )
        if note is None:
            note = CounselingNote(
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                author_id=staff_id,
                begun_at=at,
                begun_by_id=user_id,
            )
        note.session_on, note.saved_at = session_on, at
        note.save()
        change.detail["note"] = note.pk
    return note


def keep_note(*, permit: Permit, note: UUID, session_on: date | None, text: str, today: date, at: datetime) -> None:
    """Keep what the author has typed into a draft; without a day, that of before stays.

    Raises:
        NoteNotFound, NotTheAuthor, SessionDay, TooLong.
        NotPossible: it is signed, and its words stay.
    """
    if session_on is not None:
        rules.check_session_day(session_on, today)
    signed.check_length(text=text, longest=rules.LONGEST)
    with _quietly(permit, note) as row:
        signed.check_author(row, permit)
        signed.check_draft(row=row)
        if session_on not in (None, row.session_on):
            with audit.change(permit=permit, at=at, verb="counseling_note.dated", detail={"note": row.pk}):
                row.session_on = session_on
                row.save(update_fields=["session_on"])
        row.text, row.saved_at = lines(text), at
        row.save(update_fields=["text", "saved_at"])


def throw_away_note(*, permit: Permit, note: UUID, at: datetime) -> None:
    """Throw a draft away: it was never a part of anything, and nothing of its text stays.

    Raises:
        NoteNotFound, NotTheAuthor.
        NotPossible: it is signed.
    """
    with _change(permit, note, at=at, verb="counseling_note.thrown_away") as row:
        signed.check_author(row, permit)
        signed.check_draft(row=row)
        row.delete()


def sign_note(*, permit: Permit, note: UUID, cosigner_id: int | None = None, at: datetime) -> CounselingNote:
    """The author puts their name to a draft; from then on its words stay. With `cosigner_id` a colleague is asked to co-sign.

    Raises:
        NoteNotFound, NotTheAuthor, NotPossible (not a draft), CannotSign.
        NothingWritten: it is empty.
    """
    with _change(permit, note, at=at, verb="counseling_note.signed") as row:
        signed.check_author(row, permit)
        sealed = rules.seal_of(settings.CARE_AUDIT_KEY, uuid=row.uuid, session_on=row.session_on, text=row.text)
        signed.put_name(row=row, permit=permit, sealed=sealed, at=at)
        signed.check_words(text=row.text)
        if cosigner_id is not None:
            signed.ask(row=row, cosigner_id=cosigner_id, permit=permit, sort=SORT, category=NOTES, at=at)
        row.save()
    return row


def ask_for_signature(*, permit: Permit, note: UUID, cosigner_id: int, at: datetime) -> CounselingNote:
    """The author asks a colleague to co-sign; whoever was asked before and has not signed is asked no longer.

    Raises:
        NoteNotFound, NotTheAuthor, CannotSign, AlreadyCosigned.
        NotPossible: it is not signed, or was entered in error.
    """
    with _change(permit, note, at=at, verb="counseling_note.signature_asked") as row:
        signed.check_standing(row=row)
        signed.check_author(row, permit)
        signed.ask(row=row, cosigner_id=cosigner_id, permit=permit, sort=SORT, category=NOTES, at=at)
        row.save()
    return row


def withdraw_request(*, permit: Permit, note: UUID, at: datetime) -> CounselingNote:
    """The author no longer asks for a co-signature: the note closes to whoever was asked.

    Raises:
        NoteNotFound, NotTheAuthor, AlreadyCosigned.
        NobodyAsked: no colleague is asked.
    """
    with _change(permit, note, at=at, verb="counseling_note.signature_withdrawn") as row:
        signed.withdraw(row=row, permit=permit, category=NOTES, at=at)
        row.save()
    return row


def cosign_note(*, permit: Permit, note: UUID, at: datetime) -> CounselingNote:
    """The colleague who was asked co-signs. Their task is done with it.

    Raises:
        NoteNotFound, NotAsked, AlreadyCosigned.
        NotPossible: it was entered in error.
    """
    with _change(permit, note, at=at, verb="counseling_note.cosigned") as row:
        signed.cosign(row=row, permit=permit, category=NOTES, at=at)
        row.save()
    return row


def keep_addendum(*, permit: Permit, note: UUID, text: str, at: datetime) -> None:
    """Keep what somebody whom the note names has typed to be added to it.

    Raises:
        NoteNotFound, TooLong.
        NotPossible: the note is a draft, or was entered in error.
    """
    signed.check_length(text=text, longest=rules.LONGEST_ADDENDUM)
    with _quietly(permit, note) as row:
        _keep_added(permit, row, text, at)


def _keep_added(permit: Permit, row: CounselingNote, text: str, at: datetime) -> NoteAddendum:
    verb = "counseling_note.addendum_begun"
    return signed.keep_added(row=row, addenda=row.addenda, text=text, permit=permit, verb=verb, at=at)


def sign_addendum(*, permit: Permit, note: UUID, text: str, at: datetime) -> NoteAddendum:
    """Whoever writes an addendum puts their name to it; it stands below the note from then on.

    Raises:
        NoteNotFound, NothingWritten, TooLong.
        NotPossible: the note is a draft, or was entered in error.
    """
    signed.check_words(text=text)
    signed.check_length(text=text, longest=rules.LONGEST_ADDENDUM)
    with _change(permit, note, at=at, verb="counseling_note.amended") as row:
        added = _keep_added(permit, row, text, at)
        sealed = rules.seal_of(settings.CARE_AUDIT_KEY, uuid=added.uuid, session_on=row.session_on, text=added.text)
        signed.put_name_below(row=row, addendum=added, sealed=sealed, permit=permit, at=at)
    return added


def throw_away_addendum(*, permit: Permit, note: UUID, at: datetime) -> None:
    """Throw away what one has begun to add and not signed; nothing where there is nothing.

    Raises:
        NoteNotFound.
    """
    with _change(permit, note, at=at, verb="counseling_note.addendum_thrown_away") as row:
        signed.throw_away_added(row.addenda, permit)


def retract_note(*, permit: Permit, note: UUID, reason: ErrorReason, at: datetime) -> CounselingNote:
    """The author takes a signed note back: it stays, marked, and is given to nobody outside. A signature is asked for no longer.

    Raises:
        NoteNotFound, NotTheAuthor.
        NotPossible: it is a draft, or was entered in error already.
    """
    with _change(permit, note, at=at, verb="counseling_note.entered_in_error") as row:
        signed.take_back(row=row, permit=permit, category=NOTES, at=at)
        row.error_reason = reason.value
        row.save()
        row.addenda.filter(signed_at__isnull=True).delete()
    return row


@contextmanager
def _change(permit: Permit, note: UUID, *, at: datetime, verb: str) -> Iterator[CounselingNote]:
    """The transaction of one change with its event, the note locked."""
    permit.check(category=NOTES, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb=verb) as change:
        row = _locked(permit, note)
        change.detail["note"] = row.pk
        yield row


@contextmanager
def _quietly(permit: Permit, note: UUID) -> Iterator[CounselingNote]:
    """The transaction that keeps what is typed, the note locked, without an event."""
    permit.check(category=NOTES, action=Action.WRITE)
    with transaction.atomic():
        yield _locked(permit, note)


def _locked(permit: Permit, note: UUID) -> CounselingNote:
    row = own_notes(permit).select_for_update(no_key=True).filter(uuid=note).first()
    if row is None:
        raise NoteNotFound
    return row
