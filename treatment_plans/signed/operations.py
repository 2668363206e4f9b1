"""Signatures under a note, for the rooms that have such notes: inside their transactions, on rows that they have locked.

A room says once what its notes are called and who may be asked to co-sign; the row, the permit and the moment come each time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Manager

from care.accounts.queries import staff_with_role
from care.actor import Category, Permit, Role
from care.audit import operations as audit
from care.worklist.operations import cancel_tasks_about, finish_tasks_about, open_task
from treatment_plans.rules import NotPossible, next_status
from treatment_plans.signed import rules
from treatment_plans.signed.models import SignedAddendum, SignedNote
from treatment_plans.signed.vocabulary import NoteStatus, NoteStep

Added = TypeVar("Added", bound=SignedAddendum)

SIGNATURE = "signature"  # the kind of the task that asks for one


class NotTheAuthor(PermissionError):
    """This is the author's to do."""


class NotAsked(PermissionError):
    """Only the colleague whom the author asked co-signs."""


class NobodyAsked(ValueError):
    """No colleague is asked to sign."""


class CannotSign(ValueError):
    """The colleague is the author, no longer works here, or has no role that signs such notes."""


class AlreadyCosigned(ValueError):
    """A note that carries both signatures keeps them."""


class TooLong(ValueError):
    """More characters than a note holds."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What a room's notes are: what tasks call them, and the roles that may be asked to co-sign."""

    subject: str
    signers: frozenset[Role]


def who_writes(permit: Permit) -> tuple[int, int]:
    """The user and the colleague who write.

    Raises:
        PermissionError: nobody who works here does.
    """
    user_id, _ = permit.actor.colleague()
    if permit.actor.staff_id is None:
        raise PermissionError("this is done by people who work here")
    return user_id, permit.actor.staff_id


def check_author(row: SignedNote, permit: Permit) -> None:
    """Refuse whoever is not the author.

    Raises:
        NotTheAuthor.
    """
    if row.author_id != permit.actor.staff_id:
        raise NotTheAuthor


def check_draft(*, row: SignedNote) -> None:
    """Refuse what is signed.

    Raises:
        NotPossible: it is signed, and its words stay.
    """
    if row.status != NoteStatus.DRAFT:
        raise NotPossible(NoteStatus(row.status), NoteStep.SIGN)


def check_standing(*, row: SignedNote) -> None:
    """Refuse what is not signed, or was taken back.

    Raises:
        NotPossible.
    """
    if NoteStatus(row.status) not in rules.STANDING:
        raise NotPossible(NoteStatus(row.status), NoteStep.SIGN)


def check_length(*, text: str, longest: int) -> None:
    """Refuse more characters than there is room for.

    Raises:
        TooLong.
    """
    if len(text) > longest:
        raise TooLong


def put_name(*, row: SignedNote, permit: Permit, sealed: str, at: datetime) -> None:
    """The author's name under a draft. The row is not saved yet.

    Raises:
        NotPossible: it is no draft.
    """
    row.status = next_status(rules.NOTE, NoteStatus(row.status), NoteStep.SIGN)
    row.signed_at, row.signed_by_id, row.seal = at, permit.actor.user_id, sealed


def ask(*, row: SignedNote, cosigner_id: int, permit: Permit, sort: Sort, category: Category, at: datetime) -> None:
    """A colleague is asked to co-sign, by a task; whoever was asked before is asked no longer. The row is not saved yet.

    Raises:
        AlreadyCosigned, CannotSign.
    """
    if row.cosigned_at is not None:
        raise AlreadyCosigned
    role = _role_that_signs(permit, cosigner_id, sort.signers)
    if role is None or cosigner_id == row.author_id:
        raise CannotSign
    if row.cosigner_id is not None:
        ask_no_longer(row=row, reason="The author asks a colleague", permit=permit, category=category, at=at)
    row.cosigner_id, row.asked_at, row.asked_by_id = cosigner_id, at, permit.actor.user_id
    open_task(
        permit=permit,
        title="Your co-signature is asked for",
        due_at=at + rules.COSIGN_WITHIN,
        at=at,
        category=category,
        kind=SIGNATURE,
        owner_id=cosigner_id,
        owner_role=role,
        subject_kind=sort.subject,
        subject=row.uuid,
    )


