"""How a prior authorization, a denial and an application for help move. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from care.actor.vocabulary import Described
from patients.coverage.vocabulary import (
    AidState,
    AidStep,
    AuthorizationState,
    AuthorizationStep,
    DenialState,
    DenialStep,
)

AUTHORIZATION: dict[tuple[AuthorizationState, AuthorizationStep], AuthorizationState] = {
    (AuthorizationState.DRAFT, AuthorizationStep.SEND): AuthorizationState.SENT,
    (AuthorizationState.DRAFT, AuthorizationStep.WITHDRAW): AuthorizationState.WITHDRAWN,
    (AuthorizationState.SENT, AuthorizationStep.PEND): AuthorizationState.PENDED,
    (AuthorizationState.SENT, AuthorizationStep.APPROVE): AuthorizationState.APPROVED,
    (AuthorizationState.SENT, AuthorizationStep.APPROVE_PARTLY): AuthorizationState.PARTLY,
    (AuthorizationState.SENT, AuthorizationStep.DENY): AuthorizationState.DENIED,
    (AuthorizationState.SENT, AuthorizationStep.WITHDRAW): AuthorizationState.WITHDRAWN,
    (AuthorizationState.PENDED, AuthorizationStep.ANSWER): AuthorizationState.SENT,
    (AuthorizationState.PENDED, AuthorizationStep.APPROVE): AuthorizationState.APPROVED,
    (AuthorizationState.PENDED, AuthorizationStep.APPROVE_PARTLY): AuthorizationState.PARTLY,
    (AuthorizationState.PENDED, AuthorizationStep.DENY): AuthorizationState.DENIED,
    (AuthorizationState.PENDED, AuthorizationStep.WITHDRAW): AuthorizationState.WITHDRAWN,
    (AuthorizationState.APPROVED, AuthorizationStep.CLOSE): AuthorizationState.CLOSED,
    (AuthorizationState.PARTLY, AuthorizationStep.CLOSE): AuthorizationState.CLOSED,
}

DENIAL: dict[tuple[DenialState, DenialStep], DenialState] = {
    (DenialState.OPEN, DenialStep.APPEAL): DenialState.APPEALED,
    (DenialState.OPEN, DenialStep.LEAVE): DenialState.STANDS,
    (DenialState.APPEALED, DenialStep.UPHOLD): DenialState.UPHELD,
    (DenialState.APPEALED, DenialStep.OVERTURN): DenialState.OVERTURNED,
    (DenialState.APPEALED, DenialStep.OVERTURN_PARTLY): DenialState.PARTLY_OVERTURNED,
    (DenialState.APPEALED, DenialStep.LEAVE): DenialState.STANDS,
    (DenialState.UPHELD, DenialStep.APPEAL): DenialState.APPEALED,
    (DenialState.UPHELD, DenialStep.LEAVE): DenialState.STANDS,
    (DenialState.PARTLY_OVERTURNED, DenialStep.APPEAL): DenialState.APPEALED,
    (DenialState.PARTLY_OVERTURNED, DenialStep.LEAVE): DenialState.STANDS,
    (DenialState.STANDS, DenialStep.REOPEN): DenialState.OPEN,
}

AID: dict[tuple[AidState, AidStep], AidState] = {
    (AidState.CONSIDERED, AidStep.GATHER): AidState.GATHERING,
    (AidState.CONSIDERED, AidStep.APPLY): AidState.APPLIED,
    (AidState.CONSIDERED, AidStep.LEAVE): AidState.NOT_WANTED,
    (AidState.GATHERING, AidStep.APPLY): AidState.APPLIED,
    (AidState.GATHERING, AidStep.LEAVE): AidState.NOT_WANTED,
    (AidState.APPLIED, AidStep.ASK_MORE): AidState.ASKED_MORE,
    (AidState.APPLIED, AidStep.GRANT): AidState.GRANTED,
    (AidState.APPLIED, AidStep.TURN_DOWN): AidState.TURNED_DOWN,
    (AidState.APPLIED, AidStep.LEAVE): AidState.NOT_WANTED,
    (AidState.ASKED_MORE, AidStep.ANSWER): AidState.APPLIED,
    (AidState.ASKED_MORE, AidStep.GRANT): AidState.GRANTED,
    (AidState.ASKED_MORE, AidStep.TURN_DOWN): AidState.TURNED_DOWN,
    (AidState.ASKED_MORE, AidStep.LEAVE): AidState.NOT_WANTED,
    (AidState.GRANTED, AidStep.RENEW): AidState.GATHERING,
    (AidState.GRANTED, AidStep.END): AidState.ENDED,
    (AidState.TURNED_DOWN, AidStep.GATHER): AidState.GATHERING,
    (AidState.TURNED_DOWN, AidStep.END): AidState.ENDED,
    (AidState.NOT_WANTED, AidStep.GATHER): AidState.GATHERING,
}

STARTS: dict[str, StrEnum] = {
    "authorization": AuthorizationState.DRAFT,
    "denial": DenialState.OPEN,
    "aid": AidState.CONSIDERED,
}
_TABLES: dict[str, Mapping[Any, Any]] = {
    "authorization": AUTHORIZATION,
    "denial": DENIAL,
    "aid": AID,
}
# What still waits for somebody.
OPEN_AUTHORIZATIONS = frozenset(
    {
        *(AuthorizationState.DRAFT, AuthorizationState.SENT, AuthorizationState.PENDED),
        *(AuthorizationState.APPROVED, AuthorizationState.PARTLY),
    }
)
OPEN_DENIALS = frozenset({DenialState.OPEN, DenialState.APPEALED, DenialState.UPHELD, DenialState.PARTLY_OVERTURNED})
OPEN_AIDS = frozenset(
    {AidState.CONSIDERED, AidState.GATHERING, AidState.APPLIED, AidState.ASKED_MORE, AidState.GRANTED, AidState.TURNED_DOWN}
)


class NotPossible(ValueError):
    """It does not stand where this step starts."""

    def __init__(self, state: Described, step: Described) -> None:
        super().__init__(f"{step.value} from {state.value}")
        self.state = state
        self.step = step


def next_authorization(state: AuthorizationState, step: AuthorizationStep) -> AuthorizationState:
    """The guard of prior authorizations.

    Raises:
        NotPossible: the step does not start at this state.
    """
    if (state, step) not in AUTHORIZATION:
        raise NotPossible(state, step)
    return AUTHORIZATION[state, step]


def next_denial(state: DenialState, step: DenialStep) -> DenialState:
    """The guard of denials.

    Raises:
        NotPossible: the step does not start at this state.
    """
    if (state, step) not in DENIAL:
        raise NotPossible(state, step)
    return DENIAL[state, step]


def next_aid(state: AidState, step: AidStep) -> AidState:
    """The guard of applications for help.

    Raises:
        NotPossible: the step does not start at this state.
    """
    if (state, step) not in AID:
        raise NotPossible(state, step)
    return AID[state, step]


def steps_from(name: str, state: StrEnum) -> list[str]:
    """The steps that start at a state of one of the three tables, for a page that offers them."""
    return [step.value for before, step in _TABLES[name] if before == state]


def diagram(name: str) -> str:
    """One of the three tables as a Mermaid state diagram: what README.md shows."""
    table = _TABLES[name]
    lines = ["stateDiagram-v2", f"    [*] --> {STARTS[name].value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in table.items()]
    ends = dict.fromkeys(after for after in table.values() if not any(after is before for before, _ in table))
    lines += [f"    {end.value} --> [*]" for end in ends]
    return "\n".join(lines)
