"""People as colleagues register and change them. Alice is a coordinator; Bob works with her."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from care.accounts.models import Staff
from care.accounts.rules import WorkRefused
from care.actor import Action, Category, PermitMismatch, Role
from care.audit.models import AuditEvent
from care.teams.models import CareTeamMember, CaseloadSummary, Enrolment
from care.teams.operations import NotOurColleague
from care.worklist.models import Task
from care.worklist.operations import cancel_task, open_task
from care.worklist.rules import Priority, State
from patients import operations, queries
from patients.models import Allergy, ContactPoint, Patient, PatientEvent, SearchKey
from patients.rules import AllergiesState, Contact, ContactKind, DeathCorrection, Identity, Language, Point
from tests.factories.accounts import actor_for, staff_with
from tests.factories.patients import PatientFactory, enrolled_patient, permit_for

pytestmark = pytest.mark.django_db

MARI = Identity(birth_date=date(1988, 3, 14), legal_given="Marisol", legal_family="Vega Duarte", chosen_name="Mari")
PHONE = Point(ContactKind.PHONE, "+14015550122", may_call=True, is_shared=True)


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def bob(alice) -> Staff:
    return staff_with(Role.COORDINATOR, organisation=alice.organisation)


@pytest.fixture
def patient(alice, at) -> Patient:
    contact = Contact((PHONE,), ask_for="Mari")
    return operations.register_patient(actor=actor_for(alice), identity=MARI, contact=contact, lead_staff_id=alice.pk, at=at)


@pytest.fixture
def permit(alice, patient, at):
    return permit_for(alice, patient, at=at)


def identity_permit(staff, patient, at):
    return permit_for(staff, patient, category=Category.DEMOGRAPHICS, at=at)


# --- registering --------------------------------------------------------------------------------------------------------


def test_registering_makes_the_person_their_keys_their_enrolment_and_their_team(alice, patient, at):
    assert (patient.organisation_id, patient.registered_by_id, patient.version) == (alice.organisation_id, alice.user_id, 1)
    assert ContactPoint.objects.get(patient=patient).value == "+14015550122"
    assert SearchKey.objects.filter(patient=patient, key="n:mari").exists()
    assert Enrolment.objects.get(patient=patient).admitted_at == at
    assert CareTeamMember.objects.get(patient=patient).is_lead
    assert CaseloadSummary.objects.get(patient=patient).lead_staff_id == alice.pk


def test_registering_is_told_in_the_audit_with_the_number_of_the_person_and_no_name(patient):
    event = AuditEvent.objects.get(verb="patient.registered")
    assert event.patient_ids == [patient.pk]
    assert "Vega" not in str(event.detail)


def test_history_points_to_the_event_that_made_it(patient):
    event = AuditEvent.objects.get(verb="patient.registered")
    assert PatientEvent.objects.get(pgh_obj=patient).pgh_context_id == event.uuid


def test_a_record_number_is_made_of_eight_digits_or_taken_as_given(alice, patient, at):
    assert len(patient.mrn) == 8
    assert patient.mrn.isdigit()
    other = operations.register_patient(actor=actor_for(alice), identity=MARI, mrn=" a-17 ", anyway=True, at=at)
    assert other.mrn == "A-17"


def test_a_record_number_that_somebody_has_is_refused_and_nothing_is_left(alice, patient, at):
    with pytest.raises(operations.MrnTaken):
        operations.register_patient(actor=actor_for(alice), identity=MARI, mrn=patient.mrn, anyway=True, at=at)
    assert Patient.objects.count() == 1


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.PEER])
def test_who_does_not_register_people_is_refused(alice, role, at):
    with pytest.raises(WorkRefused):
        operations.register_patient(actor=actor_for(staff_with(role, organisation=alice.organisation)), identity=MARI, at=at)


def test_somebody_without_any_name_or_with_an_impossible_birth_date_is_refused(alice, at):
    with pytest.raises(operations.NoName):
        operations.register_patient(
            actor=actor_for(alice), identity=Identity(birth_date=date(1988, 3, 14), legal_given=" "), at=at
        )
    with pytest.raises(operations.ImpossibleBirthDate):
        operations.register_patient(actor=actor_for(alice), identity=replace(MARI, birth_date=date(2026, 11, 24)), at=at)


def test_somebody_who_sounds_the_same_and_was_born_that_day_is_told_before_anything_is_saved(alice, patient, at):
    twin = replace(MARI, legal_given="Marysol", legal_family="Vega", chosen_name="")
    with pytest.raises(operations.LikelyDuplicate) as told:
        operations.register_patient(actor=actor_for(alice), identity=twin, at=at)
    assert told.value.patient_ids == [patient.pk]
    assert Patient.objects.count() == 1
    other = operations.register_patient(actor=actor_for(alice), identity=twin, anyway=True, at=at)
    assert AuditEvent.objects.filter(verb="patient.registered").order_by("-pk")[0].detail == {"despite": [patient.pk]}
    assert other.pk != patient.pk


def test_a_person_of_another_organization_is_no_duplicate(patient, at):
    operations.register_patient(actor=actor_for(staff_with(Role.FRONT_DESK)), identity=MARI, at=at)
    assert Patient.objects.count() == 2


def test_a_lead_who_works_elsewhere_is_refused_and_nothing_is_left(alice, at):
    with pytest.raises(NotOurColleague):
        operations.register_patient(actor=actor_for(alice), identity=MARI, lead_staff_id=staff_with(Role.NURSE).pk, at=at)
    assert not Patient.objects.exists()


# --- identity and contact -----------------------------------------------------------------------------------------------


def test_a_changed_name_is_found_and_the_old_key_is_gone(alice, patient, at):
    renamed = replace(MARI, legal_family="Rivera", former_names=("Marisol Duarte",), language=Language.SPANISH)
    operations.change_identity(permit=identity_permit(alice, patient, at), version=1, identity=renamed, at=at)
    keys = set(SearchKey.objects.filter(patient=patient).values_list("key", flat=True))
    assert {"n:rivera", "n:duarte", "p:0122"} <= keys
    assert "n:vega" not in keys
    assert queries.get_patient(permit=permit_for(alice, patient, at=at)).identity == renamed


def test_the_event_of_a_change_names_the_fields_and_not_their_words(alice, patient, at):
    operations.change_identity(
        permit=identity_permit(alice, patient, at), version=1, identity=replace(MARI, pronouns="she/her"), at=at
    )
    assert AuditEvent.objects.get(verb="patient.identity_changed").detail == {"fields": ["pronouns"]}


def test_a_save_that_would_overwrite_a_colleague_unseen_is_stopped_and_says_who_and_what(alice, bob, patient, at):
    operations.change_identity(
        permit=identity_permit(bob, patient, at), version=1, identity=replace(MARI, pronouns="she/they"), at=at
    )
    with pytest.raises(operations.StaleRecord) as stale:
        operations.change_identity(
            permit=identity_permit(alice, patient, at), version=1, identity=replace(MARI, pronouns="she/her"), at=at
        )
    assert (stale.value.version, stale.value.changed_by) == (2, bob.user.name)
    assert stale.value.changes == [operations.FieldChange("pronouns", "", "she/they")]
    assert stale.value.changed_at is not None
    patient.refresh_from_db()
    assert patient.pronouns == "she/they"


def test_with_the_version_that_it_was_told_the_save_goes_through(alice, bob, patient, at):
    for staff, version, pronouns in ((bob, 1, "she/they"), (alice, 2, "she/her")):
        operations.change_identity(
            permit=identity_permit(staff, patient, at), version=version, identity=replace(MARI, pronouns=pronouns), at=at
        )
    patient.refresh_from_db()
    assert (patient.pronouns, patient.version) == ("she/her", 3)


def test_two_who_change_different_parts_do_not_disturb_each_other(alice, bob, patient, at):
    operations.change_contact(
        permit=identity_permit(bob, patient, at), version=1, contact=Contact((PHONE,), ask_for="Sol"), at=at
    )
    operations.change_identity(
        permit=identity_permit(alice, patient, at), version=1, identity=replace(MARI, pronouns="she/her"), at=at
    )
    patient.refresh_from_db()
    assert (patient.ask_for, patient.pronouns, patient.version) == ("Sol", "she/her", 3)


def test_a_stale_contact_tells_of_the_ways_that_a_colleague_changed(alice, bob, patient, at):
    moved = Contact((replace(PHONE, value="+14015550199"),), ask_for="Mari")
    operations.change_contact(permit=identity_permit(bob, patient, at), version=1, contact=moved, at=at)
    with pytest.raises(operations.StaleRecord) as stale:
        operations.change_contact(
            permit=identity_permit(alice, patient, at), version=1, contact=Contact((PHONE,), ask_for="Mari"), at=at
        )
    assert [(change.name, change.now) for change in stale.value.changes] == [("points", moved.points)]


def test_ways_to_reach_are_added_changed_taken_away_and_found(alice, patient, at):
    points = (replace(PHONE, may_text=True), Point(ContactKind.EMAIL, "mari@post.example", may_leave_message=True))
    permit = identity_permit(alice, patient, at)
    operations.change_contact(permit=permit, version=1, contact=Contact(points), at=at)
    assert queries.get_patient(permit=permit).contact.points == points
    operations.change_contact(permit=permit, version=2, contact=Contact(points[1:]), at=at)
    assert queries.get_patient(permit=permit).contact.points == points[1:]
    assert not SearchKey.objects.filter(patient=patient, key="p:0122").exists()


def test_a_permit_to_read_changes_nothing(alice, patient, at):
    reading = permit_for(alice, patient, action=Action.READ, at=at)
    with pytest.raises(PermitMismatch):
        operations.change_identity(permit=reading, version=1, identity=MARI, at=at)
    with pytest.raises(PermitMismatch):
        operations.change_contact(permit=reading, version=1, contact=Contact(), at=at)
    with pytest.raises(PermitMismatch):
        operations.record_death(permit=reading, deceased_on=date(2026, 11, 22), at=at)


# --- allergies ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def health(alice, patient, at):
    return permit_for(alice, patient, category=Category.GENERAL, at=at)


def listed(permit):
    return [str(allergy) for allergy in queries.allergies_of(permit=permit).items]


def test_allergies_are_not_asked_then_none_known_then_listed(health, at):
    assert queries.allergies_of(permit=health).label == "Not asked"
    operations.record_allergies(permit=health, state=AllergiesState.NONE_KNOWN, at=at)
    assert queries.allergies_of(permit=health).label == "No known allergies"
    operations.record_allergies(permit=health, state=AllergiesState.LISTED, add=[("Penicillin", "hives"), ("latex", "")], at=at)
    assert queries.allergies_of(permit=health).label == "Penicillin: hives; latex"


def test_two_colleagues_who_add_at_once_both_keep_theirs(health, bob, patient, at):
    operations.record_allergies(permit=health, state=AllergiesState.LISTED, add=[("Penicillin", "hives")], at=at)
    other = permit_for(bob, patient, category=Category.GENERAL, at=at)
    operations.record_allergies(permit=other, state=AllergiesState.LISTED, add=[("latex", "")], at=at)
    assert listed(health) == ["Penicillin: hives", "latex"]


def test_a_substance_that_is_on_the_list_gets_the_new_reaction(health, at):
    operations.record_allergies(permit=health, state=AllergiesState.LISTED, add=[("Penicillin", "")], at=at)
    operations.record_allergies(permit=health, state=AllergiesState.LISTED, add=[("penicillin ", "swelling")], at=at)
    assert listed(health) == ["Penicillin: swelling"]


def test_an_allergy_taken_off_the_list_stays_on_record(health, at):
    operations.record_allergies(permit=health, state=AllergiesState.LISTED, add=[("Penicillin", "hives")], at=at)
    gone = queries.allergies_of(permit=health).items[0].uuid
    operations.record_allergies(permit=health, state=AllergiesState.NONE_KNOWN, remove=[gone], at=at)
    assert listed(health) == []
    assert Allergy.objects.get(uuid=gone).removed_at == at


@pytest.mark.parametrize(
    ("state", "add"),
    [(AllergiesState.NONE_KNOWN, [("latex", "")]), (AllergiesState.NOT_ASKED, [("latex", "")]), (AllergiesState.LISTED, [])],
)
def test_the_state_must_fit_the_list(health, at, state, add):
    with pytest.raises(operations.AllergiesContradict):
        operations.record_allergies(permit=health, state=state, add=add, at=at)
    assert listed(health) == []


def test_a_permit_for_identity_does_not_read_or_record_allergies(alice, patient, at):
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    narrow = identity_permit(desk, patient, at)
    with pytest.raises(PermitMismatch):
        operations.record_allergies(permit=narrow, state=AllergiesState.NONE_KNOWN, at=at)
    with pytest.raises(PermitMismatch):
        queries.allergies_of(permit=narrow)
    assert queries.banner(permit=narrow, at=at).allergies.is_hidden


# --- death --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def tasks(permit, at):
    due = at + timedelta(hours=4)
    return [
        open_task(permit=permit, title="Call", due_at=due, at=at),
        open_task(permit=permit, title="Urgent", due_at=due, priority=Priority.URGENT, at=at),
    ]


def test_a_death_closes_tasks_and_enrolment_in_the_same_moment(permit, patient, tasks, alice, at):
    operations.record_death(permit=permit, deceased_on=date(2026, 11, 22), at=at)
    patient.refresh_from_db()
    assert (patient.deceased_on, patient.death_recorded_at, patient.death_recorded_by_id) == (
        date(2026, 11, 22),
        at,
        alice.user_id,
    )
    assert set(Task.objects.values_list("state", "cancel_reason", "escalates_at")) == {
        (State.CANCELLED.value, operations.DIED, None)
    }
    enrolment = Enrolment.objects.get(patient=patient)
    assert (enrolment.ended_at, enrolment.end_reason) == (at, "died")
    assert not CaseloadSummary.objects.get(patient=patient).is_open


def test_a_death_taken_back_opens_again_what_it_closed(permit, patient, tasks, at):
    operations.record_death(permit=permit, deceased_on=date(2026, 11, 22), at=at)
    later = at + timedelta(days=2)
    operations.correct_death(permit=permit, reason=DeathCorrection.WRONG_PERSON, at=later)
    patient.refresh_from_db()
    assert (patient.deceased_on, patient.death_recorded_at) == (None, None)
    assert set(Task.objects.values_list("state", "cancel_reason")) == {(State.OPEN.value, "")}
    assert Task.objects.get(title="Urgent").escalates_at == later + timedelta(minutes=30)
    assert Enrolment.objects.get(patient=patient).ended_at is None
    row = CaseloadSummary.objects.get(patient=patient)
    assert (row.is_open, row.open_tasks, row.next_what) == (True, 2, "Call")
    assert AuditEvent.objects.get(verb="patient.death_corrected").detail == {"reason": "wrong_person"}


def test_what_was_cancelled_before_the_death_stays_cancelled(permit, tasks, at):
    from_before = tasks[0]
    cancel_task(permit=permit, task_id=from_before.pk, reason="Opened twice", at=at)
    later = at + timedelta(minutes=1)
    operations.record_death(permit=permit, deceased_on=date(2026, 11, 22), at=later)
    operations.correct_death(permit=permit, reason=DeathCorrection.SLIP, at=later)
    from_before.refresh_from_db()
    assert from_before.state == State.CANCELLED


def test_a_death_is_recorded_once_and_corrected_only_when_there_is_one(permit, at):
    with pytest.raises(operations.NoDeathRecorded):
        operations.correct_death(permit=permit, reason=DeathCorrection.SLIP, at=at)
    operations.record_death(permit=permit, deceased_on=date(2026, 11, 22), at=at)
    with pytest.raises(operations.DeathAlreadyRecorded):
        operations.record_death(permit=permit, deceased_on=date(2026, 11, 21), at=at)


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(1988, 3, 13)])
def test_nobody_dies_tomorrow_or_before_birth(permit, day, at):
    with pytest.raises(operations.ImpossibleDeathDate):
        operations.record_death(permit=permit, deceased_on=day, at=at)


def test_a_death_of_somebody_whose_care_had_ended_is_recorded_all_the_same(alice, at):
    patient = PatientFactory(organisation=alice.organisation)
    ended = at - timedelta(days=30)
    enrolled = enrolled_patient(alice)
    Enrolment.objects.filter(patient=enrolled).update(patient=patient, ended_at=ended, ended_by=alice.user, end_reason="moved")
    permit = permit_for(alice, patient, at=at)
    operations.record_death(permit=permit, deceased_on=date(2026, 11, 22), at=at)
    operations.correct_death(permit=permit, reason=DeathCorrection.WRONG_NEWS, at=at)
    assert Enrolment.objects.get(patient=patient).ended_at == ended


# --- reading ------------------------------------------------------------------------------------------------------------


def test_the_banner_says_who_this_is_in_three_queries(alice, patient, at, django_assert_num_queries):
    permit = permit_for(alice, patient, at=at)
    with django_assert_num_queries(3):
        banner = queries.banner(permit=permit, at=at)
    assert (banner.display_name, banner.short_name, banner.legal_name) == ("Mari Vega Duarte", "Mari", "Marisol Vega Duarte")
    assert (banner.age, banner.is_alive, banner.first_phone) == (38, True, "+14015550122")
    assert (banner.reaching.sentence, banner.reaching.particulars) == ("Shared phone: call only", "ask for Mari; no voicemail")


def test_somebody_who_died_keeps_the_age_at_which_they_died(alice, at):
    patient = enrolled_patient(alice, died=True, birth_date=date(1988, 11, 21))
    assert queries.banner(permit=permit_for(alice, patient, at=at), at=at).age == 37


def test_names_for_a_list_are_one_query(alice, django_assert_num_queries):
    people = [enrolled_patient(alice) for _ in range(5)]
    with django_assert_num_queries(1):
        lines = queries.names_of(person.pk for person in people)
    assert lines[people[0].pk].display_name == "Marisol Vega"


def test_a_permit_of_another_organization_s_programme_finds_nobody(alice, patient, at):
    permit = permit_for(alice, patient, at=at)
    elsewhere = replace(permit, organisation_id=staff_with(Role.NURSE).organisation_id)
    with pytest.raises(Patient.DoesNotExist):
        queries.get_patient(permit=elsewhere)
