"""Putting rows into the outbox, within the transaction of what they are about, and taking them back."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from care.lib.ids import uuid7
from care.outbox.models import Delivery
from care.outbox.operations.waking import wake_on_commit
from care.outbox.rules import State, event_kind, plain

_INSERT = f"""
    INSERT INTO "{Delivery._meta.db_table}" (uuid, kind, key, organisation_id, patient_id, about, queued_at, due_at, next_try_at,
        state, attempts, lease, last_error, reason, reference)
    VALUES (%s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s, 'waiting', 0, 0, '', '', '')
    ON CONFLICT (key) DO NOTHING
"""  # noqa: S608 - our own text


def queue(
    *,
    kind: str,
    key: str,
    due_at: datetime,
    at: datetime,
    organisation_id: int | None,
    patient_id: int | None,
    about: Mapping[str, Any],
) -> bool:
    """Write a row to be delivered at `due_at`, once; False where a row of this key exists already.

    `about` carries numbers, uuids and codes only. What is due now wakes a worker when the caller's transaction is committed.

    Raises:
        RuntimeError: outside a transaction: the row and what it is about are written together or not at all.
        ValueError: `about` carries text.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a row is queued in the transaction of what it is about")
    written = insert(
        kind=kind, key=key, due_at=due_at, at=at, organisation_id=organisation_id, patient_id=patient_id, about=plain(about)
    )
    if written and due_at <= at:
        wake_on_commit()
    return written


def publish(
    *,
    event: str,
    key: str,
    at: datetime,
    organisation_id: int | None,
    patient_id: int | None,
    about: Mapping[str, Any],
) -> bool:
    """Write that something happened, for whoever listens above; False where it was published before.

    Raises as `queue` does.
    """
    return queue(
        kind=event_kind(event),
        key=key,
        due_at=at,
        at=at,
        organisation_id=organisation_id,
        patient_id=patient_id,
        about=about,
    )


def withdraw(*, keys: Sequence[str], reason: str, at: datetime) -> int:
    """Drop waiting rows that are no longer wanted; gives how many there were. `reason` is a code.

    A part of the caller's own change. A row that a worker is sending in this moment may still leave, and is then marked sent.
    """
    return Delivery.objects.filter(key__in=keys, state=State.WAITING.value).update(
        state=State.DROPPED.value, reason=reason, settled_at=at, leased_until=None
    )


def forget_people(*, patient_ids: Sequence[int], reason: str, at: datetime) -> int:
    """Let go of people who are taken back as if they had never come: what waits is dropped, and no row names them any more.

    A part of the caller's own change; gives how many rows there were. The rows stay, as all of them do.
    """
    rows = Delivery.objects.filter(patient_id__in=patient_ids)
    rows.filter(state=State.WAITING.value).update(state=State.DROPPED.value, reason=reason, settled_at=at, leased_until=None)
    return rows.update(patient=None)


def insert(
    *,
    kind: str,
    key: str,
    due_at: datetime,
    at: datetime,
    organisation_id: int | None,
    patient_id: int | None,
    about: dict[str, Any],
) -> bool:
    """The bare row. For this room: others call `queue`."""
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [uuid7(), kind, key, organisation_id, patient_id, json.dumps(about), at, due_at, due_at])
        return bool(cursor.rowcount)
