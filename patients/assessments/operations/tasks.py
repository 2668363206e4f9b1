"""The tasks that completed answers open and end, in the same transaction. Titles name nobody and say nothing of the answers."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from care.accounts.queries import organisation_zone
from care.actor import ActorKind, Category, Permit, Role
from care.lib.dates import date_text, local_date
from care.worklist.operations import NotOurColleague, Told, finish_tasks_about, open_task, renew_task
from care.worklist.queries import subjects_of_tasks, tasks_about, uuids_of_tasks
from patients.assessments.models import FoundTrigger, Response
from patients.assessments.rules import Definition, Mode, Outcome, Trigger
from patients.assessments.rules.calls import AGAIN_TASK, NEEDS_TASK, NEXT_KIND, SUBJECT, call_of, kind_of, says_the_same

NEEDS_WITHIN = timedelta(days=7)  # own: help is offered within a week
NEEDS = "hrsn"
MOST_OLDER = 20
STANDS = "What was answered stands in the record"


def open_tasks(*, permit: Permit, row: Response, definition: Definition, outcome: Outcome, at: datetime) -> dict[str, UUID]:
    """A task for each trigger, by its code; and once, for social needs, the offer of help. What asks for another instrument
    is one task, however many triggers ask for it.

    Where an older task says the same thing and is not finished, that one is brought up to date instead of a second one beside
    it. Who has taken it keeps it, and gets a notice that climbs until it is read.
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
    told = Told(
        title=trigger.title,
        why=f"Told in {definition.short}. {STANDS}",
        priority=call.priority,
        owner_role=call.role,
        due_at=at + call.within,
        subject=row.uuid,
    )
    for older in _older(permit, row, trigger):
        why = f"Told {_days(permit, older, row)}, the last time in {definition.short}. {STANDS}"
        renewed = renew_task(permit=permit, task=older, told=replace(told, why=why), at=at)
        if renewed is not None:
            if renewed.owner_id is not None and renewed.taken_at is not None:
                _tell_owner(permit, renewed.owner_id, older, told, Category(row.category), at)
            return older
    return _new(permit, told, kind_of(trigger), definition.category, at)


def _new(permit: Permit, told: Told, kind: str, category: Category, at: datetime) -> UUID:
    task = open_task(
        permit=permit,
        kind=kind,
        title=told.title,
        why=told.why,
        category=category,
        priority=told.priority,
        owner_role=told.owner_role,
        due_at=told.due_at,
        subject_kind=SUBJECT,
        subject=told.subject,
        at=at,
    )
    return task.uuid


def _older(permit: Permit, row: Response, trigger: Trigger) -> list[UUID]:
    """The tasks that earlier answers of the person opened for the same thing, latest first; finished ones may be among them."""
    found = FoundTrigger.objects.filter(
        response__patient_id=row.patient_id, response__organisation_id=row.organisation_id, task__isnull=False
    ).exclude(response=row)
    same = Q(response__instrument=row.instrument, code__in=says_the_same(trigger.code))
    if trigger.asks_for:
        kind = kind_of(trigger)
        same |= Q(task__in=uuids_of_tasks(permit=permit, kinds=[kind]))
    numbers = found.filter(same).order_by("-found_at", "-pk").values_list("task", flat=True)[:MOST_OLDER]
    return list(dict.fromkeys(task for task in numbers if task is not None))


def _days(permit: Permit, task: UUID, row: Response) -> str:
    """'on Nov 20, 2026 and on Nov 28, 2026': when it was told first, and now."""
    zone = organisation_zone(organisation_id=permit.organisation_id)
    rows = FoundTrigger.objects.filter(task=task).order_by("response__administered_at")
    first = rows.values_list("response__administered_at", flat=True).first() or row.administered_at
    days = dict.fromkeys(date_text(local_date(moment, zone)) for moment in sorted((first, row.administered_at)))
    return " and ".join(f"on {day}" for day in days) if len(days) > 1 else f"twice on {next(iter(days))}"


def _tell_owner(permit: Permit, owner_id: int, task: UUID, told: Told, category: Category, at: datetime) -> None:
    """Who has taken the task is told that there is more; once, until they have read it."""
    if tasks_about(permit=permit, subject=task, kinds=[AGAIN_TASK]):
        return
    notice: dict[str, Any] = {
        "permit": permit,
        "kind": AGAIN_TASK,
        "title": "Read what was told again: it is about a task that you have",
        "why": f"{told.why}. The task is among yours, brought up to date",
        "category": category,
        "priority": told.priority,
        "owner_role": told.owner_role,
        "due_at": told.due_at,
        "subject_kind": "task",
        "subject": task,
        "at": at,
    }
    try:
        open_task(owner_id=owner_id, **notice)
    except NotOurColleague:  # they have left, and nobody has their work yet
        open_task(**notice | {"title": "Read what was told again: it is about a task of somebody who has left"})


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
    kind, category = f"{NEXT_KIND}{row.instrument}", Category(row.category)
    for task in uuids_of_tasks(permit=permit, kinds=[kind]):
        finish_tasks_about(permit=permit, subject=task, kinds=[AGAIN_TASK], outcome="It was asked", category=category, at=at)
    for subject in subjects_of_tasks(permit=permit, kinds=[kind]):
        finish_tasks_about(permit=permit, subject=subject, kinds=[kind], outcome="It was asked", category=category, at=at)
