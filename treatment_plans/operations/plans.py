"""Versions of a plan: draft, propose, agree and start, write on, review and keep, complete, end early."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Max, Q

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.lib.dates import local_date
from care.worklist import operations as worklist
from treatment_plans import rules
from treatment_plans.models import Goal, Intervention, Plan
from treatment_plans.operations.carrying import take_over, take_over_progress, take_over_sections
from treatment_plans.operations.parts import (
    author_of,
    check_enrolled,
    check_fresh,
    check_work,
    close_lines,
    end_plan,
    locked_plan,
    next_of,
    stamp,
    summarise,
    touch,
)
from treatment_plans.operations.refusals import DraftExists, GoalsOpen, NothingToAgree, PlanNotFound, ReasonNotPossible
from treatment_plans.operations.signatures import ASKED_TO_SIGN, Said, ask_supervisor, needs_supervisor, sign_for_both
from treatment_plans.queries import plans_of
from treatment_plans.rules import IN_FORCE, IN_WRITING, OPEN_GOALS
from treatment_plans.vocabulary import (
    GoalLifecycle,
    GoalStep,
    InterventionStatus,
    InterventionStep,
    LevelOfCare,
    PlanEnd,
    PlanStatus,
    PlanStep,
    PlanWork,
    SectionKind,
)


@dataclass(slots=True)
class Versions:
    """A person's versions, locked in one order, and which of them is meant; for this package."""

    all: list[Plan]
    row: Plan

    @property
    def in_force(self) -> Plan | None:
        """The other one that care goes by."""
        return next((plan for plan in self.all if plan.status in IN_FORCE and plan != self.row), None)


def draft_plan(*, permit: Permit, at: datetime, strengths: str | None = None, preferences: str | None = None) -> Plan:
    """Begin the draft of the next version. It takes over sections, problems, open goals, steps and interventions of the version
    in force; strengths and preferences are taken over where none are given.

    Raises:
        NotEnrolled: the person has no open enrolment in the programme.
        DraftExists: a version is being written already.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.drafted") as change:
        check_enrolled(permit)
        plans = plans_of(permit)
        if plans.filter(status__in=IN_WRITING).exists():
            raise DraftExists
        active = plans.select_for_update(no_key=True).filter(status__in=IN_FORCE).first()
        last = plans.aggregate(last=Max("version"))["last"] or 0
        try:
            plan = Plan.objects.create(
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                version=last + 1,
                level_of_care=active.level_of_care if active else "",
                level_source=active.level_source if active else None,
                person_wants_copy=active.person_wants_copy if active else False,
                started_at=at,
                started_by_id=author_of(permit),
                changed_at=at,
                changed_by_id=author_of(permit),
            )
        except IntegrityError as error:
            raise DraftExists from error
        take_over_sections(active, plan, {SectionKind.STRENGTHS: strengths, SectionKind.PREFERENCES: preferences})
        if active:
            take_over(active, plan)
        summarise(permit)
        change.detail.update(plan=plan.pk, version=plan.version)
    return plan


def frame_plan(
    *,
    permit: Permit,
    plan: UUID,
    seen: int,
    level_of_care: LevelOfCare | None,
    starts_on: date | None,
    person_wants_copy: bool,
    at: datetime,
    level_source: UUID | None = None,
) -> Plan:
    """Say in a draft how much care it plans (`level_source`: the assessment that says so), from when, and whether the person
    wants a copy.

    Raises:
        PlanNotFound, StalePlan, NotPossible (not a draft).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.framed") as change:
        row = locked_plan(permit, Q(uuid=plan))
        check_work(permit, row, PlanWork.WORDING)
        check_fresh(row, row, seen)
        row.level_of_care = level_of_care.value if level_of_care else ""
        row.level_source = level_source if level_of_care else None
        row.starts_on, row.person_wants_copy = starts_on, person_wants_copy
        touch(row, permit, at, fields=["level_of_care", "level_source", "starts_on", "person_wants_copy"])
        change.detail.update(plan=row.pk)
    return row


