"""Goals and interventions: state, change, record, pause, end; and what happens when two write at once."""

from datetime import date, datetime

import pytest

from care.accounts.models import Staff
from care.actor import Permit
from care.audit.models import AuditEvent
from care.teams.operations import NotOurColleague
from patients.models import Patient
from tests.factories.accounts import staff_with
from tests.factories.patients import permit_for
from tests.treatment_plans.conftest import WANTS
from treatment_plans import operations
from treatment_plans.models import Goal, Intervention, InterventionKind, Plan
from treatment_plans.queries import get_goal, get_intervention
from treatment_plans.rules import NotPossible
from treatment_plans.vocabulary import (
    GoalAchievement,
    GoalLifecycle,
    GoalStep,
    InterventionStatus,
    InterventionStep,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(draft: Plan) -> Goal:
    return Goal.objects.get(plan=draft)


@pytest.fixture
def line(draft: Plan) -> Intervention:
    return Intervention.objects.get(goal__plan=draft)


def test_a_goal_keeps_the_persons_words_as_they_were_said(to_write: Permit, draft: Plan, at: datetime) -> None:
    said = "I'm an addict and I want my kids back."
    goal = operations.state_goal(permit=to_write, plan=draft.uuid, own_words=f"  {said}\n", at=at)
    assert get_goal(permit=to_write, goal=goal.uuid)[1].own_words == said


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_a_goal_without_the_persons_words_is_refused(to_write: Permit, draft: Plan, at: datetime, words: str) -> None:
    with pytest.raises(operations.OwnWordsMissing):
        operations.state_goal(permit=to_write, plan=draft.uuid, own_words=words, at=at)


def test_goals_stand_in_the_order_in_which_they_were_stated(to_write: Permit, draft: Plan, at: datetime) -> None:
    for words in ("Sleep", "Work", "My license"):
        operations.state_goal(permit=to_write, plan=draft.uuid, own_words=words, at=at)
    assert list(Goal.objects.filter(plan=draft).order_by("position").values_list("own_words", flat=True)) == [
        WANTS, "Sleep", "Work", "My license",
    ]  # fmt: skip


def test_a_goal_of_a_draft_is_reworded_and_says_which_fields_changed(
    to_write: Permit, draft: Plan, goal: Goal, at: datetime
) -> None:
    row = operations.change_goal(
        permit=to_write,
        goal=goal.uuid,
        seen=draft.revision,
        own_words=WANTS,
        measure="weekends a month",
        target_on=date(2027, 1, 31),
        at=at,
    )
    assert (row.measure, row.target_on) == ("weekends a month", date(2027, 1, 31))
    event = AuditEvent.objects.get(verb="goal.changed")
    assert event.detail == {"plan": draft.pk, "goal": goal.pk, "fields": ["measure", "target_on"]}


def test_saving_a_goal_without_a_change_changes_nothing(to_write: Permit, draft: Plan, goal: Goal, at: datetime) -> None:
    operations.change_goal(
        permit=to_write, goal=goal.uuid, seen=draft.revision, own_words=WANTS, measure=goal.measure, target_on=None, at=at
    )
    draft.refresh_from_db()
    assert Goal.objects.get(pk=goal.pk).revision == goal.revision


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(
    to_write: Permit, dana: Staff, mari: Patient, draft: Plan, goal: Goal, at: datetime
) -> None:
    read = draft.revision
    permit = permit_for(dana, mari, at=at)
    operations.change_goal(
        permit=permit, goal=goal.uuid, seen=read, own_words="Keep my apartment.", measure="", target_on=None, at=at
    )
    with pytest.raises(operations.StalePlan) as refusal:
        operations.change_goal(permit=to_write, goal=goal.uuid, seen=read, own_words="Mine", measure="", target_on=None, at=at)
    assert [(change.what, change.uuid, change.changed_by) for change in refusal.value.changed] == [
        ("goal", goal.uuid, "Dana Fischer")
    ]
    assert Goal.objects.get(pk=goal.pk).own_words == "Keep my apartment."
    assert "Keep" not in str(refusal.value)


def test_two_colleagues_change_two_goals_without_being_in_each_others_way(
    to_write: Permit, draft: Plan, goal: Goal, at: datetime
) -> None:
    other = operations.state_goal(permit=to_write, plan=draft.uuid, own_words="Sleep", at=at)
    draft.refresh_from_db()
    read = draft.revision
    operations.change_goal(permit=to_write, goal=goal.uuid, seen=read, own_words="One", measure="", target_on=None, at=at)
    operations.change_goal(permit=to_write, goal=other.uuid, seen=read, own_words="Two", measure="", target_on=None, at=at)


def test_the_words_of_an_agreed_goal_are_changed_in_the_next_version(to_write: Permit, active: Plan, at: datetime) -> None:
    goal = Goal.objects.get(plan=active)
    with pytest.raises(NotPossible):
        operations.change_goal(
            permit=to_write, goal=goal.uuid, seen=active.revision, own_words="x", measure="", target_on=None, at=at
        )
    with pytest.raises(NotPossible):
        operations.state_goal(permit=to_write, plan=active.uuid, own_words="x", at=at)


def test_how_near_an_agreed_goal_is_can_be_said_again_and_again(to_write: Permit, active: Plan, at: datetime) -> None:
    goal = Goal.objects.get(plan=active)
    for word in (GoalAchievement.IMPROVING, GoalAchievement.WORSENING):
        active.refresh_from_db()
        operations.record_achievement(permit=to_write, goal=goal.uuid, seen=active.revision, achievement=word, at=at)
    goal.refresh_from_db()
    assert (goal.achievement, goal.achievement_at, goal.achievement_by_id) == ("worsening", at, to_write.actor.user_id)
    history = Goal.pgh_event_model.objects.filter(pgh_obj_id=goal.pk).order_by("pgh_id")  # type: ignore[attr-defined]
    assert [row.achievement for row in history if row.achievement] == ["improving", "worsening"]


def test_how_near_a_goal_of_a_draft_is_cannot_be_said(to_write: Permit, draft: Plan, goal: Goal, at: datetime) -> None:
    with pytest.raises(NotPossible):
        operations.record_achievement(
            permit=to_write, goal=goal.uuid, seen=draft.revision, achievement=GoalAchievement.IMPROVING, at=at
        )


def test_a_goal_can_be_paused_and_taken_up_again(to_write: Permit, active: Plan, at: datetime) -> None:
    goal = Goal.objects.get(plan=active)
    held = operations.hold_goal(permit=to_write, goal=goal.uuid, seen=active.revision, at=at)
    assert held.lifecycle == GoalLifecycle.ON_HOLD
    resumed = operations.resume_goal(permit=to_write, goal=goal.uuid, seen=held.revision, at=at)
    assert resumed.lifecycle == GoalLifecycle.ACTIVE


@pytest.mark.parametrize(
    ("step", "lifecycle", "line_status"),
    [
        (GoalStep.COMPLETE, GoalLifecycle.COMPLETED, InterventionStatus.COMPLETED),
        (GoalStep.CANCEL, GoalLifecycle.CANCELLED, InterventionStatus.STOPPED),
    ],
)
def test_what_is_done_towards_a_goal_ends_with_it(
    to_write: Permit, active: Plan, at: datetime, step: GoalStep, lifecycle: GoalLifecycle, line_status: InterventionStatus
) -> None:
    goal = Goal.objects.get(plan=active)
    operations.end_goal(permit=to_write, goal=goal.uuid, seen=active.revision, step=step, note="Talked about it", at=at)
    row = get_goal(permit=to_write, goal=goal.uuid)[1]
    assert (row.lifecycle, row.end_note, row.ended_by) == (lifecycle, "Talked about it", "Alice Osei")
    assert [done.status for done in row.interventions] == [line_status]


@pytest.mark.parametrize("step", [GoalStep.HOLD, GoalStep.RESUME, GoalStep.AGREE])
def test_ending_a_goal_takes_a_step_that_ends_it(to_write: Permit, active: Plan, at: datetime, step: GoalStep) -> None:
    goal = Goal.objects.get(plan=active)
    with pytest.raises(NotPossible):
        operations.end_goal(permit=to_write, goal=goal.uuid, seen=active.revision, step=step, at=at)
    assert Goal.objects.get(pk=goal.pk).ended_at is None


def test_a_goal_ends_once(to_write: Permit, active: Plan, at: datetime) -> None:
    goal = Goal.objects.get(plan=active)
    ended = operations.end_goal(permit=to_write, goal=goal.uuid, seen=active.revision, step=GoalStep.COMPLETE, at=at)
    with pytest.raises(NotPossible):
        operations.end_goal(permit=to_write, goal=goal.uuid, seen=ended.revision, step=GoalStep.CANCEL, at=at)


def test_an_intervention_names_who_does_it(to_write: Permit, alice: Staff, goal: Goal, at: datetime) -> None:
    line = operations.add_intervention(
        permit=to_write,
        goal=goal.uuid,
        kind="family",
        title="Session with Rosa",
        staff_id=alice.pk,
        who="Rosa, her sister",
        frequency="monthly",
        at=at,
    )
    row = get_intervention(permit=to_write, intervention=line.uuid)[2]
    assert (row.who, row.kind, row.frequency) == ("Alice Osei, Rosa, her sister", "Family and couple work", "monthly")


def test_a_colleague_of_another_clinic_is_not_put_on_an_intervention(to_write: Permit, goal: Goal, at: datetime) -> None:
    with pytest.raises(NotOurColleague):
        operations.add_intervention(permit=to_write, goal=goal.uuid, kind="group", title="x", staff_id=staff_with().pk, at=at)


def test_an_unknown_kind_is_refused(to_write: Permit, goal: Goal, at: datetime) -> None:
    with pytest.raises(InterventionKind.DoesNotExist):
        operations.add_intervention(permit=to_write, goal=goal.uuid, kind="magic", title="x", who="y", at=at)


def test_an_intervention_of_a_draft_can_be_changed(to_write: Permit, draft: Plan, line: Intervention, at: datetime) -> None:
    row = operations.change_intervention(
        permit=to_write,
        intervention=line.uuid,
        seen=draft.revision,
        kind="housing",
        title="Letter and payment plan",
        who="Amara",
        frequency="once",
        until=date(2026, 11, 30),
        at=at,
    )
    assert (row.title, row.until) == ("Letter and payment plan", date(2026, 11, 30))
    with pytest.raises(operations.StalePlan):
        operations.change_intervention(
            permit=to_write, intervention=line.uuid, seen=draft.revision, kind="housing", title="x", who="y", at=at
        )


def test_nothing_is_hung_on_a_goal_that_was_let_go(to_write: Permit, draft: Plan, goal: Goal, at: datetime) -> None:
    operations.end_goal(permit=to_write, goal=goal.uuid, seen=draft.revision, step=GoalStep.CANCEL, at=at)
    with pytest.raises(NotPossible):
        operations.add_intervention(permit=to_write, goal=goal.uuid, kind="group", title="x", who="y", at=at)


def test_an_intervention_is_paused_taken_up_and_completed(to_write: Permit, active: Plan, at: datetime) -> None:
    line = Intervention.objects.get(goal__plan=active)
    seen = active.revision
    for step, status in (
        (InterventionStep.HOLD, InterventionStatus.ON_HOLD),
        (InterventionStep.RESUME, InterventionStatus.ACTIVE),
        (InterventionStep.COMPLETE, InterventionStatus.COMPLETED),
    ):
        row = operations.move_intervention(permit=to_write, intervention=line.uuid, seen=seen, step=step, at=at)
        assert row.status == status
        seen = row.revision
    with pytest.raises(NotPossible):
        operations.move_intervention(permit=to_write, intervention=line.uuid, seen=seen, step=InterventionStep.HOLD, at=at)


def test_what_is_stopped_is_stopped_with_a_reason(to_write: Permit, active: Plan, at: datetime) -> None:
    line = Intervention.objects.get(goal__plan=active)
    with pytest.raises(operations.ReasonMissing):
        operations.stop_intervention(permit=to_write, intervention=line.uuid, seen=active.revision, reason=" ", at=at)
    row = operations.stop_intervention(
        permit=to_write, intervention=line.uuid, seen=active.revision, reason="Clashes with her shift", at=at
    )
    assert (row.status, row.end_note) == (InterventionStatus.STOPPED, "Clashes with her shift")


def test_an_intervention_of_a_draft_does_not_begin(to_write: Permit, draft: Plan, line: Intervention, at: datetime) -> None:
    with pytest.raises(NotPossible):
        operations.move_intervention(
            permit=to_write, intervention=line.uuid, seen=draft.revision, step=InterventionStep.BEGIN, at=at
        )
