"""Reading plans. Every reading takes a permit and stays within its patient and its programme."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from care.access.gate import NotFound
from care.actor import Category, Permit
from care.lib.prepared import prepared
from treatment_plans.models import Goal, Intervention, InterventionKind, Plan
from treatment_plans.rules import OPEN_GOALS, OPEN_INTERVENTIONS
from treatment_plans.vocabulary import BY_THE_PLATFORM, GoalAchievement, GoalLifecycle, InterventionStatus, PlanEnd, PlanStatus


class PlanNotFound(NotFound):
    """There is no such plan, goal or intervention in the record that the permit opens."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


@dataclass(frozen=True, slots=True)
class InterventionRow:
    """One intervention, as a screen or an interface shows it. `who` names the colleague, then whoever else takes part."""

    uuid: UUID
    kind: str
    kind_code: str
    title: str
    staff_id: int | None
    who: str
    others: str
    frequency: str
    starts_on: date | None
    until: date | None
    status: InterventionStatus
    is_open: bool
    revision: int
    added_at: datetime
    added_by: str
    changed_at: datetime
    changed_by: str
    ended_at: datetime | None
    ended_by: str
    end_note: str
    is_carried: bool


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal with what is done towards it."""

    uuid: UUID
    position: int
    own_words: str
    measure: str
    target_on: date | None
    lifecycle: GoalLifecycle
    is_open: bool
    achievement: GoalAchievement | None
    achievement_note: str
    achievement_at: datetime | None
    achievement_by: str
    revision: int
    stated_at: datetime
    stated_by: str
    changed_at: datetime
    changed_by: str
    ended_at: datetime | None
    ended_by: str
    end_note: str
    is_carried: bool
    interventions: tuple[InterventionRow, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One version of a plan with its goals, in the order in which they were stated."""

    uuid: UUID
    version: int
    revision: int
    status: PlanStatus
    strengths: str
    preferences: str
    started_at: datetime
    started_by: str
    changed_at: datetime
    changed_by: str
    agreed_at: datetime | None
    agreed_by: str
    review_due_on: date | None
    ended_at: datetime | None
    ended_by: str
    end_reason: PlanEnd | None
    goals: tuple[GoalRow, ...]

    @property
    def open_goals(self) -> tuple[GoalRow, ...]:
        """The goals that are neither completed nor let go."""
        return tuple(goal for goal in self.goals if goal.is_open)