def propose_plan(*, permit: Permit, plan: UUID, seen: int, at: datetime) -> Plan:
    """Put a draft before the person and the team: its wording stays as they read it until it is written on.

    Raises:
        PlanNotFound, NotPossible (not a draft), StalePlan, NothingToAgree (no open goal).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.proposed") as change:
        row = locked_plan(permit, Q(uuid=plan))
        status = next_of(permit, row, PlanStep.PROPOSE)
        check_fresh(row, row, seen)
        if not Goal.objects.filter(plan=row, lifecycle__in=OPEN_GOALS).exists():
            raise NothingToAgree
        row.status, row.offered_revision = status, row.revision + 1
        touch(row, permit, at, fields=["status", "offered_revision"])
        summarise(permit)
        change.detail.update(plan=row.pk, version=row.version)
    return row


def rewrite_plan(*, permit: Permit, plan: UUID, seen: int, at: datetime) -> Plan:
    """Take a proposed or agreed version back into writing. What was signed stays, with the revision that was signed.

    Raises:
        PlanNotFound, NotPossible, StalePlan.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.rewritten") as change:
        row = locked_plan(permit, Q(uuid=plan))
        status = next_of(permit, row, PlanStep.REWRITE)
        check_fresh(row, row, seen)
        back_to_writing(row, permit, status, at)
        change.detail.update(plan=row.pk, version=row.version)
    return row


def back_to_writing(row: Plan, permit: Permit, status: PlanStatus, at: datetime) -> None:
    """Make a draft of a locked version again; for this package."""
    row.status, row.offered_revision = status, None
    row.agreed_at = row.agreed_by_id = None
    touch(row, permit, at, fields=["status", "offered_revision", "agreed_at", "agreed_by"])
    worklist.cancel_tasks_about(
        permit=permit, subjects=[row.uuid], kinds=[ASKED_TO_SIGN], reason="The plan is being written on.", at=at
    )
    summarise(permit)


def agree_plan(*, permit: Permit, plan: UUID, seen: int, at: datetime, said: Said | None = None, own: Said | None = None) -> Plan:
    """Agree on a draft or a proposed version with the person, and put it in force where no signature is missing.

    `said` is how the person agreed, or that they chose not to sign, with their reason; left out, they said so in the room.
    `own` is the signature of who writes, by default their name as typed. Where the programme asks its supervisor to sign what
    this author's role writes, it stays agreed until the supervisor has signed, and the supervisor gets a task.

    Once in force, the version before ends, and what happened to its lines while the draft was written is taken over. Review is
    due as `rules.review_due` says, by the programme's calendar.

    Raises:
        NotEnrolled: the person has no open enrolment.
        PlanNotFound, NotPossible (neither draft nor proposed), NothingToAgree (no open goal).
        StalePlan: anything in the draft changed since `seen`: people agree on what they have read.
        ReasonMissing: the person chose not to sign, and nobody says why.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.agreed") as change:
        check_enrolled(permit)
        versions = locked_versions(permit, plan)
        row = versions.row
        status = next_of(permit, row, PlanStep.AGREE)
        check_fresh(row, row, seen)
        waits = needs_supervisor(permit, row)
        if not waits:
            take_over_progress(row)
        if not Goal.objects.filter(plan=row, lifecycle__in=OPEN_GOALS).exists():
            raise NothingToAgree
        row.offered_revision = row.offered_revision or row.revision + 1
        row.status, row.agreed_at, row.agreed_by_id = status, at, author_of(permit)
        touch(row, permit, at, fields=["status", "offered_revision", "agreed_at", "agreed_by"])
        sign_for_both(permit, row, said, own, at)
        if waits:
            ask_supervisor(permit, row, at)
            summarise(permit)
        else:
            change.detail |= put_in_force(permit, versions, at)
        change.detail.update(plan=row.pk, version=row.version)
    return row


def locked_versions(permit: Permit, plan: UUID) -> Versions:
    """Every version of the person, locked in one order, so that two that begin at once wait for each other; for this package.

    Raises:
        PlanNotFound: the one that is meant is not among them.
    """
    found = list(plans_of(permit).select_for_update(of=("self",)).select_related("organisation").order_by("pk"))
    row = next((version for version in found if version.uuid == plan), None)
    if row is None:
        raise PlanNotFound
    return Versions(found, row)


def put_in_force(permit: Permit, versions: Versions, at: datetime) -> dict[str, int]:
    """Start a version that is agreed, with its goals and what is done; the one before ends. For this package."""
    row, before, detail = versions.row, versions.in_force, {}
    status = next_of(permit, row, PlanStep.START)
    today = local_date(at, row.organisation.zone)
    if before:
        end_plan(before, permit, PlanStatus.REVOKED, PlanEnd.SUPERSEDED, at)
        detail["superseded"] = before.pk
    goals = list(Goal.objects.filter(plan=row, lifecycle__in=OPEN_GOALS))
    for goal in goals:
        if goal.lifecycle == GoalLifecycle.PROPOSED:
            goal.lifecycle = rules.next_status(rules.GOAL, GoalLifecycle.PROPOSED, GoalStep.AGREE)
            stamp(goal, row, permit, at, fields=["lifecycle"])
    for line in Intervention.objects.filter(goal__in=goals, status=InterventionStatus.PLANNED):
        if line.starts_on is None or line.starts_on <= today:
            line.status = rules.next_status(rules.INTERVENTION, InterventionStatus.PLANNED, InterventionStep.BEGIN)
            stamp(line, row, permit, at, fields=["status"])
    row.status = status
    row.starts_on = row.starts_on or today
    row.changed_at, row.changed_by_id = at, author_of(permit)
    earlier = any(version.review_due_on is not None for version in versions.all if version != row)
    row.review_due_on = rules.review_due(today, is_first=not earlier, level=row.level_of_care)
    row.save(update_fields=["status", "starts_on", "changed_at", "changed_by", "review_due_on"])
    summarise(permit)
    return detail


def review_plan(*, permit: Permit, plan: UUID, at: datetime) -> Plan:
    """Say that the version in force is being looked at again; by a colleague, or by a job on its day.

    Raises:
        PlanNotFound, NotPossible (not in force, or under review already).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.review_begun") as change:
        row = locked_plan(permit, Q(uuid=plan))
        row.status = next_of(permit, row, PlanStep.REVIEW)
        if permit.actor.user_id is None:
            row.save(update_fields=["status"])
        else:
            touch(row, permit, at, fields=["status"])
        summarise(permit)
        change.detail.update(plan=row.pk, version=row.version)
    return row


