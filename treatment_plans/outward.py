"""Reading plans for an interface: agreed versions only, in bulk. The gate's condition and permits come first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject

from care.actor import Category, Permit
from care.lib.paging import Page
from treatment_plans.models import Goal, GoalProblem, Intervention, Objective, Plan, Problem, Section
from treatment_plans.rules import IN_FORCE
from treatment_plans.vocabulary import (
    GoalAchievement,
    GoalLifecycle,
    InterventionStatus,
    LevelOfCare,
    ObjectiveStatus,
    PlanEnd,
    PlanStatus,
    ProblemDomain,
    ProblemStatus,
    SectionKind,
)


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
    reason: str


@dataclass(frozen=True, slots=True)
class OutwardObjective:
    """One step on the way to a goal."""

    uuid: UUID
    text: str
    measure: str
    target_on: date | None
    status: ObjectiveStatus


@dataclass(frozen=True, slots=True)
class OutwardProblem:
    """What the plan is about. Of mental health nothing leaves with a plan: a consent names that kind of data by itself."""

    uuid: UUID
    title: str
    domain: ProblemDomain
    code: str
    system: str
    status: ProblemStatus


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
    objectives: tuple[OutwardObjective, ...]
    problems: tuple[UUID, ...]


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
    sections: Mapping[SectionKind, str]
    problems: tuple[OutwardProblem, ...]
    level_of_care: LevelOfCare | None
    starts_on: date | None


# What leaves was in force once; one that is under review is in force.
_BEGUN = {"review_due_on__isnull": False}
SHOWN = {PlanStatus.UNDER_REVIEW: PlanStatus.ACTIVE}

# Only what leaves is read: the columns, in the order of the fields above.
_PLAN = (
    "pk", "uuid", "version", "status", "found_sections", "agreed_at", "agreed_by__name", "changed_at", "review_due_on",
    "ended_at", "end_reason", "found_problems", "level_of_care", "starts_on",
)  # fmt: skip
_GOAL = (
    "plan_id", "pk", "uuid", "position", "own_words", "measure", "target_on", "lifecycle", "achievement", "achievement_note",
    "achievement_at", "found_objectives", "found_problems",
)  # fmt: skip
_LINE = (
    "goal_id",
    "uuid",
    "kind__code",
    "title",
    "staff__user__name",
    "who",
    "frequency",
    "starts_on",
    "until",
    "status",
    "reason",
)


_LEAVES = [domain.value for domain in ProblemDomain if domain is not ProblemDomain.MENTAL]
_PROBLEM = JSONObject(uuid="uuid", title="title", domain="domain", code="code", system="system", status="status")
_OBJECTIVE = JSONObject(uuid="uuid", text="text", measure="measure", target_on="target_on", status="status")


def _problem(found: dict[str, Any]) -> OutwardProblem:
    domain, status = ProblemDomain(found["domain"]), ProblemStatus(found["status"])
    return OutwardProblem(UUID(found["uuid"]), found["title"], domain, found["code"], found["system"], status)


def _objective(found: dict[str, Any]) -> OutwardObjective:
    day = date.fromisoformat(found["target_on"]) if found["target_on"] else None
    status = ObjectiveStatus(found["status"])
    return OutwardObjective(UUID(found["uuid"]), found["text"], found["measure"], day, status)


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
    problems = Problem.objects.filter(plan=OuterRef("pk"), domain__in=_LEAVES).order_by("position").values(found=_PROBLEM)
    found = found.annotate(found_sections=ArraySubquery(sections), found_problems=ArraySubquery(problems))
    rows = list(found.values_list(*_PLAN))
    lines: dict[int, list[OutwardIntervention]] = defaultdict(list)
    numbers = [row[0] for row in rows]
    under = Intervention.objects.filter(goal__plan_id__in=numbers).order_by("goal_id", "position")
    for goal_id, uuid, kind, title, staff, who, frequency, starts_on, until, status, reason in under.values_list(*_LINE):
        people = ", ".join(name for name in (staff or "", who) if name)
        line = OutwardIntervention(uuid, kind, title, people, frequency, starts_on, until, InterventionStatus(status), reason)
        lines[goal_id].append(line)
    goals: dict[int, list[OutwardGoal]] = defaultdict(list)
    steps = Objective.objects.filter(goal=OuterRef("pk")).order_by("position").values(found=_OBJECTIVE)
    about = GoalProblem.objects.filter(goal=OuterRef("pk"), problem__domain__in=_LEAVES).order_by("problem__position")
    wanted_goals = Goal.objects.filter(plan_id__in=numbers).order_by("plan_id", "position")
    wanted_goals = wanted_goals.annotate(
        found_objectives=ArraySubquery(steps), found_problems=ArraySubquery(about.values("problem__uuid"))
    )
    for plan_id, pk, *row in wanted_goals.values_list(*_GOAL):
        uuid, position, own_words, measure, target_on, lifecycle, achievement, note, at, objectives, serves = row
        near = GoalAchievement(achievement) if achievement else None
        goals[plan_id].append(
            OutwardGoal(
                uuid,
                position,
                own_words,
                measure,
                target_on,
                GoalLifecycle(lifecycle),
                near,
                note,
                at,
                tuple(lines[pk]),
                tuple(map(_objective, objectives)),
                tuple(serves),
            )
        )
    whole = {}
    for (
        pk,
        uuid,
        version,
        status,
        found_sections,
        agreed_at,
        agreed_by,
        changed_at,
        review,
        ended_at,
        reason,
        problems_found,
        level,
        starts,
    ) in rows:
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
            sections={SectionKind(kind): text for kind, text in told.items() if text},
            problems=tuple(map(_problem, problems_found)),
            level_of_care=LevelOfCare(level) if level else None,
            starts_on=starts,
        )
    return whole


def plan_in_force(*, permit: Permit) -> UUID | None:
    """The number of the plan in force of the permit's patient. One query."""
    permit.check(category=Category.SUD)
    rows = Plan.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, status__in=IN_FORCE)
    return rows.values_list("uuid", flat=True).first()
