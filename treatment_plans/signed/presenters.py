"""Words for every note that is signed: refusals as sentences, its mark, and signatures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from care.lib.dates import moment_text, time_text
from treatment_plans.rules import NotPossible
from treatment_plans.signed.operations import AlreadyCosigned, CannotSign, NobodyAsked, NotAsked, NotTheAuthor
from treatment_plans.signed.rules import NothingWritten
from treatment_plans.signed.vocabulary import NoteStatus

# A refusal that no form can mend, as the page says it; never a name and nothing from a note.
SENTENCES: dict[type[Exception], str] = {
    NotTheAuthor: "This is for the note’s author to do.",
    NotAsked: "The author asks a colleague to co-sign; you are not asked.",
    NobodyAsked: "No colleague is asked to co-sign this note.",
    CannotSign: "This colleague cannot co-sign such notes, or works here no longer: ask somebody else.",
    AlreadyCosigned: "Both signatures stand on this note, and they stay.",
    NothingWritten: "There is nothing to sign yet: write first.",
}
# The tone and the icon of each state.
MARKS = {
    NoteStatus.DRAFT: ("over", "pen"),
    NoteStatus.SIGNED: ("well", "check"),
    NoteStatus.AMENDED: ("well", "check"),
    NoteStatus.IN_ERROR: ("plain", "close"),
}


def sentence_of(refusal: Exception, sentences: dict[type[Exception], str]) -> str:
    """What the page says of a refusal."""
    return refusal.sentence if isinstance(refusal, NotPossible) else sentences[type(refusal)]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, when, in which zone."""

    staff_id: int | None
    zone: str
    today: date


@dataclass(frozen=True, slots=True)
class Signature:
    """Who put their name to something, and when: 'Priya Nair', 'Mon Nov 23, 10:41 am EST'."""

    who: str
    when: str


def signature(who: str, at: datetime | None, reader: Reader) -> Signature | None:
    """A signature, where there is one."""
    return Signature(who, when_text(at, reader)) if at is not None else None


def when_text(at: datetime, reader: Reader) -> str:
    """A moment with its zone."""
    return f"{moment_text(at, reader.zone, reader.today).rsplit(', ', 1)[0]}, {time_text(at, reader.zone, with_zone=True)}"


@dataclass(frozen=True, slots=True)
class AddendumCard:
    """What was added, and by whom."""

    text: str
    signed: Signature
    is_whole: bool


class Added(Protocol):
    """What was added, as a room reads it."""

    @property
    def writer(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def signed_at(self) -> datetime: ...
    @property
    def is_whole(self) -> bool: ...


def addendum_cards(addenda: Iterable[Added], reader: Reader) -> list[AddendumCard]:
    """What was added, in order."""
    return [AddendumCard(one.text, Signature(one.writer, when_text(one.signed_at, reader)), one.is_whole) for one in addenda]
