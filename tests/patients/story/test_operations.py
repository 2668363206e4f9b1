"""What the operations of the story write, open and refuse."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from care.accounts.models import Staff
from care.actor import Action, Category, Permit, PermitMismatch, Role
from care.audit.models import AuditEvent
from care.outbox.models import Delivery
from care.worklist.models import Task
from care.worklist.operations import take_task
from patients.models import Condition, Patient
from patients.operations import StaleRecord
from patients.rules import ClinicalStatus, Outcome
from patients.story import operations, queries
from patients.story.models import (
    Medicine,
    NeedsCheck,
    Overdose,
    OwnGoal,
    PregnancyRecord,
    SocialNeed,
    StoryPart,
    Strength,
    SubstanceUse,
    WithdrawalCheck,
)
from patients.story.rules import (
    ICD10CM,
    Domain,
    EndsBeforeItBegins,
    HowOften,
    ImpossibleDay,
    LastUse,
    Need,
    Part,
    PartAnswer,
    Pregnancy,
    PregnancyAnswer,
    Problem,
    Risk,
    SaidMedicine,
    Sign,
    Substance,
    SubstanceKind,
    Told,
    UseRoute,
    Withdrawal,
)
from patients.story.rules import Medicine as SaidMedicineLine
from patients.story.rules import Overdose as SaidOverdose
from patients.story.rules import OwnGoal as SaidGoal
from patients.story.rules import Strength as SaidStrength
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.story import MedicineFactory, OwnGoalFactory, StrengthFactory, SubstanceUseFactory

pytestmark = pytest.mark.django_db

FENTANYL = Substance(
    SubstanceKind.FENTANYL,
    name="  blues ",
    is_main=True,
    routes=(UseRoute.SMOKED, UseRoute.SNORTED),
    how_often=HowOften.ALL_DAY,
    amount="about 5 pills",
    first_age=22,
    last_used="2026-11-22",
)


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def patient(alice) -> Patient:
    return enrolled_patient(alice)


@pytest.fixture
def permit(alice, patient, at) -> Permit:
    return permit_for(alice, patient, at=at)


# --- lines ----------------------------------------------------------------------------------------------------------------


def test_a_line_is_kept_as_it_was_said(permit, patient, at):
    number = operations.add_entry(permit=permit, said=FENTANYL, at=at)
    row = SubstanceUse.objects.get()
    assert (row.uuid, row.patient, row.recorded_at, row.recorded_by_id) == (number, patient, at, permit.actor.user_id)
    assert (row.substance, row.name, row.routes, row.first_age) == ("fentanyl", "blues", ["smoked", "snorted"], 22)
    event = AuditEvent.objects.get(verb="story.added")
    assert event.patient_ids == [patient.pk]
    assert event.detail == {"part": "substances", "line": row.pk}
    (line,) = queries.part_of(permit=permit, part=Part.SUBSTANCES).lines
    assert line.said.routes == (UseRoute.SMOKED, UseRoute.SNORTED)
    assert line.said.how_often is HowOften.ALL_DAY


def test_what_was_left_out_comes_back_as_left_out(permit, at):
    operations.add_entry(permit=permit, said=Substance(SubstanceKind.OTHER), at=at)
    (line,) = queries.part_of(permit=permit, part=Part.SUBSTANCES).lines
    assert line.said == Substance(SubstanceKind.OTHER)


def test_the_same_twice_is_refused_and_another_name_is_not(permit, at):
    operations.add_entry(permit=permit, said=FENTANYL, at=at)
    with pytest.raises(operations.AlreadyListed):
        operations.add_entry(permit=permit, said=Substance(SubstanceKind.FENTANYL, name="Blues"), at=at)
    operations.add_entry(permit=permit, said=Substance(SubstanceKind.FENTANYL, name="powder"), at=at)
    assert SubstanceUse.objects.count() == 2


def test_impossible_days_are_refused_with_their_field(permit, at):
    with pytest.raises(ImpossibleDay):
        operations.add_entry(permit=permit, said=Substance(SubstanceKind.ALCOHOL, last_used="2026-12"), at=at)
    with pytest.raises(EndsBeforeItBegins):
        operations.add_entry(permit=permit, said=SaidMedicineLine("Zoloft", since="2024", stopped="2023"), at=at)
    assert not SubstanceUse.objects.exists()


def test_a_change_is_counted_and_says_which_fields(permit, patient, at):
    row = SubstanceUseFactory(patient=patient)
    said = queries.line_of(permit=permit, part=Part.SUBSTANCES, entry=row.uuid).said
    later = at + timedelta(hours=1)
    version = operations.change_entry(permit=permit, entry=row.uuid, version=1, said=FENTANYL, at=later)
    row.refresh_from_db()
    assert (version, row.version, row.changed_at, row.changed_by_id) == (2, 2, later, permit.actor.user_id)
    assert AuditEvent.objects.get(verb="story.changed").detail["fields"] == ["routes", "how_often", "last_used"]
    assert said.how_often is HowOften.DAILY


def test_the_same_again_changes_nothing(permit, patient, at):
    row = SubstanceUseFactory(patient=patient)
    said = queries.line_of(permit=permit, part=Part.SUBSTANCES, entry=row.uuid).said
    assert operations.change_entry(permit=permit, entry=row.uuid, version=7, said=said, at=at) == 1


def test_nothing_is_overwritten_unseen(permit, patient, at):
    row = SubstanceUseFactory(patient=patient, version=2, amount="a pint", changed_at=at, changed_by=patient.registered_by)
    with pytest.raises(StaleRecord) as stale:
        operations.change_entry(permit=permit, entry=row.uuid, version=1, said=FENTANYL, at=at)
    assert stale.value.version == 2
    assert stale.value.changed_by == patient.registered_by.name
    assert {change.name: change.now for change in stale.value.changes}["amount"] == "a pint"


def test_a_line_is_taken_off_and_put_back(permit, patient, at):
    row = StrengthFactory(patient=patient)
    operations.remove_entry(permit=permit, part=Part.STRENGTHS, entry=row.uuid, at=at)
    lists = queries.part_of(permit=permit, part=Part.STRENGTHS)
    assert lists.lines == ()
    assert [line.uuid for line in lists.removed] == [row.uuid]
    with pytest.raises(operations.NoSuchLine):
        operations.remove_entry(permit=permit, part=Part.STRENGTHS, entry=row.uuid, at=at)
    operations.restore_entry(permit=permit, part=Part.STRENGTHS, entry=row.uuid, at=at)
    assert Strength.objects.get().removed_at is None


def test_a_line_that_was_written_again_is_not_put_back(permit, patient, at):
    row = StrengthFactory(patient=patient, removed_at=at, removed_by=patient.registered_by)
    operations.add_entry(permit=permit, said=SaidStrength(row.words), at=at)
    with pytest.raises(operations.AlreadyListed):
        operations.restore_entry(permit=permit, part=Part.STRENGTHS, entry=row.uuid, at=at)


def test_a_line_of_somebody_else_is_not_there(permit, at):
    row = StrengthFactory()
    assert queries.line_of(permit=permit, part=Part.STRENGTHS, entry=row.uuid) is None
    for change in (operations.remove_entry, operations.restore_entry):
        with pytest.raises(operations.NoSuchLine):
            change(permit=permit, part=Part.STRENGTHS, entry=row.uuid, at=at)


def test_reading_does_not_let_write(alice, patient, at):
    reader = permit_for(alice, patient, at=at, action=Action.READ)
    with pytest.raises(PermitMismatch):
        operations.add_entry(permit=reader, said=FENTANYL, at=at)


# --- what is said of empty lists ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", list(PartAnswer))
def test_an_answer_stands_until_something_is_listed(permit, answer, at):
    operations.answer_part(permit=permit, part=Part.SUBSTANCES, answer=answer, at=at)
    assert queries.answers_of(permit=permit)[Part.SUBSTANCES].answer is answer
    operations.add_entry(permit=permit, said=FENTANYL, at=at)
    assert queries.answers_of(permit=permit) == {}


def test_nothing_is_not_said_of_a_list_with_lines(permit, at):
    operations.add_entry(permit=permit, said=FENTANYL, at=at)
    with pytest.raises(operations.SomethingIsListed):
        operations.answer_part(permit=permit, part=Part.SUBSTANCES, answer=PartAnswer.NOTHING, at=at)
    operations.answer_part(permit=permit, part=Part.SUBSTANCES, answer=PartAnswer.PREFERS_NOT, at=at)
    assert StoryPart.objects.get().answer == "prefers_not"


# --- problems -------------------------------------------------------------------------------------------------------------


def test_a_problem_is_of_the_kind_that_its_code_says(permit, patient, at):
    said = Problem("Opioid dependence", ICD10CM, "F11.20", "2026-04", onset="2019")
    operations.add_entry(permit=permit, said=said, at=at)
    operations.add_entry(permit=permit, said=Problem("Essential (primary) hypertension", ICD10CM, "I10", "2026-04"), at=at)
    operations.add_entry(permit=permit, said=Problem("Trouble sleeping"), at=at)
    kept = dict(Condition.objects.values_list("display", "category"))
    assert kept == {
        "Opioid dependence": Category.SUD.value,
        "Essential (primary) hypertension": Category.GENERAL.value,
        "Trouble sleeping": Category.SUD.value,
    }
    assert Condition.objects.get(code="F11.20").code_version == "2026-04"


def test_a_problem_that_is_over_may_come_back(permit, at):
    over = Problem("Cellulitis of left upper limb", ICD10CM, "L03.114", "2026-04", ClinicalStatus.RESOLVED, abatement="2025")
    operations.add_entry(permit=permit, said=over, at=at)
    again = Problem("Cellulitis of left upper limb", ICD10CM, "L03.114", "2026-04")
    operations.add_entry(permit=permit, said=again, at=at)
    with pytest.raises(operations.AlreadyListed):
        operations.add_entry(permit=permit, said=again, at=at)


# --- overdoses ------------------------------------------------------------------------------------------------------------


def test_a_recent_overdose_opens_a_task(permit, at):
    operations.add_entry(permit=permit, said=SaidOverdose(occurred="2026-11-20"), at=at)
    task = Task.objects.get()
    assert (task.kind, task.priority, task.subject) == ("overdose", "raised", Overdose.objects.get().uuid)
    assert task.due_at == at + timedelta(hours=72)


def test_an_overdose_long_ago_opens_none(permit, at):
    operations.add_entry(permit=permit, said=SaidOverdose(occurred="2021"), at=at)
    assert not Task.objects.exists()


# --- withdrawal -----------------------------------------------------------------------------------------------------------

DANGER = Withdrawal(signs=frozenset({Sign.SEES_THINGS}), last_alcohol=LastUse.DAYS_3)


def test_severe_withdrawal_asks_a_nurse_within_five_minutes(permit, at):
    row = operations.record_withdrawal(permit=permit, said=DANGER, at=at)
    task = Task.objects.get()
    assert (row.risk, row.reasons) == (Risk.DANGER, ["sees, hears or feels what is not there"])
    assert (task.priority, task.owner_role, task.due_at) == ("vital", "nurse", at + timedelta(minutes=5))
    assert task.subject == row.uuid
    assert task.escalates_at == at + timedelta(minutes=5)


def test_a_calm_check_opens_nothing(permit, at):
    operations.record_withdrawal(permit=permit, said=Withdrawal(seizures=Told.YES, no_signs=True), at=at)
    assert WithdrawalCheck.objects.get().risk == Risk.WATCH
    assert not Task.objects.exists()


def test_a_newer_check_takes_the_place_of_one_that_nobody_took(permit, at):
    operations.record_withdrawal(permit=permit, said=DANGER, at=at)
    operations.record_withdrawal(permit=permit, said=DANGER, at=at + timedelta(minutes=2))
    assert list(Task.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "open"]


def test_a_calmer_check_leaves_what_was_asked(permit, at):
    operations.record_withdrawal(permit=permit, said=DANGER, at=at)
    operations.record_withdrawal(permit=permit, said=Withdrawal(no_signs=True), at=at + timedelta(minutes=2))
    assert Task.objects.get().state == "open"


def test_what_a_colleague_took_stays_with_them(permit, at):
    operations.record_withdrawal(permit=permit, said=DANGER, at=at)
    take_task(permit=permit, task_id=Task.objects.get().pk, at=at)
    operations.record_withdrawal(permit=permit, said=DANGER, at=at + timedelta(hours=1))
    assert list(Task.objects.order_by("pk").values_list("state", flat=True)) == ["taken", "open"]


def test_withdrawal_is_what_was_not_said_before(permit, at):
    operations.answer_part(permit=permit, part=Part.WITHDRAWAL, answer=PartAnswer.PREFERS_NOT, at=at)
    operations.record_withdrawal(permit=permit, said=Withdrawal(no_signs=True), at=at)
    assert not StoryPart.objects.exists()


# --- pregnancy ------------------------------------------------------------------------------------------------------------


def test_a_pregnancy_is_told_upward_once(permit, patient, at):
    said = Pregnancy(PregnancyAnswer.PREGNANT, due_on=date(2027, 3, 1), has_care=Told.NO)
    row = operations.record_pregnancy(permit=permit, said=said, at=at)
    operations.record_pregnancy(permit=permit, said=said, at=at + timedelta(days=1))
    delivery = Delivery.objects.get()
    assert delivery.kind == "event:pregnancy.recorded"
    assert delivery.patient_id == patient.pk
    assert delivery.about == {"record": str(row.uuid)}
    assert PregnancyRecord.objects.count() == 2
    assert queries.latest_pregnancy(permit=permit)[0].said == said


def test_that_it_ended_is_told_as_well(permit, at):
    operations.record_pregnancy(permit=permit, said=Pregnancy(PregnancyAnswer.MAY_BE), at=at)
    operations.record_pregnancy(permit=permit, said=Pregnancy(PregnancyAnswer.NOT), at=at + timedelta(days=3))
    assert Delivery.objects.count() == 2


@pytest.mark.parametrize(
    "said",
    [
        Pregnancy(PregnancyAnswer.PREGNANT, due_on=date(2028, 1, 1)),
        Pregnancy(PregnancyAnswer.PREGNANT, due_on=date(2026, 10, 1)),
        Pregnancy(PregnancyAnswer.NOT, due_on=date(2027, 1, 1)),
        Pregnancy(PregnancyAnswer.POSTPARTUM, gave_birth_on=date(2026, 12, 1)),
        Pregnancy(PregnancyAnswer.POSTPARTUM, gave_birth_on=date(2025, 1, 1)),
        Pregnancy(PregnancyAnswer.PREGNANT, gave_birth_on=date(2026, 11, 1)),
    ],
)
def test_days_that_no_pregnancy_has_are_refused(permit, said, at):
    with pytest.raises(ImpossibleDay):
        operations.record_pregnancy(permit=permit, said=said, at=at)
    assert not Delivery.objects.exists()


# --- social needs ---------------------------------------------------------------------------------------------------------


def test_needs_are_kept_with_codes_and_help_is_offered(permit, at):
    needs = [
        Need(Domain.HOUSING, Told.YES, Told.YES, "On a friend's couch"),
        Need(Domain.FOOD, Told.YES, Told.NO),
        Need(Domain.SAFETY, Told.PREFERS_NOT),
    ]
    operations.record_needs(permit=permit, needs=needs, at=at)
    assert set(SocialNeed.objects.values_list("domain", "z_code")) == {("housing", "Z59.819"), ("food", "Z59.41"), ("safety", "")}
    task = Task.objects.get()
    assert (task.kind, task.owner_role, task.why) == ("referral", "navigator", "Housing")
    (kept,) = queries.latest_needs(permit=permit)
    assert [line.need for line in kept.needs] == [needs[0], needs[1], needs[2]]


def test_danger_is_asked_about_at_once(permit, at):
    operations.record_needs(permit=permit, needs=[], in_danger=Told.YES, at=at)
    assert Task.objects.get().priority == "urgent"
    assert NeedsCheck.objects.get().in_danger == "yes"


def test_a_domain_is_answered_once(permit, at):
    with pytest.raises(ValueError, match="once"):
        operations.record_needs(permit=permit, needs=[Need(Domain.FOOD, Told.YES), Need(Domain.FOOD, Told.NO)], at=at)


# --- medicines ------------------------------------------------------------------------------------------------------------


def test_going_through_the_medicines_marks_each(permit, patient, at):
    MedicineFactory(patient=patient)
    MedicineFactory(patient=patient, name="Old", removed_at=at, removed_by=patient.registered_by)
    assert operations.reconcile_medicines(permit=permit, at=at) == 1
    assert Medicine.objects.get(name="Lisinopril").reconciled_at == at
    assert Medicine.objects.get(name="Old").reconciled_at is None


def test_an_empty_list_is_gone_through_only_where_somebody_said_so(permit, at):
    with pytest.raises(operations.NothingToReconcile):
        operations.reconcile_medicines(permit=permit, at=at)
    operations.answer_part(permit=permit, part=Part.MEDICINES, answer=PartAnswer.NOTHING, at=at)
    later = at + timedelta(days=30)
    assert operations.reconcile_medicines(permit=permit, at=later) == 0
    assert StoryPart.objects.get().answered_at == later


def item(key: str = "m1", *, is_open: bool = True, **fields: str) -> SaidMedicine:
    return SaidMedicine(key, SaidMedicineLine(**({"name": "Metformin"} | fields)), is_open=is_open)


def test_medicines_of_another_system_are_taken_once(permit, at):
    items = [item(dose="500 mg"), item("m2", name="Sertraline"), item("m3", name=" "), item("m4", since="2031")]
    taken = operations.record_medicines(permit=permit, source="hospital", items=items, at=at)
    assert [one.outcome for one in taken] == [Outcome.TAKEN, Outcome.TAKEN, Outcome.REFUSED, Outcome.REFUSED]
    assert taken[0].medicine == Medicine.objects.get(key="m1").uuid
    again = operations.record_medicines(permit=permit, source="hospital", items=items[:2], at=at + timedelta(days=1))
    assert [one.outcome for one in again] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert Medicine.objects.count() == 2


def test_the_source_is_followed_where_nobody_changed_it(permit, at):
    operations.record_medicines(permit=permit, source="hospital", items=[item(dose="500 mg")], at=at)
    (taken,) = operations.record_medicines(permit=permit, source="hospital", items=[item(dose="1000 mg")], at=at)
    assert taken.outcome == Outcome.UPDATED
    assert Medicine.objects.get().dose == "1000 mg"


def test_what_a_colleague_changed_stays(permit, at):
    operations.record_medicines(permit=permit, source="hospital", items=[item(dose="500 mg")], at=at)
    row = Medicine.objects.get()
    operations.change_entry(permit=permit, entry=row.uuid, version=1, said=SaidMedicineLine("Metformin", dose="250 mg"), at=at)
    (taken,) = operations.record_medicines(permit=permit, source="hospital", items=[item(dose="1000 mg", reason="sugar")], at=at)
    row.refresh_from_db()
    assert (taken.outcome, taken.kept) == (Outcome.KEPT, ("dose",))
    assert (row.dose, row.reason) == ("250 mg", "sugar")


def test_what_the_source_takes_back_goes_and_what_was_taken_off_here_stays_off(permit, at):
    operations.record_medicines(permit=permit, source="hospital", items=[item(), item("m2", name="Sertraline")], at=at)
    operations.record_medicines(permit=permit, source="hospital", items=[item(is_open=False)], at=at)
    assert Medicine.objects.get(key="m1").removed_at == at
    mine = Medicine.objects.get(key="m2")
    operations.remove_entry(permit=permit, part=Part.MEDICINES, entry=mine.uuid, at=at)
    (taken,) = operations.record_medicines(
        permit=permit, source="hospital", items=[item("m2", name="Sertraline", dose="50 mg")], at=at
    )
    assert taken.outcome == Outcome.UPDATED
    assert Medicine.objects.get(key="m2").removed_at == at


# --- goals ----------------------------------------------------------------------------------------------------------------


def test_a_goal_waits_until_a_plan_takes_it(permit, patient, at):
    operations.add_entry(permit=permit, said=SaidGoal("To sleep through."), at=at)
    (waiting,) = queries.goals_waiting(permit=permit)
    plan = uuid4()
    operations.take_goal(permit=permit, goal=waiting.uuid, plan=plan, at=at)
    operations.take_goal(permit=permit, goal=waiting.uuid, plan=plan, at=at + timedelta(days=1))
    row = OwnGoal.objects.get()
    assert (row.plan, row.taken_at, row.version) == (plan, at, 2)
    assert queries.goals_waiting(permit=permit) == []


def test_a_goal_that_is_not_there_is_not_taken(permit, patient, at):
    row = OwnGoalFactory(patient=patient, removed_at=at, removed_by=patient.registered_by)
    for number in (row.uuid, OwnGoalFactory().uuid):
        with pytest.raises(operations.NoSuchLine):
            operations.take_goal(permit=permit, goal=number, plan=uuid4(), at=at)


# --- the whole ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lines", [0, 1, 50])
def test_the_whole_story_takes_twelve_queries_however_long(permit, patient, at, lines, django_assert_num_queries):
    for number in range(lines):
        StrengthFactory(patient=patient, words=f"Strength {number}")
        SubstanceUseFactory(patient=patient, name=f"name {number}")
    if lines:
        operations.record_needs(permit=permit, needs=[Need(Domain.FOOD, Told.YES)], at=at)
    with django_assert_num_queries(12 if lines else 11):
        story = queries.whole_story(permit=permit)
    assert len(story.lists[Part.STRENGTHS].lines) == lines
    assert (Part.STRENGTHS in story.asked) is bool(lines)