def keep_plan(*, permit: Permit, plan: UUID, seen: int, at: datetime, review_due_on: date | None = None) -> Plan:
    """Go on with the version that was looked at; its next review is due as its level of care asks, or on the day that is given.

    Raises:
        PlanNotFound, StalePlan, NotPossible (not under review).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.kept") as change:
        row = locked_plan(permit, Q(uuid=plan))
        status = next_of(permit, row, PlanStep.KEEP)
        check_fresh(row, row, seen)
        today = local_date(at, row.organisation.zone)
        row.status, row.review_due_on = status, review_due_on or rules.review_due(today, is_first=False, level=row.level_of_care)
        touch(row, permit, at, fields=["status", "review_due_on"])
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
        status = next_of(permit, row, PlanStep.COMPLETE)
        check_fresh(row, row, seen)
        if Goal.objects.filter(plan=row, lifecycle__in=OPEN_GOALS).exists():
            raise GoalsOpen
        end_plan(row, permit, status, PlanEnd.GOALS_REACHED, at)
        summarise(permit)
        change.detail.update(plan=row.pk, version=row.version)
    return row


def revoke_plan(*, permit: Permit, plan: UUID, seen: int, reason: PlanEnd, at: datetime) -> Plan:
    """End a version before its end: set one aside that is being written, or give up the version in force. Open goals of a
    version in force are let go with it, open interventions stopped; those of a draft stay as they were written.

    Raises:
        PlanNotFound, StalePlan, NotPossible (ended already), ReasonNotPossible.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.revoked", detail={"reason": reason.value}) as change:
        row = locked_plan(permit, Q(uuid=plan))
        before = PlanStatus(row.status)
        status = next_of(permit, row, PlanStep.REVOKE)
        check_fresh(row, row, seen)
        if reason not in rules.REVOKE_REASONS[before]:
            raise ReasonNotPossible
        if before in IN_FORCE:
            close_lines(row, permit, at)
        end_plan(row, permit, status, reason, at)
        worklist.cancel_tasks_about(
            permit=permit, subjects=[row.uuid], kinds=[ASKED_TO_SIGN], reason="The version has ended.", at=at
        )
        summarise(permit)
        change.detail.update(plan=row.pk, version=row.version)
    return row


def sum_up_plans(*, permit: Permit, at: datetime) -> None:
    """Write the caseload's words for the plan anew, because two records became one or two again."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plans.summed_up"):
        summarise(permit)
