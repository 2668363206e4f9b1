"""How a step moves on, when a chosen date comes next, and what of somebody's recovery capital grew. Pure.

A step's state machine is one table with one guard (`treatment_plans.rules.next_status`); README.md shows its diagram.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from treatment_plans.recovery.vocabulary import Returns, StepMove, StepState

STEP: dict[tuple[StepState, StepMove], StepState] = {
    (StepState.HOPED, StepMove.SAY): StepState.HOPED,
    (StepState.HOPED, StepMove.BEGIN): StepState.BEGUN,
    (StepState.HOPED, StepMove.REACH): StepState.REACHED,
    (StepState.HOPED, StepMove.LET_GO): StepState.LET_GO,
    (StepState.BEGUN, StepMove.SAY): StepState.BEGUN,
    (StepState.BEGUN, StepMove.REACH): StepState.REACHED,
    (StepState.BEGUN, StepMove.LET_GO): StepState.LET_GO,
    (StepState.REACHED, StepMove.SAY): StepState.REACHED,
    (StepState.REACHED, StepMove.HOPE_AGAIN): StepState.HOPED,
    (StepState.LET_GO, StepMove.HOPE_AGAIN): StepState.HOPED,
}
LONGEST_WORDS = 500
LONGEST_NAME = 120
EARLIEST = date(1920, 1, 1)
LATEST_AFTER = timedelta(days=3660)  # a date ten years ahead is a slip of the hand
TOLD_AT = timedelta(hours=8)  # of the person's day: a colleague is asked
SENT_AT = timedelta(hours=10)  # of the person's day: a message leaves


def moves_from(state: StepState) -> list[StepMove]:
    """What can happen to a step that stands so."""
    return [move for move in StepMove if (state, move) in STEP]


def _on(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def next_on(day: date, returns: Returns, *, since: date) -> date | None:
    """The next time that a chosen day comes, from a day on; none where it came once and is over."""
    if day >= since:
        return day
    if returns is Returns.ONCE:
        return None
    if returns is Returns.YEARLY:
        found = _on(since.year, day.month, day.day)
        return found if found >= since else _on(since.year + 1, day.month, day.day)
    found = _on(since.year, since.month, day.day)
    return found if found >= since else _on(since.year + since.month // 12, since.month % 12 + 1, day.day)


@dataclass(frozen=True, slots=True)
class Strand:
    """One thing that carries: how much of it there was each time it was asked about, the oldest first. More is better."""

    label: str
    values: tuple[tuple[date, Decimal], ...]

    @property
    def now(self) -> Decimal:
        """The last answer."""
        return self.values[-1][1]

    @property
    def step(self) -> Decimal:
        """How much more than the first time."""
        return self.now - self.values[0][1]


@dataclass(frozen=True, slots=True)
class Course:
    """What grew, what is less, what is as it was, from the first time to the last; what grew most comes first."""

    grew: tuple[Strand, ...]
    less: tuple[Strand, ...]
    same: tuple[Strand, ...]
    strongest: tuple[Strand, ...]


def course_of(strands: Sequence[Strand], *, most: int = 3) -> Course:
    """Sort the strands by what became of them. The strongest are those with most now, as many as `most`."""
    by_step = sorted(strands, key=lambda one: -one.step)
    return Course(
        tuple(one for one in by_step if one.step > 0),
        tuple(one for one in reversed(by_step) if one.step < 0),
        tuple(one for one in strands if one.step == 0),
        tuple(sorted(strands, key=lambda one: (-one.now, -one.step))[:most]),
    )
