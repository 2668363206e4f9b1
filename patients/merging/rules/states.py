"""How a merge and a pair of records move. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from care.actor.vocabulary import Described

State = TypeVar("State", bound=StrEnum)
Step = TypeVar("Step", bound=StrEnum)


class MergeState(Described):
    """Where a merge stands."""

    MERGED = "merged", "Merged", "The two records are one."
    UNDONE = "undone", "Taken apart", "The two records are two again."


class MergeStep(Described):
    """What happens to a merge."""

    UNDO = "undo", "Take apart", "It was not the same person, or the merge was made the wrong way round."


class PairState(Described):
    """Where a pair of records that may be of one person stands."""

    OPEN = "open", "To look at", "Nobody has said yet whether it is one person."
    APART = "apart", "Not the same person", "A colleague looked, and it is two people."
    MERGED = "merged", "Merged", "It was one person, and the records are one."


class PairStep(Described):
    """What happens to a pair."""

    TELL_APART = "tell_apart", "Not the same person", "It is two people."
    RECONSIDER = "reconsider", "Look again", "It may be one person after all."
    MERGE = "merge", "Merge", "It is one person."
    UNDO = "undo", "Take apart", "The merge was undone: it is two people."


class What(Described):
    """What a merge did with a row."""

    CHANGED = "changed", "Written", "Columns were written; who it is of among them, mostly."
    LEFT = "left", "Left behind", "It says the same as a row of the record kept, and stays where it was."


class Side(Described):
    """Which of the two records."""

    KEPT = "kept", "The record that stays", "Everything is found there."
    GONE = "gone", "The record that is merged into it", "It leads to the other one from then on."


MERGE: dict[tuple[MergeState, MergeStep], MergeState] = {(MergeState.MERGED, MergeStep.UNDO): MergeState.UNDONE}

PAIR: dict[tuple[PairState, PairStep], PairState] = {
    (PairState.OPEN, PairStep.TELL_APART): PairState.APART,
    (PairState.OPEN, PairStep.MERGE): PairState.MERGED,
    (PairState.APART, PairStep.RECONSIDER): PairState.OPEN,
    (PairState.APART, PairStep.MERGE): PairState.MERGED,
    (PairState.MERGED, PairStep.UNDO): PairState.APART,
}


class NotPossible(ValueError):
    """The row does not stand where this step starts."""


def next_state(table: Mapping[tuple[State, Step], State], state: State, step: Step) -> State:
    """The one guard of both tables.

    Raises:
        NotPossible: the step does not start at this state.
    """
    try:
        return table[(state, step)]
    except KeyError:
        raise NotPossible(f"{step.value} from {state.value}") from None


def can_step(table: Mapping[tuple[State, Step], State], state: State, step: Step) -> bool:
    """The same question for a page that offers a button."""
    return (state, step) in table


def diagram(table: Mapping[tuple[State, Step], State]) -> str:
    """A table as a Mermaid state diagram: what README.md shows."""
    first = next(iter(table))[0]
    lines = ["stateDiagram-v2", f"    [*] --> {first.value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in table.items()]
    ends = dict.fromkeys(after for after in table.values() if not any(before is after for before, _ in table))
    return "\n".join([*lines, *(f"    {end.value} --> [*]" for end in ends)])
