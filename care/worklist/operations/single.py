"""One task: open, take, give back, complete, snooze, cancel, reopen."""

from datetime import datetime
from uuid import UUID

from care.accounts.queries import names_of_staff, works_at
from care.actor import Action, Actor, Category, Permit, Role
from care.audit import operations as audit
from care.worklist.models import Task
from care.worklist.operations.parts import (
    cancel,
    change,
    check_ends_here,
    check_for,
    finish,
    reopen,
    sum_up,
    wait,
    who_acts,
    will_climb,
)
from care.worklist.operations.refusals import AlreadyTaken, CannotSnooze, NobodyToKeepIt, NotOurColleague, TooLateToUndo
from care.worklist.rules import (
    ESCALATING,
    OWNERS_ALONE,
    UNDO_WINDOW,
    UNFINISHED,
    Kind,
    Move,
    NotPossible,
    Priority,
    State,
    check_move,
    first_climb,
    may_snooze,
    next_climb,
    step_of,
)


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
        NobodyToKeepIt: what is kept between two colleagues is given to one, and climbs to nobody.
    """
    if permit is not None:
        permit.check(category=category, action=Action.WRITE)
    if category in OWNERS_ALONE and (owner_id is None or permit is None or priority in ESCALATING):
        raise NobodyToKeepIt
    who, organisation_id = who_acts(permit, actor)
    if owner_id is not None and not works_at(staff_id=owner_id, organisation_id=organisation_id):
        raise NotOurColleague
    with audit.change(permit=permit, actor=actor, at=at, verb="task.opened", detail={"priority": priority.value}) as event:
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
            will_climb(task, first_climb(priority=priority, asked=owner_role, opened_at=at))
        else:
            task.escalation_level = step_of(priority=priority, role=climbed_to, after=0)
            will_climb(task, next_climb(priority=priority, climbed=task.escalation_level, due=at, at=at))
        task.save()
        event.detail["task"] = task.pk
        sum_up(task)
    return task


def take_task(*, permit: Permit | None = None, actor: Actor | None = None, task_id: int, at: datetime) -> Task:
    """Make the actor the named owner. Of two who take it at once one wins; taking one's own again changes nothing.

    Raises:
        AlreadyTaken: a colleague has it, with who and since when.
        NotForYou: it is of a guarded kind, and for another role.
        NotPossible: it is done or cancelled.
    """
    with change(permit, actor, task_id, at=at, verb="task.taken") as (task, who):
        if who.staff_id is None:
            raise PermissionError("only a colleague takes a task")
        check_for(task, who)
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
        will_climb(task, None)
        task.save()
    return task


def give_back_task(*, permit: Permit | None = None, actor: Actor | None = None, task_id: int, at: datetime) -> Task:
    """Return a taken task to the role that was asked; a raised or urgent one climbs again from now.

    Raises:
        NotPossible: nobody has it, or it is kept between its owner and who asked them.
    """
    with change(permit, actor, task_id, at=at, verb="task.given_back") as (task, who):
        check_for(task, who)
        check_move(Move.GIVE_BACK, State(task.state))
        if Category(task.category) in OWNERS_ALONE:  # no role may know of it
            raise NotPossible(Move.GIVE_BACK, State(task.state))
        task.owner_id = None
        wait(task, at=at)
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
    with change(permit, actor, task_id, at=at, verb="task.done") as (task, who):
        check_ends_here(task)
        check_move(Move.COMPLETE, State(task.state))
        finish(task, who=who, outcome=outcome.strip(), at=at)
        sum_up(task)
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
    with change(permit, actor, task_id, at=at, verb="task.snoozed") as (task, who):
        check_for(task, who)
        if State(task.state) not in UNFINISHED:
            raise NotPossible(Move.COMPLETE, State(task.state))
        if not may_snooze(priority=Priority(task.priority), state=State(task.state)):
            raise CannotSnooze
        task.snoozed_until, task.snooze_reason = until, reason.strip()
        task.save()
    return task


def wake_task(*, permit: Permit | None = None, actor: Actor | None = None, task_id: int, at: datetime) -> Task:
    """End a snooze before its time."""
    with change(permit, actor, task_id, at=at, verb="task.woken") as (task, _who):
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
    with change(permit, actor, task_id, at=at, verb="task.cancelled") as (task, who):
        check_ends_here(task)
        check_move(Move.CANCEL, State(task.state))
        cancel(task, who=who, reason=reason.strip(), at=at)
        sum_up(task)
    return task


def reopen_task(*, permit: Permit | None = None, actor: Actor | None = None, task_id: int, at: datetime) -> Task:
    """Undo: a task finished within the last `UNDO_WINDOW` stands where it stood, with its owner where it had one.

    Raises:
        EndsElsewhere: it is of a guarded kind.
        NotPossible: it is not finished.
        TooLateToUndo: it was finished longer ago.
    """
    with change(permit, actor, task_id, at=at, verb="task.reopened") as (task, _who):
        check_ends_here(task)
        check_move(Move.REOPEN, State(task.state))
        finished_at = task.done_at or task.cancelled_at
        if finished_at is None or at - finished_at > UNDO_WINDOW:
            raise TooLateToUndo
        reopen(task, at=at)
        sum_up(task)
    return task
