"""How a row moves, how long a failed one waits, and what a row may carry. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from care.actor.vocabulary import Described


class State(Described):
    """Where a row stands. Being in a worker's hands is a lease, not a state."""

    WAITING = "waiting", "Waiting", "To be delivered when its time has come."
    SENT = "sent", "Delivered", "Handed over; the provider's reference is written."
    DROPPED = "dropped", "Not wanted any more", "It had become needless or was not allowed; the reason is written."
    DEAD = "dead", "Not delivered", "Given up after its last attempt or a refusal for good; people see it."
    SET_ASIDE = "set_aside", "Set aside", "A colleague saw it and decided that it need not go."


class Move(StrEnum):
    """What happens to a row."""

    SEND = "send"
    DROP = "drop"
    GIVE_UP = "give_up"
    TRY_AGAIN = "try_again"
    SET_ASIDE = "set_aside"


# A row that is withdrawn while it is on its way has left all the same: then sent is what is true.
TRANSITIONS: dict[Move, tuple[frozenset[State], frozenset[State]]] = {
    Move.SEND: (frozenset({State.WAITING, State.DROPPED}), frozenset({State.SENT})),
    Move.DROP: (frozenset({State.WAITING}), frozenset({State.DROPPED})),
    Move.GIVE_UP: (frozenset({State.WAITING}), frozenset({State.DEAD})),
    Move.TRY_AGAIN: (frozenset({State.DEAD}), frozenset({State.WAITING})),
    Move.SET_ASIDE: (frozenset({State.DEAD}), frozenset({State.SET_ASIDE})),
}

# A sweep works for LEASE - MARGIN and takes nothing new after that; MARGIN is more than any single row may take. It is short,
# so that a long queue does not keep other jobs from the worker: each sweep that leaves work behind asks for the next.
LEASE = timedelta(seconds=120)
MARGIN = timedelta(seconds=90)
BATCH = 200
# So many temporary failures in a row, and the kind rests: a provider that hangs must not hold up what is not sent by it.
AWAY_AFTER = 3
REST = timedelta(minutes=1)
SOONEST = timedelta(seconds=30)  # a row that asks for a moment that has passed is asked again after this

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
GROWTH = 5  # one minute, 5, 25, 2 hours, 6: the sixth attempt comes about 8 hours after the first


class NotPossible(ValueError):
    """The row does not stand where this move starts."""

    def __init__(self, move: Move, state: State) -> None:
        super().__init__(f"{move.value} from {state.value}")
        self.move = move
        self.state = state


def check_move(move: Move, state: State) -> None:
    """The one guard of the transition table.

    Raises:
        NotPossible: the move does not start at this state.
    """
    if state not in TRANSITIONS[move][0]:
        raise NotPossible(move, state)


def wait_after(attempts: int, *, chance: float, asked: timedelta | None = None) -> timedelta:
    """How long a row waits after its `attempts`-th failure, at least what the provider asked for.

    Grows by a factor up to a cap. `chance`, from 0 to 1, spreads what failed together over the last quarter of the wait.
    """
    steps: int = GROWTH ** min(max(attempts, 1) - 1, 10)
    spread = min(FIRST_WAIT * steps, LONGEST_WAIT) * (1 + chance / 4)
    return max(spread, asked) if asked is not None else spread


def not_before(moment: datetime, *, at: datetime) -> datetime:
    """When to ask again: the moment wished for, never at once."""
    return max(moment, at + SOONEST)


def stops_at(began: datetime, lease: timedelta) -> datetime:
    """When a sweep takes no new row: while a whole margin of its lease is left."""
    return began + lease - min(MARGIN, lease * 3 / 4)


_CODE = re.compile(r"[\w.:+-]{0,100}", re.ASCII)


def plain(about: Mapping[str, Any]) -> dict[str, Any]:
    """What a row is about, as it is stored: numbers, codes, dates and uuids, and lists of them.

    Raises:
        ValueError: anything that could be a name, an address or a text.
    """
    return {name: _plain(value) for name, value in about.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and _CODE.fullmatch(value):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    raise ValueError("a row carries numbers, codes and uuids only")


EVENT = "event:"
HEAR = "hear:"


def event_kind(event: str) -> str:
    """The kind of the row that an event is."""
    return EVENT + event


def hear_kind(event: str, listener: str) -> str:
    """The kind of the row by which one listener hears of an event."""
    return f"{HEAR}{event}:{listener}"


def heard(kind: str) -> tuple[str, str]:
    """Event and listener of such a kind."""
    event, _, listener = kind.removeprefix(HEAR).partition(":")
    return event, listener
