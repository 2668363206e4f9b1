"""Changing tasks: open, take, give back, complete, snooze, cancel, reopen, and let escalations climb.

A task about a patient needs a permit to write in the task's category; one without a patient an actor of the organisation.

Locks are taken in one order everywhere, so that no two operations wait for each other: the patient's row (by `patients`),
tasks by number, the enrolment (by `teams`), the caseload's summary row. Rows are locked without their key: whoever adds a row
that points to one of them need not wait, and so cannot wait in a circle.
"""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from care.accounts.queries import names_of_staff, works_at
from care.actor import Action, Actor, ActorKind, Category, Permit, Role
from care.audit import operations as audit
from care.teams.operations import lock_summary, update_summary
from care.worklist.models import Task
from care.worklist.rules import (
    ESCALATING,
    GUARDED,
    UNDO_WINDOW,
    UNFINISHED,
    Climb,
    Kind,
    Move,
    NotPossible,
    Priority,
    State,
    check_move,
    first_climb,
    is_for,
    may_snooze,
    next_climb,
    step_of,
)

log = logging.getLogger(__name__)


class NoSuchTask(LookupError):
    """There is no such task for this actor: it does not exist, or belongs to another organisation."""


class AlreadyTaken(Exception):
    """A colleague took the task first. Says who and when, for the page that tells it."""

    def __init__(self, *, staff_id: int, name: str, taken_at: datetime) -> None:
        super().__init__("taken")
        self.staff_id = staff_id
        self.name = name
        self.taken_at = taken_at


class NotOurColleague(ValueError):
    """The owner does not work at this organisation (any more)."""


class CannotSnooze(ValueError):
    """An escalation that nobody has taken is not put to sleep, and a snooze ends in the future."""


class NotForYou(PermissionError):
    """A task of a guarded kind is for the role that is asked."""


class EndsElsewhere(ValueError):
    """A task of a guarded kind ends on the page of what it is about."""


class TooLateToUndo(ValueError):
    """The time in which a finished task can be reopened has passed."""


def open_task(
    *,
    permit: Permit | None = None,
    actor: Actor | None = None,
    title: str,
    due_at: datetime,
    at: datetime,
    category: Category = Category.SUD,
    kind: str = Kind.TASK,
    why: str = "",
    priority: Priority = Priority.ROUTINE,
    owner_id: int | None = None,
    owner_role: Role = Role.COORDINATOR,
    climbed_to: Role | None = None,
    subject_kind: str = "",
    subject: UUID | None = None,
) -> Task:
    """Open a task: about the permit's patient, or without a patient for the actor's organisation.

    `owner_id` is the colleague to whom it is given; without one it waits for anybody of `owner_role`, to which it also
    returns when given back. A raised or urgent one starts to climb at once; with `climbed_to` it stands where an escalation
    stood whose place it takes, and climbs from there. `subject` is the public number of the one thing
    that it is about, a `subject_kind`.

    Raises:
        PermitMismatch: the permit does not let its holder write in this category.
        NotOurColleague: the owner does not work at the organisation.
    """
    if permit is not None:
        permit.check(category=category, action=Action.WRITE)
    who, organisation_id = _who(permit, actor)
    if owner_id is not None and not works_at(staff_id=owner_id, organisation_id=organisation_id):
        raise NotOurColleague
    with audit.change(permit=permit, actor=actor, at=at, verb="task.opened", detail={"priority": priority.value}) as change:
        task = Task(
            organisation_id=organisation_id,
            patient_id=permit.patient_id if permit else None,
            kind=str(kind),
            subject_kind=subject_kind,
            subject=subject,
            title=title.strip(),
            why=why.strip(),
            category=category.value,
            priority=priority.value,
            owner_id=owner_id,
            owner_role=(climbed_to or owner_role).value,
            due_at=due_at,
            created_at=at,
            created_by_id=who.user_id,
            created_by_job=who.job_name,
        )
        if climbed_to is None:
            _will_climb(task, first_climb(priority=priority, asked=owner_role, opened_at=at))
        else:
            task.escalation_level = step_of(priority=priority, role=climbed_to, after=0)
            _will_climb(task, next_climb(priority=priority, climbed=task.escalation_level, due=at, at=at))
        task.save()
        change.detail["task"] = task.pk
        _sum_up(task)
    return task


