"""Reading plans: the number of queries is fixed, and the timeline tells each thing once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from care.accounts.models import Staff
from care.actor import Action, Category, Permit, PermitMismatch, Role
from care.lib.pdf import document
from care.lib.timeline import TimelineEntry
from care.pages.copies.parts import Frame
from care.pages.copies.plans import plans_sheet
from patients.models import Patient
from tests.care.pages.papers import text_of
from tests.factories.accounts import staff_with
from tests.factories.patients import permit_for
from tests.factories.treatment_plans import (
    CommentFactory,
    GoalFactory,
    GoalProblemFactory,
    InterventionFactory,
    ObjectiveFactory,
    PlanFactory,
    ProblemFactory,
    SectionFactory,
)
from tests.treatment_plans.conftest import WANTS
from treatment_plans import operations
from treatment_plans.models import Goal, Intervention, Plan
from treatment_plans.queries import (
    current_plan,
    get_goal,
    get_intervention,
    get_plan,
    intervention_kinds,
    plan_versions,
    plans_in_hand,
)
from treatment_plans.timeline import timeline_entries
from treatment_plans.vocabulary import GoalAchievement, GoalStep, PlanStatus

pytestmark = pytest.mark.django_db


@contextmanager
def queries(number: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as seen:
        yield
    assert len(seen) == number, "\n".join(query["sql"][:200] for query in seen.captured_queries)


@pytest.mark.parametrize("size", [1, 50, 500])
def test_the_plan_tab_takes_three_queries_whatever_the_number_of_goals(to_read: Permit, mari: Patient, size: int) -> None:
    plan = PlanFactory(patient=mari, active=True)
    goals = GoalFactory.build_batch(size, plan=plan)
    Goal.objects.bulk_create(goals)
    kind = InterventionFactory(goal=goals[0]).kind
    Intervention.objects.bulk_create(InterventionFactory.build_batch(size, goal=goals[-1], kind=kind))
    with queries(3):
        found = plans_in_hand(permit=to_read)
    assert found.active is not None
    assert len(found.active.goals) == size
    assert sum(len(goal.interventions) for goal in found.active.goals) == size + 1
    with queries(3):
        get_plan(permit=to_read, plan=plan.uuid)
    with queries(3):
        get_goal(permit=to_read, goal=goals[0].uuid)
    with queries(1):
        plan_versions(permit=to_read)


@pytest.mark.parametrize("size", [1, 50, 500])
def test_the_timeline_takes_nine_queries_whatever_happened(to_read: Permit, mari: Patient, size: int) -> None:
    plan = PlanFactory(patient=mari, active=True)
    goals = GoalFactory.build_batch(
        size, plan=plan, achievement="improving", achievement_at=plan.started_at, achievement_by=plan.started_by
    )
    Goal.objects.bulk_create(goals)
    kind = InterventionFactory(goal=goals[0]).kind
    Intervention.objects.bulk_create(InterventionFactory.build_batch(size, goal=goals[0], kind=kind))
    with queries(9):
        entries = timeline_entries(permit=to_read)
    assert len(entries) == min(200, 3 * size + 3)


def test_nothing_is_not_an_error(to_read: Permit) -> None:
    assert current_plan(permit=to_read) is None
    assert timeline_entries(permit=to_read) == []
    assert plan_versions(permit=to_read) == []


def test_the_version_in_force_is_the_current_one_and_a_draft_stands_in_for_it(
    to_write: Permit, to_read: Permit, draft: Plan, at: datetime
) -> None:
    found = current_plan(permit=to_read)
    assert found is not None
    assert found.status is PlanStatus.DRAFT
    operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    operations.draft_plan(permit=to_write, at=at)
    found = current_plan(permit=to_read)
    assert found is not None
    assert (found.status, found.version) == (PlanStatus.ACTIVE, 1)


def test_a_permit_without_substance_use_care_reads_no_plan(alice: Staff, mari: Patient, active: Plan, at: datetime) -> None:
    permit = permit_for(alice, mari, at=at, category=Category.SUD, action=Action.READ)
    assert current_plan(permit=permit) is not None
    narrow = permit_for_front_desk(alice, mari, at)
    for read in (plans_in_hand, plan_versions, timeline_entries, current_plan):
        with pytest.raises(PermitMismatch):
            read(permit=narrow)


def permit_for_front_desk(alice: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(
        staff_with(Role.FRONT_DESK, organisation=alice.organisation),
        mari,
        at=at,
        category=Category.DEMOGRAPHICS,
        action=Action.READ,
    )


def test_a_goal_is_found_in_its_record_only(to_read: Permit) -> None:
    elsewhere = InterventionFactory()
    with pytest.raises(operations.PlanNotFound):
        get_goal(permit=to_read, goal=elsewhere.goal.uuid)
    with pytest.raises(operations.PlanNotFound):
        get_intervention(permit=to_read, intervention=elsewhere.uuid)


def test_the_kinds_of_intervention_come_in_the_order_of_their_file() -> None:
    kinds = intervention_kinds()
    assert (kinds[0].code, kinds[-1].code) == ("medication", "other")
    assert {"peer-support", "contingency-management", "housing", "harm-reduction", "mutual-help"} <= {kind.code for kind in kinds}


def test_the_timeline_tells_what_happened_newest_first_and_each_thing_once(
    to_write: Permit, to_read: Permit, active: Plan, at: datetime
) -> None:
    goal = Goal.objects.get(plan=active)
    day = [at + timedelta(days=number) for number in range(10)]
    seen = active.revision
    for number, word in ((1, GoalAchievement.IMPROVING), (2, GoalAchievement.WORSENING)):
        row = operations.record_achievement(
            permit=to_write, goal=goal.uuid, seen=seen, achievement=word, note=f"{number} of 4", at=day[number]
        )
        seen = row.revision
    draft = operations.draft_plan(permit=to_write, at=day[3])
    draft = operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=day[4])
    carried = Goal.objects.get(plan=draft)
    operations.end_goal(
        permit=to_write, goal=carried.uuid, seen=draft.revision, step=GoalStep.COMPLETE, note="She has the lease", at=day[5]
    )
    told = timeline_entries(permit=to_read)
    around = ("(the person", "(who wrote it", " written")
    entries = [entry for entry in told if not any(words in entry.what for words in around)]
    assert len(told) == len(entries) + 6  # both signed both versions; two sections were written
    assert [entry.what for entry in entries] == [
        "Goal completed: She has the lease",
        "Intervention completed: Letter to the landlord",
        "Plan, version 2: agreed",
        "Plan, version 2: draft begun",
        "Harder now: 2 of 4",
        "Getting there: 1 of 4",
        "Plan, version 1: draft begun",
        "Plan, version 1: agreed",
        "Goal stated",
        "Intervention added: Letter to the landlord",
    ]
    assert entries[-2] == TimelineEntry(at, "Alice Osei", "Goal stated", "goal", WANTS)
    assert {entry.who for entry in entries} == {"Alice Osei"}


def test_what_stands_around_the_goals_is_told_and_copied(
    alice: Staff, mari: Patient, to_read: Permit, active: Plan, at: datetime
) -> None:
    goal = Goal.objects.get(plan=active)
    low, rent = ProblemFactory(plan=active, title="Low mood"), ProblemFactory(plan=active, title="Rent", domain="social")
    step = ObjectiveFactory(goal=goal, text="Call on Friday", status="met", ended_at=at, ended_by=alice.user)
    SectionFactory(plan=active, kind="barriers", text="The bus", changed_at=at)
    GoalProblemFactory(goal=goal, problem=low)
    GoalProblemFactory(goal=goal, problem=rent)
    asked = CommentFactory(plan=active, is_question=True, asked_role="supervisor", resolved_at=at, resolved_by=alice.user)
    CommentFactory(plan=active, answers=asked, text="He did.")
    CommentFactory(plan=active, subject_kind="problem", subject=low.root, text="Since the spring.")
    around = {entry.what for entry in timeline_entries(permit=to_read)}
    for what in (
        "Problem added to the plan: Low mood", "Step towards a goal added: Call on Friday",
        "Step towards a goal, done: Call on Friday", "Plan, version 1: what may get in the way written",
        "Question at the plan: The landlord called back.", "Question at the plan settled", "Answer at the plan: He did.",
        "Comment at a problem: Since the spring.",
    ):  # fmt: skip
        assert what in around, what
    without = replace(to_read, categories=frozenset({Category.SUD, Category.GENERAL}))
    told = {entry.what for entry in timeline_entries(permit=without)}
    assert around - told == {"Problem added to the plan: Low mood", "Comment at a problem: Since the spring."}

    with queries(5):
        sheet = plans_sheet(Frame(to_read, at, "America/New_York"))
    plan = sheet.data[0]
    assert [one["title"] for one in plan["problems"]] == ["Low mood", "Rent"]
    assert (plan["sections"]["barriers"], plan["goals"][0]["objectives"][0]["id"]) == ("The bus", step.uuid)
    assert plan["goals"][0]["problems"] == [low.uuid, rent.uuid]
    assert {one["party"] for one in plan["signatures"]} == {"patient", "clinician"}
    assert {(one["about"], one["text"], len(one["answers"])) for one in plan["comments"]} == {
        ("The plan", "The landlord called back.", 1), ("Low mood", "Since the spring.", 0),
    }  # fmt: skip
    less = plans_sheet(Frame(without, at, "America/New_York"))
    assert [one["title"] for one in less.data[0]["problems"]] == ["Rent"]
    assert less.data[0]["goals"][0]["problems"] == [rent.uuid]
    for found, is_there in ((sheet, True), (less, False)):
        text = text_of(document(title="", subtitle="", blocks=found.blocks, footer=""))
        assert ("Low mood" in text, "Since the spring." in text) == (is_there, is_there)
        assert [
            words for words in ("What may get in the way", "Call on Friday: done", "Signatures", "He did.") if words not in text
        ] == []


def test_what_was_carried_and_stopped_meanwhile_is_told_once(
    to_write: Permit, to_read: Permit, active: Plan, at: datetime
) -> None:
    draft = operations.draft_plan(permit=to_write, at=at)
    line = Intervention.objects.get(goal__plan=active)
    operations.stop_intervention(permit=to_write, intervention=line.uuid, seen=active.revision, reason="Done", at=at)
    operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    said = [entry.what for entry in timeline_entries(permit=to_read) if entry.kind == "intervention"]
    assert sorted(said) == ["Intervention added: Letter to the landlord", "Intervention stopped: Letter to the landlord (Done)"]
