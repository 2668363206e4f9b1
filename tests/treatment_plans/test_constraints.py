"""What the database itself refuses of plans: each constraint is broken once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, models

from tests.factories.accounts import UserFactory
from tests.factories.patients import PatientFactory
from tests.factories.treatment_plans import GoalFactory, InterventionFactory, PlanFactory
from treatment_plans.models import Goal, Intervention, Plan

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
DAY = date(2026, 12, 23)

BROKEN_PLANS: dict[str, dict[str, Any]] = {
    "plan_status_known": {"status": "lost", "ended_at": MOMENT, "ended_by": "somebody", "end_reason": "own_wish"},
    "plan_version_from_one": {"version": 0},
    "plan_agreed_pair": {"agreed_at": MOMENT, "review_due_on": DAY, "status": "active"},
    "plan_ended_pair": {"status": "revoked", "ended_at": MOMENT, "end_reason": "own_wish"},
    "plan_in_force_is_agreed": {"status": "active"},
    "plan_agreed_has_review": {"review_due_on": DAY},
    "plan_end_has_reason": {"end_reason": "own_wish"},
}
BROKEN_GOALS: dict[str, dict[str, Any]] = {
    "goal_own_words_given": {"own_words": ""},
    "goal_lifecycle_known": {"lifecycle": "lost"},
    "goal_achievement_known": {"achievement": "splendid", "achievement_at": MOMENT, "achievement_by": "somebody"},
    "goal_achievement_pair": {"achievement": "improving", "achievement_at": MOMENT},
    "goal_achievement_dated": {"achievement": "improving"},
    "goal_ended_pair": {"lifecycle": "completed", "ended_at": MOMENT},
    "goal_end_is_dated": {"lifecycle": "completed"},
}
BROKEN_INTERVENTIONS: dict[str, dict[str, Any]] = {
    "intervention_title_given": {"title": ""},
    "intervention_has_somebody": {"who": ""},
    "intervention_status_known": {"status": "lost"},
    "intervention_ends_after_start": {"starts_on": DAY, "until": date(2026, 12, 22)},
    "intervention_ended_pair": {"status": "stopped", "ended_at": MOMENT},
    "intervention_end_is_dated": {"status": "stopped"},
}
TWICE = {
    "plan_version_once",
    "plan_one_active",
    "plan_one_draft",
    "goal_position_once",
    "intervention_position_once",
}


def _fields(values: dict[str, Any]) -> dict[str, Any]:
    return {name: UserFactory() if value == "somebody" else value for name, value in values.items()}


@pytest.mark.parametrize(("name", "fields"), BROKEN_PLANS.items(), ids=BROKEN_PLANS.keys())
def test_the_database_refuses_a_plan_that_breaks_a_rule(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name):
        PlanFactory(**_fields(fields))


@pytest.mark.parametrize(("name", "fields"), BROKEN_GOALS.items(), ids=BROKEN_GOALS.keys())
def test_the_database_refuses_a_goal_that_breaks_a_rule(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name):
        GoalFactory(**_fields(fields))


@pytest.mark.parametrize(("name", "fields"), BROKEN_INTERVENTIONS.items(), ids=BROKEN_INTERVENTIONS.keys())
def test_the_database_refuses_an_intervention_that_breaks_a_rule(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name):
        InterventionFactory(**_fields(fields))


def test_a_person_has_one_plan_in_force_at_a_programme() -> None:
    patient = PatientFactory()
    PlanFactory(patient=patient, active=True)
    with pytest.raises(IntegrityError, match="plan_one_active"):
        PlanFactory(patient=patient, version=2, active=True)


def test_a_person_has_one_draft_at_a_programme() -> None:
    patient = PatientFactory()
    PlanFactory(patient=patient)
    with pytest.raises(IntegrityError, match="plan_one_draft"):
        PlanFactory(patient=patient, version=2)


def test_a_version_is_counted_once() -> None:
    patient = PatientFactory()
    PlanFactory(patient=patient, superseded=True)
    with pytest.raises(IntegrityError, match="plan_version_once"):
        PlanFactory(patient=patient)


def test_two_goals_do_not_share_a_place() -> None:
    goal = GoalFactory()
    with pytest.raises(IntegrityError, match="goal_position_once"):
        GoalFactory(plan=goal.plan, position=goal.position)


def test_two_interventions_do_not_share_a_place() -> None:
    line = InterventionFactory()
    with pytest.raises(IntegrityError, match="intervention_position_once"):
        InterventionFactory(goal=line.goal, position=line.position)


@pytest.mark.parametrize("model", [Plan, Goal, Intervention])
def test_every_constraint_is_broken_by_a_test_here(model: type[models.Model]) -> None:
    tested = TWICE | BROKEN_PLANS.keys() | BROKEN_GOALS.keys() | BROKEN_INTERVENTIONS.keys()
    assert {constraint.name for constraint in model._meta.constraints} <= tested
