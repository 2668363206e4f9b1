"""How a plan for staying well and safe moves on, when it is looked at again, how two versions differ, what a phone keeps. Pure.

The state machine is one table with one guard (`treatment_plans.rules.next_status`); README.md shows its diagram. What the
person reads of each part stands in `data/parts.csv`, in both languages.
"""

import csv
import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from care.consent.rules import MayNotSign, RepresentativeFacts, Signers, Who
from treatment_plans.staying_safe.vocabulary import Part, PlanKind, PlanState, PlanStep, Way

DATA = Path(__file__).resolve().parent / "data" / "parts.csv"

PLAN: dict[tuple[PlanState, PlanStep], PlanState] = {
    (PlanState.DRAFT, PlanStep.SIGN): PlanState.PROPOSED,
    (PlanState.PROPOSED, PlanStep.GO_BACK): PlanState.DRAFT,
    (PlanState.PROPOSED, PlanStep.AGREE): PlanState.IN_FORCE,
    (PlanState.DRAFT, PlanStep.END): PlanState.ENDED,
    (PlanState.PROPOSED, PlanStep.END): PlanState.ENDED,
    (PlanState.IN_FORCE, PlanStep.END): PlanState.ENDED,
}
OPEN = frozenset({PlanState.DRAFT, PlanState.PROPOSED})  # on the way to be the next version
STANDING = frozenset({PlanState.DRAFT, PlanState.PROPOSED, PlanState.IN_FORCE})

LOOKED_AT_EVERY = timedelta(days=90)  # clinical reference 9.3
LOOK_SOON = timedelta(days=3)  # after a crisis or a return to use: own
ASK_WITHIN = timedelta(days=1)  # a safety plan after a screening: the same day is the screening's own task
CONTACT_WITHIN = timedelta(hours=24)  # clinical reference 9.4, level 1
COPY_OPENS_FOR = timedelta(days=365)  # from each time the person opens it with their birth date
LONGEST = 2_000  # characters of a part
MOST_LINES = 30
LONGEST_NAME = 120


class NothingWritten(ValueError):
    """What is signed has words."""


class BadWord(ValueError):
    """The word does not say what it has to: a name where a name is signed. `field` is what to mend."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field, self.words = field, words


@dataclass(frozen=True, slots=True)
class PartText:
    """What is read of a part: its heading and the line that helps to write it."""

    part: Part
    has_numbers: bool
    titles: Mapping[str, str]
    hint: str

    def title(self, language: str) -> str:
        """The heading in the reader's language."""
        return self.titles.get(language, self.titles["en"])


@cache
def _table() -> Mapping[PlanKind, tuple[PartText, ...]]:
    found: dict[PlanKind, list[PartText]] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            titles = {"en": row["title_en"], "es": row["title_es"]}
            told = PartText(Part(row["part"]), row["has_numbers"] == "1", titles, row["hint_en"])
            found.setdefault(PlanKind(row["kind"]), []).append(told)
    return {kind: tuple(parts) for kind, parts in found.items()}


def parts_of(kind: PlanKind) -> tuple[PartText, ...]:
    """The parts of a kind of plan, in the order in which they are read."""
    return _table()[kind]


def lines_of(text: str) -> list[str]:
    """The lines of a part: each a thing of its own, without empty ones."""
    return [line for line in (line.strip(" \t-•*") for line in text.splitlines()) if line]


def tidy(text: str) -> str:
    """A part as it is kept: the lines alone."""
    return "\n".join(lines_of(text)[:MOST_LINES])


