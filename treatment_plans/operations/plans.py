"""Versions of a plan: draft, describe, agree, complete, end early; and the lock under which every line is changed."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Max, Q

from care.actor import Action, Category, Permit, PermitMismatch
from care.audit import operations as audit
from care.lib.dates import local_date
from care.teams.operations import NotEnrolled, update_summary
from care.teams.queries import open_enrolment
from treatment_plans import rules
from treatment_plans.models import Goal, Intervention, Plan
from treatment_plans.operations.refusals import (
    DraftExists,
    GoalsOpen,
    LineChange,
    NothingToAgree,
    PlanNotFound,
    ReasonNotPossible,
    StalePlan,
)
from treatment_plans.queries import plans_of
from treatment_plans.rules import OPEN_GOALS, OPEN_INTERVENTIONS
from treatment_plans.vocabulary import (
    GoalLifecycle,
    GoalStep,
    InterventionStatus,
    InterventionStep,
    PlanEnd,
    PlanStatus,
    PlanStep,
    PlanWork,
)

Line = TypeVar("Line", Goal, Intervention)


def draft_plan(*, permit: Permit, at: datetime, strengths: str | None = None, preferences: str | None = None) -> Plan:
    """Begin the draft of the next version. It takes over the open goals and interventions of the version in force,
    and its strengths and preferences where none are given.

    Raises:
        NotEnrolled: the person has no open enrolment in the programme.
        DraftExists: there is a draft already.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.drafted") as change:
        _check_enrolled(permit)
        plans = plans_of(permit)
        if plans.filter(status=PlanStatus.DRAFT).exists():
            raise DraftExists
        active = plans.select_for_update(no_key=True).filter(status=PlanStatus.ACTIVE).first()
        last = plans.aggregate(last=Max("version"))["last"] or 0
        try:
            plan = Plan.objects.create(
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                version=last + 1,
                strengths=strengths if strengths is not None else active.strengths if active else "",
                preferences=preferences if preferences is not None else active.preferences if active else "",
                started_at=at,
                started_by_id=author_of(permit),
                changed_at=at,
                changed_by_id=author_of(permit),
            )
        except IntegrityError as error:
            raise DraftExists from error
        if active:
            _take_over(active, plan)
        summarise(permit)
        change.detail.update(plan=plan.pk, version=plan.version)
    return plan


def describe_plan(*, permit: Permit, plan: UUID, seen: int, strengths: str, preferences: str, at: datetime) -> Plan:
    """Write the person's strengths and preferences into a draft.

    Raises:
        PlanNotFound, StalePlan (strengths or preferences changed since `seen`), NotPossible (not a draft).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.described") as change:
        row = locked_plan(permit, Q(uuid=plan))
        rules.check_work(PlanStatus(row.status), PlanWork.WORDING)
        if row.described_revision > seen:
            raise StalePlan(revision=row.revision, changed=tuple(_changes_since(row, seen)))
        row.strengths, row.preferences = strengths.strip(), preferences.strip()
        row.described_revision = row.revision + 1
        touch(row, permit, at, fields=["strengths", "preferences", "described_revision"])
        change.detail.update(plan=row.pk, fields=["strengths", "preferences"])
    return row


def agree_plan(*, permit: Permit, plan: UUID, seen: int, at: datetime) -> Plan:
    """Put a draft in force, as the person and the team agreed on it; the version in force before ends.

    What happened to goals and interventions of the version before while the draft was written is taken over. Review is due
    30 days later for a person's first plan, 90 for later ones (clinical reference 12.3), by the programme's calendar.

    Raises:
        NotEnrolled: the person has no open enrolment.
        PlanNotFound, NotPossible (not a draft), NothingToAgree (no open goal).
        StalePlan: anything in the draft changed since `seen`: people agree on what they have read.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.agreed") as change:
        _check_enrolled(permit)
        # every version of the person is locked in one order: two drafts agreed at once wait for each other
        versions = list(plans_of(permit).select_for_update(of=("self",)).select_related("organisation").order_by("pk"))
        row = next((version for version in versions if version.uuid == plan), None)
        if row is None:
            raise PlanNotFound
        status = rules.next_status(rules.PLAN, PlanStatus(row.status), PlanStep.AGREE)
        check_fresh(row, row, seen)
        active = next((version for version in versions if version.status == PlanStatus.ACTIVE), None)
        today = local_date(at, row.organisation.zone)
        if active:
            _take_over_progress(row)
            _end(active, permit, PlanStatus.REVOKED, PlanEnd.SUPERSEDED, at)
            change.detail["superseded"] = active.pk
        goals = list(Goal.objects.filter(plan=row, lifecycle__in=OPEN_GOALS))
        if not goals:
            raise NothingToAgree
        row.revision += 1
        for goal in goals:
            if goal.lifecycle == GoalLifecycle.PROPOSED:
                goal.lifecycle = rules.next_status(rules.GOAL, GoalLifecycle.PROPOSED, GoalStep.AGREE)
                stamp(goal, row, permit, at, fields=["lifecycle"])
        for line in Intervention.objects.filter(goal__in=goals, status=InterventionStatus.PLANNED):
            if line.starts_on is None or line.starts_on <= today:
                line.status = rules.next_status(rules.INTERVENTION, InterventionStatus.PLANNED, InterventionStep.BEGIN)
                stamp(line, row, permit, at, fields=["status"])
        row.status = status
        row.agreed_at, row.agreed_by_id = at, author_of(permit)
        row.changed_at, row.changed_by_id = at, author_of(permit)
        row.review_due_on = rules.review_due(
            today, is_first=all(version.agreed_at is None for version in versions if version != row)
        )
        row.save(update_fields=["revision", "status", "agreed_at", "agreed_by", "changed_at", "changed_by", "review_due_on"])
        summarise(permit)
        change.detail.update(plan=row.pk, version=row.version)
    return row


