"""What the changes of tasks have in common: the transaction of one change, and the states that a task is put into."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import QuerySet

from care.actor import Action, Actor, ActorKind, Category, Permit, Role
from care.audit import operations as audit
from care.teams.operations import lock_summary, update_summary
from care.worklist.models import Task
from care.worklist.operations.refusals import EndsElsewhere, NoSuchTask, NotForYou
from care.worklist.rules import ESCALATING, GUARDED, OWNERS_ALONE, UNFINISHED, Climb, Priority, State, first_climb, is_for


def sum_up_tasks(*, patient_id: int, organisation_id: int) -> None:
    """Write the caseload's summary of a patient's unfinished tasks anew: how many, which is next, when it is due.

    The team reads it: what is kept between two colleagues is not counted. Locks the summary row first and reads the tasks after
    that, so that of two changes at once the later sees both.
    """
    lock_summary(patient_id=patient_id, organisation_id=organisation_id)
    unfinished = list(
        Task.objects.filter(patient_id=patient_id, organisation_id=organisation_id, state__in=words_of(UNFINISHED))
        .exclude(category__in=OWNERS_ALONE)
        .order_by("due_at", "pk")
        .values_list("due_at", "title")
    )
    due_at, title = unfinished[0] if unfinished else (None, "")
    update_summary(
        patient_id=patient_id, organisation_id=organisation_id, next_due_at=due_at, next_what=title, open_tasks=len(unfinished)
    )


def sum_up(task: Task) -> None:
    """The same for the person whom a task is about; nothing for one about nobody."""
    if task.patient_id is not None:
        sum_up_tasks(patient_id=task.patient_id, organisation_id=task.organisation_id)


def words_of(states: frozenset[State]) -> list[str]:
    """States as the database keeps them."""
    return sorted(state.value for state in states)


def who_acts(permit: Permit | None, actor: Actor | None) -> tuple[Actor, int]:
    """Who acts, for which organisation: by a permit or as an actor, never both."""
    if (permit is None) == (actor is None):
        raise TypeError("a task is changed with a permit for its patient, or by an actor where it concerns none")
    if permit is not None:
        return permit.actor, permit.organisation_id
    assert actor is not None
    if actor.kind not in (ActorKind.STAFF, ActorKind.SYSTEM) or actor.organisation_id is None:
        raise PermissionError("a task belongs to an organisation")
    return actor, actor.organisation_id


@contextmanager
def change(permit: Permit | None, actor: Actor | None, task_id: int, *, at: datetime, verb: str) -> Iterator[tuple[Task, Actor]]:
    """The transaction of one change: the task locked, once the permit or the actor has been held against it.

    Raises:
        NoSuchTask: not there, of another organisation, or about a patient where only an actor was given.
        PermitMismatch: the task is about another patient, or in a category that the permit does not cover.
    """
    who, organisation_id = who_acts(permit, actor)
    with audit.change(permit=permit, actor=actor, at=at, verb=verb, detail={"task": task_id}):
        task = Task.objects.select_for_update(no_key=True).filter(pk=task_id, organisation_id=organisation_id).first()
        if task is None or (permit is None) != (task.patient_id is None):
            raise NoSuchTask
        if permit is not None:
            permit.check(category=Category(task.category), action=Action.WRITE, patient_id=task.patient_id)
        yield task, who


def check_for(task: Task, who: Actor) -> None:
    """Refuse to who may not take a task of a guarded kind."""
    if not is_for(kind=task.kind, asked=Role(task.owner_role), roles=who.roles):
        raise NotForYou


def check_ends_here(task: Task) -> None:
    """Refuse to end a task that ends on the page of what it is about."""
    if task.kind in GUARDED:
        raise EndsElsewhere


def will_climb(task: Task, climb: Climb | None) -> None:
    """When the task climbs next and to whom; none ends its path."""
    task.escalates_at = climb.at if climb else None
    task.escalates_to_role = climb.role.value if climb else ""


def wait(task: Task, *, at: datetime) -> None:
    """Open again, with the whole escalation path before it."""
    task.state = State.OPEN.value
    task.taken_at = task.taken_by_id = None
    task.escalation_level = 0
    priority = Priority(task.priority)
    if priority in ESCALATING:
        will_climb(task, first_climb(priority=priority, asked=Role(task.owner_role), opened_at=at))


def about(permit: Permit) -> QuerySet[Task]:
    """The unfinished tasks about the permit's patient in the categories that it covers, to be changed."""
    return Task.objects.select_for_update(no_key=True).filter(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        category__in=sorted(category.value for category in permit.categories),
        state__in=words_of(UNFINISHED),
    )


def finish(task: Task, *, who: Actor, outcome: str, at: datetime) -> None:
    """Done, with what came of it."""
    task.state = State.DONE.value
    task.outcome = outcome
    task.done_at, task.done_by_id, task.done_by_job = at, who.user_id, who.job_name
    task.snoozed_until, task.snooze_reason = None, ""
    will_climb(task, None)
    task.save()


def cancel(task: Task, *, who: Actor, reason: str, at: datetime) -> None:
    """No longer needed, and why."""
    task.state = State.CANCELLED.value
    task.cancelled_at, task.cancelled_by_id, task.cancelled_by_job = at, who.user_id, who.job_name
    task.cancel_reason = reason
    task.snoozed_until, task.snooze_reason = None, ""
    will_climb(task, None)
    task.save()


def reopen(task: Task, *, at: datetime) -> None:
    """As it stood before it was finished."""
    task.done_at = task.done_by_id = task.cancelled_at = task.cancelled_by_id = None
    task.done_by_job = task.cancelled_by_job = task.outcome = task.cancel_reason = ""
    if task.taken_at is not None:
        task.state = State.TAKEN.value
    else:
        wait(task, at=at)
    task.save()