@dataclass(frozen=True, slots=True)
class PlansInHand:
    """The version in force and the draft of the next one, either of which may be missing."""

    active: PlanRow | None
    draft: PlanRow | None


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of intervention."""

    code: str
    name: str
    prose: str


def plans_of(permit: Permit) -> QuerySet[Plan]:
    """The plans that a permit opens; for this package."""
    permit.check(category=Category.SUD)
    return Plan.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def plans_in_hand(*, permit: Permit) -> PlansInHand:
    """What the plan tab shows. Three queries, whatever the number of goals and interventions."""
    permit.check(category=Category.SUD)
    rows = _whole(_in_hand(patient_id=permit.patient_id, organisation_id=permit.organisation_id))
    return PlansInHand(
        active=next((row for row in rows if row.status is PlanStatus.ACTIVE), None),
        draft=next((row for row in rows if row.status is PlanStatus.DRAFT), None),
    )


def current_plan(*, permit: Permit) -> PlanRow | None:
    """The version in force, else the draft, else none. Three queries."""
    plans = plans_in_hand(permit=permit)
    return plans.active or plans.draft


def get_plan(*, permit: Permit, plan: UUID) -> PlanRow:
    """Any version, whole. Three queries.

    Raises:
        PlanNotFound: no such version in this record.
    """
    rows = _rows(plans_of(permit).filter(uuid=plan))
    if not rows:
        raise PlanNotFound
    return rows[0]


def get_goal(*, permit: Permit, goal: UUID) -> tuple[PlanRow, GoalRow]:
    """A goal and the version that it belongs to. Three queries.

    Raises:
        PlanNotFound: no such goal in this record.
    """
    rows = _rows(plans_of(permit).filter(goals__uuid=goal))
    for row in rows:
        for line in row.goals:
            if line.uuid == goal:
                return row, line
    raise PlanNotFound


def get_intervention(*, permit: Permit, intervention: UUID) -> tuple[PlanRow, GoalRow, InterventionRow]:
    """An intervention, its goal and its version. Three queries.

    Raises:
        PlanNotFound: no such intervention in this record.
    """
    rows = _rows(plans_of(permit).filter(goals__interventions__uuid=intervention))
    for row in rows:
        for goal in row.goals:
            for line in goal.interventions:
                if line.uuid == intervention:
                    return row, goal, line
    raise PlanNotFound


def plan_versions(*, permit: Permit) -> list[PlanRow]:
    """Every version, newest first, without its goals. One query."""
    plans = plans_of(permit).select_related("started_by", "changed_by", "agreed_by", "ended_by").order_by("-version")
    return [_plan_row(plan, ()) for plan in plans]


def whole_plans(*, permit: Permit) -> list[PlanRow]:
    """Every version with its goals, newest first: for a copy of the record. Three queries."""
    return _rows(plans_of(permit))


def intervention_kinds() -> list[KindRow]:
    """The kinds of intervention, in the order of their list. One query."""
    rows = InterventionKind.objects.order_by("position").values_list("code", "name", "prose")
    return [KindRow(code, name, prose) for code, name, prose in rows]


def _with_people(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    return plans.select_related("started_by", "changed_by", "agreed_by", "ended_by").order_by("-version")


@prepared
def _in_hand(*, patient_id: int, organisation_id: int) -> QuerySet[Plan]:
    plans = Plan.objects.filter(patient_id=patient_id, organisation_id=organisation_id)
    return _with_people(plans.filter(status__in=[PlanStatus.ACTIVE, PlanStatus.DRAFT]))


@prepared
def _goals(*, plan_ids: list[int]) -> QuerySet[Goal]:
    goals = Goal.objects.filter(plan_id__among=plan_ids).order_by("plan_id", "position")
    return goals.select_related("stated_by", "changed_by", "achievement_by", "ended_by")


@prepared
def _interventions(*, plan_ids: list[int]) -> QuerySet[Intervention]:
    lines = Intervention.objects.filter(goal__plan_id__among=plan_ids).order_by("goal_id", "position")
    return lines.select_related("kind", "staff__user", "added_by", "changed_by", "ended_by")


def _rows(plans: QuerySet[Plan]) -> list[PlanRow]:
    return _whole(list(_with_people(plans)))


def _whole(found: list[Plan]) -> list[PlanRow]:
    numbers = [plan.pk for plan in found]
    goals: dict[int, list[Goal]] = defaultdict(list)
    for goal in _goals(plan_ids=numbers):
        goals[goal.plan_id].append(goal)
    lines: dict[int, list[InterventionRow]] = defaultdict(list)
    for line in _interventions(plan_ids=numbers):
        lines[line.goal_id].append(_intervention_row(line))
    return [_plan_row(plan, tuple(_goal_row(goal, tuple(lines[goal.pk])) for goal in goals[plan.pk])) for plan in found]


def _plan_row(plan: Plan, goals: tuple[GoalRow, ...]) -> PlanRow:
    return PlanRow(
        uuid=plan.uuid,
        version=plan.version,
        revision=plan.revision,
        status=PlanStatus(plan.status),
        strengths=plan.strengths,
        preferences=plan.preferences,
        started_at=plan.started_at,
        started_by=plan.started_by.name,
        changed_at=plan.changed_at,
        changed_by=plan.changed_by.name,
        agreed_at=plan.agreed_at,
        agreed_by=plan.agreed_by.name if plan.agreed_by else "",
        review_due_on=plan.review_due_on,
        ended_at=plan.ended_at,
        ended_by=ender_name(plan),
        end_reason=PlanEnd(plan.end_reason) if plan.end_reason else None,
        goals=goals,
    )


def ender_name(plan: Plan) -> str:
    """Who ended a plan: a colleague, or the platform; empty while nobody has."""
    return plan.ended_by.name if plan.ended_by else BY_THE_PLATFORM if plan.ended_by_job else ""


def _goal_row(goal: Goal, interventions: tuple[InterventionRow, ...]) -> GoalRow:
    return GoalRow(
        uuid=goal.uuid,
        position=goal.position,
        own_words=goal.own_words,
        measure=goal.measure,
        target_on=goal.target_on,
        lifecycle=GoalLifecycle(goal.lifecycle),
        is_open=goal.lifecycle in OPEN_GOALS,
        achievement=GoalAchievement(goal.achievement) if goal.achievement else None,
        achievement_note=goal.achievement_note,
        achievement_at=goal.achievement_at,
        achievement_by=goal.achievement_by.name if goal.achievement_by else "",
        revision=goal.revision,
        stated_at=goal.stated_at,
        stated_by=goal.stated_by.name,
        changed_at=goal.changed_at,
        changed_by=goal.changed_by.name,
        ended_at=goal.ended_at,
        ended_by=goal.ended_by.name if goal.ended_by else "",
        end_note=goal.end_note,
        is_carried=goal.carried_from_id is not None,
        interventions=interventions,
    )


def _intervention_row(line: Intervention) -> InterventionRow:
    return InterventionRow(
        uuid=line.uuid,
        kind=line.kind.name,
        kind_code=line.kind.code,
        title=line.title,
        staff_id=line.staff_id,
        who=", ".join(name for name in (line.staff.user.name if line.staff else "", line.who) if name),
        others=line.who,
        frequency=line.frequency,
        starts_on=line.starts_on,
        until=line.until,
        status=InterventionStatus(line.status),
        is_open=line.status in OPEN_INTERVENTIONS,
        revision=line.revision,
        added_at=line.added_at,
        added_by=line.added_by.name,
        changed_at=line.changed_at,
        changed_by=line.changed_by.name,
        ended_at=line.ended_at,
        ended_by=line.ended_by.name if line.ended_by else "",
        end_note=line.end_note,
        is_carried=line.carried_from_id is not None,
    )
