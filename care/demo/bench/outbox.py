"""Claim and delivery through the outbox against the bare loop: the same claim, a send that does nothing, the mark and the audit
insert for each row, through the bare driver. A batch of one and a batch of the other in turn, so that both meet the same hour.
"""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection as django_connection

from care.audit.codes import event_mac
from care.demo.bench.floors import INSERT
from care.lib.ids import uuid7
from care.outbox import operations
from care.outbox.handling import Handler, Ready
from care.outbox.rules import BATCH, LEASE

BOUND = 0.6  # of the bare loop
KIND = "bench"

_FILL = """
    INSERT INTO outbox_delivery (uuid, kind, key, organisation_id, about, queued_at, due_at, next_try_at, state, attempts, lease,
        last_error, reason, reference, settled_at)
    SELECT gen_random_uuid(), 'bench', %(name)s || n, %(organisation)s, '{"n": 1}', %(at)s, %(at)s, %(at)s, %(state)s, 0, 0, '',
        '', '', CASE WHEN %(state)s = 'sent' THEN %(at)s::timestamptz END
    FROM generate_series(1, %(rows)s) n
"""
_CLAIM = """
    UPDATE outbox_delivery SET next_try_at = %(until)s, leased_until = %(until)s, lease = lease + 1 WHERE id = ANY(ARRAY(
        SELECT id FROM outbox_delivery WHERE state = 'waiting' AND next_try_at <= %(at)s
        ORDER BY next_try_at, id LIMIT %(most)s FOR NO KEY UPDATE SKIP LOCKED))
    RETURNING id, uuid, kind, key, organisation_id, patient_id, about, due_at, attempts, lease
"""
_MARK = """
    UPDATE outbox_delivery SET state = 'sent', settled_at = %s, reference = %s, leased_until = NULL
    WHERE id = %s AND lease = %s AND state = 'waiting'
"""


@dataclass(frozen=True, slots=True)
class OutboxCase:
    """Rows per second, the middle of all turns, and the process's memory before and after its turns."""

    name: str
    ours: float
    bare: float
    memory_before: float
    memory_after: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


@dataclass(frozen=True, slots=True)
class OutboxFigures:
    """One run."""

    turns: int
    durable: str
    cases: list[OutboxCase] = field(default_factory=list)

    def broken(self) -> list[str]:
        """The bounds that are not kept."""
        return [
            f"{case.name}: {case.ratio:.2f} times the bare loop, at least {BOUND}" for case in self.cases if case.ratio < BOUND
        ]

    def as_dict(self) -> dict[str, Any]:
        told = asdict(self)
        for case, row in zip(self.cases, told["cases"], strict=True):
            row["ratio"] = case.ratio
        return told

    def table(self) -> list[str]:
        """Lines for people."""
        lines = [
            f"{self.turns} turns of {BATCH} rows each, the bare loop and the outbox in turn; {self.durable}",
            f"{'rows in the table':44} {'outbox/s':>9} {'bare/s':>9} {'ratio':>6} {'bound':>6} {'MB before':>10} {'after':>7}",
        ]
        lines += [
            f"{case.name:44} {case.ours:9.0f} {case.bare:9.0f} {case.ratio:6.2f} {BOUND:6.2f}"
            f" {case.memory_before:10.1f} {case.memory_after:7.1f}"
            for case in self.cases
        ]
        return lines


def measure_outbox(*, rows: int, turns: int, organisation_id: int, at: datetime) -> OutboxFigures:
    """Three tables: 10,000 waiting; as many behind `rows` that are settled; `rows` waiting. Its rows are gone afterwards."""
    figures = OutboxFigures(turns, _durability())
    few = max(10_000, 2 * turns * BATCH)
    with _driver() as driver, _emptied():
        for name, waiting, settled in (
            (f"{few:,} waiting", few, 0),
            (f"{few:,} waiting, {rows:,} settled", 0, rows),
            (f"{rows:,} waiting, {rows:,} settled", rows, 0),
        ):
            _fill("sent", settled, organisation_id=organisation_id, at=at)
            _fill("waiting", waiting or few, organisation_id=organisation_id, at=at)
            figures.cases.append(_case(name, driver, turns=turns, organisation_id=organisation_id, at=at))
            _leave_none_waiting()
    return figures


