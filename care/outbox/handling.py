"""What a room says about the rows that it wrote: whether one may still go, how it goes, and what follows.

A room makes a `Handler` (or a `Listener`), `care.deliveries` lists it, and the sweep calls it. Nothing here knows a room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from care.outbox.queries import Claimed


@dataclass(frozen=True, slots=True)
class Ready:
    """It may go, and this is what goes. The payload is the handler's own and is never stored."""

    payload: Any


@dataclass(frozen=True, slots=True)
class Drop:
    """It is no longer wanted: answered meanwhile, consent withdrawn, died. `reason` is a code."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: quiet hours, a cap. Asked again at `at`, which is no failure and is not counted. `reason` is a code."""

    at: datetime
    reason: str


def nothing_dropped(_row: Claimed, _context: Any, _reason: str, _at: datetime) -> None:
    """For a room to which a dropped row means nothing."""


def nothing_given_up(_row: Claimed, _context: Any, _reason: str, _at: datetime) -> None:
    """For a room that adds nothing to the row on the page of what was not delivered."""


@dataclass(frozen=True, slots=True)
class Handler:
    """How one kind of row is delivered. All are called by the sweep, in this order.

    `open`: once for the rows of this kind in a claimed batch: permits, bulk reads. Its result is the others' `context`.
    `prepare`: right before the row is sent, with its own fresh reads, no transaction open.
    `send`: outside any transaction; gives the provider's reference; raises SendError. A row may be sent twice, when a worker
    dies between sending and marking: both times with the same `row.key`.
    `settle`: in the transaction that marks the row sent. If it raises, it is tried again later, without sending again.
    `dropped`, `given_up`: in the transaction that marks the row dropped or dead, with the reason's code. `given_up` opens a
    task for people. Its context is None where the row killed every worker that took it: then, and if it raises, the event
    "delivery.given_up" tells people instead.
    `attempts`: how often a row is tried before it is given up.
    """

    open: Callable[[Sequence[Claimed], datetime], Any]
    prepare: Callable[[Claimed, Any, datetime], Ready | Drop | Later]
    send: Callable[[Claimed, Ready], str]
    settle: Callable[[Claimed, Any, Ready, str, datetime], None]
    dropped: Callable[[Claimed, Any, str, datetime], None] = nothing_dropped
    given_up: Callable[[Claimed, Any, str, datetime], None] = nothing_given_up
    attempts: int = 6


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears of an event. `name` is a part of the row's key: it never changes.

    `hear` is idempotent, opens its own transactions and asks the gate itself; if it raises, it hears the event again later.
    """

    name: str
    hear: Callable[[Claimed, datetime], None]
    attempts: int = 8
