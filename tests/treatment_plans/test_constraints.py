"""What the database itself refuses of plans: each constraint is broken once."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.factories.accounts import UserFactory
from tests.factories.patients import PatientFactory
from tests.factories.treatment_plans import (
    CommentFactory,
    GoalFactory,
    GoalProblemFactory,
    InterventionFactory,
    ObjectiveFactory,
    PlanFactory,
    ProblemFactory,
    SectionFactory,
    SignatureFactory,
    SupervisorRuleFactory,
)
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
    "plan_offered_is_dated": {"offered_revision": 1},
    "plan_level_known": {"level_of_care": "9"},
    "plan_level_source_of_level": {"level_source": UUID(int=1)},
}
BROKEN_GOALS: dict[str, dict[str, Any]] = {
    "goal_own_words_given": {"own_words": ""},
    "goal_lifecycle_known": {"lifecycle": "lost"},
    "goal_achievement_known": {"achievement": "splendid", "achievement_at": MOMENT, "achievement_by": "somebody"},
    "goal_achievement_pair": {"achievement": "improving", "achievement_at": MOMENT},
    "goal_achievement_dated": {"achievement": "improving"},
    "goal_ended_pair": {"lifecycle": "completed", "ended_at": MOMENT},
    "goal_end_is_dated": {"lifecycle": "completed"},
    "goal_direction_known": {
        "instrument": "phq9",
        "measured_name": "total",
        "target_value": 9,
        "target_direction": "level",
    },
    "goal_target_whole": {"instrument": "phq9"},
}
BROKEN_INTERVENTIONS: dict[str, dict[str, Any]] = {
    "intervention_title_given": {"title": ""},
    "intervention_has_somebody": {"who": ""},
    "intervention_status_known": {"status": "lost"},
    "intervention_ends_after_start": {"starts_on": DAY, "until": date(2026, 12, 22)},
    "intervention_ended_pair": {"status": "stopped", "ended_at": MOMENT},
    "intervention_end_is_dated": {"status": "stopped"},
}
BROKEN: dict[type[Any], dict[str, dict[str, Any]]] = {
    SectionFactory: {"section_kind_known": {"kind": "diary"}},
    ProblemFactory: {
        "problem_title_given": {"title": ""},
        "problem_domain_known": {"domain": "weather"},
        "problem_status_known": {"status": "lost"},
        "problem_code_has_system": {"code": "F11.20"},
    },
    ObjectiveFactory: {
        "objective_text_given": {"text": ""},
        "objective_status_known": {"status": "lost", "ended_at": MOMENT, "ended_by": "somebody"},
        "objective_ended_pair": {"status": "met", "ended_at": MOMENT},
        "objective_end_is_dated": {"status": "met"},
    },
    SignatureFactory: {
        "signature_party_known": {"party": "neighbor"},
        "signature_way_known": {"way": "nodded"},
        "signature_has_name": {"name": ""},
        "signature_drawn_if_drawn": {"way": "drawn"},
    },
    CommentFactory: {
        "comment_text_given": {"text": ""},
        "comment_subject_known": {"subject_kind": "weather", "subject": UUID(int=1)},
        "comment_has_subject": {"subject_kind": "goal"},
        "comment_asked_if_question": {"asked_role": "nurse"},
        "comment_resolved_pair": {"resolved_at": MOMENT},
    },
    SupervisorRuleFactory: {
        "supervisor_rule_role_known": {"role": "captain"},
        "supervisor_rule_ended_pair": {"ended_at": MOMENT},
    },
}
TWICE = {
    "goal_root_once",
    "intervention_root_once",
    "objective_root_once",
    "problem_root_once",
    "section_once",
    "problem_position_once",
    "objective_position_once",
    "goal_problem_once",
    "supervisor_rule_once",
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


def test_the_database_refuses_whatever_else_breaks_a_rule() -> None:
    loose = []
    for maker, broken in BROKEN.items():
        for name, fields in broken.items():
            try:
                with transaction.atomic():
                    maker(**_fields(fields))
            except IntegrityError as error:
                loose += [] if name in str(error) else [f"{name}: {error}"]
            else:
                loose.append(name)
    assert loose == []


def test_nothing_of_a_plan_is_there_twice() -> None:
    section, problem, step, link = SectionFactory(), ProblemFactory(), ObjectiveFactory(), GoalProblemFactory()
    goal, line, rule = GoalFactory(), InterventionFactory(), SupervisorRuleFactory()
    twice: dict[str, Any] = {
        "section_once": lambda: SectionFactory(plan=section.plan),
        "problem_position_once": lambda: ProblemFactory(plan=problem.plan, position=problem.position),
        "problem_root_once": lambda: ProblemFactory(plan=problem.plan, root=problem.root),
        "objective_position_once": lambda: ObjectiveFactory(goal=step.goal, position=step.position),
        "objective_root_once": lambda: ObjectiveFactory(goal=step.goal, root=step.root),
        "goal_problem_once": lambda: GoalProblemFactory(goal=link.goal, problem=link.problem),
        "goal_root_once": lambda: GoalFactory(plan=goal.plan, root=goal.root),
        "intervention_root_once": lambda: InterventionFactory(goal=line.goal, root=line.root),
        "supervisor_rule_once": lambda: SupervisorRuleFactory(organisation=rule.organisation, role=rule.role),
    }
    for name, make in twice.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            make()


def test_every_constraint_is_broken_by_a_test_here() -> None:
    tested = TWICE | BROKEN_PLANS.keys() | BROKEN_GOALS.keys() | BROKEN_INTERVENTIONS.keys()
    tested = tested.union(*(broken.keys() for broken in BROKEN.values()))
    models = (Plan, Goal, Intervention, *(maker._meta.model for maker in BROKEN))
    assert {constraint.name for model in models for constraint in model._meta.constraints} <= tested
