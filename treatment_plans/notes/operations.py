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

from care.accounts.queries import staff_with_role
from care.accounts.rules import HOLDERS, Work
from care.actor import Action, Category, Permit, PermitMismatch, Role
from care.audit import operations as audit
from care.teams.operations import NotEnrolled
from care.teams.queries import open_enrolment
from care.worklist.operations import cancel_tasks_about, finish_tasks_about, open_task
from treatment_plans.notes import rules
from treatment_plans.notes.models import CounselingNote, NoteAddendum
from treatment_plans.notes.queries import NoteNotFound, own_notes
from treatment_plans.notes.vocabulary import ErrorReason, NoteStatus, NoteStep
from treatment_plans.rules import NotPossible, next_status

NOTES = Category.COUNSELLING_NOTE
BEGINS = "D01-begin"  # the row of the decision table on which a note begins
SIGNATURE = "signature"  # the kind of the task that asks for one
SUBJECT = "counseling_note"


class NotTheAuthor(PermissionError):
    """This is the author's to do."""


class NotAsked(PermissionError):
    """Only the colleague whom the author asked co-signs."""


class NobodyAsked(ValueError):
    """No colleague is asked to sign."""


class CannotSign(ValueError):
    """The colleague is the author, no longer works here, or has no role that signs counseling notes."""


class AlreadyCosigned(ValueError):
    """A note that carries both signatures keeps them."""


class TooLong(ValueError):
    """More characters than a note holds."""


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
    user_id, staff_id = _who(permit)
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
    if len(text) > rules.LONGEST:
        raise TooLong
    with _quietly(permit, note) as row:
        _check_author(permit, row)
        _check_draft(row)
        if session_on not in (None, row.session_on):
            with audit.change(permit=permit, at=at, verb="counseling_note.dated", detail={"note": row.pk}):
                row.session_on = session_on
                row.save(update_fields=["session_on"])
        row.text, row.saved_at = _lines(text), at
        row.save(update_fields=["text", "saved_at"])


def throw_away_note(*, permit: Permit, note: UUID, at: datetime) -> None:
    """Throw a draft away: it was never a part of anything, and nothing of its text stays.

    Raises:
        NoteNotFound, NotTheAuthor.
        NotPossible: it is signed.
    """
    with _change(permit, note, at=at, verb="counseling_note.thrown_away") as row:
        _check_author(permit, row)
        _check_draft(row)
        row.delete()


def sign_note(*, permit: Permit, note: UUID, cosigner_id: int | None = None, at: datetime) -> CounselingNote:
    """The author puts their name to a draft; from then on its words stay. With `cosigner_id` a colleague is asked to co-sign.

    Raises:
        NoteNotFound, NotTheAuthor, NotPossible (not a draft), CannotSign.
        NothingWritten: it is empty.
    """
    with _change(permit, note, at=at, verb="counseling_note.signed") as row:
        _check_author(permit, row)
        row.status = next_status(rules.NOTE, NoteStatus(row.status), NoteStep.SIGN)
        if not row.text.strip():
            raise rules.NothingWritten
        row.signed_at, row.signed_by_id = at, permit.actor.user_id
        row.seal = rules.seal_of(settings.CARE_AUDIT_KEY, uuid=row.uuid, session_on=row.session_on, text=row.text)
        if cosigner_id is not None:
            _ask(permit, row, cosigner_id, at)
        row.save()
    return row


def ask_for_signature(*, permit: Permit, note: UUID, cosigner_id: int, at: datetime) -> CounselingNote:
    """The author asks a colleague to co-sign; whoever was asked before and has not signed is asked no longer.

    Raises:
        NoteNotFound, NotTheAuthor, CannotSign, AlreadyCosigned.
        NotPossible: it is not signed, or was entered in error.
    """
    with _change(permit, note, at=at, verb="counseling_note.signature_asked") as row:
        _check_standing(row, NoteStep.SIGN)
        _check_author(permit, row)
        _ask(permit, row, cosigner_id, at)
        row.save()
    return row


def withdraw_request(*, permit: Permit, note: UUID, at: datetime) -> CounselingNote:
    """The author no longer asks for a co-signature: the note closes to whoever was asked.

    Raises:
        NoteNotFound, NotTheAuthor, AlreadyCosigned.
        NobodyAsked: no colleague is asked.
    """
    with _change(permit, note, at=at, verb="counseling_note.signature_withdrawn") as row:
        _check_author(permit, row)
        if row.cosigned_at is not None:
            raise AlreadyCosigned
        if row.cosigner_id is None:
            raise NobodyAsked
        _ask_no_longer(permit, row, "The author no longer asks", at)
        row.save()
    return row


def cosign_note(*, permit: Permit, note: UUID, at: datetime) -> CounselingNote:
    """The colleague who was asked co-signs. Their task is done with it.

    Raises:
        NoteNotFound, NotAsked, AlreadyCosigned.
        NotPossible: it was entered in error.
    """
    with _change(permit, note, at=at, verb="counseling_note.cosigned") as row:
        _check_standing(row, NoteStep.SIGN)
        if row.cosigner_id is None or row.cosigner_id != permit.actor.staff_id:
            raise NotAsked
        if row.cosigned_at is not None:
            raise AlreadyCosigned
        row.cosigned_at, row.cosigned_by_id = at, permit.actor.user_id
        row.save()
        finish_tasks_about(permit=permit, subject=row.uuid, kinds=[SIGNATURE], outcome="Co-signed", at=at, category=NOTES)
    return row


