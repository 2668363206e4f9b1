"""How a review moves on, how soon each cause is looked at, and what the answers come to. Pure.

The state machine is one table with one guard (`treatment_plans.rules.next_status`); README.md shows its diagram. How soon is
data, with its source: `data/causes.csv`.
"""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from care.lib.dates import day_bounds
from treatment_plans.reviews.vocabulary import Answer, CauseKind, LineKind, Outcome, ReviewState, ReviewStep

DATA = Path(__file__).resolve().parent / "data" / "causes.csv"

REVIEW: dict[tuple[ReviewState, ReviewStep], ReviewState] = {
    (ReviewState.OPEN, ReviewStep.FINISH): ReviewState.FINISHED,
    (ReviewState.OPEN, ReviewStep.SET_ASIDE): ReviewState.SET_ASIDE,
}
FINISHES = frozenset({Outcome.KEPT, Outcome.CHANGED})

AGREE_WITHIN = timedelta(days=14)  # own: a next version that a review began is agreed on by then
LONGEST = 500  # characters of what is said of a line
LONGEST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Pace:
    """How soon after a cause its plan is looked at, how many days ahead of its day it is told, and where that comes from."""

    within: timedelta
    ahead: timedelta
    is_raised: bool
    source: str
    confidence: str


@cache
def paces() -> Mapping[CauseKind, Pace]:
    """The table of `data/causes.csv`."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return {
            CauseKind(row["kind"]): Pace(
                timedelta(days=int(row["within_days"])),
                timedelta(days=int(row["ahead_days"])),
                row["priority"] == "raised",
                row["source"],
                row["confidence"],
            )
            for row in csv.DictReader(file)
        }


def due_on(kind: CauseKind, *, seen_on: date, happened_on: date) -> date:
    """The day by which a plan is looked at: of an interval its own day, of any other so many days after it was seen."""
    return happened_on if kind is CauseKind.INTERVAL else seen_on + paces()[kind].within


def due_at(day: date, *, zone: str) -> datetime:
    """The last minute of that day."""
    return day_bounds(day, zone)[1] - timedelta(minutes=1)


# --- answers -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a review asks about: its number in every version, what it is, and the goal on which it hangs."""

    root: UUID
    kind: LineKind
    goal: UUID | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a line."""

    answer: Answer
    why: str = ""


class Unanswered(ValueError):
    """Lines without an answer."""

    def __init__(self, lines: Collection[UUID]) -> None:
        super().__init__("not each line has an answer")
        self.lines = frozenset(lines)


class WhyMissing(ValueError):
    """A line that changes or stops without a word why."""

    def __init__(self, lines: Collection[UUID]) -> None:
        super().__init__("what changes or stops says why")
        self.lines = frozenset(lines)


def settled(lines: Iterable[Line], said: Mapping[UUID, Said], *, rest_stays: bool = False) -> dict[UUID, Said]:
    """What becomes of each line. A goal that stops takes its steps and what is done towards it along; with `rest_stays`, what
    nobody answered is kept.

    Raises:
        Unanswered, WhyMissing.
    """
    found: dict[UUID, Said] = {}
    stopped = {root for root, one in said.items() if one.answer is Answer.STOP}
    asked = [line for line in lines if line.goal not in stopped]
    for line in asked:
        if line.root in said:
            found[line.root] = said[line.root]
        elif rest_stays:
            found[line.root] = Said(Answer.KEEP)
    if silent := {line.root for line in asked} - found.keys():
        raise Unanswered(silent)
    if mute := {root for root, one in found.items() if one.answer is not Answer.KEEP and not one.why.strip()}:
        raise WhyMissing(mute)
    return found


def outcome_of(said: Mapping[UUID, Said]) -> Outcome:
    """Kept where every line is, else a next version is written."""
    return Outcome.KEPT if all(one.answer is Answer.KEEP for one in said.values()) else Outcome.CHANGED
