"""Goals: state, change, record how near, pause, end."""

from collections.abc import Collection
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from patients.story.operations import take_goal
from treatment_plans import rules
from treatment_plans.models import Goal, GoalProblem, Intervention, Objective, Plan, Problem
from treatment_plans.operations.parts import author_of, check_fresh, check_work, close, locked_plan, stamp, touch
from treatment_plans.operations.refusals import OwnWordsMissing, PlanNotFound
from treatment_plans.queries import Target
from treatment_plans.rules import OPEN_INTERVENTIONS
from treatment_plans.vocabulary import GoalAchievement, GoalLifecycle, GoalStep, InterventionStatus, ObjectiveStatus, PlanWork


class Left(Enum):
    """That something stays as it is: for what may be emptied."""

    LEFT = "left"


def state_goal(
    *,
    permit: Permit,
    plan: UUID,
    own_words: str,
    at: datetime,
    measure: str = "",
    target_on: date | None = None,
    told: UUID | None = None,
    target: Target | None = None,
    problems: Collection[UUID] = (),
) -> Goal:
    """Write down what the person wants, in the person's words, in a draft. `told` is the goal of their story that it takes up;
    `target` says by which score it is followed, `problems` which problems of the plan it is about.

    Raises:
        OwnWordsMissing: nothing was said.
        PlanNotFound (no such plan, or problem of it), NotPossible (not a draft), NoSuchLine (no such goal in the story).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    words = _own_words(own_words)
    with audit.change(permit=permit, at=at, verb="goal.stated") as change:
        if told is not None:  # before the plan is locked: the person's row comes first
            take_goal(permit=permit, goal=told, plan=plan, at=at)
        row = locked_plan(permit, Q(uuid=plan))
        check_work(permit, row, PlanWork.WORDING)
        touch(row, permit, at, fields=[])
        last = Goal.objects.filter(plan=row).aggregate(last=Max("position"))["last"] or 0
        goal = Goal.objects.create(
            plan=row,
            position=last + 1,
            own_words=words,
            measure=measure.strip(),
            target_on=target_on,
            **_target(target),
            revision=row.revision,
            stated_at=at,
            stated_by_id=author_of(permit),
            changed_at=at,
            changed_by_id=author_of(permit),
        )
        _tie(goal, problems)
        change.detail.update(plan=row.pk, goal=goal.pk)
    return goal


def change_goal(
    *,
    permit: Permit,
    goal: UUID,
    seen: int,
    own_words: str,
    measure: str,
    target_on: date | None,
    at: datetime,
    target: Target | Left | None = Left.LEFT,
    problems: Collection[UUID] | Left = Left.LEFT,
) -> Goal:
    """Reword a goal of a draft, its measure or its target day, by which score it is followed, and what it is about.

    Raises:
        OwnWordsMissing, PlanNotFound, StalePlan, NotPossible (not a draft, or the goal has ended).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    values: dict[str, Any] = {"own_words": _own_words(own_words), "measure": measure.strip(), "target_on": target_on}
    values |= {} if isinstance(target, Left) else _target(target)
    with audit.change(permit=permit, at=at, verb="goal.changed") as change:
        plan, row = _open_goal(permit, goal, PlanWork.WORDING, seen)
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, values[name])
        tied = False if isinstance(problems, Left) else _tie(row, problems)
        if changed or tied:
            touch(plan, permit, at, fields=[])
            stamp(row, plan, permit, at, fields=changed)
        change.detail.update(plan=plan.pk, goal=row.pk, fields=[*changed, *(["problems"] if tied else [])])
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
        for one in Objective.objects.filter(goal=row, status=ObjectiveStatus.OPEN):
            one.status = ObjectiveStatus.MET if row.lifecycle == GoalLifecycle.COMPLETED else ObjectiveStatus.LET_GO
            stamp(one, plan, permit, at, fields=["status", *close(one, permit, at, "")])
        change.detail.update(plan=plan.pk, goal=row.pk, achievement=achievement.value if achievement else "")
    return row


def _own_words(text: str) -> str:
    words = text.strip()
    if not words:
        raise OwnWordsMissing
    return words


def _target(target: Target | None) -> dict[str, Any]:
    if target is None:
        return {"instrument": "", "measured_name": "", "target_value": None, "target_direction": ""}
    return {
        "instrument": target.instrument,
        "measured_name": target.name,
        "target_value": target.value,
        "target_direction": target.direction.value,
    }


def _tie(goal: Goal, problems: Collection[UUID]) -> bool:
    """Say which problems of its plan a goal is about; gives whether that was anything new.

    Raises:
        PlanNotFound: one of them is no problem of this version.
    """
    found = dict(Problem.objects.filter(plan_id=goal.plan_id, uuid__in=problems).values_list("uuid", "pk"))
    if len(found) != len(set(problems)):
        raise PlanNotFound
    there = set(GoalProblem.objects.filter(goal=goal).values_list("problem_id", flat=True))
    wanted = set(found.values())
    GoalProblem.objects.filter(goal=goal, problem_id__in=there - wanted).delete()
    GoalProblem.objects.bulk_create(GoalProblem(goal=goal, problem_id=one) for one in sorted(wanted - there))
    return there != wanted


def _open_goal(permit: Permit, goal: UUID, work: PlanWork, seen: int) -> tuple[Plan, Goal]:
    """The goal and its plan, locked, where the plan allows the work and the goal has neither ended nor changed."""
    plan = locked_plan(permit, Q(goals__uuid=goal))
    row = Goal.objects.filter(plan=plan, uuid=goal).first()
    if row is None:
        raise PlanNotFound
    check_fresh(plan, row, seen)
    check_work(permit, plan, work)
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
