"""Goals: state, change, record how near, pause, end."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from patients.story.operations import take_goal
from treatment_plans import rules
from treatment_plans.models import Goal, Intervention, Plan
from treatment_plans.operations.plans import author_of, check_fresh, close, locked_plan, stamp, touch
from treatment_plans.operations.refusals import OwnWordsMissing, PlanNotFound
from treatment_plans.rules import OPEN_INTERVENTIONS
from treatment_plans.vocabulary import GoalAchievement, GoalLifecycle, GoalStep, InterventionStatus, PlanStatus, PlanWork


def state_goal(
    *,
    permit: Permit,
    plan: UUID,
    own_words: str,
    at: datetime,
    measure: str = "",
    target_on: date | None = None,
    told: UUID | None = None,
) -> Goal:
    """Write down what the person wants, in the person's words, in a draft. `told` is the goal of their story that it takes up.

    Raises:
        OwnWordsMissing: nothing was said.
        PlanNotFound, NotPossible (not a draft), NoSuchLine (no such goal in the story).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    words = _own_words(own_words)
    with audit.change(permit=permit, at=at, verb="goal.stated") as change:
        if told is not None:  # before the plan is locked: the person's row comes first
            take_goal(permit=permit, goal=told, plan=plan, at=at)
        row = locked_plan(permit, Q(uuid=plan))
        rules.check_work(PlanStatus(row.status), PlanWork.WORDING)
        touch(row, permit, at, fields=[])
        last = Goal.objects.filter(plan=row).aggregate(last=Max("position"))["last"] or 0
        goal = Goal.objects.create(
            plan=row,
            position=last + 1,
            own_words=words,
            measure=measure.strip(),
            target_on=target_on,
            revision=row.revision,
            stated_at=at,
            stated_by_id=author_of(permit),
            changed_at=at,
            changed_by_id=author_of(permit),
        )
        change.detail.update(plan=row.pk, goal=goal.pk)
    return goal


def change_goal(
    *, permit: Permit, goal: UUID, seen: int, own_words: str, measure: str, target_on: date | None, at: datetime
) -> Goal:
    """Reword a goal of a draft, its measure or its target day.

    Raises:
        OwnWordsMissing, PlanNotFound, StalePlan, NotPossible (not a draft, or the goal has ended).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    values = {"own_words": _own_words(own_words), "measure": measure.strip(), "target_on": target_on}
    with audit.change(permit=permit, at=at, verb="goal.changed") as change:
        plan, row = _open_goal(permit, goal, PlanWork.WORDING, seen)
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, values[name])
        if changed:
            touch(plan, permit, at, fields=[])
            stamp(row, plan, permit, at, fields=changed)
        change.detail.update(plan=plan.pk, goal=row.pk, fields=changed)
    return row


def record_achievement(
    *, permit: Permit, goal: UUID, seen: int, achievement: GoalAchievement, at: datetime, note: str = ""
) -> Goal:
    """Say how near a goal of the version in force is. Earlier ones stay in the goal's history and in the timeline.

    Raises:
        PlanNotFound, StalePlan, NotPossible (the version is not in force, or the goal has ended).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(
        permit=permit, at=at, verb="goal.achievement_recorded", detail={"achievement": achievement.value}
    ) as change:
        plan, row = _open_goal(permit, goal, PlanWork.PROGRESS, seen)
        touch(plan, permit, at, fields=[])
        stamp(row, plan, permit, at, fields=_achieve(row, permit, achievement, note, at))
        change.detail.update(plan=plan.pk, goal=row.pk)
    return row


def hold_goal(*, permit: Permit, goal: UUID, seen: int, at: datetime) -> Goal:
    """Pause a goal of the version in force.

    Raises:
        PlanNotFound, StalePlan, NotPossible.
    """
    return _step(permit, goal, seen, GoalStep.HOLD, "goal.held", at)


def resume_goal(*, permit: Permit, goal: UUID, seen: int, at: datetime) -> Goal:
    """Take a paused goal up again.

    Raises:
        PlanNotFound, StalePlan, NotPossible.
    """
    return _step(permit, goal, seen, GoalStep.RESUME, "goal.resumed", at)


def end_goal(
    *,
    permit: Permit,
    goal: UUID,
    seen: int,
    step: GoalStep,
    at: datetime,
    achievement: GoalAchievement | None = None,
    note: str = "",
) -> Goal:
    """Complete a goal (GoalStep.COMPLETE, of the version in force) or let it go (GoalStep.CANCEL, of a draft too).

    What is done towards it ends with it: completed with a completed goal, stopped with one that is let go.

    Raises:
        PlanNotFound, StalePlan, NotPossible (no such step from its state).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    work = PlanWork.PROGRESS if step is GoalStep.COMPLETE else PlanWork.LETTING_GO
    with audit.change(permit=permit, at=at, verb=f"goal.{step.value}") as change:
        plan, row = _open_goal(permit, goal, work, seen)
        row.lifecycle = rules.next_status(rules.GOAL, GoalLifecycle(row.lifecycle), step)
        if row.lifecycle not in (GoalLifecycle.COMPLETED, GoalLifecycle.CANCELLED):
            raise rules.NotPossible(GoalLifecycle(row.lifecycle), step)
        fields = ["lifecycle", *close(row, permit, at, note)]
        if achievement:
            fields += _achieve(row, permit, achievement, note, at)
        touch(plan, permit, at, fields=[])
        stamp(row, plan, permit, at, fields=fields)
        status = InterventionStatus.COMPLETED if row.lifecycle == GoalLifecycle.COMPLETED else InterventionStatus.STOPPED
        for line in Intervention.objects.filter(goal=row, status__in=OPEN_INTERVENTIONS):
            line.status = status
            stamp(line, plan, permit, at, fields=["status", *close(line, permit, at, "")])
        change.detail.update(plan=plan.pk, goal=row.pk, achievement=achievement.value if achievement else "")
    return row


def _own_words(text: str) -> str:
    words = text.strip()
    if not words:
        raise OwnWordsMissing
    return words


def _open_goal(permit: Permit, goal: UUID, work: PlanWork, seen: int) -> tuple[Plan, Goal]:
    """The goal and its plan, locked, where the plan allows the work and the goal has neither ended nor changed."""
    plan = locked_plan(permit, Q(goals__uuid=goal))
    row = Goal.objects.filter(plan=plan, uuid=goal).first()
    if row is None:
        raise PlanNotFound
    check_fresh(plan, row, seen)
    rules.check_work(PlanStatus(plan.status), work)
    if row.ended_at is not None:
        raise rules.NotPossible(GoalLifecycle(row.lifecycle), work)
    return plan, row


def _achieve(goal: Goal, permit: Permit, achievement: GoalAchievement, note: str, at: datetime) -> list[str]:
    goal.achievement = achievement
    goal.achievement_note = note.strip()
    goal.achievement_at, goal.achievement_by_id = at, author_of(permit)
    return ["achievement", "achievement_note", "achievement_at", "achievement_by"]


def _step(permit: Permit, goal: UUID, seen: int, step: GoalStep, verb: str, at: datetime) -> Goal:
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb=verb) as change:
        plan, row = _open_goal(permit, goal, PlanWork.PROGRESS, seen)
        row.lifecycle = rules.next_status(rules.GOAL, GoalLifecycle(row.lifecycle), step)
        touch(plan, permit, at, fields=[])
        stamp(row, plan, permit, at, fields=["lifecycle"])
        change.detail.update(plan=plan.pk, goal=row.pk)
    return row
