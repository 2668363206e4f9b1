"""Versions of a plan: draft, agree, complete, end; what a new version takes over; what the caseload says of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from care.accounts.models import Staff
from care.actor import Permit, PermitMismatch
from care.audit.models import AuditEvent
from care.teams.models import CaseloadSummary, Enrolment
from care.teams.operations import NotEnrolled, end_enrolment
from care.teams.rules import EndReason
from patients.models import Patient
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.treatment_plans.conftest import WANTS
from treatment_plans import operations
from treatment_plans.models import Goal, Intervention, Plan, Section
from treatment_plans.queries import get_plan, plan_versions, plans_in_hand
from treatment_plans.rules import NotPossible
from treatment_plans.vocabulary import (
    GoalAchievement,
    GoalLifecycle,
    GoalStep,
    InterventionStatus,
    InterventionStep,
    ObjectiveStep,
    Party,
    PlanEnd,
    PlanStatus,
    ProblemDomain,
    ProblemStep,
    SectionKind,
    SigningWay,
)

pytestmark = pytest.mark.django_db


def summary(patient: Patient) -> tuple[str, date | None]:
    row = CaseloadSummary.objects.get(patient=patient)
    return row.plan_status, row.plan_review_due_on


def test_a_first_draft_is_version_one_and_says_so_on_the_caseload(to_write: Permit, mari: Patient, at: datetime) -> None:
    plan = operations.draft_plan(permit=to_write, at=at, strengths="Steady job")
    assert (plan.version, plan.status, get_plan(permit=to_write, plan=plan.uuid).strengths) == (1, PlanStatus.DRAFT, "Steady job")
    assert summary(mari) == ("draft", None)


def test_one_change_is_one_audit_event_without_any_text(to_write: Permit, at: datetime) -> None:
    before = AuditEvent.objects.count()
    plan = operations.draft_plan(permit=to_write, at=at, strengths="Steady job")
    event = AuditEvent.objects.order_by("-pk").first()
    assert AuditEvent.objects.count() == before + 1
    assert event is not None
    assert (event.verb, event.patient_ids) == ("plan.drafted", [to_write.patient_id])
    assert event.detail == {"plan": plan.pk, "version": 1}


def test_the_history_of_a_field_points_to_the_event_that_changed_it(to_write: Permit, draft: Plan, at: datetime) -> None:
    section = operations.write_section(
        permit=to_write, plan=draft.uuid, kind=SectionKind.STRENGTHS, text="Job and sister", seen=draft.revision, at=at
    )
    event = AuditEvent.objects.get(verb="plan.section_written")
    row = Section.pgh_event_model.objects.filter(pgh_obj_id=section.pk).order_by("-pgh_id").first()
    assert (row.text, row.pgh_context_id) == ("Job and sister", event.uuid)


def test_a_second_draft_is_refused(to_write: Permit, draft: Plan, at: datetime) -> None:
    with pytest.raises(operations.DraftExists):
        operations.draft_plan(permit=to_write, at=at)


def test_agreeing_puts_the_draft_in_force_with_its_goals_and_what_is_done(
    to_write: Permit, mari: Patient, draft: Plan, at: datetime
) -> None:
    plan = operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    assert (plan.status, plan.agreed_at, plan.agreed_by_id) == (PlanStatus.ACTIVE, at, to_write.actor.user_id)
    assert plan.review_due_on == date(2026, 12, 23)
    assert Goal.objects.get(plan=plan).lifecycle == GoalLifecycle.ACTIVE
    assert Intervention.objects.get(goal__plan=plan).status == InterventionStatus.ACTIVE
    assert summary(mari) == ("active", date(2026, 12, 23))


def test_what_begins_later_waits_as_planned(to_write: Permit, draft: Plan, at: datetime) -> None:
    goal = Goal.objects.get(plan=draft)
    operations.add_intervention(
        permit=to_write, goal=goal.uuid, kind="group", title="Thursday group", who="Luis", starts_on=date(2026, 12, 1), at=at
    )
    draft.refresh_from_db()
    operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    assert Intervention.objects.get(title="Thursday group").status == InterventionStatus.PLANNED


def test_the_day_of_agreement_is_that_of_the_programme(to_write: Permit, draft: Plan) -> None:
    late = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)  # 10:30 pm of November 23 in Boston
    plan = operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=late)
    assert plan.review_due_on == date(2026, 12, 23)


def test_a_review_is_due_by_the_calendar_across_a_change_of_the_clocks(to_write: Permit, draft: Plan) -> None:
    before_summer_time = datetime(2026, 3, 1, 4, 30, tzinfo=UTC)  # still February 28 in Boston
    plan = operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=before_summer_time)
    assert plan.review_due_on == date(2026, 3, 30)


def test_a_plan_without_a_goal_is_not_agreed_on(to_write: Permit, at: datetime) -> None:
    plan = operations.draft_plan(permit=to_write, at=at)
    with pytest.raises(operations.NothingToAgree):
        operations.agree_plan(permit=to_write, plan=plan.uuid, seen=plan.revision, at=at)


def test_people_agree_on_what_they_have_read(to_write: Permit, draft: Plan, at: datetime) -> None:
    read = draft.revision
    goal = operations.state_goal(permit=to_write, plan=draft.uuid, own_words="Sleep through the night", at=at)
    with pytest.raises(operations.StalePlan) as refusal:
        operations.agree_plan(permit=to_write, plan=draft.uuid, seen=read, at=at)
    assert refusal.value.revision == read + 1
    assert [(change.what, change.uuid, change.changed_by) for change in refusal.value.changed] == [
        ("goal", goal.uuid, "Alice Osei")
    ]
    assert Plan.objects.get(pk=draft.pk).status == PlanStatus.DRAFT


def test_a_plan_is_agreed_once(to_write: Permit, active: Plan, at: datetime) -> None:
    with pytest.raises(NotPossible):
        operations.agree_plan(permit=to_write, plan=active.uuid, seen=active.revision, at=at)


def test_the_next_version_takes_over_what_is_open_and_the_old_one_stays_in_force(
    to_write: Permit, active: Plan, at: datetime
) -> None:
    later = at + timedelta(days=20)
    draft = operations.draft_plan(permit=to_write, at=later)
    plans = plans_in_hand(permit=to_write)
    assert plans.active is not None
    assert plans.draft is not None
    assert (plans.active.version, plans.draft.version) == (1, 2)
    assert (plans.draft.strengths, plans.draft.preferences) == ("Steady job", "No mornings")
    assert draft.version == 2
    goal = plans.draft.goals[0]
    assert (goal.own_words, goal.is_carried, goal.stated_at) == (WANTS, True, at)
    assert [line.title for line in goal.interventions] == ["Letter to the landlord"]


def test_what_has_ended_is_not_taken_over(to_write: Permit, active: Plan, at: datetime) -> None:
    goal = Goal.objects.get(plan=active)
    operations.end_goal(permit=to_write, goal=goal.uuid, seen=active.revision, step=GoalStep.COMPLETE, at=at)
    draft = operations.draft_plan(permit=to_write, at=at)
    assert not Goal.objects.filter(plan=draft).exists()


def test_the_next_version_ends_the_one_before_and_is_due_in_ninety_days(
    to_write: Permit, mari: Patient, active: Plan, at: datetime
) -> None:
    later = at + timedelta(days=20)
    draft = operations.draft_plan(permit=to_write, at=later)
    operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=later)
    new, old = plan_versions(permit=to_write)
    assert (new.version, new.status, new.review_due_on) == (2, PlanStatus.ACTIVE, date(2027, 3, 13))
    assert (old.version, old.status, old.end_reason) == (1, PlanStatus.REVOKED, PlanEnd.SUPERSEDED)
    assert summary(mari) == ("active", date(2027, 3, 13))


def test_what_happened_while_the_draft_was_written_is_not_lost(to_write: Permit, active: Plan, at: datetime) -> None:
    draft = operations.draft_plan(permit=to_write, at=at)
    in_force, line = Goal.objects.get(plan=active), Intervention.objects.get(goal__plan=active)
    operations.record_achievement(
        permit=to_write, goal=in_force.uuid, seen=active.revision, achievement=GoalAchievement.IMPROVING, note="3 of 4", at=at
    )
    operations.stop_intervention(
        permit=to_write, intervention=line.uuid, seen=active.revision, reason="The landlord agreed by phone", at=at
    )
    operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    goal = get_plan(permit=to_write, plan=draft.uuid).goals[0]
    assert (goal.achievement, goal.achievement_note, goal.achievement_by) == (GoalAchievement.IMPROVING, "3 of 4", "Alice Osei")
    assert [(row.status, row.end_note) for row in goal.interventions] == [
        (InterventionStatus.STOPPED, "The landlord agreed by phone")
    ]


def test_what_the_draft_let_go_stays_let_go(to_write: Permit, active: Plan, at: datetime) -> None:
    draft = operations.draft_plan(permit=to_write, at=at)
    operations.state_goal(permit=to_write, plan=draft.uuid, own_words="Get my license back", at=at)
    draft.refresh_from_db()
    carried = Goal.objects.get(plan=draft, carried_from__isnull=False)
    operations.end_goal(
        permit=to_write, goal=carried.uuid, seen=draft.revision, step=GoalStep.CANCEL, note="Found a house", at=at
    )
    draft.refresh_from_db()
    operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    assert [goal.own_words for goal in get_plan(permit=to_write, plan=draft.uuid).open_goals] == ["Get my license back"]


def test_a_plan_is_complete_when_no_goal_is_open(to_write: Permit, mari: Patient, active: Plan, at: datetime) -> None:
    with pytest.raises(operations.GoalsOpen):
        operations.complete_plan(permit=to_write, plan=active.uuid, seen=active.revision, at=at)
    goal = Goal.objects.get(plan=active)
    operations.end_goal(
        permit=to_write,
        goal=goal.uuid,
        seen=active.revision,
        step=GoalStep.COMPLETE,
        achievement=GoalAchievement.ACHIEVED,
        at=at,
    )
    active.refresh_from_db()
    plan = operations.complete_plan(permit=to_write, plan=active.uuid, seen=active.revision, at=at)
    assert (plan.status, plan.end_reason) == (PlanStatus.COMPLETED, PlanEnd.GOALS_REACHED)
    assert summary(mari) == ("", None)


def test_a_draft_is_not_completed(to_write: Permit, draft: Plan, at: datetime) -> None:
    with pytest.raises(NotPossible):
        operations.complete_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)


def test_a_draft_can_be_set_aside_and_the_version_in_force_stays(
    to_write: Permit, mari: Patient, active: Plan, at: datetime
) -> None:
    draft = operations.draft_plan(permit=to_write, at=at)
    operations.revoke_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, reason=PlanEnd.SET_ASIDE, at=at)
    assert summary(mari) == ("active", active.review_due_on)
    assert plans_in_hand(permit=to_write).draft is None
    assert operations.draft_plan(permit=to_write, at=at).version == 3


def test_ending_a_plan_early_lets_go_of_what_is_open(to_write: Permit, active: Plan, at: datetime) -> None:
    operations.revoke_plan(permit=to_write, plan=active.uuid, seen=active.revision, reason=PlanEnd.OWN_WISH, at=at)
    goal = get_plan(permit=to_write, plan=active.uuid).goals[0]
    assert goal.lifecycle == GoalLifecycle.CANCELLED
    assert goal.interventions[0].status == InterventionStatus.STOPPED


@pytest.mark.parametrize("reason", [PlanEnd.SUPERSEDED, PlanEnd.GOALS_REACHED, PlanEnd.SET_ASIDE])
def test_a_version_in_force_is_not_ended_early_for_a_reason_that_is_no_such(
    to_write: Permit, active: Plan, at: datetime, reason: PlanEnd
) -> None:
    with pytest.raises(operations.ReasonNotPossible):
        operations.revoke_plan(permit=to_write, plan=active.uuid, seen=active.revision, reason=reason, at=at)


def test_nobody_plans_for_a_person_whose_care_here_has_ended(to_write: Permit, draft: Plan, at: datetime) -> None:
    end_enrolment(permit=to_write, reason=EndReason.MOVED, at=at)
    assert not Enrolment.objects.filter(ended_at__isnull=True).exists()
    with pytest.raises(NotEnrolled):
        operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    operations.revoke_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, reason=PlanEnd.CARE_ENDED, at=at)
    with pytest.raises(NotEnrolled):
        operations.draft_plan(permit=to_write, at=at)


def write(permit: Permit, plan: Plan, kind: SectionKind, text: str, seen: int, at: datetime) -> Section:
    return operations.write_section(permit=permit, plan=plan.uuid, kind=kind, text=text, seen=seen, at=at)


def test_a_section_that_was_written_meanwhile_is_not_overwritten(to_write: Permit, draft: Plan, at: datetime) -> None:
    read = draft.revision
    write(to_write, draft, SectionKind.STRENGTHS, "Walks daily", read, at)
    with pytest.raises(operations.StalePlan) as refusal:
        write(to_write, draft, SectionKind.STRENGTHS, "Reads", read, at)
    assert [change.what for change in refusal.value.changed] == ["section"]


def test_two_write_two_sections_and_a_goal_without_knowing_of_each_other(to_write: Permit, draft: Plan, at: datetime) -> None:
    read = draft.revision
    operations.state_goal(permit=to_write, plan=draft.uuid, own_words="Sleep", at=at)
    write(to_write, draft, SectionKind.STRENGTHS, "Walks daily", read, at)
    write(to_write, draft, SectionKind.FAMILY, "His sister comes along", read, at)
    row = get_plan(permit=to_write, plan=draft.uuid)
    assert (row.strengths, row.text_of(SectionKind.FAMILY)) == ("Walks daily", "His sister comes along")


def test_what_is_agreed_is_written_in_the_next_version(to_write: Permit, active: Plan, at: datetime) -> None:
    with pytest.raises(NotPossible):
        write(to_write, active, SectionKind.STRENGTHS, "", active.revision, at)


# --- permits ------------------------------------------------------------------------------------------------------------------


def test_a_permit_to_read_changes_nothing(to_read: Permit, draft: Plan, at: datetime) -> None:
    goal, line = Goal.objects.get(plan=draft), Intervention.objects.get(goal__plan=draft)
    seen = draft.revision
    common = {"permit": to_read, "at": at}
    writes = [
        lambda: operations.draft_plan(**common),
        lambda: operations.write_section(**common, plan=draft.uuid, kind=SectionKind.FAMILY, text="x", seen=seen),
        lambda: operations.frame_plan(
            **common, plan=draft.uuid, seen=seen, level_of_care=None, starts_on=None, person_wants_copy=True
        ),
        lambda: operations.propose_plan(**common, plan=draft.uuid, seen=seen),
        lambda: operations.rewrite_plan(**common, plan=draft.uuid, seen=seen),
        lambda: operations.review_plan(**common, plan=draft.uuid),
        lambda: operations.keep_plan(**common, plan=draft.uuid, seen=seen),
        lambda: operations.sign_plan(
            **common, plan=draft.uuid, seen=seen, party=Party.FAMILY, said=operations.Said(SigningWay.SPOKEN, "x")
        ),
        lambda: operations.comment_on(**common, plan=draft.uuid, text="x"),
        lambda: operations.answer_comment(**common, comment=goal.uuid, text="x"),
        lambda: operations.resolve_comment(**common, comment=goal.uuid),
        lambda: operations.add_problem(**common, plan=draft.uuid, title="x", domain=ProblemDomain.MENTAL),
        lambda: operations.change_problem(
            **common, problem=goal.uuid, seen=seen, title="x", domain=ProblemDomain.MENTAL, note=""
        ),
        lambda: operations.move_problem(**common, problem=goal.uuid, seen=seen, step=ProblemStep.RESOLVE),
        lambda: operations.add_objective(**common, goal=goal.uuid, text="x"),
        lambda: operations.change_objective(**common, objective=goal.uuid, seen=seen, text="x", measure="", target_on=None),
        lambda: operations.move_objective(**common, objective=goal.uuid, seen=seen, step=ObjectiveStep.MEET),
        lambda: operations.agree_plan(**common, plan=draft.uuid, seen=seen),
        lambda: operations.complete_plan(**common, plan=draft.uuid, seen=seen),
        lambda: operations.revoke_plan(**common, plan=draft.uuid, seen=seen, reason=PlanEnd.SET_ASIDE),
        lambda: operations.close_plans(**common, reason=PlanEnd.DIED),
        lambda: operations.sum_up_plans(**common),
        lambda: operations.state_goal(**common, plan=draft.uuid, own_words="x"),
        lambda: operations.change_goal(**common, goal=goal.uuid, seen=seen, own_words="x", measure="", target_on=None),
        lambda: operations.record_achievement(**common, goal=goal.uuid, seen=seen, achievement=GoalAchievement.IMPROVING),
        lambda: operations.hold_goal(**common, goal=goal.uuid, seen=seen),
        lambda: operations.resume_goal(**common, goal=goal.uuid, seen=seen),
        lambda: operations.end_goal(**common, goal=goal.uuid, seen=seen, step=GoalStep.CANCEL),
        lambda: operations.add_intervention(**common, goal=goal.uuid, kind="group", title="x", who="y"),
        lambda: operations.change_intervention(**common, intervention=line.uuid, seen=seen, kind="group", title="x", who="y"),
        lambda: operations.move_intervention(**common, intervention=line.uuid, seen=seen, step=InterventionStep.BEGIN),
        lambda: operations.stop_intervention(**common, intervention=line.uuid, seen=seen, reason="x"),
    ]
    assert len(writes) == len([name for name in operations.__all__ if name.islower() and name != "ask_supervisor_for"])
    for write in writes:
        with pytest.raises(PermitMismatch):
            write()


def test_a_permit_for_somebody_else_does_not_reach_the_plan(alice: Staff, draft: Plan, at: datetime) -> None:
    other = permit_for(alice, enrolled_patient(alice), at=at)
    with pytest.raises(operations.PlanNotFound):
        operations.agree_plan(permit=other, plan=draft.uuid, seen=draft.revision, at=at)
    with pytest.raises(operations.PlanNotFound):
        operations.state_goal(permit=other, plan=draft.uuid, own_words="x", at=at)
    with pytest.raises(operations.PlanNotFound):
        get_plan(permit=other, plan=draft.uuid)


def test_another_programme_does_not_see_the_plan(draft: Plan, at: datetime) -> None:
    stranger = staff_with()
    with pytest.raises(PermissionError):
        permit_for(stranger, Patient.objects.get(pk=draft.patient_id), at=at)
