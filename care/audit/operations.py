"""Writing the audit: an event of its own, or the event of a change, written last in the change's transaction."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from care.actor import Actor, Permit
from care.audit.codes import FIELDS, event_mac
from care.audit.kinds import Kind
from care.audit.models import AuditEvent
from care.lib.ids import uuid7

# Every request and every delivery writes an event: made as text once, this insert costs half of what a model's does.
_COLUMNS = (*FIELDS, "mac")
_INSERT = (
    f'INSERT INTO "{AuditEvent._meta.db_table}" ({", ".join(_COLUMNS)})'  # noqa: S608 - our own text
    f" VALUES ({', '.join(f'%({name})s' for name in _COLUMNS)})"
)


@dataclass(slots=True)
class Change:
    """The event of a change while it is being made: its number, and what may be added to it before it is written."""

    uuid: UUID
    patient_ids: list[int]
    detail: dict[str, Any] = field(default_factory=dict)


def record(
    *,
    actor: Actor,
    at: datetime,
    kind: Kind,
    verb: str,
    patient_ids: Sequence[int] = (),
    organisation_id: int | None = None,
    category: str = "",
    action: str = "",
    purpose: str = "",
    decision: str = "",
    basis: str = "",
    reason: str = "",
    detail: dict[str, Any] | None = None,
    uuid: UUID | None = None,
) -> UUID:
    """Write one event. `detail` holds numbers, field names and codes, never a name or free text.

    Raises whatever the database raises: if the event cannot be written, what it speaks of must not happen.
    """
    number = uuid or uuid7()
    event: dict[str, Any] = {
        "uuid": number,
        "at": at,
        "kind": str(kind),
        "verb": verb,
        "actor_kind": str(actor.kind),
        "actor_label": actor.label,
        "user_id": actor.user_id,
        "organisation_id": organisation_id if organisation_id is not None else actor.organisation_id,
        "patient_ids": list(patient_ids),
        "category": str(category),
        "action": str(action),
        "purpose": str(purpose),
        "decision": decision,
        "basis": basis,
        "reason": reason,
        "detail": detail or {},
        "request_id": actor.request_id,
    }
    assert event.keys() == set(FIELDS)
    mac = event_mac(settings.CARE_AUDIT_KEY, event)
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, {**event, "detail": json.dumps(event["detail"]), "mac": mac})
    return number


@contextmanager
def change(
    *,
    at: datetime,
    verb: str,
    permit: Permit | None = None,
    actor: Actor | None = None,
    patient_ids: Sequence[int] = (),
    detail: dict[str, Any] | None = None,
) -> Iterator[Change]:
    """One transaction that changes something, with its event inserted last. Nested use joins the outer transaction.

    Takes a permit where a patient's record is changed, an actor where none is concerned. The event's number is told to
    the history triggers, so that each old and new value points to who changed it.
    """
    who = permit.actor if permit else actor
    if who is None:
        raise TypeError("a change needs a permit or an actor")
    event = Change(uuid=uuid7(), patient_ids=list(patient_ids), detail=dict(detail or {}))
    if permit and permit.patient_id not in event.patient_ids:
        event.patient_ids.insert(0, permit.patient_id)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('pghistory.context_id', true), set_config('pghistory.context_id', %s, true)",
                [str(event.uuid)],
            )
            outer = cursor.fetchone()[0]
        yield event
        record(
            actor=who,
            at=at,
            kind=Kind.CHANGE,
            verb=verb,
            patient_ids=event.patient_ids,
            organisation_id=permit.organisation_id if permit else None,
            action=permit.action if permit else "",
            purpose=permit.purpose if permit else "",
            basis=permit.basis if permit else "",
            detail=event.detail,
            uuid=event.uuid,
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pghistory.context_id', %s, true)", [outer or ""])
