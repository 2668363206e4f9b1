"""What a reader who may write can do with a plan, line by line; and every refusal has its sentence."""

from datetime import datetime
from uuid import uuid4

import pytest

from care.actor import Permit
from care.lib.ids import uuid7
from patients.models import Patient
from tests.factories.regimens import MedicationOrderFactory
from treatment_plans import operations
from treatment_plans.models import Goal, Intervention, Plan
from treatment_plans.presenters import (
    SENTENCES,
    Step,
    goal_steps,
    intervention_steps,
    plan_steps,
    refusal_sentence,
    version_steps,
)
from treatment_plans.queries import get_goal, get_intervention, get_plan, plans_in_hand
from treatment_plans.regimens import presenters as regimens
from treatment_plans.regimens.queries import get_order
from treatment_plans.rules import NotPossible
from treatment_plans.vocabulary import GoalStep, PlanEnd, PlanStatus, PlanStep

pytestmark = pytest.mark.django_db


def words(steps: list[Step]) -> list[str]:
    return [step.label for step in steps]


def test_without_a_plan_one_is_begun(to_read: Permit, mari: Patient) -> None:
    steps = plan_steps(plans_in_hand(permit=to_read), person=mari.uuid, name="Mari")
    assert words(steps) == ["Begin Mari’s plan"]
    assert steps[0].primary


def test_a_draft_is_written_agreed_or_set_aside(to_read: Permit, mari: Patient, draft: Plan) -> None:
    steps = plan_steps(plans_in_hand(permit=to_read), person=mari.uuid, name="Mari")
    assert words(steps) == ["Add a goal", "Propose it", "Read it with Mari and agree", "Set the draft aside"]


def test_a_draft_without_a_goal_is_not_agreed_on(to_write: Permit, mari: Patient, at: datetime) -> None:
    plan = operations.draft_plan(permit=to_write, at=at)
    steps = version_steps(get_plan(permit=to_write, plan=plan.uuid), person=mari.uuid, name="Mari")
    assert "Read it with Mari and agree" not in words(steps)


def test_a_version_in_force_is_followed_by_the_next(to_write: Permit, mari: Patient, active: Plan, at: datetime) -> None:
    assert words(plan_steps(plans_in_hand(permit=to_write), person=mari.uuid, name="Mari")) == ["Begin version 2"]
    row = get_plan(permit=to_write, plan=active.uuid)
    assert words(version_steps(row, person=mari.uuid, name="Mari")) == ["Sign", "End the plan early"]
    goal = Goal.objects.get(plan=active)
    operations.end_goal(permit=to_write, goal=goal.uuid, seen=active.revision, step=GoalStep.COMPLETE, at=at)
    row = get_plan(permit=to_write, plan=active.uuid)
    assert words(version_steps(row, person=mari.uuid, name="Mari")) == [
        "Sign", "Complete the plan", "End the plan early",
    ]  # fmt: skip


def test_the_lines_of_a_draft_are_changed_and_those_in_force_are_followed(
    to_write: Permit, mari: Patient, draft: Plan, at: datetime
) -> None:
    goal, line = Goal.objects.get(plan=draft).uuid, Intervention.objects.get(goal__plan=draft).uuid

    def offered() -> tuple[list[str], list[str]]:
        plan, row = get_goal(permit=to_write, goal=goal)
        return (
            words(goal_steps(plan, row, person=mari.uuid)),
            words(intervention_steps(plan, row.interventions[0], person=mari.uuid)),
        )

    assert offered() == (["Change", "Add an intervention", "Add a step", "Let go"], ["Change", "Stop"])
    plan = operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    assert offered() == (["How near is it", "Put on hold", "End"], ["Begin, pause or stop"])
    held = operations.hold_goal(permit=to_write, goal=goal, seen=plan.revision, at=at)
    assert offered()[0] == ["How near is it", "Take up again", "End"]
    operations.end_goal(permit=to_write, goal=goal, seen=held.revision, step=GoalStep.CANCEL, at=at)
    assert offered() == ([], [])
    assert get_intervention(permit=to_write, intervention=line)[2].is_open is False


def test_nothing_is_done_with_a_version_that_has_ended(to_write: Permit, mari: Patient, draft: Plan, at: datetime) -> None:
    operations.revoke_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, reason=PlanEnd.SET_ASIDE, at=at)
    row = get_plan(permit=to_write, plan=draft.uuid)
    assert version_steps(row, person=mari.uuid, name="Mari") == []
    assert goal_steps(row, row.goals[0], person=mari.uuid) == []
    assert intervention_steps(row, row.goals[0].interventions[0], person=mari.uuid) == []


def test_each_refusal_has_a_sentence_that_names_nobody() -> None:
    for refusal in SENTENCES:
        assert refusal_sentence(refusal()).endswith(".")
    assert "“Complete” is not possible" in refusal_sentence(NotPossible(PlanStatus.DRAFT, PlanStep.COMPLETE))
    assert "A colleague changed this plan" in refusal_sentence(operations.StalePlan(revision=3, changed=()))


def test_each_refusal_of_an_order_has_a_sentence() -> None:
    for refusal in regimens.SENTENCES:
        made = {"AlreadyOrdered": (uuid7(),), "WrongRoute": ((),)}.get(refusal.__name__, ())
        assert regimens.refusal_sentence(refusal(*made)).endswith(".")


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ({}, ["Read and sign Mari’s order", "Set aside"]),
        ({"active": True}, ["Change the dose", "Taper", "Hold", "Stop", "Course finished"]),
        ({"active": True, "status": "on-hold"}, ["Change the dose", "Taper", "Resume", "Stop", "Course finished"]),
        ({"stopped": True}, []),
    ],
    ids=["draft", "active", "on hold", "stopped"],
)
def test_what_a_prescriber_can_do_with_an_order(
    to_read: Permit, mari: Patient, state: dict[str, object], offered: list[str]
) -> None:
    order = get_order(permit=to_read, order=MedicationOrderFactory(patient=mari, **state).uuid)
    assert words(regimens.order_steps(order, person=uuid4(), name="Mari")) == offered
