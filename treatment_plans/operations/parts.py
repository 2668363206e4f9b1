"""What every change of a plan does: who writes, the lock, whether it is read as it stands, the stamp, the end, the caseload."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Q

from care.actor import Permit, PermitMismatch, Role
from care.outbox import operations as outbox
from care.teams.operations import NotEnrolled, update_summary
from care.teams.queries import open_enrolment
from treatment_plans import rules
from treatment_plans.models import Goal, Intervention, Objective, Plan, Problem, Section
from treatment_plans.operations.refusals import LineChange, PlanNotFound, StalePlan
from treatment_plans.queries import plans_of
from treatment_plans.rules import IN_FORCE, IN_WRITING, OPEN_GOALS, OPEN_INTERVENTIONS
from treatment_plans.vocabulary import (
    Doer,
    GoalLifecycle,
    GoalStep,
    InterventionStatus,
    InterventionStep,
    ObjectiveStatus,
    ObjectiveStep,
    PlanEnd,
    PlanStatus,
    PlanStep,
    PlanWork,
)

Line = TypeVar("Line", Goal, Intervention, Objective, Problem)
AnyLine = Plan | Goal | Intervention | Objective | Problem | Section


def doers_of(permit: Permit) -> list[Doer]:
    """As what the holder of a permit acts on a plan."""
    actor = permit.actor
    if actor.user_id is not None:
        return [Doer.TEAM, Doer.SUPERVISOR] if Role.SUPERVISOR in actor.roles else [Doer.TEAM]
    return [Doer.JOB] if actor.job else [Doer.PERSON] if actor.patient_id is not None else [Doer.READER]


def check_work(permit: Permit, plan: Plan, work: PlanWork) -> None:
    """Refuse work that the plan's state or the holder of the permit does not allow.

    Raises:
        NotPossible, NotTheirs.
    """
    rules.check_work(PlanStatus(plan.status), work)
    rules.check_doer(doers_of(permit), work)


def next_of(permit: Permit, plan: Plan, step: PlanStep) -> PlanStatus:
    """Where a step leads that the holder of the permit may take.

    Raises:
        NotPossible, NotTheirs.
    """
    status = rules.next_status(rules.PLAN, PlanStatus(plan.status), step)
    rules.check_doer(doers_of(permit), step)
    return status


def author_of(permit: Permit) -> int:
    """The person who writes.

    Raises:
        PermitMismatch: a job of the platform has the permit; a plan is written by people.
    """
    if permit.actor.user_id is None:
        raise PermitMismatch("a plan is written by people, not by a job")
    return permit.actor.user_id


def locked_plan(permit: Permit, condition: Q) -> Plan:
    """The plan that a change is about, locked until the transaction ends; for this package.

    Raises:
        PlanNotFound: none such in the permit's record.
    """
    plan = plans_of(permit).filter(condition).select_for_update(of=("self",)).first()
    if plan is None:
        raise PlanNotFound
    return plan


def check_fresh(plan: Plan, line: AnyLine, seen: int) -> None:
    """Refuse to change what has changed since it was read.

    Raises:
        StalePlan: the line is newer than the revision that was read.
    """
    if line.revision > seen:
        raise StalePlan(revision=plan.revision, changed=tuple(changes_since(plan, seen)))


def touch(plan: Plan, permit: Permit, at: datetime, *, fields: list[str]) -> None:
    """Count a change of the plan itself, and save it."""
    plan.revision += 1
    plan.changed_at, plan.changed_by_id = at, author_of(permit)
    plan.save(update_fields=["revision", "changed_at", "changed_by", *fields])


def stamp(
    line: Goal | Intervention | Objective | Problem, plan: Plan, permit: Permit, at: datetime, *, fields: list[str]
) -> None:
    """Mark a line as changed in the plan's present revision, and save it."""
    line.revision = plan.revision
    line.changed_at, line.changed_by_id = at, author_of(permit)
    line.save(update_fields=["revision", "changed_at", "changed_by", *fields])


def close(line: Goal | Intervention | Objective, permit: Permit, at: datetime, note: str) -> list[str]:
    """Set when, by whom and with which note a line ended; gives the fields to save."""
    line.ended_at, line.ended_by_id = at, author_of(permit)
    line.end_note = note.strip()
    return ["ended_at", "ended_by", "end_note"]


def changes_since(plan: Plan, seen: int) -> list[LineChange]:
    """The lines of a version that changed after a revision, with when and by whom; the plan itself where none did."""
    found = []
    for what, rows in (
        ("section", Section.objects.filter(plan=plan)),
        ("problem", Problem.objects.filter(plan=plan)),
        ("goal", Goal.objects.filter(plan=plan)),
        ("objective", Objective.objects.filter(goal__plan=plan)),
        ("intervention", Intervention.objects.filter(goal__plan=plan)),
    ):
        for row in rows.filter(revision__gt=seen).select_related("changed_by"):
            found.append(LineChange(what, row.uuid, row.revision, row.changed_at, row.changed_by.name))
    if not found:
        found.append(LineChange("plan", plan.uuid, plan.revision, plan.changed_at, plan.changed_by.name))
    return sorted(found, key=lambda change: change.revision)


def check_enrolled(permit: Permit) -> None:
    """Refuse to plan for somebody whose care here has ended.

    Raises:
        NotEnrolled.
    """
    if open_enrolment(permit=permit) is None:
        raise NotEnrolled


def end_plan(plan: Plan, permit: Permit, status: PlanStatus, reason: PlanEnd, at: datetime) -> None:
    """End a version, with its reason; whoever looks at plans again hears of it by the event `plan.ended`."""
    plan.status = status
    plan.ended_at, plan.ended_by_id = at, author_of(permit)
    plan.end_reason = reason
    touch(plan, permit, at, fields=["status", "ended_at", "ended_by", "end_reason"])
    outbox.publish(
        event="plan.ended",
        key=f"plan.ended:{plan.uuid}",
        at=at,
        organisation_id=plan.organisation_id,
        patient_id=plan.patient_id,
        about={"plan": str(plan.uuid)},
    )


def close_lines(plan: Plan, permit: Permit, at: datetime) -> None:
    """Let go of the open goals and steps of a version, and stop what is done."""
    for goal in Goal.objects.filter(plan=plan, lifecycle__in=OPEN_GOALS):
        goal.lifecycle = rules.next_status(rules.GOAL, GoalLifecycle(goal.lifecycle), GoalStep.CANCEL)
        stamp(goal, plan, permit, at, fields=["lifecycle", *close(goal, permit, at, "")])
    for line in Intervention.objects.filter(goal__plan=plan, status__in=OPEN_INTERVENTIONS):
        line.status = rules.next_status(rules.INTERVENTION, InterventionStatus(line.status), InterventionStep.STOP)
        stamp(line, plan, permit, at, fields=["status", *close(line, permit, at, "")])
    for step in Objective.objects.filter(goal__plan=plan, status=ObjectiveStatus.OPEN):
        step.status = rules.next_status(rules.OBJECTIVE, ObjectiveStatus.OPEN, ObjectiveStep.LET_GO)
        stamp(step, plan, permit, at, fields=["status", *close(step, permit, at, "")])


def summarise(permit: Permit) -> None:
    """The caseload's words for the plan: the version in force, else the one being written, else nothing."""
    found = list(plans_of(permit).filter(status__in=IN_FORCE | IN_WRITING))
    plan = next((plan for plan in found if plan.status in IN_FORCE), found[0] if found else None)
    update_summary(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        plan_status=plan.status if plan else "",
        plan_review_due_on=plan.review_due_on if plan else None,
    )
