"""Writing the audit: an event of its own, or the event of a change, written last in the change's transaction.

And having the whole trail read: who asked, how far a run is, what it found.
"""

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
from care.audit.models import AuditEvent, Verification
from care.audit.rules import UNFINISHED, State, Step, may_begin, next_state
from care.audit.verification import Report
from care.lib.ids import uuid7

RUNS = 727_002  # advisory lock: one question for a verification at a time

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


# --- having the trail read ----------------------------------------------------------------------------------------------------


def ask_for_verification(*, actor: Actor, at: datetime) -> Verification:
    """Have the whole trail read by a worker. One run waits at most: who asks again gets that one."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RUNS])
        waiting = Verification.objects.filter(state__in=[state.value for state in UNFINISHED]).order_by("asked_at").first()
        if waiting is not None:
            return waiting
        run = Verification.objects.create(asked_at=at, asked_by=actor.user_id, asked_by_job=actor.job_name)
        record(actor=actor, at=at, kind=Kind.CHANGE, verb="audit.verification_asked", detail={"run": run.pk})
    return run


def begin_verification(*, actor: Actor, at: datetime) -> Verification | None:
    """Take the run that waits, or one whose worker died; none when there is nothing to do or another worker has it."""
    with transaction.atomic():
        runs = Verification.objects.select_for_update(skip_locked=True)
        run = runs.filter(state__in=[state.value for state in UNFINISHED]).order_by("asked_at", "pk").first()
        if run is None or not may_begin(State(run.state), alive_at=run.alive_at, at=at):
            return None
        run.state = next_state(State(run.state), Step.BEGIN).value
        run.begun_at = run.alive_at = at
        run.events = 0
        run.events_expected = AuditEvent.objects.count()
        run.save()
    return run


def note_progress(*, run_id: int, events: int, at: datetime) -> None:
    """Say how far a run is, and that its worker lives."""
    Verification.objects.filter(pk=run_id, state=State.RUNNING.value).update(events=events, alive_at=at)


def finish_verification(*, actor: Actor, run_id: int, report: Report, at: datetime) -> Verification:
    """Keep what a run found; the audit says so too."""
    return _end(
        actor,
        run_id,
        Step.FINISH,
        at,
        events=report.events,
        seals=report.seals,
        is_sound=report.is_sound,
        faults=len(report.findings),
        first_row=report.findings[0].row[:80] if report.findings else "",
        first_fault=report.findings[0].fault[:200] if report.findings else "",
        untraced=len(report.untraced),
        first_untraced=f"{report.untraced[0].row}: {report.untraced[0].fault}"[:200] if report.untraced else "",
    )


def fail_verification(*, actor: Actor, run_id: int, error: str, at: datetime) -> Verification:
    """Say that a run could not be finished; `error` is the name of what was raised."""
    return _end(actor, run_id, Step.FAIL, at, error=error[:80])


def _end(actor: Actor, run_id: int, step: Step, at: datetime, **found: Any) -> Verification:
    with transaction.atomic():
        run = Verification.objects.select_for_update().get(pk=run_id)
        run.state = next_state(State(run.state), step).value
        run.ended_at = at
        for name, value in found.items():
            setattr(run, name, value)
        run.save()
        detail = {"run": run.pk, "sound": run.is_sound, "faults": run.faults, "untraced": run.untraced}
        record(actor=actor, at=at, kind=Kind.CHANGE, verb="audit.verified", detail=detail)
    return run
