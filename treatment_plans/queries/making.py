"""Values of plans from their rows: three queries for any number of versions."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from care.lib.prepared import prepared
from treatment_plans.models import Goal, GoalProblem, Intervention, Objective, Plan, Problem, Section
from treatment_plans.queries.rows import GoalRow, InterventionRow, ObjectiveRow, PlanRow, ProblemRow, SectionRow, Target
from treatment_plans.rules import OPEN_GOALS, OPEN_INTERVENTIONS
from treatment_plans.vocabulary import (
    BY_THE_PLATFORM,
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
    TargetDirection,
)

_SECTION = JSONObject(kind="kind", text="text", revision="revision", changed_at="changed_at", changed_by="changed_by__name")
_PROBLEM = JSONObject(
    uuid="uuid", root="root", position="position", title="title", domain="domain", diagnosis="diagnosis", code="code",
    system="system", status="status", note="note", revision="revision", added_at="added_at", added_by="added_by__name",
    changed_at="changed_at", changed_by="changed_by__name", carried="carried_from_id",
)  # fmt: skip
_OBJECTIVE = JSONObject(
    uuid="uuid", root="root", position="position", text="text", measure="measure", target_on="target_on", status="status",
    revision="revision", added_at="added_at", changed_at="changed_at", changed_by="changed_by__name", ended_at="ended_at",
    ended_by="ended_by__name", end_note="end_note", carried="carried_from_id",
)  # fmt: skip


def with_parts(plans: QuerySet[Plan]) -> QuerySet[Any]:
    """Versions with their sections and problems, and the names of who wrote, the newest first; in one query."""
    sections = Section.objects.filter(plan=OuterRef("pk")).values(found=_SECTION)
    problems = Problem.objects.filter(plan=OuterRef("pk")).order_by("position").values(found=_PROBLEM)
    people = plans.select_related("started_by", "changed_by", "agreed_by", "ended_by").order_by("-version")
    return people.annotate(found_sections=ArraySubquery(sections), found_problems=ArraySubquery(problems))


@prepared
def _goals(*, plan_ids: list[int]) -> QuerySet[Any]:
    about = GoalProblem.objects.filter(goal=OuterRef("pk")).order_by("problem__position").values("problem__uuid")
    steps = Objective.objects.filter(goal=OuterRef("pk")).order_by("position").values(found=_OBJECTIVE)
    goals = Goal.objects.filter(plan_id__among=plan_ids).order_by("plan_id", "position")
    people = goals.select_related("stated_by", "changed_by", "achievement_by", "ended_by")
    return people.annotate(found_problems=ArraySubquery(about), found_objectives=ArraySubquery(steps))


@prepared
def _interventions(*, plan_ids: list[int]) -> QuerySet[Intervention]:
    lines = Intervention.objects.filter(goal__plan_id__among=plan_ids).order_by("goal_id", "position")
    return lines.select_related("kind", "staff__user", "added_by", "changed_by", "ended_by")


def rows_of(plans: QuerySet[Plan]) -> list[PlanRow]:
    """Versions whole, the newest first. Three queries."""
    return whole(list(with_parts(plans)))


def whole(found: list[Any]) -> list[PlanRow]:
    """Versions that were read with their parts, with their goals and what is done. Two queries."""
    numbers = [plan.pk for plan in found]
    goals: dict[int, list[Any]] = defaultdict(list)
    for goal in _goals(plan_ids=numbers):
        goals[goal.plan_id].append(goal)
    lines: dict[int, list[InterventionRow]] = defaultdict(list)
    for line in _interventions(plan_ids=numbers):
        lines[line.goal_id].append(_intervention_row(line))
    return [plan_row(plan, tuple(_goal_row(goal, tuple(lines[goal.pk])) for goal in goals[plan.pk])) for plan in found]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _section_row(found: dict[str, Any]) -> SectionRow:
    kind, at = SectionKind(found["kind"]), datetime.fromisoformat(found["changed_at"])
    return SectionRow(kind, found["text"], found["revision"], at, found["changed_by"])


def _sections(found: list[dict[str, Any]]) -> dict[SectionKind, SectionRow]:
    """The sections that were written, in their order."""
    rows = {row.kind: row for row in map(_section_row, found)}
    return {kind: rows[kind] for kind in SectionKind if kind in rows}


def _problem_row(found: dict[str, Any]) -> ProblemRow:
    return ProblemRow(
        uuid=UUID(found["uuid"]),
        root=UUID(found["root"]),
        position=found["position"],
        title=found["title"],
        domain=ProblemDomain(found["domain"]),
        diagnosis=UUID(found["diagnosis"]) if found["diagnosis"] else None,
        code=found["code"],
        system=found["system"],
        status=ProblemStatus(found["status"]),
        note=found["note"],
        revision=found["revision"],
        added_at=datetime.fromisoformat(found["added_at"]),
        added_by=found["added_by"],
        changed_at=datetime.fromisoformat(found["changed_at"]),
        changed_by=found["changed_by"],
        is_carried=found["carried"] is not None,
    )


def _objective_row(found: dict[str, Any]) -> ObjectiveRow:
    return ObjectiveRow(
        uuid=UUID(found["uuid"]),
        root=UUID(found["root"]),
        position=found["position"],
        text=found["text"],
        measure=found["measure"],
        target_on=date.fromisoformat(found["target_on"]) if found["target_on"] else None,
        status=ObjectiveStatus(found["status"]),
        revision=found["revision"],
        added_at=datetime.fromisoformat(found["added_at"]),
        changed_at=datetime.fromisoformat(found["changed_at"]),
        changed_by=found["changed_by"],
        ended_at=_moment(found["ended_at"]),
        ended_by=found["ended_by"] or "",
        end_note=found["end_note"],
        is_carried=found["carried"] is not None,
    )


def plan_row(plan: Any, goals: tuple[GoalRow, ...]) -> PlanRow:
    """A version that was read with its parts."""
    return PlanRow(
        uuid=plan.uuid,
        version=plan.version,
        revision=plan.revision,
        offered_revision=plan.offered_revision,
        status=PlanStatus(plan.status),
        level_of_care=LevelOfCare(plan.level_of_care) if plan.level_of_care else None,
        level_source=plan.level_source,
        starts_on=plan.starts_on,
        person_wants_copy=plan.person_wants_copy,
        sections=_sections(plan.found_sections),
        problems=tuple(map(_problem_row, plan.found_problems)),
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


def _goal_row(goal: Any, interventions: tuple[InterventionRow, ...]) -> GoalRow:
    target = None
    if goal.instrument:
        direction = TargetDirection(goal.target_direction)
        target = Target(goal.instrument, goal.measured_name, goal.target_value, direction)
    return GoalRow(
        uuid=goal.uuid,
        root=goal.root,
        position=goal.position,
        own_words=goal.own_words,
        measure=goal.measure,
        target=target,
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
        problems=tuple(goal.found_problems),
        objectives=tuple(map(_objective_row, goal.found_objectives)),
        interventions=interventions,
    )


def _intervention_row(line: Intervention) -> InterventionRow:
    return InterventionRow(
        uuid=line.uuid,
        root=line.root,
        kind=line.kind.name,
        kind_code=line.kind.code,
        title=line.title,
        library_code=line.library_code,
        reason=line.reason,
        instrument=line.instrument,
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
