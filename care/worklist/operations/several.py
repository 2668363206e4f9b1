"""Every task about one thing or one person at once: finished, cancelled, closed and restored."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from care.actor import Action, Actor, Category, Permit
from care.audit import operations as audit
from care.worklist.models import Task
from care.worklist.operations.parts import about, cancel, finish, reopen, sum_up_tasks, who_acts, words_of
from care.worklist.rules import OWNERS_ALONE, UNFINISHED, State


def finish_tasks_about(
    *, permit: Permit, subject: UUID, kinds: Collection[str], outcome: str, at: datetime, category: Category = Category.SUD
) -> int:
    """Complete every unfinished task of these kinds about one thing of the permit's patient, because it has come about by itself.

    Gives their number. `outcome` says how, in the words of the one who did it.
    """
    permit.check(category=category, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="tasks.finished") as change:
        tasks = list(about(permit).filter(subject=subject, kind__in=[str(kind) for kind in kinds]).order_by("pk"))
        for task in tasks:
            finish(task, who=permit.actor, outcome=outcome, at=at)
        change.detail["tasks"] = [task.pk for task in tasks]
        if tasks:
            sum_up_tasks(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return len(tasks)


def finish_own_tasks_about(*, actor: Actor, subject: UUID, kinds: Collection[str], outcome: str, at: datetime) -> int:
    """`finish_tasks_about` for tasks of the actor's organisation that concern no patient; gives their number."""
    who, organisation_id = who_acts(None, actor)
    with audit.change(actor=actor, at=at, verb="tasks.finished") as change:
        tasks = list(
            Task.objects.select_for_update(no_key=True)
            .filter(
                organisation_id=organisation_id,
                patient_id__isnull=True,
                subject=subject,
                kind__in=[str(kind) for kind in kinds],
                state__in=words_of(UNFINISHED),
            )
            .order_by("pk")
        )
        for task in tasks:
            finish(task, who=who, outcome=outcome, at=at)
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
    category: Category = Category.SUD,
) -> int:
    """Cancel every unfinished task about some things of the permit's patient that are no longer to come; gives their number.

    With `kinds`, only tasks of these; with `untaken`, only those that nobody has taken.

    Raises:
        ValueError: no reason.
    """
    permit.check(category=category, action=Action.WRITE)
    if not reason.strip():
        raise ValueError("a task is cancelled with a reason")
    with audit.change(permit=permit, at=at, verb="tasks.cancelled") as change:
        found = about(permit).filter(subject__in=list(subjects))
        if untaken:
            found = found.filter(state=State.OPEN.value)
        tasks = list((found if kinds is None else found.filter(kind__in=list(kinds))).order_by("pk"))
        for task in tasks:
            cancel(task, who=permit.actor, reason=reason.strip(), at=at)
        change.detail["tasks"] = [task.pk for task in tasks]
        if tasks:
            sum_up_tasks(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return len(tasks)


def close_tasks_of_patient(*, permit: Permit, reason: str, at: datetime) -> int:
    """Cancel every unfinished task about a patient whose care here ends in the same transaction; gives their number.

    What is kept between two colleagues goes on: a signature is due whether care goes on or not. Takes no lock but the tasks'
    own: the summary row ends with the enrolment.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="tasks.closed") as change:
        tasks = list(
            Task.objects.select_for_update(no_key=True)
            .filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, state__in=words_of(UNFINISHED))
            .exclude(category__in=OWNERS_ALONE)
            .order_by("pk")
        )
        for task in tasks:
            cancel(task, who=permit.actor, reason=reason, at=at)
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
            reopen(task, at=at)
        change.detail["tasks"] = [task.pk for task in tasks]
    return len(tasks)
