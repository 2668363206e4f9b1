"""An intake from its beginning to its signature; sections saved with their rooms; safety; consent to treatment."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from care.accounts.models import Staff
from care.actor import Action, Category, Permit, PermitMismatch, Role
from care.audit.models import AuditEvent
from care.consent.rules import BadPaper, Grounds, Signers, Who
from care.lib.timeline import latest_entries
from care.teams.operations import NotEnrolled
from care.worklist.models import Task
from care.worklist.operations import take_task
from care.worklist.rules import Priority
from care.worklist.rules import State as TaskState
from patients import operations as patients
from patients.intake import operations, queries
from patients.intake.models import Intake, IntakeSection, IntakeStep, SafetyCheck, TreatmentConsent
from patients.intake.operations import SectionChanged
from patients.intake.rules import (
    Answered,
    CloseReason,
    NotPossible,
    Part,
    Pause,
    Question,
    Reply,
    Said,
    SectionKey,
    SectionStep,
    State,
    When,
)
from patients.intake.rules.treatment import BadConsent, End, SignedHow, TreatmentPart
from patients.intake.timeline import CHAPTERS
from patients.intake.wording import wording
from patients.models import Allergy, Patient
from patients.rules import AllergiesState
from tests.factories.accounts import staff_with
from tests.factories.intake import IntakeFactory
from tests.factories.patients import PatientFactory, permit_for

pytestmark = pytest.mark.django_db

ADULT = Signers(Who.PERSON, Grounds.ADULT, "42 CFR 2.31(a)(8)")
PARTS = [Part("goals", "What you want", voice=("To sleep through.",))]


def answer(permit: Permit, intake: Intake, key: SectionKey = SectionKey.CONTACT, **changes) -> IntakeSection:
    given = {"step": SectionStep.SAVE, "version": 0, "at": permit.at}
    return operations.answer_section(permit=permit, intake=intake.uuid, section=key, **given | changes)


# --- the intake ---------------------------------------------------------------------------------------------------------------


def test_an_intake_begins_with_every_section_waiting_and_a_task_of_who_began_it(permit, intake, alice):
    row = queries.current_intake(permit=permit)
    assert row is not None
    assert (row.state, row.begun_by) == (State.OPEN, "Alice Osei")
    assert set(row.states.values()) == {Answered.WAITING}
    assert row.sections.keys() == set(SectionKey)
    task = Task.objects.get()
    assert (task.title, task.owner_id, task.subject) == ("Intake open since Mon Nov 23", alice.pk, intake.uuid)
    assert task.due_at == permit.at + operations.FINISHED_WITHIN
    assert IntakeStep.objects.get().step == "begin"


def test_beginning_again_goes_on_with_the_one_that_is_unfinished(permit, of_bob, intake, at):
    assert operations.begin_intake(permit=of_bob, today=at.date(), at=at).pk == intake.pk
    assert Task.objects.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        IntakeFactory(patient=intake.patient)


def test_no_intake_begins_of_somebody_who_is_not_in_care(alice, at):
    stranger = PatientFactory(organisation=alice.organisation, registered_by=alice.user)
    with pytest.raises((NotEnrolled, PermissionError)):
        operations.begin_intake(permit=permit_for(alice, stranger, at=at), today=at.date(), at=at)


def test_a_break_may_name_a_day_and_saving_anything_ends_it(permit, of_bob, intake, at):
    day = at.date() + timedelta(days=3)
    morning = at + timedelta(days=3)
    operations.pause_intake(permit=permit, intake=intake.uuid, why=Pause.UNWELL, go_on=(day, morning), at=at)
    row = queries.current_intake(permit=permit)
    assert row
    assert (row.state, row.pause, row.go_on_on) == (State.PAUSED, Pause.UNWELL, day)
    assert list(Task.objects.order_by("pk").values_list("title", "state")) == [
        ("Intake open since Mon Nov 23", TaskState.CANCELLED.value),
        ("Go on with the intake", TaskState.OPEN.value),
    ]
    assert Task.objects.get(state=TaskState.OPEN.value).due_at == morning
    answer(of_bob, intake)
    intake.refresh_from_db()
    assert (intake.state, intake.paused_at, intake.pause, intake.go_on_on) == (State.OPEN, None, "", None)


def test_the_way_to_a_signature_and_back(permit, of_bob, intake, at):
    operations.finish_intake(permit=permit, intake=intake.uuid, parts=PARTS, at=at)
    with pytest.raises(NotPossible):
        answer(of_bob, intake)
    operations.hear_person(permit=permit, intake=intake.uuid, said=Said.SIGNED, name=" Mari ", drawing="M1 1L9 9", at=at)
    with pytest.raises(operations.AlreadyHeard):
        operations.hear_person(permit=permit, intake=intake.uuid, said=Said.READ, at=at)
    operations.reopen_intake(permit=of_bob, intake=intake.uuid, at=at)
    intake.refresh_from_db()
    assert (intake.state, intake.said, intake.summary, intake.seal) == (State.OPEN, "", "", "")
    operations.finish_intake(permit=permit, intake=intake.uuid, parts=PARTS, at=at)
    operations.sign_intake(permit=of_bob, intake=intake.uuid, at=at)
    operations.hear_person(permit=permit, intake=intake.uuid, said=Said.UNREAD, at=at)
    row = queries.current_intake(permit=permit)
    assert row
    assert (row.state, row.signed_by, row.said) == (State.SIGNED, "Bob Rivera", Said.UNREAD)
    summary = queries.summary_of(permit=permit, intake=intake.uuid)
    assert summary
    assert (list(summary.parts), summary.is_whole) == (PARTS, True)
    assert Task.objects.get().state == TaskState.DONE


def test_nobody_signs_what_was_not_put_down(permit, intake, at):
    for act in (operations.sign_intake, operations.reopen_intake, operations.resume_intake):
        with pytest.raises(NotPossible):
            act(permit=permit, intake=intake.uuid, at=at)
    with pytest.raises(NotPossible):
        operations.hear_person(permit=permit, intake=intake.uuid, said=Said.READ, at=at)


def test_who_signs_gives_a_name_and_a_drawing_is_one(permit, intake, at):
    operations.finish_intake(permit=permit, intake=intake.uuid, parts=PARTS, at=at)
    with pytest.raises(operations.NameMissing):
        operations.hear_person(permit=permit, intake=intake.uuid, said=Said.SIGNED, at=at)
    with pytest.raises(BadPaper):
        operations.hear_person(permit=permit, intake=intake.uuid, said=Said.SIGNED, name="Mari", drawing="M1 1", at=at)
    intake.refresh_from_db()
    assert intake.said == ""


def test_what_is_signed_stays(at):
    signed = IntakeFactory(signed=True)
    for change in ({"signed_at": at}, {"seal": "0" * 64}, {"state": State.CLOSED.value}, {"finished_at": at}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Intake.objects.filter(pk=signed.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        signed.delete()


def test_the_summary_lies_encrypted_and_not_in_the_history(permit, intake, at):
    operations.finish_intake(permit=permit, intake=intake.uuid, parts=PARTS, at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT summary FROM intake_intake WHERE id = %s", [intake.pk])
        assert "sleep" not in cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
                       ["intake_intakeevent", "summary"])  # fmt: skip
        assert cursor.fetchone()[0] == 0


def test_a_changed_summary_shows(permit, intake, at):
    operations.finish_intake(permit=permit, intake=intake.uuid, parts=PARTS, at=at)
    intake.refresh_from_db()
    intake.summary = intake.summary.replace("sleep", "leave")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")
    Intake.objects.filter(pk=intake.pk).update(summary=intake.summary)
    found = queries.summary_of(permit=permit, intake=intake.uuid)
    assert found is not None
    assert not found.is_whole


def test_closing_keeps_what_was_saved_and_a_new_one_may_begin(permit, intake, at):
    answer(permit, intake)
    operations.close_intake(permit=permit, intake=intake.uuid, reason=CloseReason.OWN_WISH, at=at)
    row = queries.current_intake(permit=permit)
    assert row
    assert (row.state, row.close_reason, row.closed_by) == (State.CLOSED, CloseReason.OWN_WISH, "Alice Osei")
    assert Task.objects.get().cancel_reason == "Intake closed: the person no longer wants it"
    assert row.states[SectionKey.CONTACT] is Answered.SAVED
    assert operations.begin_intake(permit=permit, today=at.date(), at=at).pk != intake.pk


def test_another_persons_intake_is_not_there(permit, at):
    other = IntakeFactory()
    with pytest.raises(operations.NoSuchIntake):
        operations.sign_intake(permit=permit, intake=other.uuid, at=at)
    assert queries.get_intake(permit=permit, intake=other.uuid) is None
    assert queries.summary_of(permit=permit, intake=other.uuid) is None
    assert queries.steps_of(permit=permit, intake=other.uuid) == []


# --- sections -----------------------------------------------------------------------------------------------------------------


def test_a_section_is_saved_with_its_room_or_not_at_all(permit, intake, mari, at):
    def save() -> None:
        patients.record_allergies(permit=permit, state=AllergiesState.LISTED, add=[("Penicillin", "hives")], at=at)

    answer(permit, intake, SectionKey.ALLERGIES, save=save, unsaid=["reaction", "reaction"])
    section = IntakeSection.objects.get(intake=intake, key="allergies")
    assert (section.state, section.version, section.unsaid) == (Answered.SAVED, 1, ["reaction"])
    assert Allergy.objects.get(patient=mari).substance == "Penicillin"

    def refuse() -> None:
        save()
        raise patients.AllergiesContradict

    with pytest.raises(patients.AllergiesContradict):
        answer(permit, intake, SectionKey.ALLERGIES, version=1, save=refuse)
    section.refresh_from_db()
    assert section.version == 1
    assert IntakeStep.objects.filter(section="allergies").count() == 1


def test_of_two_in_one_section_the_second_is_told_and_loses_nothing(permit, of_bob, intake):
    answer(permit, intake)
    saved = []
    with pytest.raises(SectionChanged) as told:
        answer(of_bob, intake, save=lambda: saved.append("bob's"))
    assert (told.value.changed_by, told.value.version, saved) == ("Alice Osei", 1, [])
    answer(of_bob, intake, version=told.value.version, save=lambda: saved.append("bob's"))
    assert saved == ["bob's"]
    row = queries.current_intake(permit=permit)
    assert row
    assert (row.sections[SectionKey.CONTACT].changed_by, row.sections[SectionKey.CONTACT].version) == ("Bob Rivera", 2)


def test_prefers_not_to_say_is_kept_as_an_answer_and_can_be_told_later(permit, intake):
    answer(permit, intake, SectionKey.SAFETY, step=SectionStep.DECLINE)
    assert answer(permit, intake, SectionKey.NEEDS, step=SectionStep.PUT_OFF).state == Answered.LATER
    row = queries.current_intake(permit=permit)
    assert row
    assert row.states[SectionKey.SAFETY] is Answered.UNSAID
    assert answer(permit, intake, SectionKey.SAFETY, version=1).state == Answered.SAVED
    with pytest.raises(NotPossible):
        answer(permit, intake, SectionKey.SAFETY, version=2, step=SectionStep.DECLINE)


def test_a_section_that_is_newer_than_the_intake_waits_in_it_too(permit, intake):
    IntakeSection.objects.filter(intake=intake, key="goals").delete()
    row = queries.current_intake(permit=permit)
    assert row
    assert row.states[SectionKey.GOALS] is Answered.WAITING
    assert answer(permit, intake, SectionKey.GOALS).version == 1


def test_who_did_what_when_is_written_down_and_stays(permit, of_bob, intake):
    answer(permit, intake)
    answer(of_bob, intake, SectionKey.NEEDS, step=SectionStep.PUT_OFF)
    steps = queries.steps_of(permit=permit, intake=intake.uuid)
    assert [(step.step, step.section, step.done_by) for step in steps] == [
        ("put_off", SectionKey.NEEDS, "Bob Rivera"),
        ("save", SectionKey.CONTACT, "Alice Osei"),
        ("begin", None, "Alice Osei"),
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        IntakeStep.objects.update(section="")


# --- safety -------------------------------------------------------------------------------------------------------------------


def tell(permit: Permit, intake: Intake, **answers: Reply):
    replies = {Question(name): reply for name, reply in answers.items()}
    return operations.record_safety(permit=permit, intake=intake.uuid, replies=replies, at=permit.at)


@pytest.mark.parametrize(
    ("answers", "priority", "role", "within"),
    [
        ({"wish": Reply.YES}, Priority.RAISED, Role.COUNSELOR, timedelta(hours=24)),
        ({"thoughts": Reply.YES}, Priority.URGENT, Role.COUNSELOR, timedelta(hours=4)),
        ({"safe_tonight": Reply.NO}, Priority.CRISIS, Role.COORDINATOR, timedelta(minutes=5)),
    ],
)
def test_a_worrying_answer_asks_somebody_at_once(permit, intake, answers, priority, role, within):
    tell(permit, intake, **answers)
    task = Task.objects.get(kind=operations.SAFETY_TASK)
    assert (task.priority, task.owner_role, task.due_at - permit.at) == (priority, role, within)
    assert task.escalates_at is not None
    assert "suicide" not in f"{task.title} {task.why}".lower()


def test_no_worry_opens_nothing(permit, intake):
    tell(permit, intake, wish=Reply.NO, thoughts=Reply.UNSAID, safe_tonight=Reply.YES)
    assert not Task.objects.filter(kind=operations.SAFETY_TASK).exists()
    assert SafetyCheck.objects.get().level == 0


def test_the_same_told_again_asks_nobody_twice_and_a_graver_answer_takes_its_place(permit, of_bob, intake):
    tell(permit, intake, wish=Reply.YES)
    tell(of_bob, intake, wish=Reply.YES)
    assert Task.objects.filter(kind=operations.SAFETY_TASK).count() == 1
    tell(of_bob, intake, wish=Reply.YES, safe_tonight=Reply.NO)
    mild, grave = Task.objects.filter(kind=operations.SAFETY_TASK).order_by("pk")
    assert (mild.state, grave.state, grave.priority) == (TaskState.CANCELLED, TaskState.OPEN, Priority.CRISIS)
    assert SafetyCheck.objects.count() == 3


def test_a_task_that_a_colleague_has_stays_theirs(permit, of_bob, intake):
    tell(permit, intake, wish=Reply.YES)
    take_task(permit=of_bob, task_id=Task.objects.get(kind=operations.SAFETY_TASK).pk, at=permit.at)
    tell(permit, intake, hurt=Reply.YES)
    assert sorted(Task.objects.filter(kind=operations.SAFETY_TASK).values_list("state", flat=True)) == ["open", "taken"]


def test_an_answer_that_does_not_follow_is_left_out(permit, intake):
    replies = {Question.THOUGHTS: Reply.NO, Question.PLAN: Reply.YES}
    found = operations.record_safety(
        permit=permit, intake=intake.uuid, replies=replies, tried_when=When.RECENT, own_words=" Not today. ", at=permit.at
    )
    row = SafetyCheck.objects.get()
    assert (found.level, row.plan, row.tried_when, row.own_words) == (0, "", "", "Not today.")
    latest = queries.latest_safety(permit=permit)
    assert latest
    assert latest.replies == {Question.THOUGHTS: Reply.NO}


def test_safety_answers_are_added_to_and_never_changed(permit, intake):
    tell(permit, intake, wish=Reply.NO)
    with pytest.raises(DatabaseError), transaction.atomic():
        SafetyCheck.objects.update(wish="yes")


def test_no_event_says_what_was_answered(permit, intake):
    tell(permit, intake, thoughts=Reply.YES, intent=Reply.YES)
    assert all("intent" not in str(event.detail) for event in AuditEvent.objects.filter(verb="intake.safety_asked"))


# --- consent to treatment -----------------------------------------------------------------------------------------------------


def agree(permit: Permit, *parts: TreatmentPart, **changes) -> TreatmentConsent:
    given = {"how": SignedHow.ON_SCREEN, "name": "Marisol Vega", "signers": ADULT, "wording": wording(language="en")}
    return operations.agree_to_treatment(permit=permit, parts=parts, at=permit.at, **given | changes)


def test_a_person_agrees_to_parts_and_changes_their_mind(permit):
    agree(permit, TreatmentPart.MEDICATION, TreatmentPart.PEERS)
    row = queries.treatment_consent(permit=permit)
    assert row
    assert (row.parts, row.stands) == ((TreatmentPart.MEDICATION, TreatmentPart.PEERS), True)
    assert TreatmentPart.COUNSELING in row.declined
    agree(permit, TreatmentPart.MEDICATION)
    operations.decline_treatment(permit=permit, wording=wording(language="es"), at=permit.at)
    assert list(TreatmentConsent.objects.order_by("pk").values_list("end_reason", flat=True)) == [End.REPLACED, End.WITHDRAWN, ""]
    latest = queries.treatment_consent(permit=permit)
    assert latest
    assert (latest.parts, latest.wording_language) == ((), "es")


def test_agreeing_to_nothing_is_refused_and_changes_nothing(permit):
    agree(permit, TreatmentPart.MEDICATION)
    with pytest.raises(BadConsent):
        agree(permit)
    assert TreatmentConsent.objects.get().ended_at is None


# --- who may ------------------------------------------------------------------------------------------------------------------


def test_reading_is_not_writing(alice: Staff, mari: Patient, intake: Intake, at: datetime):
    reading = permit_for(alice, mari, at=at, action=Action.READ)
    for act in (
        lambda: operations.begin_intake(permit=reading, today=at.date(), at=at),
        lambda: answer(reading, intake),
        lambda: tell(reading, intake, wish=Reply.YES),
        lambda: agree(reading, TreatmentPart.PEERS),
        lambda: operations.sign_intake(permit=reading, intake=intake.uuid, at=at),
    ):
        with pytest.raises(PermitMismatch):
            act()


def told(*, permit):
    return latest_entries(CHAPTERS, permit=permit, limit=9)


def test_the_front_desk_reads_no_intake(alice, mari, intake, at):
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    permit = permit_for(desk, mari, at=at, category=Category.DEMOGRAPHICS)
    for read in (queries.current_intake, queries.latest_safety, queries.treatment_consent, told):
        with pytest.raises(PermitMismatch):
            read(permit=permit)


def test_the_timeline_tells_when_it_began_and_how_it_ended(permit, intake, at):
    operations.close_intake(permit=permit, intake=intake.uuid, reason=CloseReason.LEFT, at=at + timedelta(hours=1))
    assert [entry.what for entry in told(permit=permit)] == ["Intake closed: the person left", "Intake begun"]
