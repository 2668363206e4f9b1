"""How an entry of the breach register moves. Pure."""

from care.privacy.vocabulary import State, Step

BREACH: dict[tuple[State, Step], State] = {
    (State.ASSESSING, Step.CONFIRM): State.BREACH,
    (State.ASSESSING, Step.CLEAR): State.NOT_BREACH,
    (State.NOT_BREACH, Step.REOPEN): State.ASSESSING,
    (State.BREACH, Step.CLOSE): State.CLOSED,
    (State.CLOSED, Step.REOPEN): State.ASSESSING,
}

RUNNING = frozenset({State.ASSESSING, State.BREACH})  # the clocks run


class NotPossible(ValueError):
    """The entry does not stand where this step starts."""

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
        return BREACH[(state, step)]
    except KeyError:
        raise NotPossible(state, step) from None


def can_step(state: State, step: Step) -> bool:
    """The same question for a page that offers a button."""
    return (state, step) in BREACH


def diagram() -> str:
    """The table as a Mermaid state diagram: what README.md shows."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.ASSESSING.value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in BREACH.items()]
    return "\n".join(lines)
