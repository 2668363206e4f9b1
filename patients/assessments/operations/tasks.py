"""The tasks that completed answers open and end, in the same transaction. Titles name nobody and say nothing of the answers."""

from datetime import datetime, timedelta
from uuid import UUID

from care.actor import ActorKind, Category, Permit, Role
from care.worklist.operations import finish_tasks_about, open_task
from care.worklist.queries import subjects_of_tasks
from patients.assessments.models import Response
from patients.assessments.rules import Definition, Mode, Outcome, Trigger
from patients.assessments.rules.calls import NEEDS_TASK, NEXT_KIND, SUBJECT, call_of, kind_of

NEEDS_WITHIN = timedelta(days=7)  # own: help is offered within a week
NEEDS = "hrsn"
WHY = "Told in {short}. What was answered stands in the record"


def open_tasks(*, permit: Permit, row: Response, definition: Definition, outcome: Outcome, at: datetime) -> dict[str, UUID]:
    """A task for each trigger, by its code; and once, for social needs, the offer of help. What asks for another instrument
    is one task, however many triggers ask for it.
    """
    opened: dict[str, UUID] = {}
    asking: dict[str, UUID] = {}
    for trigger in sorted(outcome.triggers, key=lambda one: call_of(one).within):
        kind = kind_of(trigger)
        if kind.startswith(NEXT_KIND) and kind in asking:
            opened[trigger.code] = asking[kind]
            continue
        opened[trigger.code] = asking[kind] = _open(permit, row, definition, trigger, at)
    if definition.code == NEEDS and any(one.is_positive for one in outcome.scores):
        offer = _offer_help(permit, row, at)
        if offer is not None:
            opened[NEEDS_TASK] = offer
    return opened


def _open(permit: Permit, row: Response, definition: Definition, trigger: Trigger, at: datetime) -> UUID:
    call = call_of(trigger)
    task = open_task(
        permit=permit,
        kind=kind_of(trigger),
        title=trigger.title,
        why=WHY.format(short=definition.short),
        category=definition.category,
        priority=call.priority,
        owner_role=call.role,
        due_at=at + call.within,
        subject_kind=SUBJECT,
        subject=row.uuid,
        at=at,
    )
    return task.uuid


def _offer_help(permit: Permit, row: Response, at: datetime) -> UUID | None:
    """Once: not while an offer waits from earlier answers."""
    if subjects_of_tasks(permit=permit, kinds=[NEEDS_TASK]):
        return None
    task = open_task(
        permit=permit,
        kind=NEEDS_TASK,
        title="Offer help with what was named",
        why="Needs were named; the person decides what they want help with",
        owner_role=Role.NAVIGATOR,
        due_at=at + NEEDS_WITHIN,
        subject_kind=SUBJECT,
        subject=row.uuid,
        at=at,
    )
    return task.uuid


def end_what_it_answers(*, permit: Permit, row: Response, at: datetime) -> None:
    """A colleague has now asked what an earlier answer called for: the task that asked for this instrument is done.

    Not when the person answered it alone: somebody is still to talk with them.
    """
    if row.mode != Mode.CLINICIAN or permit.actor.kind is not ActorKind.STAFF:
        return
    kind = f"{NEXT_KIND}{row.instrument}"
    for subject in subjects_of_tasks(permit=permit, kinds=[kind]):
        finish_tasks_about(
            permit=permit, subject=subject, kinds=[kind], outcome="It was asked", category=Category(row.category), at=at
        )
