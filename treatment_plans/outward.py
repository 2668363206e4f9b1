"""Reading plans for an interface: agreed versions only, in bulk. The gate's condition and permits come first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject

from care.actor import Category, Permit
from care.lib.paging import Page
from treatment_plans.models import Goal, Intervention, Plan, Section
from treatment_plans.rules import IN_FORCE
from treatment_plans.vocabulary import GoalAchievement, GoalLifecycle, InterventionStatus, PlanEnd, PlanStatus, SectionKind


@dataclass(frozen=True, slots=True)
class PlanAddress:
    """What must be known of a plan before the gate may be asked: whose it is, no content."""

    plan_id: int
    uuid: UUID
    patient_id: int


@dataclass(frozen=True, slots=True)
class OutwardIntervention:
    """What is done towards a goal."""

    uuid: UUID
    kind_code: str
    title: str
    who: str
    frequency: str
    starts_on: date | None
    until: date | None
    status: InterventionStatus


@dataclass(frozen=True, slots=True)
class OutwardGoal:
    """A goal in the person's own words."""

    uuid: UUID
    position: int
    own_words: str
    measure: str
    target_on: date | None
    lifecycle: GoalLifecycle
    achievement: GoalAchievement | None
    achievement_note: str
    achievement_at: datetime | None
    interventions: tuple[OutwardIntervention, ...]


@dataclass(frozen=True, slots=True)
class OutwardPlan:
    """An agreed version of a plan, whole."""

    uuid: UUID
    version: int
    status: PlanStatus
    strengths: str
    preferences: str
    agreed_at: datetime
    agreed_by: str
    changed_at: datetime
    review_due_on: date | None
    ended_at: datetime | None
    end_reason: PlanEnd | None
    goals: tuple[OutwardGoal, ...]


# What leaves was in force once; one that is under review is in force.
_BEGUN = {"review_due_on__isnull": False}
SHOWN = {PlanStatus.UNDER_REVIEW: PlanStatus.ACTIVE}

# Only what leaves is read: the columns, in the order of the fields above.
_PLAN = (
    "pk", "uuid", "version", "status", "found_sections", "agreed_at", "agreed_by__name", "changed_at", "review_due_on",
    "ended_at", "end_reason",
)  # fmt: skip
_GOAL = (
    "plan_id", "pk", "uuid", "position", "own_words", "measure", "target_on", "lifecycle", "achievement", "achievement_note",
    "achievement_at",
)  # fmt: skip
_LINE = ("goal_id", "uuid", "kind__code", "title", "staff__user__name", "who", "frequency", "starts_on", "until", "status")


def find_agreed_plan(uuid: UUID, *, condition: Q) -> PlanAddress | None:
    """Whose plan an address names, where a condition on `patient_id` lets it through; none for a draft. One query."""
    row = (
        Plan.objects.filter(condition, uuid=uuid, agreed_at__isnull=False, **_BEGUN)
        .values_list("pk", "uuid", "patient_id")
        .first()
    )
    return PlanAddress(*row) if row else None


def plans_page(*, condition: Q, after: int = 0, limit: int = 50) -> Page[PlanAddress]:
    """Plans in force whose patient a condition on `patient_id` lets through, from behind a number on. One query."""
    rows = Plan.objects.filter(condition, status__in=IN_FORCE, pk__gt=after).order_by("pk")
    found = [PlanAddress(*row) for row in rows.values_list("pk", "uuid", "patient_id")[: limit + 1]]
    return Page(found[:limit], str(found[limit - 1].plan_id) if len(found) > limit else "")


def changed_condition(*, since: datetime, path: str) -> Q:
    """For querysets: rows whose patient (at `path`) has a plan that changed since: a change of a line changes its plan's row."""
    plan = apps.get_model("treatment_plans", "PlanEvent")
    return Q(Exists(plan.objects.filter(patient_id=OuterRef(path), pgh_created_at__gte=since)))


def agreed_plans(*, permits: Mapping[int, Permit], plans: Mapping[UUID, int]) -> dict[UUID, OutwardPlan]:
    """Agreed plans, whole, by their number; `plans` says whose each is. Three queries, whatever their number.

    Raises:
        PermitMismatch: a permit does not cover plans.
    """
    for permit in permits.values():
        permit.check(category=Category.SUD)
    wanted = [uuid for uuid, patient_id in plans.items() if patient_id in permits]
    sections = Section.objects.filter(plan=OuterRef("pk")).values(found=JSONObject(kind="kind", text="text"))
    found = Plan.objects.filter(uuid__in=wanted, patient_id__in=permits, agreed_at__isnull=False, **_BEGUN).order_by("pk")
    found = found.annotate(found_sections=ArraySubquery(sections))
    rows = list(found.values_list(*_PLAN))
    lines: dict[int, list[OutwardIntervention]] = defaultdict(list)
    numbers = [row[0] for row in rows]
    under = Intervention.objects.filter(goal__plan_id__in=numbers).order_by("goal_id", "position")
    for goal_id, uuid, kind, title, staff, who, frequency, starts_on, until, status in under.values_list(*_LINE):
        people = ", ".join(name for name in (staff or "", who) if name)
        line = OutwardIntervention(uuid, kind, title, people, frequency, starts_on, until, InterventionStatus(status))
        lines[goal_id].append(line)
    goals: dict[int, list[OutwardGoal]] = defaultdict(list)
    for plan_id, pk, *row in Goal.objects.filter(plan_id__in=numbers).order_by("plan_id", "position").values_list(*_GOAL):
        uuid, position, own_words, measure, target_on, lifecycle, achievement, note, at = row
        near = GoalAchievement(achievement) if achievement else None
        goals[plan_id].append(
            OutwardGoal(uuid, position, own_words, measure, target_on, GoalLifecycle(lifecycle), near, note, at, tuple(lines[pk]))
        )
    whole = {}
    for pk, uuid, version, status, found_sections, agreed_at, agreed_by, changed_at, review, ended_at, reason in rows:
        told = {one["kind"]: one["text"] for one in found_sections}
        whole[uuid] = OutwardPlan(
            uuid=uuid,
            version=version,
            status=SHOWN.get(PlanStatus(status), PlanStatus(status)),
            strengths=told.get(SectionKind.STRENGTHS.value, ""),
            preferences=told.get(SectionKind.PREFERENCES.value, ""),
            agreed_at=agreed_at,
            agreed_by=agreed_by,
            changed_at=changed_at,
            review_due_on=review,
            ended_at=ended_at,
            end_reason=PlanEnd(reason) if reason else None,
            goals=tuple(goals[pk]),
        )
    return whole


def plan_in_force(*, permit: Permit) -> UUID | None:
    """The number of the plan in force of the permit's patient. One query."""
    permit.check(category=Category.SUD)
    rows = Plan.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, status__in=IN_FORCE)
    return rows.values_list("uuid", flat=True).first()