def keep_addendum(*, permit: Permit, note: UUID, text: str, at: datetime) -> None:
    """Keep what somebody whom the note names has typed to be added to it.

    Raises:
        NoteNotFound, TooLong.
        NotPossible: the note is a draft, or was entered in error.
    """
    if len(text) > rules.LONGEST_ADDENDUM:
        raise TooLong
    user_id, staff_id = _who(permit)
    with _quietly(permit, note) as row:
        next_status(rules.NOTE, NoteStatus(row.status), NoteStep.AMEND)
        addendum = row.addenda.filter(writer_id=staff_id, signed_at__isnull=True).first()
        if addendum is not None:
            addendum.text, addendum.saved_at = _lines(text), at
            addendum.save(update_fields=["text", "saved_at"])
            return
        with audit.change(permit=permit, at=at, verb="counseling_note.addendum_begun", detail={"note": row.pk}):
            NoteAddendum.objects.create(
                note=row,
                writer_id=staff_id,
                text=_lines(text),
                begun_at=at,
                begun_by_id=user_id,
                saved_at=at,
            )


def sign_addendum(*, permit: Permit, note: UUID, text: str, at: datetime) -> NoteAddendum:
    """Whoever writes an addendum puts their name to it; it stands below the note from then on.

    Raises:
        NoteNotFound, NothingWritten, TooLong.
        NotPossible: the note is a draft, or was entered in error.
    """
    if not text.strip():
        raise rules.NothingWritten
    with _change(permit, note, at=at, verb="counseling_note.amended") as row:
        keep_addendum(permit=permit, note=note, text=text, at=at)
        addendum = row.addenda.get(writer_id=permit.actor.staff_id, signed_at__isnull=True)
        addendum.signed_at, addendum.signed_by_id = at, permit.actor.user_id
        addendum.seal = rules.seal_of(settings.CARE_AUDIT_KEY, uuid=addendum.uuid, session_on=row.session_on, text=addendum.text)
        addendum.save()
        row.status = next_status(rules.NOTE, NoteStatus(row.status), NoteStep.AMEND)
        row.save(update_fields=["status"])
    return addendum


def throw_away_addendum(*, permit: Permit, note: UUID, at: datetime) -> None:
    """Throw away what one has begun to add and not signed; nothing where there is nothing.

    Raises:
        NoteNotFound.
    """
    with _change(permit, note, at=at, verb="counseling_note.addendum_thrown_away") as row:
        row.addenda.filter(writer_id=permit.actor.staff_id, signed_at__isnull=True).delete()


def retract_note(*, permit: Permit, note: UUID, reason: ErrorReason, at: datetime) -> CounselingNote:
    """The author takes a signed note back: it stays, marked, and is given to nobody outside. A signature is asked for no longer.

    Raises:
        NoteNotFound, NotTheAuthor.
        NotPossible: it is a draft, or was entered in error already.
    """
    with _change(permit, note, at=at, verb="counseling_note.entered_in_error") as row:
        _check_author(permit, row)
        row.status = next_status(rules.NOTE, NoteStatus(row.status), NoteStep.RETRACT)
        row.error_at, row.error_by_id, row.error_reason = at, permit.actor.user_id, reason.value
        if row.cosigner_id is not None and row.cosigned_at is None:
            _ask_no_longer(permit, row, "Entered in error", at)
        row.save()
        row.addenda.filter(signed_at__isnull=True).delete()
    return row


def _who(permit: Permit) -> tuple[int, int]:
    """The user and the colleague who write."""
    user_id, _ = permit.actor.colleague()
    if permit.actor.staff_id is None:
        raise PermissionError("this is done by people who work here")
    return user_id, permit.actor.staff_id


def _lines(text: str) -> str:
    """A text as it is kept: a form ends its lines in another way than a script that sends the same."""
    return text.replace("\r\n", "\n")


def _ask(permit: Permit, row: CounselingNote, cosigner_id: int, at: datetime) -> None:
    if row.cosigned_at is not None:
        raise AlreadyCosigned
    role = _role_that_signs(permit, cosigner_id)
    if role is None or cosigner_id == row.author_id:
        raise CannotSign
    if row.cosigner_id is not None:
        _ask_no_longer(permit, row, "The author asks a colleague", at)
    row.cosigner_id, row.asked_at, row.asked_by_id = cosigner_id, at, permit.actor.user_id
    open_task(
        permit=permit,
        title="Your co-signature is asked for",
        due_at=at + rules.COSIGN_WITHIN,
        at=at,
        category=NOTES,
        kind=SIGNATURE,
        owner_id=cosigner_id,
        owner_role=role,
        subject_kind=SUBJECT,
        subject=row.uuid,
    )


def _ask_no_longer(permit: Permit, row: CounselingNote, reason: str, at: datetime) -> None:
    cancel_tasks_about(permit=permit, subjects=[row.uuid], kinds=[SIGNATURE], reason=reason, at=at, category=NOTES)
    row.cosigner_id = row.asked_at = row.asked_by_id = None


def _role_that_signs(permit: Permit, staff_id: int) -> Role | None:
    """The first role that signs counseling notes and that a colleague of this clinic holds now."""
    for role in (role for role in Role if role in HOLDERS[Work.KEEP_NOTES]):
        holders = staff_with_role(organisation_id=permit.organisation_id, roles=[role])
        if any(holder.staff_id == staff_id for holder in holders):
            return role
    return None


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


def _check_author(permit: Permit, row: CounselingNote) -> None:
    if row.author_id != permit.actor.staff_id:
        raise NotTheAuthor


def _check_draft(row: CounselingNote) -> None:
    if row.status != NoteStatus.DRAFT:
        raise NotPossible(NoteStatus(row.status), NoteStep.SIGN)


def _check_standing(row: CounselingNote, step: NoteStep) -> None:
    if NoteStatus(row.status) not in rules.STANDING:
        raise NotPossible(NoteStatus(row.status), step)
