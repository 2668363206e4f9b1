"""How a check-in moves. Pure."""

from care.followups.vocabulary import State, Step

CHECK_IN: dict[tuple[State, Step], State] = {
    (State.PLANNED, Step.OPEN): State.DUE,
    (State.DUE, Step.REMIND): State.REMINDED,
    (State.DUE, Step.ANSWER): State.COMPLETED,
    (State.REMINDED, Step.ANSWER): State.COMPLETED,
    (State.DUE, Step.MISS): State.MISSED,
    (State.REMINDED, Step.MISS): State.MISSED,
    (State.MISSED, Step.SEEK): State.IN_OUTREACH,
    (State.MISSED, Step.REACH): State.REACHED,
    (State.IN_OUTREACH, Step.REACH): State.REACHED,
    (State.IN_OUTREACH, Step.LOSE): State.LOST_TO_CONTACT,
    (State.LOST_TO_CONTACT, Step.REACH): State.REACHED,
    (State.PLANNED, Step.CANCEL): State.CANCELLED,
    (State.DUE, Step.CANCEL): State.CANCELLED,
    (State.REMINDED, Step.CANCEL): State.CANCELLED,
    (State.MISSED, Step.CANCEL): State.CANCELLED,
    (State.IN_OUTREACH, Step.CANCEL): State.CANCELLED,
}

ASKED = frozenset({State.DUE, State.REMINDED})  # the window is open
SOUGHT = frozenset({State.MISSED, State.IN_OUTREACH})
LATE = SOUGHT | {State.LOST_TO_CONTACT}  # an answer still comes in, and means that the person is reached
ANSWERABLE = ASKED | LATE
# Who was reached without the form can still send it: a worrying answer is never turned away.
TAKES_ANSWERS = ANSWERABLE | {State.COMPLETED, State.REACHED}
ENDED = frozenset({State.COMPLETED, State.REACHED, State.LOST_TO_CONTACT, State.CANCELLED})


class NotPossible(ValueError):
    """The check-in does not stand where this step starts."""

    def __init__(self, state: State, step: Step) -> None:
        super().__init__(f"{step.value} from {state.value}")
        self.state = state
        self.step = step


def next_state(state: State, step: Step) -> State:
    """The one guard of the table.

    Raises:
        NotPossible: the step does not start at this state.
    """
    try:
        return CHECK_IN[(state, step)]
    except KeyError:
        raise NotPossible(state, step) from None


def can_step(state: State, step: Step) -> bool:
    """The same question for a page that offers a button."""
    return (state, step) in CHECK_IN


def answer_step(state: State) -> Step:
    """What an answer means: in time it completes the check-in, later the person is reached by it."""
    return Step.REACH if state in LATE else Step.ANSWER


def diagram() -> str:
    """The table as a Mermaid state diagram: what README.md shows."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.PLANNED.value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in CHECK_IN.items()]
    ends = dict.fromkeys(after for after in CHECK_IN.values() if not any(before is after for before, _ in CHECK_IN))
    lines += [f"    {end.value} --> [*]" for end in ends]
    return "\n".join(lines)