def complete_plan(*, permit: Permit, plan: UUID, seen: int, at: datetime) -> Plan:
    """End the version in force because no goal of it is open any more.

    Raises:
        PlanNotFound, StalePlan, NotPossible (not in force), GoalsOpen.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.completed") as change:
        row = locked_plan(permit, Q(uuid=plan))
        status = rules.next_status(rules.PLAN, PlanStatus(row.status), PlanStep.COMPLETE)
        check_fresh(row, row, seen)
        if Goal.objects.filter(plan=row, lifecycle__in=OPEN_GOALS).exists():
            raise GoalsOpen
        _end(row, permit, status, PlanEnd.GOALS_REACHED, at)
        summarise(permit)
        change.detail.update(plan=row.pk, version=row.version)
    return row


def revoke_plan(*, permit: Permit, plan: UUID, seen: int, reason: PlanEnd, at: datetime) -> Plan:
    """End a version before its end: set a draft aside, or give up the version in force. Open goals of a version in force
    are let go with it, open interventions stopped; those of a draft stay as they were written.

    Raises:
        PlanNotFound, StalePlan, NotPossible (ended already), ReasonNotPossible.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.revoked", detail={"reason": reason.value}) as change:
        row = locked_plan(permit, Q(uuid=plan))
        before = PlanStatus(row.status)
        status = rules.next_status(rules.PLAN, before, PlanStep.REVOKE)
        check_fresh(row, row, seen)
        if reason not in rules.REVOKE_REASONS[before]:
            raise ReasonNotPossible
        if before is PlanStatus.ACTIVE:
            _close_lines(row, permit, at)
        _end(row, permit, status, reason, at)
        summarise(permit)
        change.detail.update(plan=row.pk, version=row.version)
    return row


# --- the lock, the freshness and the stamp of every change of a line ----------------------------------------------------------


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


def check_fresh(plan: Plan, line: Plan | Goal | Intervention, seen: int) -> None:
    """Refuse to change what has changed since it was read.

    Raises:
        StalePlan: the line is newer than the revision that was read.
    """
    if line.revision > seen:
        raise StalePlan(revision=plan.revision, changed=tuple(_changes_since(plan, seen)))


def touch(plan: Plan, permit: Permit, at: datetime, *, fields: list[str]) -> None:
    """Count a change of the plan itself, and save it."""
    plan.revision += 1
    plan.changed_at, plan.changed_by_id = at, author_of(permit)
    plan.save(update_fields=["revision", "changed_at", "changed_by", *fields])


def stamp(line: Goal | Intervention, plan: Plan, permit: Permit, at: datetime, *, fields: list[str]) -> None:
    """Mark a line as changed in the plan's present revision, and save it."""
    line.revision = plan.revision
    line.changed_at, line.changed_by_id = at, author_of(permit)
    line.save(update_fields=["revision", "changed_at", "changed_by", *fields])


def close(line: Goal | Intervention, permit: Permit, at: datetime, note: str) -> list[str]:
    """Set when, by whom and with which note a line ended; gives the fields to save."""
    line.ended_at, line.ended_by_id = at, author_of(permit)
    line.end_note = note.strip()
    return ["ended_at", "ended_by", "end_note"]


