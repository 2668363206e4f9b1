"""Steps on the way to a goal: add, change, say what became of them."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans import rules
from treatment_plans.models import Goal, Objective, Plan
from treatment_plans.operations.parts import author_of, check_fresh, check_work, close, locked_plan, stamp, touch
from treatment_plans.operations.refusals import PlanNotFound, TextMissing
from treatment_plans.vocabulary import GoalLifecycle, ObjectiveStatus, ObjectiveStep, PlanStatus, PlanWork


def add_objective(
    *, permit: Permit, goal: UUID, text: str, at: datetime, measure: str = "", target_on: date | None = None
) -> Objective:
    """Write down a step on the way to a goal of a draft.

    Raises:
        TextMissing, PlanNotFound, NotPossible (not a draft, or the goal has ended).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    words = _words(text)
    with audit.change(permit=permit, at=at, verb="objective.added") as change:
        plan = locked_plan(permit, Q(goals__uuid=goal))
        row = Goal.objects.filter(plan=plan, uuid=goal).first()
        if row is None:
            raise PlanNotFound
        check_work(permit, plan, PlanWork.WORDING)
        if row.ended_at is not None:
            raise rules.NotPossible(GoalLifecycle(row.lifecycle), PlanWork.WORDING)
        touch(plan, permit, at, fields=[])
        last = Objective.objects.filter(goal=row).aggregate(last=Max("position"))["last"] or 0
        step = Objective.objects.create(
            goal=row,
            position=last + 1,
            text=words,
            measure=measure.strip(),
            target_on=target_on,
            revision=plan.revision,
            added_at=at,
            added_by_id=author_of(permit),
            changed_at=at,
            changed_by_id=author_of(permit),
        )
        change.detail.update(plan=plan.pk, goal=row.pk, objective=step.pk)
    return step


def change_objective(
    *, permit: Permit, objective: UUID, seen: int, text: str, measure: str, target_on: date | None, at: datetime
) -> Objective:
    """Reword a step of a draft, its measure or its day.

    Raises:
        TextMissing, PlanNotFound, StalePlan, NotPossible (not a draft).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    values = {"text": _words(text), "measure": measure.strip(), "target_on": target_on}
    with audit.change(permit=permit, at=at, verb="objective.changed") as change:
        plan, row = _objective(permit, objective, seen)
        check_work(permit, plan, PlanWork.WORDING)
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, values[name])
        if changed:
            touch(plan, permit, at, fields=[])
            stamp(row, plan, permit, at, fields=changed)
        change.detail.update(plan=plan.pk, objective=row.pk, fields=changed)
    return row


def move_objective(*, permit: Permit, objective: UUID, seen: int, step: ObjectiveStep, at: datetime, note: str = "") -> Objective:
    """Say what became of a step: done or not on the version in force, let go or open again on a draft too.

    Raises:
        PlanNotFound, StalePlan, NotPossible.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb=f"objective.{step.value}") as change:
        plan, row = _objective(permit, objective, seen)
        loose = step in (ObjectiveStep.LET_GO, ObjectiveStep.REOPEN) and plan.status == PlanStatus.DRAFT
        check_work(permit, plan, PlanWork.WORDING if loose else PlanWork.PROGRESS)
        row.status = rules.next_status(rules.OBJECTIVE, ObjectiveStatus(row.status), step)
        if row.status == ObjectiveStatus.OPEN:
            row.ended_at = row.ended_by_id = None
            row.end_note = ""
            fields = ["ended_at", "ended_by", "end_note"]
        else:
            fields = close(row, permit, at, note)
        touch(plan, permit, at, fields=[])
        stamp(row, plan, permit, at, fields=["status", *fields])
        change.detail.update(plan=plan.pk, objective=row.pk)
    return row


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise TextMissing
    return words


def _objective(permit: Permit, objective: UUID, seen: int) -> tuple[Plan, Objective]:
    plan = locked_plan(permit, Q(goals__objectives__uuid=objective))
    row = Objective.objects.filter(goal__plan=plan, uuid=objective).first()
    if row is None:
        raise PlanNotFound
    check_fresh(plan, row, seen)
    return plan, row
