"""Untaken escalations climb to the next role."""

import logging
from dataclasses import replace
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import Q

from care.actor import Actor, Role
from care.audit import operations as audit
from care.worklist.models import Task
from care.worklist.operations.parts import will_climb
from care.worklist.rules import Priority, State, next_climb, step_of

log = logging.getLogger(__name__)


def climb_due_tasks(*, actor: Actor, at: datetime, batch: int = 100) -> int:
    """Let every untaken escalation whose time has come climb to the next role; gives the number that climbed.

    Claims with SKIP LOCKED, a batch to a transaction: two sweeps at once share the work, and a task that somebody is taking
    in this moment is left to them. Each climb is its own event. A task that cannot be written is passed over and logged by
    number; it stays due.
    """
    climbed = 0
    after: tuple[datetime, int] | None = None
    while True:
        with transaction.atomic():
            due = Task.objects.select_for_update(skip_locked=True, no_key=True).filter(
                state=State.OPEN.value, escalates_at__lte=at
            )
            if after is not None:
                due = due.filter(Q(escalates_at__gt=after[0]) | Q(escalates_at=after[0], pk__gt=after[1]))
            tasks = list(due.order_by("escalates_at", "pk")[:batch])
            if not tasks:
                return climbed
            last = tasks[-1]
            assert last.escalates_at is not None
            after = (last.escalates_at, last.pk)
            for task in tasks:
                try:
                    _climb(task, actor=replace(actor, organisation_id=task.organisation_id), at=at)
                    climbed += 1
                except DatabaseError:
                    log.exception("task %s could not climb", task.pk)


def _climb(task: Task, *, actor: Actor, at: datetime) -> None:
    detail = {"task": task.pk, "from": task.owner_role, "to": task.escalates_to_role}
    patient_ids = [task.patient_id] if task.patient_id is not None else []
    with audit.change(actor=actor, at=at, verb="task.climbed", patient_ids=patient_ids, detail=detail):
        priority, due = Priority(task.priority), task.escalates_at
        assert due is not None
        level = step_of(priority=priority, role=Role(task.escalates_to_role), after=task.escalation_level)
        task.owner_id = None
        task.owner_role = task.escalates_to_role
        task.escalation_level = level
        will_climb(task, next_climb(priority=priority, climbed=level, due=due, at=at))
        task.save()
