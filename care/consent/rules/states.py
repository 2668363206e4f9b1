"""How a consent moves: prepared, signed, ended. Pure. Source: clinical reference 3.9, foot: draft, signed, expired, revoked,
superseded; and what becomes of a draft that is not signed."""

from datetime import datetime
from enum import StrEnum

from care.actor.vocabulary import Described


class State(Described):
    """Where a consent stands. One that is signed and whose last day has passed reads as ended, whoever looks."""

    DRAFT = "draft", "Not signed yet", "Prepared by a colleague. Nothing is shared on it."
    SIGNED = "signed", "In force", "Signed, not taken back, not past its day."
    EXPIRED = "expired", "Ended", "Its last day has passed, or what ends it has happened."
    REVOKED = "revoked", "Taken back", "The person took it back."
    SUPERSEDED = "superseded", "Replaced", "A newer one stands in its place."
    DECLINED = "declined", "Declined", "The person said no. Nothing was ever shared on it."
    SET_ASIDE = "set_aside", "Set aside", "A colleague put the draft away unsigned."


class Step(StrEnum):
    """What happens to a consent."""

    SIGN = "sign"
    DECLINE = "decline"
    SET_ASIDE = "set_aside"
    END = "end"
    REVOKE = "revoke"
    REPLACE = "replace"


CONSENT: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.SIGN): State.SIGNED,
    (State.DRAFT, Step.DECLINE): State.DECLINED,
    (State.DRAFT, Step.SET_ASIDE): State.SET_ASIDE,
    (State.SIGNED, Step.END): State.EXPIRED,
    (State.SIGNED, Step.REVOKE): State.REVOKED,
    (State.SIGNED, Step.REPLACE): State.SUPERSEDED,
}

UNSIGNED = frozenset({State.DRAFT, State.DECLINED, State.SET_ASIDE})  # never counted, by nobody
EVER_SIGNED = frozenset(State) - UNSIGNED


class NotPossible(ValueError):
    """The consent does not stand where this step starts."""

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
        return CONSENT[(state, step)]
    except KeyError:
        raise NotPossible(state, step) from None


def can_step(state: State, step: Step) -> bool:
    """The same question for a page that offers a button."""
    return (state, step) in CONSENT


def state_of(*, expires_at: datetime | None, revoked_at: datetime | None, at: datetime, state: State = State.SIGNED) -> State:
    """Where a consent stands at a moment; `state` is what its row says, which knows nothing of the clock.

    Taking back comes before ending: whichever happened is told as what it was.
    """
    if state not in (State.SIGNED, State.REVOKED):
        return state
    if revoked_at is not None and (expires_at is None or revoked_at < expires_at):
        return State.REVOKED
    if expires_at is not None and expires_at <= at:
        return State.EXPIRED
    return State.SIGNED if revoked_at is None else State.REVOKED


def diagram() -> str:
    """The table as a Mermaid state diagram: what README.md shows."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT.value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in CONSENT.items()]
    ends = dict.fromkeys(after for after in CONSENT.values() if not any(before is after for before, _ in CONSENT))
    lines += [f"    {end.value} --> [*]" for end in ends]
    return "\n".join(lines)
