"""Taking rows with a lease and saying what became of them. Each is one statement; who lost the lease changes nothing."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import orjson
from django.db import connection

from care.outbox.models import Delivery
from care.outbox.queries import Claimed

_TABLE = f'"{Delivery._meta.db_table}"'
# One walk of the index `delivery_next`. A row that is due and still leased was left behind by a worker that died, perhaps
# because of it: such a row is taken alone, and only then counted. Whichever sort stands first decides.
_CLAIM = f"""
    WITH due AS MATERIALIZED (
        SELECT id, leased_until IS NOT NULL AS is_left, next_try_at FROM {_TABLE}
        WHERE state = 'waiting' AND next_try_at <= %(at)s
        ORDER BY next_try_at, id LIMIT %(most)s FOR NO KEY UPDATE SKIP LOCKED
    ), first AS (
        SELECT id, is_left FROM due ORDER BY next_try_at, id LIMIT 1
    ), taken AS (
        SELECT due.id FROM due, first WHERE due.id = first.id OR NOT (due.is_left OR first.is_left)
    )
    UPDATE {_TABLE} AS row SET next_try_at = %(until)s, leased_until = %(until)s, lease = row.lease + 1,
        attempts = row.attempts + (SELECT is_left::int FROM first)
    FROM taken WHERE row.id = taken.id
    RETURNING row.id, row.uuid, row.kind, row.key, row.organisation_id, row.patient_id, row.about, row.due_at, row.attempts,
        row.lease, (SELECT is_left FROM first), row.reference
"""  # noqa: S608 - our own text
_HELD = "WHERE id = %s AND lease = %s AND state = 'waiting'"
_SENT = f"UPDATE {_TABLE} SET state = 'sent', settled_at = %s, reference = %s, reason = '', leased_until = NULL {_HELD}"  # noqa: S608
_SENT_ALL_THE_SAME = (
    f"UPDATE {_TABLE} SET state = 'sent', settled_at = %s, reference = %s, reason = ''"  # noqa: S608
    " WHERE id = %s AND lease = %s AND state = 'dropped'"
)
_DROPPED = f"UPDATE {_TABLE} SET state = 'dropped', settled_at = %s, reason = %s, leased_until = NULL {_HELD}"  # noqa: S608
_DEAD = (
    f"UPDATE {_TABLE} SET state = 'dead', settled_at = %s, attempts = %s, last_error = %s, reference = %s, reason = '',"  # noqa: S608
    f" leased_until = NULL {_HELD}"
)
_LATER = (
    f"UPDATE {_TABLE} SET next_try_at = %s, attempts = %s, last_error = %s, reason = %s, reference = %s, leased_until = NULL"  # noqa: S608
    f" {_HELD}"
)
_BACK = (
    f"UPDATE {_TABLE} SET next_try_at = %s, leased_until = NULL"  # noqa: S608
    " WHERE id = ANY(%s) AND state = 'waiting' AND leased_until = %s"
)


def claim(*, at: datetime, until: datetime, most: int) -> list[Claimed]:
    """Take up to `most` due rows until a moment, oldest first; what others are taking in this moment is passed over.

    A row that an earlier worker was left with comes alone, as the only one of the claim.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"at": at, "until": until, "most": most})
        rows = [_row(list(columns)) for columns in cursor.fetchall()]
    return sorted(rows, key=lambda row: (row.due_at, row.id))


def _row(columns: list[Any]) -> Claimed:
    columns[6] = orjson.loads(columns[6])
    return Claimed(*columns)


def mark_sent(row: Claimed, *, reference: str, at: datetime) -> bool:
    """It left. False where the lease was lost, so that another worker has the row."""
    return _changed(_SENT, [at, reference[:200], row.id, row.lease])


def mark_sent_all_the_same(row: Claimed, *, reference: str, at: datetime) -> bool:
    """It left although it was withdrawn while it was on its way."""
    return _changed(_SENT_ALL_THE_SAME, [at, reference[:200], row.id, row.lease])


def mark_dropped(row: Claimed, *, reason: str, at: datetime) -> bool:
    """It is not wanted any more."""
    return _changed(_DROPPED, [at, reason[:200] or "dropped", row.id, row.lease])


def mark_dead(row: Claimed, *, attempts: int, error: str, at: datetime, reference: str = "") -> bool:
    """It is given up."""
    return _changed(_DEAD, [at, attempts, error[:120] or "error", (reference or row.reference)[:200], row.id, row.lease])


def mark_later(
    row: Claimed, *, next_try_at: datetime, attempts: int, error: str = "", reason: str = "", reference: str = ""
) -> bool:
    """It waits until a moment, after a failure (`error`) or because it may not go yet (`reason`)."""
    return _changed(
        _LATER, [next_try_at, attempts, error[:120], reason[:200], (reference or row.reference)[:200], row.id, row.lease]
    )


def hand_back(rows: Collection[Claimed], *, until: datetime, at: datetime) -> None:
    """Rows of one lease that were not begun: due again at a moment, not counted as tries."""
    if rows:
        _changed(_BACK, [at, [row.id for row in rows], until])


def _changed(statement: str, values: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount)