def _changes_since(plan: Plan, seen: int) -> list[LineChange]:
    goals = Goal.objects.filter(plan=plan, revision__gt=seen).select_related("changed_by")
    lines = Intervention.objects.filter(goal__plan=plan, revision__gt=seen).select_related("changed_by")
    found = [LineChange("goal", goal.uuid, goal.revision, goal.changed_at, goal.changed_by.name) for goal in goals]
    found += [LineChange("intervention", line.uuid, line.revision, line.changed_at, line.changed_by.name) for line in lines]
    if plan.described_revision > seen or not found:
        found.append(LineChange("plan", plan.uuid, plan.revision, plan.changed_at, plan.changed_by.name))
    return sorted(found, key=lambda change: change.revision)


def _check_enrolled(permit: Permit) -> None:
    if open_enrolment(permit=permit) is None:
        raise NotEnrolled


def _end(plan: Plan, permit: Permit, status: PlanStatus, reason: PlanEnd, at: datetime) -> None:
    plan.status = status
    plan.ended_at, plan.ended_by_id = at, author_of(permit)
    plan.end_reason = reason
    touch(plan, permit, at, fields=["status", "ended_at", "ended_by", "end_reason"])


def _close_lines(plan: Plan, permit: Permit, at: datetime) -> None:
    for goal in Goal.objects.filter(plan=plan, lifecycle__in=OPEN_GOALS):
        goal.lifecycle = rules.next_status(rules.GOAL, GoalLifecycle(goal.lifecycle), GoalStep.CANCEL)
        stamp(goal, plan, permit, at, fields=["lifecycle", *close(goal, permit, at, "")])
    for line in Intervention.objects.filter(goal__plan=plan, status__in=OPEN_INTERVENTIONS):
        line.status = rules.next_status(rules.INTERVENTION, InterventionStatus(line.status), InterventionStep.STOP)
        stamp(line, plan, permit, at, fields=["status", *close(line, permit, at, "")])


def _take_over(active: Plan, draft: Plan) -> None:
    """Copy the open lines of the version in force into the draft, as they stand, with who stated and changed them."""
    for goal in Goal.objects.filter(plan=active, lifecycle__in=OPEN_GOALS).order_by("position"):
        lines = list(Intervention.objects.filter(goal=goal, status__in=OPEN_INTERVENTIONS).order_by("position"))
        copy = _copied(goal, revision=draft.revision)
        copy.plan = draft
        copy.save()
        for line in lines:
            copied = _copied(line, revision=draft.revision)
            copied.goal = copy
            copied.save()


def _copied(line: Line, *, revision: int) -> Line:
    left = {"id", "uuid", "carried_from", "revision"}
    values = {field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields if field.name not in left}
    return type(line)(**values, carried_from_id=line.pk, revision=revision)


GOAL_PROGRESS = (
    "lifecycle",
    "achievement",
    "achievement_note",
    "achievement_at",
    "achievement_by_id",
    "ended_at",
    "ended_by_id",
    "end_note",
)
INTERVENTION_PROGRESS = ("status", "ended_at", "ended_by_id", "end_note")


def _take_over_progress(draft: Plan) -> None:
    """Bring what was recorded on the version in force since the draft began; what the draft itself let go stays let go."""
    for goal in Goal.objects.filter(plan=draft, lifecycle__in=OPEN_GOALS, carried_from__isnull=False).select_related(
        "carried_from"
    ):
        _bring(goal, goal.carried_from, GOAL_PROGRESS)
    lines = Intervention.objects.filter(goal__plan=draft, status__in=OPEN_INTERVENTIONS, carried_from__isnull=False)
    for line in lines.select_related("carried_from"):
        _bring(line, line.carried_from, INTERVENTION_PROGRESS)


def _bring(line: Goal | Intervention, source: Goal | Intervention | None, fields: tuple[str, ...]) -> None:
    changed = [name for name in fields if getattr(line, name) != getattr(source, name)]
    for name in changed:
        setattr(line, name, getattr(source, name))
    if changed:
        line.save(update_fields=[name.removesuffix("_id") for name in changed])


def summarise(permit: Permit) -> None:
    """The caseload's words for the plan: the version in force, else the draft, else nothing."""
    found = {plan.status: plan for plan in plans_of(permit).filter(status__in=[PlanStatus.ACTIVE, PlanStatus.DRAFT])}
    plan = found.get(PlanStatus.ACTIVE) or found.get(PlanStatus.DRAFT)
    update_summary(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        plan_status=plan.status if plan else "",
        plan_review_due_on=plan.review_due_on if plan else None,
    )


def sum_up_plans(*, permit: Permit, at: datetime) -> None:
    """Write the caseload's words for the plan anew, because two records became one or two again."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plans.summed_up"):
        summarise(permit)