_NUMBER = re.compile(r"\+?\(?\d[\d\s().-]{1,18}\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with the number in it that can be called: words before, the number, words after. `dial` is empty without one."""

    before: str
    number: str = ""
    after: str = ""
    dial: str = ""


def line_of(text: str) -> Line:
    """A line as a phone shows it: a number of ten digits or more, or one of three as 988, is one that can be called."""
    for found in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        if len(digits) >= 10 or digits in ("988", "911", "211"):
            dial = f"+{digits}" if found.group().startswith("+") else digits
            return Line(text[: found.start()], found.group(), text[found.end() :], dial)
    return Line(text)


# --- versions ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one part from one version to another."""

    title: str
    stayed: Sequence[str]
    added: Sequence[str]
    removed: Sequence[str]

    @property
    def is_changed(self) -> bool:
        """Whether anything did."""
        return bool(self.added or self.removed)


def changes(kind: PlanKind, before: Mapping[Part, str], after: Mapping[Part, str]) -> list[Change]:
    """How two versions differ, part by part; a line that only moved counts as the same."""
    found = []
    for told in parts_of(kind):
        old, new = lines_of(before.get(told.part, "")), lines_of(after.get(told.part, ""))
        if old or new:
            found.append(
                Change(
                    told.title("en"),
                    [line for line in new if line in old],
                    [line for line in new if line not in old],
                    [line for line in old if line not in new],
                )
            )
    return found


def change_sentence(found: Sequence[Change]) -> str:
    """The same in one sentence: '2 lines added, 1 taken out, in 2 parts.'"""
    added, removed = (sum(len(part) for part in parts) for parts in ([c.added for c in found], [c.removed for c in found]))
    parts = sum(change.is_changed for change in found)
    if not parts:
        return "The two versions say the same."
    said = [f"{added} {'line' if added == 1 else 'lines'} added"] if added else []
    said += [f"{removed} {'line' if removed == 1 else 'lines'} taken out"] if removed else []
    return f"{', '.join(said)}, in {parts} {'part' if parts == 1 else 'parts'}."


# --- signatures ---------------------------------------------------------------------------------------------------------------


def seal_of(key: bytes, *, plan: UUID, kind: PlanKind, texts: Mapping[Part, str]) -> str:
    """What a plan said when somebody gave their word to it, as a number that nobody without the key can make: HMAC-SHA256."""
    said = "\n".join(f"{told.part.value}\n{texts.get(told.part, '')}" for told in parts_of(kind))
    return hmac.new(key, f"plan for staying safe\n{plan}\n{kind.value}\n{said}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Beside:
    """Who of those on file signed beside the person, or in their place, and the name as it was signed."""

    representative: UUID
    name: str


def may_sign_beside(signers: Signers) -> tuple[RepresentativeFacts, ...]:
    """Who of those on file may sign this plan: a minor's parent beside them, a guardian in their place or beside them.

    A program's director signs for payment alone, and nobody signs anything new for somebody who has died.
    """
    return signers.people if signers.who in (Who.PERSON_AND_PARENT, Who.REPRESENTATIVE) else ()


def check_beside(signers: Signers, beside: Beside | None, *, person_signs: bool) -> RepresentativeFacts | None:
    """Who signs beside the person, or in their place; none where nobody does.

    The person's own word is enough for a plan of their own, whoever else is on file: a plan for hard times waits for nobody.

    Raises:
        MayNotSign: nobody signs, they are not on file now, or the person decides for themselves and has not signed.
        BadWord: nobody's name.
    """
    if beside is None:
        if not person_signs:
            raise MayNotSign("Somebody has to sign: the person, or who may sign for them.")
        return None
    found = next((one for one in may_sign_beside(signers) if one.uuid == beside.representative), None)
    if found is None:
        raise MayNotSign("They may not sign for this person now. Look at who may sign, under Consent.")
    if not person_signs and signers.who is not Who.REPRESENTATIVE:
        raise MayNotSign("The person decides for themselves: they sign, and others may sign beside them.")
    if not beside.name.strip():
        raise BadWord("beside_name", "Write their name as it is signed.")
    return found


def check_word(way: Way, name: str, drawing: str) -> tuple[Way, str, str]:
    """How the person gave their word, with their name and what was drawn, as it is kept.

    Raises:
        BadWord: nobody's name where one is signed.
    """
    name = " ".join(name.split())[:LONGEST_NAME]
    if way in (Way.TYPED, Way.DRAWN, Way.PAPER):
        if not name:
            raise BadWord("name", "Write the name as it is signed.")
        way = way if way is Way.PAPER else Way.DRAWN if drawing else Way.TYPED
    return way, name, drawing if way is Way.DRAWN else ""


# --- clocks -----------------------------------------------------------------------------------------------------------------


def look_again_on(day: date) -> date:
    """The day by which a plan is looked at again. Clinical reference 9.3."""
    return day + LOOKED_AT_EVERY


def is_recent(in_force_at: datetime | None, *, at: datetime) -> bool:
    """Whether a plan in force is younger than ninety days."""
    return in_force_at is not None and at - in_force_at < LOOKED_AT_EVERY


# The answers of the screening for suicide that ask for a safety plan: clinical reference 4.6.
SCREENING = "cssrs"
ASKS_FOR_PLAN = frozenset({"cssrs_moderate", "cssrs_high"})
