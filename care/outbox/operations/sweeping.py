"""The sweep: claim what is due, ask each row's room, send, mark. Nothing that goes wrong with one row reaches another.

Where a worker can die, and what follows: before it claims, nothing; between claim and send, the lease runs out and the row is
sent later; between send and mark, the row is sent once more under the same key; after the mark, nothing.
"""

import logging
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from care.actor import Actor
from care.audit import operations as audit
from care.audit.kinds import Kind
from care.messaging import SendError
from care.outbox.handling import Drop, Handler, Later, Listener, Ready
from care.outbox.operations.claiming import (
    claim,
    hand_back,
    mark_dead,
    mark_dropped,
    mark_later,
    mark_sent,
    mark_sent_all_the_same,
)
from care.outbox.operations.writing import insert
from care.outbox.queries import Claimed
from care.outbox.rules import (
    AWAY_AFTER,
    BATCH,
    EVENT,
    HEAR,
    LEASE,
    REST,
    event_kind,
    hear_kind,
    heard,
    not_before,
    stops_at,
    wait_after,
)

log = logging.getLogger(__name__)

JOB = "outbox.sweep"
GIVEN_UP = "delivery.given_up"  # the event that tells people of a row for which no room could
UNKNOWN_ATTEMPTS = 6  # a kind that nobody serves waits for the new release that knows it, and is then shown to people

Clock = Callable[[], datetime]
Handlers = Mapping[str, Handler]
Listeners = Mapping[str, Sequence[Listener]]


@dataclass(slots=True)
class Swept:
    """What one sweep did. `more`: it stopped with work left."""

    sent: int = 0
    dropped: int = 0
    later: int = 0
    failed: int = 0
    dead: int = 0
    more: bool = False


def sweep(*, handlers: Handlers, listeners: Listeners, clock: Clock, lease: timedelta = LEASE, batch: int = BATCH) -> Swept:
    """Deliver what is due, until nothing is or the lease nears its end. Two sweeps at once share the rows.

    The whole sweep has one lease, so that it ends well before what it holds can be claimed by another. What it holds and did
    not begin, at its end or when something stops it, is handed back.
    """
    began = clock()
    worker = _Worker(handlers, listeners, clock, until=began + lease, stop=stops_at(began, lease))
    most = batch
    while clock() < worker.stop:
        rows = claim(at=clock(), until=worker.until, most=most)
        if not rows:
            return worker.swept
        most = 1 if rows[0].is_alone else batch  # behind one that was left there are mostly others
        worker.deliver(rows)
    worker.swept.more = True
    return worker.swept


