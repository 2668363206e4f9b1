"""How a set of answers moves on: one table and one guard. Pure."""

from care.actor.vocabulary import Described
from patients.assessments.rules.words import State


class Step(Described):
    """What moves a set of answers on."""

    COMPLETE = "complete", "Complete", "Score it: from here on it stays as it is."
    SET_ASIDE = "set_aside", "Set aside", "It will not be finished."
    MARK_IN_ERROR = "mark_in_error", "Recorded in error", "It was for the wrong person, or its answers are wrong."


RESPONSE: dict[tuple[State, Step], State] = {
    (State.OPEN, Step.COMPLETE): State.COMPLETED,
    (State.OPEN, Step.SET_ASIDE): State.SET_ASIDE,
    (State.COMPLETED, Step.MARK_IN_ERROR): State.IN_ERROR,
}


class NotPossible(ValueError):
    """The answers do not stand where this step starts."""

    def __init__(self, state: State, step: Step) -> None:
        super().__init__(f"{step.value} from {state.value}")
        self.state = state
        self.step = step


def next_state(state: State, step: Step) -> State:
    """The guard of the table.

    Raises:
        NotPossible: the step does not start at this state.
    """
    if (state, step) not in RESPONSE:
        raise NotPossible(state, step)
    return RESPONSE[state, step]


def diagram() -> str:
    """The table as a Mermaid state diagram: what README.md shows."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.OPEN.value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in RESPONSE.items()]
    lines += [f"    {end.value} --> [*]" for end in (State.COMPLETED, State.SET_ASIDE, State.IN_ERROR)]
    return "\n".join(lines)