def take_task(*, permit: Permit | None = None, actor: Actor | None = None, task_id: int, at: datetime) -> Task:
    """Make the actor the named owner. Of two who take it at once one wins; taking one's own again changes nothing.

    Raises:
        AlreadyTaken: a colleague has it, with who and since when.
        NotForYou: it is of a guarded kind, and for another role.
        NotPossible: it is done or cancelled.
    """
    with _change(permit, actor, task_id, at=at, verb="task.taken") as (task, who):
        if who.staff_id is None:
            raise PermissionError("only a colleague takes a task")
        _check_for(task, who)
        if task.state == State.TAKEN and task.owner_id == who.staff_id:
            return task
        if task.state == State.TAKEN and task.owner_id is not None and task.taken_at is not None:
            name = names_of_staff([task.owner_id])[task.owner_id].name
            raise AlreadyTaken(staff_id=task.owner_id, name=name, taken_at=task.taken_at)
        check_move(Move.TAKE, State(task.state))
        task.state = State.TAKEN.value
        task.owner_id = who.staff_id
        task.taken_at = at
        task.taken_by_id = who.user_id
        task.snoozed_until, task.snooze_reason = None, ""
        _will_climb(task, None)
        task.save()
    return task


def give_back_task(*, permit: Permit | None = None, actor: Actor | None = None, task_id: int, at: datetime) -> Task:
    """Return a taken task to the role that was asked; a raised or urgent one climbs again from now.

    Raises:
        NotPossible: nobody has it.
    """
    with _change(permit, actor, task_id, at=at, verb="task.given_back") as (task, who):
        _check_for(task, who)
        check_move(Move.GIVE_BACK, State(task.state))
        task.owner_id = None
        _wait(task, at=at)
        task.save()
    return task


def complete_task(
    *, permit: Permit | None = None, actor: Actor | None = None, task_id: int, outcome: str = "", at: datetime
) -> Task:
    """Say that it is done, and what came of it. An open task can be completed at once; its owner stays who it was.

    Raises:
        EndsElsewhere: it is of a guarded kind.
        NotPossible: it is done or cancelled.
    """
    with _change(permit, actor, task_id, at=at, verb="task.done") as (task, who):
        _check_ends_here(task)
        check_move(Move.COMPLETE, State(task.state))
        _finish(task, who=who, outcome=outcome.strip(), at=at)
        _sum_up(task)
    return task


def snooze_task(
    *, permit: Permit | None = None, actor: Actor | None = None, task_id: int, until: datetime, reason: str, at: datetime
) -> Task:
    """Hide a task from worklists until a moment, with the reason. Its due time stays as it is.

    Raises:
        CannotSnooze: the moment has passed, the reason is empty, or it is an escalation that nobody has taken.
        NotForYou: it is of a guarded kind, and for another role.
        NotPossible: it is done or cancelled.
    """
    if until <= at or not reason.strip():
        raise CannotSnooze
    with _change(permit, actor, task_id, at=at, verb="task.snoozed") as (task, who):
        _check_for(task, who)
        if State(task.state) not in UNFINISHED:
            raise NotPossible(Move.COMPLETE, State(task.state))
        if not may_snooze(priority=Priority(task.priority), state=State(task.state)):
            raise CannotSnooze
        task.snoozed_until, task.snooze_reason = until, reason.strip()
        task.save()
    return task


def wake_task(*, permit: Permit | None = None, actor: Actor | None = None, task_id: int, at: datetime) -> Task:
    """End a snooze before its time."""
    with _change(permit, actor, task_id, at=at, verb="task.woken") as (task, _who):
        task.snoozed_until, task.snooze_reason = None, ""
        task.save()
    return task


def cancel_task(*, permit: Permit | None = None, actor: Actor | None = None, task_id: int, reason: str, at: datetime) -> Task:
    """Say that it is no longer needed, and why.

    Raises:
        ValueError: no reason.
        EndsElsewhere: it is of a guarded kind.
        NotPossible: it is done or cancelled.
    """
    if not reason.strip():
        raise ValueError("a task is cancelled with a reason")
    with _change(permit, actor, task_id, at=at, verb="task.cancelled") as (task, who):
        _check_ends_here(task)
        check_move(Move.CANCEL, State(task.state))
        _cancel(task, who=who, reason=reason.strip(), at=at)
        _sum_up(task)
    return task


def reopen_task(*, permit: Permit | None = None, actor: Actor | None = None, task_id: int, at: datetime) -> Task:
    """Undo: a task finished within the last `UNDO_WINDOW` stands where it stood, with its owner where it had one.

    Raises:
        EndsElsewhere: it is of a guarded kind.
        NotPossible: it is not finished.
        TooLateToUndo: it was finished longer ago.
    """
    with _change(permit, actor, task_id, at=at, verb="task.reopened") as (task, _who):
        _check_ends_here(task)
        check_move(Move.REOPEN, State(task.state))
        finished_at = task.done_at or task.cancelled_at
        if finished_at is None or at - finished_at > UNDO_WINDOW:
            raise TooLateToUndo
        _reopen(task, at=at)
        _sum_up(task)
    return task


