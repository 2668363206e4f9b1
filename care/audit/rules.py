"""How a run of the verification moves, and when one counts as lost. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from care.actor.vocabulary import Described


class State(Described):
    """Where a run stands."""

    WAITING = "waiting", "Waiting", "It begins within a minute."
    RUNNING = "running", "Running", "The trail is being read."
    DONE = "done", "Done", "The whole trail was read."
    FAILED = "failed", "Broken off", "It could not be finished; nothing is said about the trail."


class Step(StrEnum):
    """What moves a run."""

    BEGIN = "begin"
    FINISH = "finish"
    FAIL = "fail"


RUN: dict[tuple[State, Step], State] = {
    (State.WAITING, Step.BEGIN): State.RUNNING,
    (State.RUNNING, Step.BEGIN): State.RUNNING,
    (State.RUNNING, Step.FINISH): State.DONE,
    (State.RUNNING, Step.FAIL): State.FAILED,
}

UNFINISHED = frozenset({State.WAITING, State.RUNNING})
LOST_AFTER = timedelta(minutes=5)  # a run that has said nothing for so long was in a worker that died


class NotPossible(ValueError):
    """The run does not stand where this step starts."""

    def __init__(self, state: State, step: Step) -> None:
        super().__init__(f"{step.value} from {state.value}")


def next_state(state: State, step: Step) -> State:
    """The one guard of the table.

    Raises:
        NotPossible: the step does not start at this state.
    """
    try:
        return RUN[(state, step)]
    except KeyError:
        raise NotPossible(state, step) from None


def may_begin(state: State, *, alive_at: datetime | None, at: datetime) -> bool:
    """Whether a worker may take a run: one that waits, or one whose worker has said nothing for `LOST_AFTER`."""
    return state is State.WAITING or (state is State.RUNNING and (alive_at is None or at - alive_at > LOST_AFTER))


def diagram() -> str:
    """The table as a Mermaid state diagram: what README.md shows."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.WAITING.value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in RUN.items()]
    ends = dict.fromkeys(after for after in RUN.values() if not any(after is before for before, _ in RUN))
    lines += [f"    {end.value} --> [*]" for end in ends]
    return "\n".join(lines)
