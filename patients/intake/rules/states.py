"""How an intake and each of its sections move on: two tables and one guard. Pure."""

from enum import StrEnum
from typing import TypeVar

from care.actor.vocabulary import Described


class State(Described):
    """Where an intake stands."""

    OPEN = "open", "Open", "Sections are filled in, in any order, by whoever has time."
    PAUSED = "paused", "On a break", "The person, or somebody here, wanted to stop for now."
    FINISHED = "finished", "To be signed", "The summary stands as it was read; whatever is to be mended opens it again."
    SIGNED = "signed", "Signed", "A colleague has signed the summary; it stays as it was."
    CLOSED = "closed", "Closed", "It ended without a signature; what was saved stays in the record."


class Step(Described):
    """What moves an intake on."""

    PAUSE = "pause", "Take a break", "The person or a colleague stops for now."
    RESUME = "resume", "Go on", "Somebody goes on where it was left."
    FINISH = "finish", "Finish", "The summary is put down for reading and signing."
    REOPEN = "reopen", "Change something", "Something in the summary is to be mended: what was put down is put aside."
    SIGN = "sign", "Sign", "A colleague puts their name to the summary."
    CLOSE = "close", "Close", "It ends without a signature, with the reason."


class Answered(Described):
    """Where a section stands."""

    WAITING = "waiting", "Not asked yet", "Nobody has come to it."
    SAVED = "saved", "Answered", "What was told is saved in the record."
    UNSAID = "unsaid", "Prefers not to say", "The person would rather not say anything about it; that is an answer."
    LATER = "later", "Another day", "Not today: it is asked again."


class SectionStep(Described):
    """What moves a section on."""

    SAVE = "save", "Save", "What was told is saved."
    DECLINE = "decline", "Prefers not to say", "The person would rather not say anything about it."
    PUT_OFF = "put_off", "Another day", "The person would rather come back to it."


INTAKE: dict[tuple[State, Step], State] = {
    (State.OPEN, Step.PAUSE): State.PAUSED,
    (State.PAUSED, Step.RESUME): State.OPEN,
    (State.OPEN, Step.FINISH): State.FINISHED,
    (State.FINISHED, Step.REOPEN): State.OPEN,
    (State.FINISHED, Step.SIGN): State.SIGNED,
    (State.OPEN, Step.CLOSE): State.CLOSED,
    (State.PAUSED, Step.CLOSE): State.CLOSED,
    (State.FINISHED, Step.CLOSE): State.CLOSED,
}
# What was saved stays saved: somebody who would rather not go on says so of single questions, or puts the rest off.
SECTION: dict[tuple[Answered, SectionStep], Answered] = {
    (Answered.WAITING, SectionStep.SAVE): Answered.SAVED,
    (Answered.WAITING, SectionStep.DECLINE): Answered.UNSAID,
    (Answered.WAITING, SectionStep.PUT_OFF): Answered.LATER,
    (Answered.SAVED, SectionStep.SAVE): Answered.SAVED,
    (Answered.SAVED, SectionStep.PUT_OFF): Answered.LATER,
    (Answered.UNSAID, SectionStep.SAVE): Answered.SAVED,
    (Answered.UNSAID, SectionStep.DECLINE): Answered.UNSAID,
    (Answered.UNSAID, SectionStep.PUT_OFF): Answered.LATER,
    (Answered.LATER, SectionStep.SAVE): Answered.SAVED,
    (Answered.LATER, SectionStep.DECLINE): Answered.UNSAID,
    (Answered.LATER, SectionStep.PUT_OFF): Answered.LATER,
}

UNFINISHED = frozenset({State.OPEN, State.PAUSED, State.FINISHED})  # one of these stands for a person at a time
FILLABLE = frozenset({State.OPEN, State.PAUSED})  # saving a section ends a break by itself
SUMMED_UP = frozenset({State.FINISHED, State.SIGNED})  # the summary is put down

StateType = TypeVar("StateType", bound=StrEnum)
StepType = TypeVar("StepType", bound=StrEnum)


class NotPossible(ValueError):
    """The intake, or its section, does not stand where this step starts."""

    def __init__(self, state: StrEnum, step: StrEnum) -> None:
        super().__init__(f"{step.value} from {state.value}")
        self.state = state
        self.step = step


def next_state(table: dict[tuple[StateType, StepType], StateType], state: StateType, step: StepType) -> StateType:
    """The one guard of both tables.

    Raises:
        NotPossible: the step does not start at this state.
    """
    if (state, step) not in table:
        raise NotPossible(state, step)
    return table[state, step]


def diagram(table: dict[tuple[StateType, StepType], StateType], start: StateType) -> str:
    """A table as a Mermaid state diagram: what README.md shows."""
    lines = ["stateDiagram-v2", f"    [*] --> {start.value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in table.items()]
    ends = [state for state in dict.fromkeys(table.values()) if not any(before == state for before, _ in table)]
    return "\n".join([*lines, *(f"    {end.value} --> [*]" for end in ends)])


class Pause(Described):
    """Why somebody stopped for now. Nobody has to give a reason: the first is enough."""

    BREAK = "break", "A short break", "They go on in a while."
    TODAY = "today", "Enough for today", "The person wants to stop for today."
    UNWELL = "unwell", "Not well enough now", "In pain, in withdrawal, tired or upset: care comes first."
    VISIT = "visit", "Something else came up", "A dose, a visit, a phone call, a child to pick up."


class CloseReason(Described):
    """Why an intake ended without a signature."""

    OWN_WISH = "own_wish", "The person no longer wants it", "Care does not depend on it."
    LEFT = "left", "The person left", "They are no longer here, and nobody reached them."
    KNOWN = "known", "Already known", "What intake asks was written down elsewhere in the record."
    MISTAKE = "mistake", "Begun by mistake", "It was meant for somebody else, or begun twice."
    CARE_ENDED = "care_ended", "Care here has ended", "The enrolment ended, or the person died."
    MERGED = "merged", "Two records became one", "The other record’s intake goes on."


class Said(Described):
    """What the person said to the summary. Nobody has to sign."""

    SIGNED = "signed", "Signed", "The person put their name to it."
    READ = "read", "Read it, and would rather not sign", "The person has read it, or it was read to them."
    UNREAD = "unread", "Would rather not read it now", "A copy is theirs whenever they ask."


STANDING_ANSWERS = frozenset({Answered.SAVED, Answered.UNSAID})  # nothing more is asked here by itself
BY_ITSELF = frozenset({CloseReason.CARE_ENDED, CloseReason.MERGED})  # reasons for closing that nobody chooses