def ask_no_longer(*, row: SignedNote, reason: str, permit: Permit, category: Category, at: datetime) -> None:
    """Nobody is asked any more, and the task is gone. The row is not saved yet."""
    cancel_tasks_about(permit=permit, subjects=[row.uuid], kinds=[SIGNATURE], reason=reason, at=at, category=category)
    row.cosigner_id = row.asked_at = row.asked_by_id = None


def withdraw(*, row: SignedNote, permit: Permit, category: Category, at: datetime) -> None:
    """The author asks nobody any longer. The row is not saved yet.

    Raises:
        NotTheAuthor, AlreadyCosigned, NobodyAsked.
    """
    check_author(row, permit)
    if row.cosigned_at is not None:
        raise AlreadyCosigned
    if row.cosigner_id is None:
        raise NobodyAsked
    ask_no_longer(row=row, reason="The author no longer asks", permit=permit, category=category, at=at)


def cosign(*, row: SignedNote, permit: Permit, category: Category, at: datetime) -> None:
    """The colleague who was asked co-signs; their task is done with it. The row is not saved yet.

    Raises:
        NotPossible, NotAsked, AlreadyCosigned.
    """
    check_standing(row=row)
    if row.cosigner_id is None or row.cosigner_id != permit.actor.staff_id:
        raise NotAsked
    if row.cosigned_at is not None:
        raise AlreadyCosigned
    row.cosigned_at, row.cosigned_by_id = at, permit.actor.user_id
    finish_tasks_about(permit=permit, subject=row.uuid, kinds=[SIGNATURE], outcome="Co-signed", at=at, category=category)


def take_back(*, row: SignedNote, permit: Permit, category: Category, at: datetime) -> None:
    """The author takes back what they signed; a signature is asked for no longer. The row, and why, are not saved yet.

    Raises:
        NotTheAuthor, NotPossible.
    """
    check_author(row, permit)
    row.status = next_status(rules.NOTE, NoteStatus(row.status), NoteStep.RETRACT)
    row.error_at, row.error_by_id = at, permit.actor.user_id
    if row.cosigner_id is not None and row.cosigned_at is None:
        ask_no_longer(row=row, reason="Entered in error", permit=permit, category=category, at=at)


def keep_added(*, row: SignedNote, addenda: Manager[Added], text: str, permit: Permit, verb: str, at: datetime) -> Added:
    """Keep what somebody types to be added below a note; one of each writer is open at a time. Its beginning is an event, `verb`.

    Raises:
        NotPossible: the note is a draft, or was entered in error.
    """
    user_id, staff_id = who_writes(permit)
    next_status(rules.NOTE, NoteStatus(row.status), NoteStep.AMEND)
    typed = {"text": rules.lines(text), "saved_at": at}
    begun = addenda.filter(writer_id=staff_id, signed_at__isnull=True).first()
    if begun is not None:
        for name, value in typed.items():
            setattr(begun, name, value)
        begun.save(update_fields=[*typed])
        return begun
    with audit.change(permit=permit, at=at, verb=verb, detail={"note": row.pk}):
        return addenda.create(note=row, writer_id=staff_id, begun_at=at, begun_by_id=user_id, **typed)


def put_name_below(*, row: SignedNote, addendum: SignedAddendum, sealed: str, permit: Permit, at: datetime) -> None:
    """The writer's name under what is added; it stands below the note from then on. Both rows are saved."""
    addendum.signed_at, addendum.signed_by_id, addendum.seal = at, permit.actor.user_id, sealed
    addendum.save()
    row.status = next_status(rules.NOTE, NoteStatus(row.status), NoteStep.AMEND)
    row.save(update_fields=["status"])


def throw_away_added(addenda: Manager[Added], permit: Permit) -> None:
    """Throw away what one has begun to add and not signed; nothing where there is nothing."""
    addenda.filter(writer_id=permit.actor.staff_id, signed_at__isnull=True).delete()


def check_words(*, text: str) -> None:
    """Refuse to sign nothing.

    Raises:
        NothingWritten.
    """
    if not text.strip():
        raise rules.NothingWritten


def _role_that_signs(permit: Permit, staff_id: int, signers: Collection[Role]) -> Role | None:
    """The first role that signs such notes and that a colleague of this clinic holds now."""
    for role in (role for role in Role if role in signers):
        holders = staff_with_role(organisation_id=permit.organisation_id, roles=[role])
        if any(holder.staff_id == staff_id for holder in holders):
            return role
    return None