def finish_tasks_about(*, permit: Permit, subject: UUID, kinds: Collection[str], outcome: str, at: datetime) -> int:
    """Complete every unfinished task of these kinds about one thing of the permit's patient, because it has come about by itself.

    Gives their number. `outcome` says how, in the words of the one who did it.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="tasks.finished") as change:
        tasks = list(_about(permit).filter(subject=subject, kind__in=[str(kind) for kind in kinds]).order_by("pk"))
        for task in tasks:
            _finish(task, who=permit.actor, outcome=outcome, at=at)
        change.detail["tasks"] = [task.pk for task in tasks]
        if tasks:
            sum_up_tasks(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return len(tasks)


def finish_own_tasks_about(*, actor: Actor, subject: UUID, kinds: Collection[str], outcome: str, at: datetime) -> int:
    """`finish_tasks_about` for tasks of the actor's organisation that concern no patient; gives their number."""
    who, organisation_id = _who(None, actor)
    with audit.change(actor=actor, at=at, verb="tasks.finished") as change:
        tasks = list(
            Task.objects.select_for_update(no_key=True)
            .filter(
                organisation_id=organisation_id,
                patient_id__isnull=True,
                subject=subject,
                kind__in=[str(kind) for kind in kinds],
                state__in=_values(UNFINISHED),
            )
            .order_by("pk")
        )
        for task in tasks:
            _finish(task, who=who, outcome=outcome, at=at)
        change.detail["tasks"] = [task.pk for task in tasks]
    return len(tasks)


def cancel_tasks_about(
    *,
    permit: Permit,
    subjects: Collection[UUID],
    kinds: Collection[str] | None = None,
    untaken: bool = False,
    reason: str,
    at: datetime,
) -> int:
    """Cancel every unfinished task about some things of the permit's patient that are no longer to come; gives their number.

    With `kinds`, only tasks of these; with `untaken`, only those that nobody has taken.

    Raises:
        ValueError: no reason.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    if not reason.strip():
        raise ValueError("a task is cancelled with a reason")
    with audit.change(permit=permit, at=at, verb="tasks.cancelled") as change:
        about = _about(permit).filter(subject__in=list(subjects))
        if untaken:
            about = about.filter(state=State.OPEN.value)
        tasks = list((about if kinds is None else about.filter(kind__in=list(kinds))).order_by("pk"))
        for task in tasks:
            _cancel(task, who=permit.actor, reason=reason.strip(), at=at)
        change.detail["tasks"] = [task.pk for task in tasks]
        if tasks:
            sum_up_tasks(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return len(tasks)


def close_tasks_of_patient(*, permit: Permit, reason: str, at: datetime) -> int:
    """Cancel every unfinished task about a patient whose care here ends in the same transaction; gives their number.

    Takes no lock but the tasks' own: the summary row ends with the enrolment.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="tasks.closed") as change:
        tasks = list(
            Task.objects.select_for_update(no_key=True)
            .filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, state__in=_values(UNFINISHED))
            .order_by("pk")
        )
        for task in tasks:
            _cancel(task, who=permit.actor, reason=reason, at=at)
        change.detail["tasks"] = [task.pk for task in tasks]
    return len(tasks)


