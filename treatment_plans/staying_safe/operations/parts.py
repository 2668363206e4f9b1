"""What every change of this room is made of: the lock, the step, the task that asks somebody to sit down with the person.

Locked in this order: a plan, then its links and copies, then who is asked (`one_asks`), then tasks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.audit.operations import Change
from care.lib.dates import day_bounds
from care.outbox import operations as outbox
from care.outbox.rules import event_kind
from care.worklist.operations import finish_tasks_about, open_task
from care.worklist.queries import subjects_of_tasks
from care.worklist.rules import Priority
from treatment_plans.rules import next_status
from treatment_plans.staying_safe import rules
from treatment_plans.staying_safe.models import SafePlan
from treatment_plans.staying_safe.queries import PlanNotFound, plans_of
from treatment_plans.staying_safe.vocabulary import CATEGORIES, PlanKind, PlanState, PlanStep, Why

SUBJECT = "safe_plan"
LOOK_AGAIN = "safe_plan.look_again"
TITLES = {
    PlanKind.STAYING_WELL: "Look at the plan for staying well together",
    PlanKind.SAFETY: "Look at the safety plan together",
    PlanKind.OVERDOSE: "Look at the overdose plan together",
}
MAKE = {
    PlanKind.STAYING_WELL: "Make a plan for staying well together",
    PlanKind.SAFETY: "Make a safety plan together",
    PlanKind.OVERDOSE: "Make an overdose plan together",
}


def task_kind(kind: PlanKind) -> str:
    """The word of the tasks about a kind of plan."""
    return f"safe_plan_{kind.value}"


def locked(permit: Permit, plan: UUID) -> SafePlan:
    """A plan of the permit's patient, held within the caller's transaction.

    Raises:
        PlanNotFound.
    """
    row = plans_of(permit).select_for_update(no_key=True).filter(uuid=plan).first()
    if row is None:
        raise PlanNotFound
    permit.check(category=Category(row.category), action=Action.WRITE)
    return row


@contextmanager
def changing(permit: Permit, plan: UUID, *, at: datetime, verb: str) -> Iterator[tuple[SafePlan, Change]]:
    """The transaction of one change with its event, the plan locked."""
    with audit.change(permit=permit, at=at, verb=verb) as change:
        row = locked(permit, plan)
        change.detail["plan"] = row.pk
        change.detail["kind"] = row.kind
        yield row, change


def move(row: SafePlan, step: PlanStep) -> None:
    """Let it take a step; the caller saves it.

    Raises:
        NotPossible: the table has no such step from here.
    """
    row.state = next_status(rules.PLAN, PlanState(row.state), step).value


def one_asks(permit: Permit) -> None:
    """Of two who ask a colleague about one person at once, the second waits, and sees that somebody is asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"staying_safe.ask.{permit.patient_id}"])


def ask_to_look(
    permit: Permit, kind: PlanKind, *, subject: UUID, why: Why, within: timedelta, is_new: bool, at: datetime
) -> bool:
    """Ask a colleague to sit down with the person over a plan; False where somebody is asked already."""
    one_asks(permit)
    if subjects_of_tasks(permit=permit, kinds=[task_kind(kind)]):
        return False
    open_task(
        permit=permit,
        kind=task_kind(kind),
        title=(MAKE if is_new else TITLES)[kind],
        why=f"{why.label}: {why.prose}",
        category=CATEGORIES[kind],
        priority=Priority.RAISED if why is Why.SCREENING else Priority.ROUTINE,
        owner_role=Role.COUNSELOR,
        due_at=at + within,
        subject_kind=SUBJECT,
        subject=subject,
        at=at,
    )
    return True


def looked(permit: Permit, kind: PlanKind, *, outcome: str, at: datetime) -> None:
    """Whoever was asked to look at this kind of plan is asked no longer."""
    for subject in subjects_of_tasks(permit=permit, kinds=[task_kind(kind)]):
        finish_tasks_about(
            permit=permit, subject=subject, kinds=[task_kind(kind)], outcome=outcome, at=at, category=CATEGORIES[kind]
        )


def hear_later(row: SafePlan, *, on: date, zone: str, at: datetime) -> None:
    """Have the room hear of a plan on the day by which it is looked at again."""
    outbox.queue(
        kind=event_kind(LOOK_AGAIN),
        key=f"{LOOK_AGAIN}:{row.uuid}:{on.isoformat()}",
        due_at=max(day_bounds(on, zone)[0], at),
        at=at,
        organisation_id=row.organisation_id,
        patient_id=row.patient_id,
        about={"plan": str(row.uuid)},
    )
