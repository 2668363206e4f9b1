"""Reading plans. Every reading takes a permit and stays within its patient and its programme."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from care.access.gate import NotFound
from care.actor import Category, Permit
from care.lib.prepared import prepared
from treatment_plans.models import Intervention, InterventionKind, Plan
from treatment_plans.queries.making import plan_row, rows_of, whole, with_parts
from treatment_plans.queries.rows import (
    GoalRow,
    InterventionRow,
    KindRow,
    MedicationLine,
    ObjectiveRow,
    PlanRow,
    PlansInHand,
    ProblemRow,
)
from treatment_plans.rules import IN_FORCE, IN_WRITING, OPEN_GOALS, OPEN_INTERVENTIONS
from treatment_plans.vocabulary import PlanStatus

IN_HAND = [status.value for status in PlanStatus if status in IN_FORCE | IN_WRITING]


class PlanNotFound(NotFound):
    """There is no such plan, goal or intervention in the record that the permit opens."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


def plans_of(permit: Permit) -> QuerySet[Plan]:
    """The plans that a permit opens; for this package."""
    permit.check(category=Category.SUD)
    return Plan.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def plans_in_hand(*, permit: Permit) -> PlansInHand:
    """What the plan tab shows. Three queries, whatever the number of goals and interventions."""
    permit.check(category=Category.SUD)
    rows = whole(_in_hand(patient_id=permit.patient_id, organisation_id=permit.organisation_id))
    return PlansInHand(
        active=next((row for row in rows if row.is_in_force), None),
        draft=next((row for row in rows if row.is_in_writing), None),
    )


@prepared
def _in_hand(*, patient_id: int, organisation_id: int) -> QuerySet[Any]:
    return with_parts(Plan.objects.filter(patient_id=patient_id, organisation_id=organisation_id, status__in=IN_HAND))


def current_plan(*, permit: Permit) -> PlanRow | None:
    """The version in force, else the draft, else none. Three queries."""
    plans = plans_in_hand(permit=permit)
    return plans.active or plans.draft


def get_plan(*, permit: Permit, plan: UUID) -> PlanRow:
    """Any version, whole. Three queries.

    Raises:
        PlanNotFound: no such version in this record.
    """
    rows = rows_of(plans_of(permit).filter(uuid=plan))
    if not rows:
        raise PlanNotFound
    return rows[0]


def get_goal(*, permit: Permit, goal: UUID) -> tuple[PlanRow, GoalRow]:
    """A goal and the version that it belongs to. Three queries.

    Raises:
        PlanNotFound: no such goal in this record.
    """
    rows = rows_of(plans_of(permit).filter(goals__uuid=goal))
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
    rows = rows_of(plans_of(permit).filter(goals__interventions__uuid=intervention))
    for row in rows:
        for goal in row.goals:
            for line in goal.interventions:
                if line.uuid == intervention:
                    return row, goal, line
    raise PlanNotFound


MEDICATION = "medication"  # the kind of intervention that an order may stand behind


def medication_lines(*, permit: Permit) -> list[MedicationLine]:
    """What is done with medication in the versions in hand and goes on, each line once, with the goal that it serves; the version
    being written speaks before the one in force. One query.
    """
    plans = plans_of(permit).filter(status__in=IN_FORCE | IN_WRITING)
    rows = Intervention.objects.filter(
        goal__plan__in=plans.values("pk"), kind__code=MEDICATION, status__in=OPEN_INTERVENTIONS, goal__lifecycle__in=OPEN_GOALS
    )
    columns = ("root", "title", "goal__own_words")
    found = rows.order_by("goal__plan__version", "goal__position", "position").values_list(*columns)
    return list({root: MedicationLine(root, title, words) for root, title, words in found}.values())


def plan_versions(*, permit: Permit) -> list[PlanRow]:
    """Every version with its sections and problems, newest first, without its goals. One query."""
    return [plan_row(plan, ()) for plan in with_parts(plans_of(permit))]


def whole_plans(*, permit: Permit) -> list[PlanRow]:
    """Every version with its goals, newest first: for a copy of the record. Three queries."""
    return rows_of(plans_of(permit))


def reviews_due_by(*, organisation_id: int, condition: Q, day: date, limit: int = 50) -> list[tuple[int, UUID, date]]:
    """Whose version in force is due for review by a day: (person, version, day due), the longest due first. One query.
    `condition` is the gate's, on `patient_id`.
    """
    rows = Plan.objects.filter(
        condition, organisation_id=organisation_id, status__in=[status.value for status in IN_FORCE], review_due_on__lte=day
    )
    found = rows.order_by("review_due_on", "pk").values_list("patient_id", "uuid", "review_due_on")[:limit]
    return [(patient_id, plan, due) for patient_id, plan, due in found if due is not None]


def intervention_kinds() -> list[KindRow]:
    """The kinds of intervention, in the order of their list. One query."""
    rows = InterventionKind.objects.order_by("position").values_list("code", "name", "prose")
    return [KindRow(code, name, prose) for code, name, prose in rows]


def get_problem(*, permit: Permit, problem: UUID) -> tuple[PlanRow, ProblemRow]:
    """A problem and the version that it belongs to. Three queries.

    Raises:
        PlanNotFound: no such problem in this record.
    """
    for row in rows_of(plans_of(permit).filter(problems__uuid=problem)):
        for line in row.problems:
            if line.uuid == problem:
                return row, line
    raise PlanNotFound


def get_objective(*, permit: Permit, objective: UUID) -> tuple[PlanRow, GoalRow, ObjectiveRow]:
    """A step, its goal and its version. Three queries.

    Raises:
        PlanNotFound: no such step in this record.
    """
    for row in rows_of(plans_of(permit).filter(goals__objectives__uuid=objective)):
        for goal in row.goals:
            for line in goal.objectives:
                if line.uuid == objective:
                    return row, goal, line
    raise PlanNotFound