def restore_tasks_of_patient(*, permit: Permit, closed_at: datetime, at: datetime) -> int:
    """Reopen what `close_tasks_of_patient` cancelled at that moment, because the reason for it was a mistake.

    The caller opens the enrolment again after this and then calls `sum_up_tasks`, which keeps the order of the locks.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="tasks.restored") as change:
        tasks = list(
            Task.objects.select_for_update(no_key=True)
            .filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, cancelled_at=closed_at)
            .order_by("pk")
        )
        for task in tasks:
            _reopen(task, at=at)
        change.detail["tasks"] = [task.pk for task in tasks]
    return len(tasks)


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
        _will_climb(task, next_climb(priority=priority, climbed=level, due=due, at=at))
        task.save()


def sum_up_tasks(*, patient_id: int, organisation_id: int) -> None:
    """Write the caseload's summary of a patient's unfinished tasks anew: how many, which is next, when it is due.

    Locks the summary row first and reads the tasks after that, so that of two changes at once the later sees both.
    """
    lock_summary(patient_id=patient_id, organisation_id=organisation_id)
    unfinished = list(
        Task.objects.filter(patient_id=patient_id, organisation_id=organisation_id, state__in=_values(UNFINISHED))
        .order_by("due_at", "pk")
        .values_list("due_at", "title")
    )
    due_at, title = unfinished[0] if unfinished else (None, "")
    update_summary(
        patient_id=patient_id, organisation_id=organisation_id, next_due_at=due_at, next_what=title, open_tasks=len(unfinished)
    )


def _sum_up(task: Task) -> None:
    if task.patient_id is not None:
        sum_up_tasks(patient_id=task.patient_id, organisation_id=task.organisation_id)


def _values(states: frozenset[State]) -> list[str]:
    return sorted(state.value for state in states)


def _who(permit: Permit | None, actor: Actor | None) -> tuple[Actor, int]:
    if (permit is None) == (actor is None):
        raise TypeError("a task is changed with a permit for its patient, or by an actor where it concerns none")
    if permit is not None:
        return permit.actor, permit.organisation_id
    assert actor is not None
    if actor.kind not in (ActorKind.STAFF, ActorKind.SYSTEM) or actor.organisation_id is None:
        raise PermissionError("a task belongs to an organisation")
    return actor, actor.organisation_id


@contextmanager
def _change(permit: Permit | None, actor: Actor | None, task_id: int, *, at: datetime, verb: str) -> Iterator[tuple[Task, Actor]]:
    """The transaction of one change: the task locked, once the permit or the actor has been held against it.

    Raises:
        NoSuchTask: not there, of another organisation, or about a patient where only an actor was given.
        PermitMismatch: the task is about another patient, or in a category that the permit does not cover.
    """
    who, organisation_id = _who(permit, actor)
    with audit.change(permit=permit, actor=actor, at=at, verb=verb, detail={"task": task_id}):
        task = Task.objects.select_for_update(no_key=True).filter(pk=task_id, organisation_id=organisation_id).first()
        if task is None or (permit is None) != (task.patient_id is None):
            raise NoSuchTask
        if permit is not None:
            permit.check(category=Category(task.category), action=Action.WRITE, patient_id=task.patient_id)
        yield task, who


def _check_for(task: Task, who: Actor) -> None:
    if not is_for(kind=task.kind, asked=Role(task.owner_role), roles=who.roles):
        raise NotForYou


def _check_ends_here(task: Task) -> None:
    if task.kind in GUARDED:
        raise EndsElsewhere


def _will_climb(task: Task, climb: Climb | None) -> None:
    task.escalates_at = climb.at if climb else None
    task.escalates_to_role = climb.role.value if climb else ""


def _wait(task: Task, *, at: datetime) -> None:
    """Open again, with the whole escalation path before it."""
    task.state = State.OPEN.value
    task.taken_at = task.taken_by_id = None
    task.escalation_level = 0
    priority = Priority(task.priority)
    if priority in ESCALATING:
        _will_climb(task, first_climb(priority=priority, asked=Role(task.owner_role), opened_at=at))


def _about(permit: Permit) -> QuerySet[Task]:
    """The unfinished tasks about the permit's patient in the categories that it covers, to be changed."""
    return Task.objects.select_for_update(no_key=True).filter(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        category__in=sorted(category.value for category in permit.categories),
        state__in=_values(UNFINISHED),
    )


def _finish(task: Task, *, who: Actor, outcome: str, at: datetime) -> None:
    task.state = State.DONE.value
    task.outcome = outcome
    task.done_at, task.done_by_id, task.done_by_job = at, who.user_id, who.job_name
    task.snoozed_until, task.snooze_reason = None, ""
    _will_climb(task, None)
    task.save()


def _cancel(task: Task, *, who: Actor, reason: str, at: datetime) -> None:
    task.state = State.CANCELLED.value
    task.cancelled_at, task.cancelled_by_id, task.cancelled_by_job = at, who.user_id, who.job_name
    task.cancel_reason = reason
    task.snoozed_until, task.snooze_reason = None, ""
    _will_climb(task, None)
    task.save()


def _reopen(task: Task, *, at: datetime) -> None:
    task.done_at = task.done_by_id = task.cancelled_at = task.cancelled_by_id = None
    task.done_by_job = task.cancelled_by_job = task.outcome = task.cancel_reason = ""
    if task.taken_at is not None:
        task.state = State.TAKEN.value
    else:
        _wait(task, at=at)
    task.save()
