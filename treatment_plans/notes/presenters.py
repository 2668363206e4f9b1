"""Words for counseling notes: refusals as sentences, and notes as their own author or co-signer reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from care.lib.dates import date_text, day_text, moment_text
from care.teams.operations import NotEnrolled
from treatment_plans.notes import rules
from treatment_plans.notes.operations import CannotSign
from treatment_plans.notes.queries import NoteLine, NoteRow
from treatment_plans.notes.vocabulary import NoteStatus
from treatment_plans.rules import NotPossible
from treatment_plans.signed import presenters as signed
from treatment_plans.signed.presenters import MARKS, AddendumCard, Signature, addendum_cards, signature, when_text
from treatment_plans.signed.presenters import Reader as Reader

# A refusal that no form can mend, as the page says it; never a name and nothing from a note.
SENTENCES: dict[type[Exception], str] = {
    **signed.SENTENCES,
    NotEnrolled: "Care here has ended, so that no new note begins. What you wrote before stays open to you.",
    CannotSign: "This colleague cannot co-sign: ask a counselor, a psychiatric consultant or a supervisor here.",
}
REFUSALS: tuple[type[Exception], ...] = (NotPossible, *SENTENCES)


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal."""
    return signed.sentence_of(refusal, SENTENCES)


@dataclass(frozen=True, slots=True)
class NoteCard:
    """One note in a list: never a word of it."""

    uuid: UUID
    url: str
    person: str
    day: str
    state: str
    tone: str
    icon: str
    small: str


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes under one heading; the count is the number of cards."""

    key: str
    title: str
    cards: list[NoteCard]


def note_groups(lines: Sequence[NoteLine], people: dict[int, tuple[UUID, str]], reader: Reader) -> list[NoteGroup]:
    """What waits for the reader's signature, then their drafts, then what stands; empty groups are left out."""
    waiting = [line for line in lines if line.waits_for_signature and line.cosigner_id == reader.staff_id]
    drafts = [line for line in lines if line.status is NoteStatus.DRAFT]
    standing = [line for line in lines if line not in waiting and line not in drafts]
    groups = [
        ("waiting", "Waits for your co-signature", waiting),
        ("drafts", "Not signed yet", drafts),
        ("signed", "Signed", standing),
    ]
    return [NoteGroup(key, title, _cards(some, people, reader)) for key, title, some in groups if some]


def _cards(lines: Iterable[NoteLine], people: dict[int, tuple[UUID, str]], reader: Reader) -> list[NoteCard]:
    return [note_card(line, *people[line.patient_id], reader) for line in lines]


def note_card(line: NoteLine, person: UUID, name: str, reader: Reader) -> NoteCard:
    """A note in a list of the reader's own."""
    tone, icon = MARKS[line.status]
    address = "write" if line.status is NoteStatus.DRAFT else "note"
    return NoteCard(
        uuid=line.uuid,
        url=reverse(f"notes:{address}", args=[person, line.uuid]),
        person=name,
        day=f"Session on {day_text(line.session_on, reader.today)}",
        state=line.status.label,
        tone=tone,
        icon=icon,
        small=_small(line, reader),
    )


def _small(line: NoteLine, reader: Reader) -> str:
    if line.status is NoteStatus.DRAFT:
        return f"kept {moment_text(line.saved_at, reader.zone, reader.today)}"
    parts = [line.author if line.author_id != reader.staff_id else "by you"]
    if line.cosigned_at is not None:
        parts.append(f"co-signed by {line.cosigner if line.cosigner_id != reader.staff_id else 'you'}")
    elif line.waits_for_signature:
        parts.append(
            "your co-signature is asked for" if line.cosigner_id == reader.staff_id else f"{line.cosigner} is asked to co-sign"
        )
    if line.addenda:
        parts.append(f"{line.addenda} {'addendum' if line.addenda == 1 else 'addenda'}")
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class NoteSheet:
    """One note as it is read and printed, and what its reader may do with it now."""

    uuid: UUID
    day: str
    long_day: str
    state: str
    tone: str
    icon: str
    text: str
    is_draft: bool
    is_in_error: bool
    error: str
    author: str
    has_author: bool
    signed: Signature | None
    cosigner: str
    asked: str
    cosigned: Signature | None
    addenda: list[AddendumCard]
    is_whole: bool
    is_author: bool
    may_sign: bool
    may_ask: bool
    may_cosign: bool
    may_add: bool
    may_retract: bool


def note_sheet(row: NoteRow, reader: Reader) -> NoteSheet:
    """A note for its author or for who co-signs."""
    line = row.line
    is_author = line.author_id == reader.staff_id
    is_standing = row.status in rules.STANDING
    tone, icon = MARKS[row.status]
    error = ""
    if row.error_reason is not None and row.error_at is not None:
        error = f"{row.error_reason.label}, {when_text(row.error_at, reader)}"
    return NoteSheet(
        uuid=row.uuid,
        day=day_text(line.session_on, reader.today),
        long_day=date_text(line.session_on),
        state=row.status.label,
        tone=tone,
        icon=icon,
        text=row.text,
        is_draft=row.status is NoteStatus.DRAFT,
        is_in_error=row.status is NoteStatus.IN_ERROR,
        error=error,
        author=line.author,
        has_author=row.has_author,
        signed=signature(line.author, line.signed_at, reader),
        cosigner=line.cosigner,
        asked=when_text(row.asked_at, reader) if row.asked_at and line.cosigned_at is None else "",
        cosigned=signature(line.cosigner, line.cosigned_at, reader),
        addenda=addendum_cards(row.addenda, reader),
        is_whole=row.is_whole,
        is_author=is_author,
        may_sign=is_author and row.status is NoteStatus.DRAFT and bool(row.text.strip()),
        may_ask=is_author and is_standing and line.cosigned_at is None,
        may_cosign=not is_author and line.waits_for_signature,
        may_add=is_standing,
        may_retract=is_author and is_standing,
    )
