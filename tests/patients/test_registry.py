"""What the person says of themselves, where they live, who stands by them, what makes care fit them: operations and reading."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection

from care.access.gate import Refused
from care.actor import Action, Category, PermitMismatch, Role
from care.audit.models import AuditEvent
from patients import operations, queries
from patients.models import CarePreference, Demographics, KnownNumber, PersonAddress, SupportPerson
from patients.rules import (
    Address,
    AddressState,
    Background,
    BadAddress,
    BadNumber,
    BadPreferences,
    GenderIdentity,
    Interpreter,
    Knows,
    Language,
    Mail,
    Number,
    NumberKind,
    Place,
    Preferences,
    Question,
    Race,
    Relation,
    StaffGender,
    Supporter,
    Whereabouts,
)
from tests.factories.accounts import staff_with
from tests.factories.patients import (
    DemographicsFactory,
    KnownNumberFactory,
    SupportPersonFactory,
    enrolled_patient,
    permit_for,
)

pytestmark = pytest.mark.django_db

SAID = Background(
    gender_identity=GenderIdentity.NONBINARY,
    race=(Race.NATIVE, Race.BLACK),
    race_detail="Narragansett; Cape Verdean",
    tribes=("Narragansett Indian Tribe",),
    reads=Language.CAPE_VERDEAN,
    other_languages=(Language.PORTUGUESE,),
    interpreter=Interpreter.SPOKEN,
    interpreter_note="A woman, by phone is fine",
)
HOME = Address(Place.HOME, line1="14 Elm Street", city="Providence", state="RI", postal_code="02903", mail=Mail.NEVER)
FOUND = Address(Place.FOUND, directions="Maple Park, Fridays 2 to 4 pm")
ROSA = Supporter(
    name="Rosa Vega", relation=Relation.PARENT, relation_words="mother", phone="+14015550199", is_emergency_contact=True
)
CARD = Number(NumberKind.MEDICAID, "Rhode Island", "RI-00 12a")


@pytest.fixture
def at():
    return datetime(2026, 11, 23, 15, 50, tzinfo=UTC)


@pytest.fixture
def alice():
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def bob(alice):
    return staff_with(Role.COORDINATOR, organisation=alice.organisation)


@pytest.fixture
def patient(alice):
    return enrolled_patient(alice)


@pytest.fixture
def permit(alice, patient, at):
    return permit_for(alice, patient, at=at)


def detail(verb: str):
    return AuditEvent.objects.filter(verb=verb).latest("pk").detail


# --- background ----------------------------------------------------------------------------------------------------------


def test_before_anybody_asked_everything_is_not_asked(permit):
    assert queries.background_of(permit=permit) == queries.KnownBackground(Background(), 0)


def test_what_the_person_says_is_kept_field_by_field(permit, at, alice):
    row = operations.change_background(permit=permit, version=0, background=SAID, at=at)
    assert queries.background_of(permit=permit) == queries.KnownBackground(SAID, 1)
    assert (row.recorded_at, row.recorded_by_id) == (at, alice.user_id)
    assert "race" in detail("patient.background_changed")["fields"]
    assert "Narragansett" not in str(detail("patient.background_changed"))


def test_two_colleagues_who_ask_at_once_see_each_other_s_answers(permit, bob, patient, at):
    operations.change_background(permit=permit_for(bob, patient, at=at), version=0, background=SAID, at=at)
    with pytest.raises(operations.StaleRecord) as stale:
        operations.change_background(permit=permit, version=0, background=Background(race=(Race.WHITE,)), at=at)
    assert stale.value.version == 1
    assert stale.value.changed_by == bob.user.name
    assert {change.name: change.now for change in stale.value.changes}["race"] == ["1002-5", "2054-5"]
    operations.change_background(permit=permit, version=1, background=Background(race=(Race.WHITE,)), at=at)
    assert queries.background_of(permit=permit).said.race == (Race.WHITE,)


def test_an_answer_beside_an_address_that_a_colleague_wrote_is_no_conflict(permit, at):
    operations.change_addresses(permit=permit, version=0, whereabouts=Whereabouts(AddressState.NO_FIXED), at=at)
    operations.change_background(permit=permit, version=0, background=SAID, at=at)
    assert Demographics.objects.get().version == 2


def test_the_front_desk_asks_too_and_a_permit_to_read_writes_nothing(alice, patient, at):
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    operations.change_background(
        permit=permit_for(desk, patient, category=Category.DEMOGRAPHICS, at=at), version=0, background=SAID, at=at
    )
    reading = permit_for(alice, patient, action=Action.READ, at=at)
    with pytest.raises(PermitMismatch):
        operations.change_background(permit=reading, version=1, background=SAID, at=at)


# --- addresses -----------------------------------------------------------------------------------------------------------


def test_addresses_are_added_changed_and_over(permit, at):
    given = Whereabouts(AddressState.GIVEN, (HOME, FOUND))
    operations.change_addresses(permit=permit, version=0, whereabouts=given, at=at)
    known = queries.whereabouts_of(permit=permit)
    assert [replace(address, uuid=None) for address in known.said.addresses] == [HOME, FOUND]
    home = replace(known.said.addresses[0], mail=Mail.PLAIN)
    later = at + timedelta(hours=1)
    operations.change_addresses(permit=permit, version=1, whereabouts=Whereabouts(AddressState.GIVEN, (home,)), at=later)
    assert [address.mail for address in queries.whereabouts_of(permit=permit).said.addresses] == [Mail.PLAIN]
    gone = PersonAddress.objects.get(place="found")
    assert (gone.ended_at, gone.ended_by_id) == (later, permit.actor.user_id)
    assert PersonAddress.objects.count() == 2


def test_no_fixed_address_is_an_answer_with_where_they_can_be_found(permit, at):
    operations.change_addresses(permit=permit, version=0, whereabouts=Whereabouts(AddressState.NO_FIXED, (FOUND,)), at=at)
    said = queries.whereabouts_of(permit=permit).said
    assert said.state is AddressState.NO_FIXED
    with pytest.raises(BadAddress):
        operations.change_addresses(permit=permit, version=1, whereabouts=Whereabouts(AddressState.NO_FIXED, (HOME,)), at=at)


def test_an_address_that_a_colleague_wrote_meanwhile_is_told(permit, bob, patient, at):
    operations.change_addresses(permit=permit, version=0, whereabouts=Whereabouts(AddressState.GIVEN, (HOME,)), at=at)
    seen = queries.whereabouts_of(permit=permit)
    operations.change_addresses(
        permit=permit_for(bob, patient, at=at), version=1,
        whereabouts=Whereabouts(AddressState.GIVEN, (replace(seen.said.addresses[0], line1="9 Ferry Lane"),)), at=at,
    )  # fmt: skip
    with pytest.raises(operations.StaleRecord) as stale:
        operations.change_addresses(permit=permit, version=1, whereabouts=seen.said, at=at)
    assert [(change.name, change.now[0].line1) for change in stale.value.changes] == [("addresses", "9 Ferry Lane")]


# --- numbers -------------------------------------------------------------------------------------------------------------


def test_a_number_is_kept_once_however_it_is_typed(permit, at):
    operations.record_numbers(permit=permit, add=[CARD], at=at)
    operations.record_numbers(permit=permit, add=[replace(CARD, value="ri0012A", issuer="RHODE ISLAND")], at=at)
    [line] = queries.known_numbers_of(permit=permit)
    assert (line.kind, line.issuer, line.value) == (NumberKind.MEDICAID, "Rhode Island", "RI-00 12a")
    operations.record_numbers(permit=permit, remove=[line.uuid], at=at)
    assert queries.known_numbers_of(permit=permit) == []
    assert KnownNumber.objects.get().removed_at == at


def test_two_people_with_one_number_are_refused_and_nothing_is_left(permit, alice, at):
    other = enrolled_patient(alice)
    KnownNumberFactory(patient=other, value="RI0012A")
    with pytest.raises(operations.NumberTaken) as taken:
        operations.record_numbers(permit=permit, add=[Number(NumberKind.STATE_ID, "Ohio", "777"), CARD], at=at)
    assert (taken.value.patient_id, taken.value.position) == (other.pk, 1)
    assert queries.known_numbers_of(permit=permit) == []
    operations.record_numbers(permit=permit, add=[replace(CARD, issuer="Massachusetts")], at=at)


def test_a_number_of_another_organization_s_person_and_one_off_the_list_are_free(permit, alice, at):
    KnownNumberFactory(value=CARD.value)
    KnownNumberFactory(patient=enrolled_patient(alice), value=CARD.value, removed_at=at, removed_by=alice.user)
    operations.record_numbers(permit=permit, add=[CARD], at=at)
    assert len(queries.known_numbers_of(permit=permit)) == 1


def test_a_social_security_number_is_not_kept(permit, at):
    with pytest.raises(BadNumber):
        operations.record_numbers(permit=permit, add=[Number(NumberKind.OTHER, "SSN", "123-45-6789")], at=at)


# --- who stands by them --------------------------------------------------------------------------------------------------


def test_somebody_is_written_down_changed_and_taken_off_the_list(permit, at):
    row = operations.add_supporter(permit=permit, supporter=ROSA, at=at)
    [line] = queries.supporters_of(permit=permit)
    assert (line.said, line.version) == (ROSA, 1)
    told = replace(ROSA, knows=Knows.KNOWS, note="Evenings only.")
    operations.change_supporter(permit=permit, uuid=row.uuid, version=1, supporter=told, at=at)
    assert queries.get_supporter(permit=permit, supporter=row.uuid).said == told
    assert detail("patient.supporter_changed")["fields"] == ["knows", "note"]
    operations.end_supporter(permit=permit, uuid=row.uuid, at=at)
    assert queries.supporters_of(permit=permit) == []
    with pytest.raises(operations.NoSupporter):
        operations.end_supporter(permit=permit, uuid=row.uuid, at=at)


def test_a_change_of_somebody_whom_a_colleague_changed_meanwhile_is_told(permit, bob, patient, at):
    row = operations.add_supporter(permit=permit, supporter=ROSA, at=at)
    moved = replace(ROSA, phone="+14015550100")
    operations.change_supporter(permit=permit_for(bob, patient, at=at), uuid=row.uuid, version=1, supporter=moved, at=at)
    with pytest.raises(operations.StaleRecord) as stale:
        operations.change_supporter(permit=permit, uuid=row.uuid, version=1, supporter=ROSA, at=at)
    assert [(change.name, change.now) for change in stale.value.changes] == [("phone", "+14015550100")]


def test_somebody_of_another_person_is_not_found(permit, alice, at):
    stranger = SupportPersonFactory(patient=enrolled_patient(alice))
    assert queries.get_supporter(permit=permit, supporter=stranger.uuid) is None
    with pytest.raises(operations.NoSupporter):
        operations.change_supporter(permit=permit, uuid=stranger.uuid, version=1, supporter=ROSA, at=at)


def test_a_list_that_is_full_takes_nobody_more(permit, patient, at, monkeypatch):
    monkeypatch.setattr("patients.operations.support.MOST_SUPPORTERS", 1)
    SupportPersonFactory(patient=patient)
    with pytest.raises(operations.TooManySupporters):
        operations.add_supporter(permit=permit, supporter=ROSA, at=at)


def test_the_banner_says_interpreter_and_whom_to_call_without_one_more_query(permit, patient, at, django_assert_num_queries):
    with django_assert_num_queries(3):
        empty = queries.banner(permit=permit, at=at)
    assert (empty.interpreter, empty.emergency_contact) == (None, None)
    DemographicsFactory(patient=patient, interpreter="spoken", interpreter_note="By phone")
    SupportPersonFactory(patient=patient, is_emergency_contact=False, name="Jo")
    SupportPersonFactory(patient=patient, ended_at=at, ended_by=patient.registered_by, name="Al")
    SupportPersonFactory(patient=patient, knows="does_not")
    with django_assert_num_queries(3):
        banner = queries.banner(permit=permit, at=at)
    assert (banner.interpreter, banner.interpreter_note) == (Interpreter.SPOKEN, "By phone")
    assert (banner.emergency_contact.name, banner.emergency_contact.knows) == ("Rosa Vega", Knows.DOES_NOT)


# --- preferences ---------------------------------------------------------------------------------------------------------


def test_preferences_are_kept_with_what_the_person_would_rather_not_say(permit, at):
    said = Preferences(
        faith="Catholic", staff_gender=StaffGender.WOMEN, safety="The door stays open.\nA seat near it.",
        declined=frozenset({Question.HEALING, Question.FOOD}),
    )  # fmt: skip
    operations.change_preferences(permit=permit, version=0, preferences=said, at=at)
    assert queries.preferences_of(permit=permit) == queries.KnownPreferences(said, 1)


def test_immigration_safety_is_kept_by_wish_only_encrypted_and_is_gone_once_taken_back(permit, at):
    with pytest.raises(BadPreferences):
        operations.change_preferences(permit=permit, version=0, preferences=Preferences(immigration="No letters."), at=at)
    wished = Preferences(immigration="No letters, no calls from a listed number.", keep_immigration=True)
    operations.change_preferences(permit=permit, version=0, preferences=wished, at=at)
    assert queries.preferences_of(permit=permit).said == wished
    row = CarePreference.objects.get()
    assert (row.immigration_wish_at, row.immigration_wish_by_id) == (at, permit.actor.user_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT immigration FROM patients_carepreference")
        assert "letters" not in cursor.fetchone()[0]
    history = apps.get_model("patients", "CarePreferenceEvent")
    assert "immigration" not in {field.name for field in history._meta.fields}
    assert "letters" not in str(list(AuditEvent.objects.values()))
    operations.change_preferences(permit=permit, version=1, preferences=Preferences(), at=at)
    row.refresh_from_db()
    assert (row.immigration, row.immigration_wish_at, row.immigration_wish_by_id) == ("", None, None)


def test_preferences_are_for_the_care_team(alice, patient, at):
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    with pytest.raises(Refused):
        permit_for(desk, patient, at=at)
    narrow = permit_for(desk, patient, category=Category.DEMOGRAPHICS, at=at)
    with pytest.raises(PermitMismatch):
        queries.preferences_of(permit=narrow)
    with pytest.raises(PermitMismatch):
        operations.change_preferences(permit=narrow, version=0, preferences=Preferences(), at=at)


def test_a_colleague_s_preferences_are_not_overwritten_unseen(permit, bob, patient, at):
    operations.change_preferences(permit=permit_for(bob, patient, at=at), version=0, preferences=Preferences(food="Halal"), at=at)
    with pytest.raises(operations.StaleRecord) as stale:
        operations.change_preferences(permit=permit, version=0, preferences=Preferences(food="Vegetarian"), at=at)
    assert [change.name for change in stale.value.changes] == ["food"]


def test_what_is_written_has_its_history_and_its_event(permit, at):
    operations.add_supporter(permit=permit, supporter=ROSA, at=at)
    SupportPerson.objects.update(note="changed past the platform")
    history = apps.get_model("patients", "SupportPersonEvent").objects.order_by("pgh_id")
    assert [row.pgh_label for row in history] == ["insert", "update"]
    event = AuditEvent.objects.get(verb="patient.supporter_added")
    assert [row.pgh_context_id for row in history] == [event.uuid, None]
