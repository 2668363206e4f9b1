"""How a questionnaire moves. Pure."""

from care.questionnaires.vocabulary import State, Step

QUESTIONNAIRE: dict[tuple[State, Step], State] = {
    (State.ASKED, Step.LEAVE): State.SENT,
    (State.ASKED, Step.FAIL): State.NOT_SENT,
    (State.ASKED, Step.ANSWER): State.ANSWERED,
    (State.ASKED, Step.EXPIRE): State.EXPIRED,
    (State.ASKED, Step.TAKE_BACK): State.TAKEN_BACK,
    (State.SENT, Step.REMIND): State.REMINDED,
    (State.SENT, Step.ANSWER): State.ANSWERED,
    (State.SENT, Step.EXPIRE): State.EXPIRED,
    (State.SENT, Step.TAKE_BACK): State.TAKEN_BACK,
    (State.REMINDED, Step.ANSWER): State.ANSWERED,
    (State.REMINDED, Step.EXPIRE): State.EXPIRED,
    (State.REMINDED, Step.TAKE_BACK): State.TAKEN_BACK,
    (State.NOT_SENT, Step.ANSWER): State.ANSWERED,  # a provider's no is no proof: who has the link is heard
    (State.NOT_SENT, Step.EXPIRE): State.EXPIRED,
    (State.NOT_SENT, Step.TAKE_BACK): State.TAKEN_BACK,
}

WAITING = frozenset(before for before, step in QUESTIONNAIRE if step is Step.ANSWER)  # it can still be answered
ENDED = frozenset(State) - WAITING


class NotPossible(ValueError):
    """The questionnaire does not stand where this step starts."""

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
        return QUESTIONNAIRE[(state, step)]
    except KeyError:
        raise NotPossible(state, step) from None


def can_step(state: State, step: Step) -> bool:
    """The same question for a page that offers a button."""
    return (state, step) in QUESTIONNAIRE


def diagram() -> str:
    """The table as a Mermaid state diagram: what the room's README shows."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.ASKED.value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in QUESTIONNAIRE.items()]
    lines += [f"    {end.value} --> [*]" for end in State if end in ENDED]
    return "\n".join(lines)