class _Worker:
    """One sweep in progress."""

    def __init__(self, handlers: Handlers, listeners: Listeners, clock: Clock, *, until: datetime, stop: datetime) -> None:
        self.handlers, self.listeners, self.clock = handlers, listeners, clock
        self.until, self.stop = until, stop
        self.failures: defaultdict[str, int] = defaultdict(int)  # temporary ones in a row, by kind
        self.swept = Swept()

    def deliver(self, rows: Sequence[Claimed]) -> None:
        """Every row of a claim, kind by kind, events first; what is not begun in time is handed back.

        A kind whose provider is away rests: its rows are due again in a minute, and have not been tried.
        """
        left = {row.id: row for row in rows}  # not begun; what is being opened or sent may be what ends this process
        kinds: defaultdict[str, list[Claimed]] = defaultdict(list)
        for row in rows:
            kinds[row.kind].append(row)
        try:
            for kind, alike in sorted(kinds.items(), key=lambda pair: pair[0] in self.handlers):
                handler = self.handlers.get(kind)
                for row in alike:
                    del left[row.id]
                opened = self._opened(handler, alike) if handler and not self._is_away(kind) else None
                left |= {row.id: row for row in alike}
                for number, row in enumerate(alike):
                    if self.clock() >= self.stop:
                        return
                    if self._is_away(kind):
                        resting = alike[number:]
                        hand_back(resting, until=self.until, at=self.clock() + REST)
                        self.swept.later += len(resting)
                        for other in resting:
                            del left[other.id]
                        break
                    del left[row.id]
                    self._one(row, handler, opened)
        finally:
            hand_back(left.values(), until=self.until, at=self.clock())

    def _is_away(self, kind: str) -> bool:
        return self.failures[kind] >= AWAY_AFTER

    def _opened(self, handler: Handler, rows: list[Claimed]) -> "_Opened | None":
        """The context of the whole batch, or none where it cannot be had for all at once: then each row asks for its own."""
        if _has_worn_out(rows[0], handler.attempts):
            return None
        try:
            return _Opened(handler.open(rows, self.clock()))
        except Exception:
            if len(rows) > 1:
                log.exception("%s rows of kind %s could not be opened together", len(rows), rows[0].kind)
            return None

    def _one(self, row: Claimed, handler: Handler | None, opened: "_Opened | None") -> None:
        if handler is not None:
            self._handled(row, handler, opened)
        elif row.kind.startswith(EVENT):
            self._guarded(row, UNKNOWN_ATTEMPTS, lambda: self._fan_out(row))
        elif row.kind.startswith(HEAR):
            self._heard(row)
        else:
            self._failed(row, UNKNOWN_ATTEMPTS, "nobody-serves-this-kind")

    # --- rows with a handler ---------------------------------------------------------------------------------------------

    def _handled(self, row: Claimed, handler: Handler, opened: "_Opened | None") -> None:
        if _has_worn_out(row, handler.attempts):
            self._give_up(row, row.attempts, "worker-lost")
            return
        told: _Told | None = None
        try:
            context = (opened or _Opened(handler.open([row], self.clock()))).context
            told = _Told(handler, context)
            match handler.prepare(row, context, self.clock()):
                case Ready() as ready:
                    self._send(row, told, ready)
                case Drop() | Later() if row.reference:  # it left in an earlier try, so that is what is true
                    mark_sent(row, reference=row.reference, at=self.clock())
                    self.swept.sent += 1
                case Drop() as said:
                    self._drop(row, handler, context, said.reason)
                case Later() as said:
                    next_try_at = not_before(said.at, at=self.clock())
                    mark_later(row, next_try_at=next_try_at, attempts=row.attempts, reason=said.reason)
                    self.swept.later += 1
                case other:
                    raise TypeError(type(other).__name__)
        except Exception as trouble:
            self._trouble(row, handler.attempts, trouble, told=told)

    def _send(self, row: Claimed, told: "_Told", ready: Ready) -> None:
        handler, context = told.handler, told.context
        reference = row.reference or self._sent(row, handler, ready) or "-"
        at = self.clock()
        try:
            with transaction.atomic():
                is_marked = mark_sent(row, reference=reference, at=at)
                if is_marked:
                    handler.settle(row, context, ready, reference, at)
                else:
                    is_marked = mark_sent_all_the_same(row, reference=reference, at=at)
                if not row.reference:
                    _record(row, "delivery.sent", at=at, reason="" if is_marked else "lease-lost")
        except Exception as trouble:
            self._not_settled(row, told, trouble, reference=reference)
        else:
            self.swept.sent += 1

    def _sent(self, row: Claimed, handler: Handler, ready: Ready) -> str:
        try:
            reference = handler.send(row, ready)
        except SendError as trouble:
            self.failures[row.kind] = 0 if trouble.permanent else self.failures[row.kind] + 1
            raise
        self.failures[row.kind] = 0
        return reference

    def _not_settled(self, row: Claimed, told: "_Told", trouble: Exception, *, reference: str) -> None:
        """It left, and only what follows from it could not be written: that is tried again, the sending is not."""
        with transaction.atomic():
            self._trouble(row, told.handler.attempts, trouble, told=told, reference=reference)
            if not row.reference:
                _record(row, "delivery.sent", at=self.clock(), reason="not-settled")

    def _drop(self, row: Claimed, handler: Handler, context: Any, reason: str) -> None:
        at = self.clock()
        with transaction.atomic():
            if mark_dropped(row, reason=reason, at=at):
                handler.dropped(row, context, reason, at)
                _record(row, "delivery.dropped", at=at, reason=reason)
        self.swept.dropped += 1

    # --- events ----------------------------------------------------------------------------------------------------------

    def _fan_out(self, row: Claimed) -> None:
        """One row for each listener, so that each hears the event by itself and is asked again by itself."""
        event, at = row.kind.removeprefix(EVENT), self.clock()
        with transaction.atomic():
            if not mark_sent(row, reference="", at=at):
                return
            for listener in self.listeners.get(event, ()):
                insert(
                    kind=hear_kind(event, listener.name),
                    key=f"{row.key}:{listener.name}",
                    due_at=row.due_at,
                    at=at,
                    organisation_id=row.organisation_id,
                    patient_id=row.patient_id,
                    about=row.about,
                )
        self.swept.sent += 1

    def _heard(self, row: Claimed) -> None:
        event, name = heard(row.kind)
        listener = next((listener for listener in self.listeners.get(event, ()) if listener.name == name), None)
        if listener is None:
            self._failed(row, UNKNOWN_ATTEMPTS, "nobody-serves-this-kind")
        elif _has_worn_out(row, listener.attempts):
            self._give_up(row, row.attempts, "worker-lost")
        else:
            self._guarded(row, listener.attempts, lambda: self._hear(row, listener))

    def _hear(self, row: Claimed, listener: Listener) -> None:
        listener.hear(row, self.clock())
        mark_sent(row, reference="", at=self.clock())
        self.swept.sent += 1

    # --- what goes wrong -------------------------------------------------------------------------------------------------

    def _guarded(self, row: Claimed, attempts: int, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as trouble:
            self._trouble(row, attempts, trouble)

    def _trouble(
        self, row: Claimed, attempts: int, trouble: Exception, *, told: "_Told | None" = None, reference: str = ""
    ) -> None:
        """Try again later, or give up. If the database is what is away, this raises and ends the sweep: the lease runs out."""
        if isinstance(trouble, SendError):
            most = 0 if trouble.permanent else attempts
            self._failed(row, most, trouble.code, asked=trouble.retry_after, told=told)
        else:
            log.error("delivery %s of kind %s failed", row.id, row.kind, exc_info=trouble)
            self._failed(row, attempts, f"error-{type(trouble).__name__}", told=told, reference=reference)

    def _failed(
        self,
        row: Claimed,
        most: int,
        error: str,
        *,
        asked: timedelta | None = None,
        told: "_Told | None" = None,
        reference: str = "",
    ) -> None:
        attempts = row.attempts if row.is_alone else row.attempts + 1
        if attempts >= most:
            self._give_up(row, attempts, error, told, reference=reference)
            return
        wait = wait_after(attempts, chance=random.random(), asked=asked)
        mark_later(row, next_try_at=self.clock() + wait, attempts=attempts, error=error, reference=reference)
        self.swept.failed += 1

    def _give_up(self, row: Claimed, attempts: int, error: str, told: "_Told | None" = None, *, reference: str = "") -> None:
        """To the dead letters, and tell people: by the row's room, or by an event where the room cannot."""
        at = self.clock()
        for tell in (told, _publish_given_up):
            if tell is None:
                continue
            try:
                with transaction.atomic():
                    if mark_dead(row, attempts=attempts, error=error, reference=reference, at=at):
                        tell(row, error, at)
                        _record(row, "delivery.given_up", at=at, reason=error)
                self.swept.dead += 1
            except Exception:
                if tell is _publish_given_up:
                    raise
                log.exception("the room of delivery %s could not tell people", row.id)
            else:
                return


def _has_worn_out(row: Claimed, attempts: int) -> bool:
    """Each of its tries ended with the worker: its room is not asked again, whatever it would be asked."""
    return row.is_alone and row.attempts > attempts


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a room's `open` gave, which may be None."""

    context: Any


@dataclass(frozen=True, slots=True)
class _Told:
    """The room of a row tells people that it was given up; without a context it cannot."""

    handler: Handler
    context: Any

    def __call__(self, row: Claimed, error: str, at: datetime) -> None:
        self.handler.given_up(row, self.context, error, at)


def _publish_given_up(row: Claimed, _error: str, at: datetime) -> None:
    if GIVEN_UP in row.kind:  # what tells of a failure and fails itself is shown on the page only
        return
    insert(
        kind=event_kind(GIVEN_UP),
        key=f"{GIVEN_UP}:{row.uuid}:{row.lease}",
        due_at=at,
        at=at,
        organisation_id=row.organisation_id,
        patient_id=row.patient_id,
        about={"delivery": row.id},
    )


def _record(row: Claimed, verb: str, *, at: datetime, reason: str) -> None:
    audit.record(
        actor=Actor.system(job=JOB, organisation_id=row.organisation_id),
        at=at,
        kind=Kind.SEND,
        verb=verb,
        patient_ids=[row.patient_id] if row.patient_id is not None else [],
        reason=reason[:120],
        detail={"delivery": row.id, "kind": row.kind},
    )
