"""Merging as colleagues do it: what is asked, what is refused, what stands afterwards. Anna coordinates and prescribes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from care.access import gate
from care.accounts.rules import WorkRefused
from care.actor import Action, Actor, Category, Purpose, Role
from care.audit.models import AuditEvent
from care.consent.rules import State as ConsentState
from care.outbox.models import Delivery
from care.teams.models import CareTeamMember, CaseloadSummary, Enrolment
from care.worklist.models import Task
from patients import queries as people
from patients.merging import operations
from patients.merging.models import LikelyPair, MergedRow
from patients.merging.operations import Decisions
from patients.merging.operations.rows import plain, read_back
from patients.merging.queries import compare
from patients.merging.rules import PairState, Side
from patients.models import Allergy, ContactPoint, MergedRecord, Patient, SearchKey
from patients.operations import people as patient_operations
from patients.operations import record_death
from patients.queries import contact_of, find_patient_id, numbers_of
from patients.rules import AllergiesState
from tests.factories.accounts import OrganisationFactory, actor_for, staff_with
from tests.factories.consent import ConsentFactory
from tests.factories.drafts import DraftFactory
from tests.factories.merging import LikelyPairFactory, MergedRecordFactory
from tests.factories.patients import AllergyFactory, ContactPointFactory, enrolled_patient, permit_for
from tests.factories.regimens import MedicationOrderFactory
from tests.factories.reminders import ChannelConsentFactory
from tests.factories.worklist import TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return staff_with(Role.COORDINATOR, Role.PRESCRIBER)


@pytest.fixture
def bob(anna):
    return staff_with(Role.COORDINATOR, organisation=anna.organisation)


@pytest.fixture
def kept(anna):
    return enrolled_patient(anna, legal_given="Marisol", legal_family="Vega", mrn="11112222")


@pytest.fixture
def gone(anna):
    return enrolled_patient(anna, legal_given="Mari", legal_family="Vega Duarte", chosen_name="Mari", mrn="33334444")


def decided(found, side=Side.KEPT):
    return Decisions({clash.key: side for clash in found.clashes}, {one.name: side for one in found.fields})


def merge(staff, kept, gone, at, *, side=Side.KEPT, why="Same ID card."):
    permits = {"permit": permit_for(staff, kept, at=at), "gone": permit_for(staff, gone, at=at)}
    return operations.merge_records(**permits, decisions=decided(compare(**permits), side), why=why, at=at)


def undo(staff, kept, merged, at):
    return operations.undo_merge(permit=permit_for(staff, kept, at=at), merge=merged, why="Two sisters.", at=at)


# --- what stands afterwards -----------------------------------------------------------------------------------------------


def test_the_old_address_leads_to_the_record_kept_and_nobody_opens_the_other(anna, kept, gone, at):
    merge(anna, kept, gone, at)
    assert find_patient_id(gone.uuid) == find_patient_id(kept.uuid) == kept.pk
    assert numbers_of(kept.pk) == [kept.pk, gone.pk]
    with pytest.raises(gate.NotFound):
        permit_for(anna, gone, at=at)


@pytest.mark.parametrize("terms", ["marisol vega", "mari duarte", "11112222", "33334444", "0199"])
def test_the_record_kept_is_found_by_the_names_and_numbers_of_both(anna, kept, gone, at, terms):
    ContactPointFactory(patient=gone, value="+14015550199")
    merge(anna, kept, gone, at)
    condition = gate.readable(actor=actor_for(anna), category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    found = people.search(condition=condition, terms=terms, organisation_id=anna.organisation_id)
    assert [one.patient_id for one in found.people] == [kept.pk]
    assert not SearchKey.objects.filter(patient=gone).exists()


def test_a_changed_identity_is_still_found_by_the_names_of_both(anna, kept, gone, at):
    merge(anna, kept, gone, at)
    kept.refresh_from_db()
    permit = permit_for(anna, kept, at=at)
    identity = replace(people.identity_of(kept), legal_given="Solmar")
    patient_operations.change_identity(permit=permit, version=kept.version, identity=identity, at=at)
    assert SearchKey.objects.filter(patient=kept, key__in=["n:solmar", "n:duarte", "m:33334444"]).count() == 3


def test_one_enrolment_stands_with_the_teams_of_both_and_one_lead(anna, bob, kept, at):
    gone = enrolled_patient(bob, legal_given="Mari")
    merge(anna, kept, gone, at)
    enrolment = Enrolment.objects.get(patient=kept, ended_at__isnull=True)
    team = CareTeamMember.objects.filter(enrolment=enrolment, left_at__isnull=True)
    assert {member.staff_id: member.is_lead for member in team} == {anna.pk: True, bob.pk: False}
    assert Enrolment.objects.get(patient=kept, ended_at=at).end_reason == "merged"
    assert CaseloadSummary.objects.filter(patient=kept, is_open=True).count() == 1


def test_who_is_on_both_teams_leaves_one(anna, kept, gone, at):
    merge(anna, kept, gone, at)
    assert CareTeamMember.objects.filter(patient=kept, staff=anna, left_at__isnull=True).count() == 1


def test_allergies_are_those_of_both(anna, kept, gone, at):
    Patient.objects.filter(pk=kept.pk).update(allergies_state=AllergiesState.NONE_KNOWN.value)
    AllergyFactory(patient=gone)
    Patient.objects.filter(pk=gone.pk).update(allergies_state=AllergiesState.LISTED.value)
    merge(anna, kept, gone, at)
    kept.refresh_from_db()
    assert kept.allergies_state == AllergiesState.LISTED.value
    assert Allergy.objects.get().patient_id == kept.pk


def test_what_only_the_other_record_knows_is_taken_over_and_what_differs_is_chosen(anna, kept, gone, at):
    Patient.objects.filter(pk=gone.pk).update(code_word="garden club")
    found = compare(permit=permit_for(anna, kept, at=at), gone=permit_for(anna, gone, at=at))
    assert {one.name for one in found.fields} == {"legal_given", "legal_family"}
    merge(anna, kept, gone, at, side=Side.GONE)
    kept.refresh_from_db()
    assert (kept.chosen_name, kept.code_word, kept.legal_given) == ("Mari", "garden club", "Mari")


def test_one_phone_with_two_permissions_is_asked_about(anna, kept, gone, at):
    mine = ContactPointFactory(patient=kept, value="+14015550122", may_call=True, may_text=False)
    theirs = ContactPointFactory(patient=gone, value="+14015550122", may_call=False, may_text=True)
    found = compare(permit=permit_for(anna, kept, at=at), gone=permit_for(anna, gone, at=at))
    assert "One number or address in both" in [clash.title for clash in found.clashes]
    merged = merge(anna, kept, gone, at, side=Side.GONE)
    mine.refresh_from_db()
    assert (mine.may_call, mine.may_text) == (False, True)
    assert ContactPoint.objects.get(pk=theirs.pk).patient_id == gone.pk
    assert undo(anna, kept, merged, at).stayed == []
    mine.refresh_from_db()
    assert (mine.may_call, mine.may_text) == (True, False)


def test_what_was_typed_for_the_other_record_is_found_under_the_one_kept(anna, kept, gone, at):
    draft = DraftFactory(user=anna.user, organisation=anna.organisation, patient=gone, key=f"plan:{gone.uuid}")
    merge(anna, kept, gone, at)
    draft.refresh_from_db()
    assert (draft.key, draft.patient_id) == (f"plan:{kept.uuid}", kept.pk)


def test_rooms_above_are_told(anna, kept, gone, at):
    merged = merge(anna, kept, gone, at)
    assert Delivery.objects.filter(kind__contains="patient.merged", patient=kept, about={"merge": merged.pk}).exists()


def test_whoever_saves_late_into_the_record_merged_away_is_moved_too(anna, kept, gone, at):
    merged = merge(anna, kept, gone, at)
    late = TaskFactory(patient=gone, organisation=anna.organisation)
    job = Actor.system(job="merging.gather", organisation_id=anna.organisation_id)
    permit = gate.require(
        actor=job, patient_id=kept.pk, category=Category.SUD, action=Action.WRITE, purpose=Purpose.HOPERAT, at=at
    )
    assert operations.gather_strays(permit=permit, merge_id=merged.pk, at=at) == 1
    assert operations.gather_strays(permit=permit, merge_id=merged.pk, at=at) == 0
    assert Task.objects.get(pk=late.pk).patient_id == kept.pk
    undo(anna, kept, merged, at)
    assert Task.objects.get(pk=late.pk).patient_id == gone.pk


# --- medication -------------------------------------------------------------------------------------------------------------


def two_orders(anna, kept, gone):
    return [MedicationOrderFactory(patient=one, ordered_by=anna.user, active=True) for one in (kept, gone)]


def test_two_orders_for_one_medicine_are_a_prescribers_to_decide(anna, bob, kept, gone, at):
    two_orders(anna, kept, gone)
    with pytest.raises(operations.NotYours):
        merge(bob, kept, gone, at)
    assert not MergedRecord.objects.exists()
    merge(anna, kept, gone, at)
    task = Task.objects.get(patient=kept, kind="medication")
    assert (task.priority, task.owner_role) == ("urgent", Role.PRESCRIBER.value)


def test_an_order_that_ended_is_not_revived_when_the_one_that_stood_was_stopped_since(anna, kept, gone, at):
    mine, theirs = two_orders(anna, kept, gone)
    merged = merge(anna, kept, gone, at)
    type(mine).objects.filter(pk=mine.pk).update(
        status="stopped", ended_at=at, ended_by=anna.user, end_reason="safety", end_note=""
    )
    stayed = undo(anna, kept, merged, at).stayed
    theirs.refresh_from_db()
    assert (theirs.status, theirs.patient_id) == ("stopped", gone.pk)
    assert {one.table for one in stayed} == {"regimens.MedicationOrder"}


# --- consent ------------------------------------------------------------------------------------------------------------------


def test_the_general_consent_that_does_not_stand_is_replaced_by_the_other(anna, kept, gone, at):
    mine, theirs = (ConsentFactory(patient=one, recorded_by=anna.user, general=True) for one in (kept, gone))
    merge(anna, kept, gone, at, side=Side.GONE)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.state, mine.successor_id) == (ConsentState.SUPERSEDED.value, theirs.pk)
    assert (theirs.state, theirs.patient_id) == (ConsentState.SIGNED.value, kept.pk)


def test_a_stop_while_the_records_were_one_counts_for_both(anna, kept, gone, at):
    mine, theirs = (
        ChannelConsentFactory(patient=one, organisation=anna.organisation, address="+14015550122") for one in (kept, gone)
    )
    merged = merge(anna, kept, gone, at)
    theirs.refresh_from_db()
    assert theirs.patient_id == gone.pk
    type(mine).objects.filter(pk=mine.pk).update(withdrawn_at=at, withdrawn_by_job="reminders.inbound", withdrawn_why="stop")
    undo(anna, kept, merged, at)
    theirs.refresh_from_db()
    assert theirs.withdrawn_why == "stop"


# --- what is refused -----------------------------------------------------------------------------------------------------------


def test_what_is_not_decided_is_asked_and_nothing_is_changed(anna, kept, gone, at):
    with pytest.raises(operations.Undecided) as refused:
        operations.merge_records(
            permit=permit_for(anna, kept, at=at), gone=permit_for(anna, gone, at=at), decisions=Decisions(), why="Same.", at=at
        )
    assert [clash.once.title for clash in refused.value.clashes] == ["Open enrollment"]
    assert not MergedRow.objects.exists()


def test_a_record_is_not_merged_with_itself_nor_in_a_loop(anna, kept, gone, at):
    with pytest.raises(operations.OneRecord):
        merge(anna, kept, kept, at)
    there, back = (permit_for(anna, one, at=at) for one in (kept, gone))
    merge(anna, kept, gone, at)
    with pytest.raises(operations.AlreadyMerged):
        operations.merge_records(permit=back, gone=there, decisions=Decisions(), why="Back again.", at=at)


def test_the_database_itself_refuses_loops_and_chains(kept, gone):
    third = MergedRecordFactory(kept=kept, gone=gone).gone
    for pair in ({"kept": gone, "gone": kept}, {"kept": third, "gone": enrolled_patient(staff_with(Role.NURSE))}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MergedRecordFactory(**pair)


def test_a_third_record_is_merged_in_one_step_and_taken_apart_last_first(anna, kept, gone, at):
    third = enrolled_patient(anna, legal_given="Sol")
    first = merge(anna, gone, third, at)
    second = merge(anna, kept, gone, at)
    assert sorted(numbers_of(kept.pk)) == sorted([kept.pk, gone.pk, third.pk])
    with pytest.raises(operations.LaterFirst):
        undo(anna, kept, first, at)
    undo(anna, kept, second, at)
    assert numbers_of(gone.pk) == [gone.pk, third.pk]
    undo(anna, gone, first, at)
    assert not MergedRecord.objects.exists()


def test_one_who_died_and_one_who_lives_are_not_merged(anna, kept, gone, at):
    record_death(permit=permit_for(anna, gone, at=at), deceased_on=date(2026, 11, 20), at=at)
    with pytest.raises(operations.DeathsDiffer):
        merge(anna, kept, gone, at)


def test_records_of_two_programs_stay_two(anna, kept, at):
    other = staff_with(Role.COORDINATOR, organisation=OrganisationFactory())
    theirs = enrolled_patient(other)
    with pytest.raises(operations.AnotherProgram):
        operations.merge_records(
            permit=permit_for(anna, kept, at=at), gone=permit_for(other, theirs, at=at), decisions=Decisions(), why="?", at=at
        )


def test_who_does_not_merge_records_is_refused(anna, kept, gone, at):
    nurse = staff_with(Role.NURSE, organisation=anna.organisation)
    with pytest.raises(WorkRefused):
        merge(nurse, kept, gone, at)


def test_a_merge_that_was_undone_is_not_undone_again(anna, kept, gone, at):
    merged = merge(anna, kept, gone, at)
    undo(anna, kept, merged, at)
    with pytest.raises(operations.AlreadyUndone):
        undo(anna, kept, merged, at)


# --- taking apart ------------------------------------------------------------------------------------------------------------


def test_what_was_changed_since_stays_as_it_is_and_is_said(anna, kept, gone, at):
    task = TaskFactory(patient=gone, organisation=anna.organisation)
    merged = merge(anna, kept, gone, at, side=Side.GONE)
    Patient.objects.filter(pk=kept.pk).update(legal_given="Solmar")
    Task.objects.filter(pk=task.pk).update(title="Another title")
    stayed = undo(anna, kept, merged, at + timedelta(hours=1)).stayed
    kept.refresh_from_db()
    task.refresh_from_db()
    assert kept.legal_given == "Solmar"
    assert (task.title, task.patient_id) == ("Another title", gone.pk)
    assert [(one.table, one.column) for one in stayed] == [("patients.Patient", "legal_given")]


def test_after_the_undoing_each_is_found_by_their_own_names_again(anna, kept, gone, at):
    before = {one.pk: set(SearchKey.objects.filter(patient=one).values_list("key", flat=True)) for one in (kept, gone)}
    for one in (kept, gone):
        patient_operations.put_keys(one, contact_of(one))
        before[one.pk] = set(SearchKey.objects.filter(patient=one).values_list("key", flat=True))
    undo(anna, kept, merge(anna, kept, gone, at), at)
    assert {one.pk: set(SearchKey.objects.filter(patient=one).values_list("key", flat=True)) for one in (kept, gone)} == before


@pytest.mark.parametrize("value", [None, "text", 7, True, ["a", "b"], {"a": 1}])
def test_a_plain_value_stays_what_it_is(value):
    assert plain(value) == value


def test_a_moment_comes_back_to_the_microsecond(at):
    column = Patient._meta.get_field("registered_at")
    moment = at.replace(microsecond=123_456)
    assert read_back(column, plain(moment)) == moment


# --- records alike -----------------------------------------------------------------------------------------------------------


def job(staff):
    return Actor.system(job="merging.look", organisation_id=staff.organisation_id)


def keyed(*rows):
    for row in rows:
        patient_operations.put_keys(row, contact_of(row))


def test_the_job_finds_who_looks_alike_and_proposes_nobody_twice(anna, kept, gone, at):
    other = enrolled_patient(anna, legal_given="Otto", legal_family="Lund", birth_date=date(1950, 1, 1))
    keyed(kept, gone, other)
    assert operations.find_pairs(actor=job(anna), at=at) == 1
    pair = LikelyPair.objects.get()
    assert ({pair.one_id, pair.other_id}, pair.state) == ({kept.pk, gone.pk}, PairState.OPEN.value)
    assert operations.find_pairs(actor=job(anna), at=at) == 0


def test_who_was_told_apart_is_not_proposed_again_also_under_another_number(anna, kept, gone, at):
    third = enrolled_patient(anna, legal_given="Marisol", legal_family="Vega")
    keyed(kept, gone, third)
    operations.find_pairs(actor=job(anna), at=at)
    permits = [permit_for(anna, one, at=at) for one in (gone, third)]
    operations.tell_apart(permit=permits[0], other=permits[1], words="Sisters.", at=at)
    LikelyPair.objects.filter(state=PairState.OPEN.value).delete()
    merge(anna, kept, gone, at)
    operations.find_pairs(actor=job(anna), at=at)
    assert not LikelyPair.objects.filter(state=PairState.OPEN.value).exists()


def test_a_merge_and_its_undoing_decide_the_pair(anna, kept, gone, at):
    pair = LikelyPairFactory(one=kept, other=gone)
    merged = merge(anna, kept, gone, at)
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by_id) == (PairState.MERGED.value, anna.user_id)
    undo(anna, kept, merged, at)
    pair.refresh_from_db()
    assert pair.state == PairState.APART.value


def test_nobody_tells_apart_what_was_never_proposed(anna, kept, gone, at):
    with pytest.raises(operations.NobodyLike):
        operations.tell_apart(permit=permit_for(anna, kept, at=at), other=permit_for(anna, gone, at=at), words="Sisters.", at=at)


def test_registering_anyway_is_remembered(anna, kept, gone, at):
    assert operations.remember_apart(actor=actor_for(anna), patient_id=gone.pk, others=[kept.pk], at=at) == 1
    assert LikelyPair.objects.get().state == PairState.APART.value
    event = AuditEvent.objects.get(verb="records.told_apart")
    assert sorted(event.patient_ids) == sorted([kept.pk, gone.pk])