def _case(name: str, driver: Any, *, turns: int, organisation_id: int, at: datetime) -> OutboxCase:
    before = _memory()
    ours, bare = [], []
    for _ in range(turns):
        bare.append(_timed(lambda: _bare_turn(driver, organisation_id=organisation_id, at=at)))
        ours.append(_timed(lambda: _our_turn(at)))
    return OutboxCase(name, statistics.median(ours), statistics.median(bare), before, _memory())


def _timed(turn: Callable[[], int]) -> float:
    """Rows per second of one turn."""
    began = time.perf_counter()
    rows = turn()
    assert rows == BATCH, f"a turn had {rows} rows"
    return rows / (time.perf_counter() - began)


def _our_turn(at: datetime) -> int:
    """One batch through the sweep; the clock tells it to stop when the batch is over."""
    sent = 0

    def send(_row: Any, _ready: Ready) -> str:
        nonlocal sent
        sent += 1
        return "ref"

    handler = Handler(
        open=lambda rows, at: None,
        prepare=lambda row, context, at: Ready(None),
        send=send,
        settle=lambda row, context, ready, reference, at: None,
    )
    operations.sweep(handlers={KIND: handler}, listeners={}, clock=lambda: at if sent < BATCH else at + LEASE)
    return sent


def _bare_turn(driver: Any, *, organisation_id: int, at: datetime) -> int:
    key = settings.CARE_AUDIT_KEY
    with driver.cursor() as cursor:
        cursor.execute(_CLAIM, {"at": at, "until": at + LEASE, "most": BATCH})
        rows = cursor.fetchall()
        driver.commit()
        for pk, _, kind, *_, lease in rows:
            cursor.execute(_MARK, [at, "ref", pk, lease])
            cursor.execute(INSERT, _event(pk, kind, organisation_id=organisation_id, key=key, at=at))
            driver.commit()
    return len(rows)


def _event(pk: int, kind: str, *, organisation_id: int, key: bytes, at: datetime) -> dict[str, Any]:
    event: dict[str, Any] = {
        "uuid": uuid7(),
        "at": at,
        "kind": "send",
        "verb": "delivery.sent",
        "actor_kind": "system",
        "actor_label": "job outbox.sweep",
        "user_id": None,
        "organisation_id": organisation_id,
        "patient_ids": [],
        "category": "",
        "action": "",
        "purpose": "",
        "decision": "",
        "basis": "",
        "reason": "",
        "detail": {"delivery": pk, "kind": kind},
        "request_id": "",
    }
    return {**event, "uuid": str(event["uuid"]), "detail": json.dumps(event["detail"]), "mac": event_mac(key, event)}


@contextmanager
def _driver() -> Iterator[Any]:
    """A connection of the bare driver, as the application's role."""
    parameters = {
        name: value
        for name, value in django_connection.get_connection_params().items()
        if name in {"dbname", "user", "password", "host", "port", "options", "sslmode"}
    }
    driver = psycopg2.connect(**parameters)
    try:
        yield driver
    finally:
        driver.close()


@contextmanager
def _emptied() -> Iterator[None]:
    try:
        yield
    finally:
        _run("DELETE FROM outbox_delivery WHERE kind = 'bench'")


def _leave_none_waiting() -> None:
    _run("DELETE FROM outbox_delivery WHERE kind = 'bench' AND state = 'waiting'")


def _fill(state: str, rows: int, *, organisation_id: int, at: datetime) -> None:
    name = f"bench:{uuid7()}:"
    _run(_FILL, {"name": name, "organisation": organisation_id, "at": at, "state": state, "rows": rows})


def _run(statement: str, values: dict[str, Any] | None = None) -> None:
    with django_connection.cursor() as cursor:
        cursor.execute(statement, values)


def _durability() -> str:
    with django_connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        fsync, commit = cursor.fetchone()
    return f"fsync {fsync}, synchronous_commit {commit}"


def _memory() -> float:
    """This process's resident memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
