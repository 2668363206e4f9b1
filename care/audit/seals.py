"""Sealing: each minute the new events become one link of a chain, and the head of the chain leaves the database.

A row's number does not tell when it became visible: a lower number can be committed later. So a seal takes the events of
transactions that are all over (below `audit_horizon()`), and names the range of transactions that it covers. Writers
are never made to wait.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson
from django.conf import settings
from django.db import connection, transaction

from care.audit.codes import rows_hash, seal_mac
from care.audit.models import Seal

LOCK = 727_001  # advisory lock: one sealer at a time
BATCH = 20_000


def seal_events(*, at: datetime, quiet: bool = False) -> list[Seal]:
    """Seal every event whose transaction is over. With `quiet` the database is known to be still (a restore): seal all.

    Returns the new seals, one for each 20,000 events at most, oldest first; none when there is nothing new.
    """
    made: list[Seal] = []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            cursor.execute("SELECT audit_cluster(), audit_horizon()")
            here, horizon = cursor.fetchone()
        while True:
            seal = _seal_next(at=at, here=here, horizon=None if quiet else horizon)
            if seal is None:
                break
            made.append(seal)
    for seal in made:
        export_head(seal)
    return made


def _seal_next(*, at: datetime, here: int, horizon: int | None) -> Seal | None:
    """One seal over the oldest unsealed range of one cluster's transactions."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH reached AS (SELECT cluster, max(to_xid) AS to_xid FROM audit_seal GROUP BY cluster)
            SELECT event.cluster, coalesce(reached.to_xid, 0)
            FROM audit_auditevent AS event LEFT JOIN reached USING (cluster)
            WHERE event.xid >= coalesce(reached.to_xid, 0)
              AND (event.cluster <> %(here)s OR %(horizon)s IS NULL OR event.xid < %(horizon)s)
            ORDER BY event.cluster = %(here)s, event.cluster, event.xid LIMIT 1
            """,
            {"here": here, "horizon": horizon},
        )
        found = cursor.fetchone()
        if found is None:
            return None
        cluster, from_xid = found
        cursor.execute(
            """
            SELECT id, mac, xid FROM audit_auditevent
            WHERE cluster = %(cluster)s AND xid >= %(from_xid)s
              AND (%(cluster)s <> %(here)s OR %(horizon)s IS NULL OR xid < %(horizon)s)
            ORDER BY xid, id LIMIT %(limit)s
            """,
            {"cluster": cluster, "from_xid": from_xid, "here": here, "horizon": horizon, "limit": BATCH},
        )
        rows = cursor.fetchall()
        to_xid = rows[-1][2] + 1
        if len(rows) == BATCH:  # the last transaction may go on behind the batch: take it whole
            cursor.execute(
                "SELECT id, mac, xid FROM audit_auditevent WHERE cluster = %s AND xid >= %s AND xid < %s ORDER BY xid, id",
                [cluster, from_xid, to_xid],
            )
            rows = cursor.fetchall()
    ordered = sorted((pk, bytes(mac)) for pk, mac, _ in rows)
    previous = Seal.objects.order_by("-number").first()
    number = previous.number + 1 if previous else 1
    previous_mac = bytes(previous.mac) if previous else b""
    event_ids = [pk for pk, _ in ordered]
    digest = rows_hash(ordered)
    mac = seal_mac(
        settings.CARE_AUDIT_KEY,
        number=number,
        sealed_at=at,
        cluster=cluster,
        from_xid=from_xid,
        to_xid=to_xid,
        event_ids=event_ids,
        rows=digest,
        previous=previous_mac,
    )
    return Seal.objects.create(
        number=number,
        sealed_at=at,
        cluster=cluster,
        from_xid=from_xid,
        to_xid=to_xid,
        event_ids=event_ids,
        rows_hash=digest,
        previous_mac=previous_mac,
        mac=mac,
    )


def heads_file() -> Path:
    """Where the heads of the chain are kept outside the database: one JSON line for each seal."""
    return Path(settings.CARE_AUDIT_HEADS)


def export_head(seal: Seal) -> None:
    """Append the number and code of a seal to the file outside the database, flushed to disk."""
    path = heads_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    line = orjson.dumps({"number": seal.number, "sealed_at": seal.sealed_at, "mac": bytes(seal.mac).hex()}) + b"\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def last_exported_head() -> tuple[int, bytes] | None:
    """The newest whole line of the exported heads; a line cut by a crash is passed over."""
    path = heads_file()
    if not path.exists():
        return None
    best: tuple[int, bytes] | None = None
    for line in path.read_bytes().splitlines():
        try:
            head = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        if best is None or head["number"] >= best[0]:
            best = (head["number"], bytes.fromhex(head["mac"]))
    return best


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many events no seal covers yet, and since when the oldest of them waits."""

    events: int
    since: datetime | None


def events_waiting() -> Waiting:
    """What waits for the next seal. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH reached AS (SELECT cluster, max(to_xid) AS to_xid FROM audit_seal GROUP BY cluster)
            SELECT count(*), min(event.at) FROM audit_auditevent AS event LEFT JOIN reached USING (cluster)
            WHERE event.xid >= coalesce(reached.to_xid, 0)
            """
        )
        return Waiting(*cursor.fetchone())
