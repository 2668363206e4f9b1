"""The forms about background, addresses, numbers, people and preferences as a browser uses them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from care.actor import Category, Role
from care.audit.models import AuditEvent
from care.consent.rules import Kind
from care.drafts.models import Draft
from care.drafts.operations import save_draft
from care.drafts.rules import Key
from patients import operations
from patients.models import CarePreference, Demographics, KnownNumber, Patient, PersonAddress, SupportPerson
from patients.rules import AddressState, Background, Race, Whereabouts
from tests.factories.accounts import actor_for, sign_in, staff_with
from tests.factories.consent import ConsentFactory
from tests.factories.patients import (
    CarePreferenceFactory,
    DemographicsFactory,
    KnownNumberFactory,
    PersonAddressFactory,
    SupportPersonFactory,
    enrolled_patient,
    permit_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def browser(client, alice):
    return sign_in(client, alice)


@pytest.fixture
def desk(alice):
    return staff_with(Role.FRONT_DESK, organisation=alice.organisation)


@pytest.fixture
def patient(alice) -> Patient:
    return enrolled_patient(alice)


def url(name: str, patient: Patient, *more: object) -> str:
    return reverse(f"patients:{name}", args=[patient.uuid, *more])


def page(answer) -> str:
    return " ".join(answer.content.decode().split())


def rows_of(*rows: dict[str, str], **fields: str) -> dict[str, str]:
    data = {"rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0"} | fields
    for number, row in enumerate(rows):
        data |= {f"rows-{number}-{name}": value for name, value in row.items()}
    return data


# --- background ----------------------------------------------------------------------------------------------------------


def test_background_is_saved_named_and_shown_on_the_banner(browser, patient):
    assert "Nothing here must be answered" in page(browser.get(url("background", patient)))
    Patient.objects.update(language="es")
    answer = browser.post(
        url("background", patient),
        {"race": ["1002-5", "2054-5"], "interpreter": "spoken", "interpreter_note": "By phone", "tribes": "Narragansett\n"},
        follow=True,
    )  # fmt: skip
    assert "Marisol Vega: background saved." in page(answer)
    assert "Spanish interpreter needed" in page(answer)
    row = Demographics.objects.get()
    assert (row.race, row.tribes, row.version) == (["1002-5", "2054-5"], ["Narragansett"], 1)
    again = page(browser.get(url("background", patient)))
    assert "Narragansett" in again


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"race": ["2106-3", "declined"]}, "Either a race, or one of the last two"),
        ({"gender_identity": "own_words"}, "Write it as the person says it"),
        ({"sex": "perhaps"}, "Select a valid choice"),
    ],
)
def test_answers_that_do_not_fit_are_told_and_what_was_typed_stays(browser, patient, typed, words):
    answer = browser.post(url("background", patient), typed | {"race_detail": "Hmong and Irish", "version": "0"})
    assert answer.status_code == 422
    assert words in page(answer)
    assert "Hmong and Irish" in page(answer)
    assert not Demographics.objects.exists()
    assert "Hmong and Irish" in page(browser.get(url("background", patient))), "kept for another time"


def test_both_versions_of_a_background_stand_side_by_side_in_words(browser, patient, alice):
    bob = staff_with(Role.COORDINATOR, organisation=alice.organisation)
    at = timezone.now()
    theirs = permit_for(bob, patient, category=Category.DEMOGRAPHICS, at=at)
    operations.change_background(permit=theirs, version=0, background=Background(race=(Race.ASIAN,)), at=at)
    answer = browser.post(url("background", patient), {"race": ["2106-3"], "version": "0"})
    text = page(answer)
    assert answer.status_code == 422
    assert f"{bob.user.name} saved this" in text
    assert 'data-label="Typed by you" class="is-full text-break">White</td>' in text
    assert 'class="is-full text-break">Asian</td>' in text
    assert browser.post(url("background", patient), {"race": ["2106-3"], "version": "1"}).status_code == 302
    assert Demographics.objects.get().race == ["2106-3"]


# --- addresses -----------------------------------------------------------------------------------------------------------


def test_no_fixed_address_and_where_they_can_be_found_stand_on_the_chart(browser, patient):
    assert browser.get(url("addresses", patient)).status_code == 200
    rows = rows_of(
        {"place": "found", "country": "US", "directions": "Maple Park, Fridays"},
        {"place": "mail", "country": "US", "line1": "P.O. Box 12", "city": "Providence", "postal_code": "029031234"}
        | {"mail": "plain"},
        {"place": "home", "country": "US"},
        address_state="no_fixed",
        version="0",
    )  # fmt: skip
    answer = browser.post(url("addresses", patient), rows, follow=True)
    text = page(answer)
    assert "addresses saved." in text
    assert "No fixed address" in text
    assert "Where they can be found: Maple Park, Fridays" in text
    assert "Mail only: P.O. Box 12, Providence, 02903-1234 (plain envelope)" in text
    assert PersonAddress.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "state", "words"),
    [
        ({"line1": "1 Elm", "postal_code": "12"}, "given", "Five digits, or nine"),
        ({"line1": "1 Elm", "starts_on": "2026-02-30"}, "given", "Enter a valid date"),
        ({"line1": "1 Elm", "starts_on": "2026-05-02", "ends_on": "2026-05-01"}, "given", "Not before the first day"),
        ({"line1": "1 Elm"}, "no_fixed", "A home is on the list"),
        ({"line1": "1 Elm"}, "declined", "An address is on the list"),
        ({}, "given", "Write the address"),
    ],
)
def test_an_address_that_cannot_be_is_told_and_what_was_typed_stays(browser, patient, row, state, words):
    typed = rows_of({"place": "home", "country": "US", "line2": "c/o Sol"} | row if row else {"place": "home", "country": "US"},
                    address_state=state, version="0")  # fmt: skip
    answer = browser.post(url("addresses", patient), typed)
    assert answer.status_code == 422
    assert words in page(answer)
    assert not row or "c/o Sol" in page(answer)
    assert not PersonAddress.objects.exists()


def test_an_address_is_over_when_it_is_marked(browser, patient):
    address = PersonAddressFactory(patient=patient)
    DemographicsFactory(patient=patient, address_state="given")
    assert "14 Elm Street" in page(browser.get(url("addresses", patient)))
    row = {"uuid": str(address.uuid), "place": "home", "country": "US", "line1": "14 Elm Street", "DELETE": "on"}
    browser.post(url("addresses", patient), rows_of(row, address_state="", version="1"))
    address.refresh_from_db()
    assert address.ended_at is not None
    assert Demographics.objects.get().address_state == ""


def test_an_address_written_without_an_answer_above_it_is_one(browser, patient):
    row = {"place": "home", "country": "US", "line1": "14 Elm Street"}
    browser.post(url("addresses", patient), rows_of(row, version="0"))
    assert Demographics.objects.get().address_state == "given"


def test_rows_of_a_draft_and_the_addresses_of_a_colleague_are_shown(browser, patient, alice):
    at = timezone.now()
    permit = permit_for(alice, patient, at=at)
    fields = {name: [value] for name, value in rows_of({"place": "home", "line1": "1 Elm St"}).items()}
    save_draft(actor=actor_for(alice), key=Key("addresses", patient.uuid), fields=fields, permit=permit, at=at)
    assert 'value="1 Elm St"' in page(browser.get(url("addresses", patient)))
    operations.change_addresses(permit=permit, version=0, whereabouts=Whereabouts(AddressState.DECLINED), at=at)
    row = {"place": "home", "country": "US", "line1": "1 Elm St"}
    text = page(browser.post(url("addresses", patient), rows_of(row, address_state="given", version="0")))
    assert "Prefers not to say</td>" in text


# --- numbers -------------------------------------------------------------------------------------------------------------


def test_a_number_is_added_and_taken_off_the_list(browser, patient):
    typed = rows_of({"kind": "medicaid", "issuer": "Rhode Island", "value": "RI-12"})
    assert "numbers saved" in page(browser.post(url("numbers", patient), typed, follow=True))
    assert "Numbers of other offices: 1" in page(browser.get(url("numbers", patient)))
    browser.post(url("numbers", patient), rows_of({}, remove=str(KnownNumber.objects.get().uuid)))
    assert KnownNumber.objects.get().removed_at is not None


def test_a_number_of_somebody_else_is_refused_and_whose_it_is_is_said(browser, patient, alice):
    other = enrolled_patient(alice, chosen_name="Sol Duarte")
    KnownNumberFactory(patient=other, value="RI12")
    typed = rows_of({"kind": "medicaid", "issuer": "Rhode Island", "value": "ri-12"})
    answer = browser.post(url("numbers", patient), typed)
    assert answer.status_code == 422
    assert "Somebody else here has this number." in page(answer)
    assert "Sol Duarte" in page(answer)
    assert 'value="ri-12"' in page(answer)
    assert AuditEvent.objects.get(verb="list.similar").patient_ids == [other.pk]
    assert KnownNumber.objects.count() == 1


def test_whose_number_it_is_is_not_said_to_who_may_not_know(client, patient, alice):
    peer = staff_with(Role.PEER, organisation=alice.organisation)
    mine = enrolled_patient(peer)
    other = enrolled_patient(alice, chosen_name="Sol Duarte")
    KnownNumberFactory(patient=other, value="RI12")
    typed = rows_of({"kind": "medicaid", "issuer": "Rhode Island", "value": "ri-12"})
    text = page(sign_in(client, peer).post(url("numbers", mine), typed))
    assert "a record that your role does not open" in text
    assert "Sol Duarte" not in text


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"issuer": "Ohio", "value": "12345"}, "Choose what it is"),
        ({"kind": "other", "issuer": "SSN", "value": "123-45-6789"}, "Social Security numbers are not kept here"),
        ({"kind": "other", "value": "12345"}, "Write who issued it"),
        ({"kind": "other", "issuer": "Ohio", "value": "12345", "valid_until": "2026-13-01"}, "Enter a valid date"),
    ],
)
def test_a_number_that_is_not_taken_is_told_at_its_row(browser, patient, row, words):
    answer = browser.post(url("numbers", patient), rows_of(row))
    assert answer.status_code == 422
    assert words in page(answer)


# --- people --------------------------------------------------------------------------------------------------------------

ROSA = {
    "name": "Rosa Vega",
    "relation": "parent",
    "relation_words": "mother",
    "phone": "401 555 0199",
    "is_emergency_contact": "on",
}


def test_an_emergency_contact_is_written_down_and_stands_on_the_banner(browser, patient):
    assert "Nobody is written down yet" in page(browser.get(url("people", patient)))
    answer = browser.post(url("support_new", patient), ROSA | {"knows": "does_not"}, follow=True)
    text = page(answer)
    assert answer.redirect_chain == [(url("people", patient), 302)]
    assert "Rosa Vega, mother" in text
    assert "(401) 555-0199; does not know of care here" in text
    assert "No consent names them: nothing of care here may be told." in text
    assert not Draft.objects.exists()


def test_a_consent_that_names_them_is_shown_and_a_new_one_begins_with_their_name(browser, patient, alice):
    rosa = SupportPersonFactory(patient=patient)
    ConsentFactory(patient=patient, recorded_by=alice.user, recipient=None, recipient_name="Rosa Vega, mother",
                   recipient_kind="family", kind=Kind.SPECIFIC.value, what="Dates of visits")  # fmt: skip
    text = page(browser.get(url("people", patient)))
    assert "Rosa Vega, mother: Dates of visits" in text
    assert "No consent names them" not in text
    terms = reverse("pages:consent_terms", args=[patient.uuid, "specific"])
    form = page(browser.get(f"{terms}?supporter={rosa.uuid}"))
    assert 'value="Rosa Vega, mother"' in form
    stranger = SupportPersonFactory(patient=enrolled_patient(alice), name="Al Stranger")
    assert "Al Stranger" not in page(browser.get(f"{terms}?supporter={stranger.uuid}"))
    assert browser.get(f"{terms}?supporter=nobody").status_code == 200


def test_the_front_desk_sees_whom_to_call_and_nothing_of_consents(client, desk, patient):
    SupportPersonFactory(patient=patient)
    text = page(sign_in(client, desk).get(url("people", patient)))
    assert "(401) 555-0199" in text
    assert "onsent names them" not in text
    assert "stands under" not in text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"phone": ""}, "Somebody to call in an emergency needs a phone number"),
        ({"phone": "12"}, "A phone number with its area code"),
        ({"relation": "other", "relation_words": ""}, "Write what they are to the person"),
    ],
)
def test_what_is_to_be_mended_about_somebody_is_told(browser, patient, typed, words):
    answer = browser.post(url("support_new", patient), ROSA | {"note": "Evenings only"} | typed)
    assert answer.status_code == 422
    assert words in page(answer)
    assert "Evenings only" in page(answer)


def test_somebody_is_changed_and_taken_off_the_list(browser, patient, monkeypatch):
    rosa = SupportPersonFactory(patient=patient)
    assert 'value="(401) 555-0199"' in page(browser.get(url("supporter", patient, rosa.uuid)))
    browser.post(url("supporter", patient, rosa.uuid), ROSA | {"may_be_called": "on", "version": "1"})
    rosa.refresh_from_db()
    assert (rosa.may_be_called, rosa.version) == (True, 2)
    stale = browser.post(url("supporter", patient, rosa.uuid), ROSA | {"version": "1"})
    assert stale.status_code == 422
    assert ">yes</td>" in page(stale)
    answer = browser.post(url("support_end", patient, rosa.uuid), follow=True)
    assert "Rosa Vega is off the list." in page(answer)
    assert browser.get(url("supporter", patient, rosa.uuid)).status_code == 404
    assert browser.post(url("support_end", patient, rosa.uuid)).status_code == 302


def test_a_list_that_is_full_and_somebody_gone_meanwhile_are_told(browser, patient, monkeypatch):
    rosa = SupportPersonFactory(patient=patient)
    monkeypatch.setattr("patients.operations.support.MOST_SUPPORTERS", 1)
    assert "The list is full" in page(browser.post(url("support_new", patient), ROSA))

    def gone(**_: object) -> None:
        raise operations.NoSupporter

    monkeypatch.setattr(operations, "change_supporter", gone)
    assert "took them off the list meanwhile" in page(browser.post(url("supporter", patient, rosa.uuid), ROSA | {"version": "1"}))
    assert SupportPerson.objects.count() == 1


# --- preferences ---------------------------------------------------------------------------------------------------------


def test_preferences_are_saved_and_shown_again(browser, patient):
    typed = {"safety": "The door stays open.", "declined": ["faith"], "version": "0"}
    assert "preferences saved" in page(browser.post(url("preferences", patient), typed, follow=True))
    shown = page(browser.get(url("preferences", patient)))
    assert "The door stays open." in shown
    assert CarePreference.objects.get().declined == ["faith"]


def test_immigration_safety_needs_the_wish_stays_on_the_page_and_out_of_drafts(browser, patient):
    typed = {"immigration": "No letters at all.", "food": "Halal", "version": "0"}
    answer = browser.post(url("preferences", patient), typed)
    assert answer.status_code == 422
    assert "It is kept only when the person asked for that" in page(answer)
    assert "No letters at all." in page(answer)
    assert "letters" not in str(list(Draft.objects.values_list("content", flat=True)))
    assert "Halal" in page(browser.get(url("preferences", patient)))
    browser.post(url("preferences", patient), typed | {"keep_immigration": "on"})
    assert CarePreference.objects.get().immigration == "No letters at all."


def test_both_versions_of_preferences_stand_side_by_side(browser, patient):
    CarePreferenceFactory(patient=patient, food="Halal", declined=["faith"])
    answer = browser.post(url("preferences", patient), {"food": "Vegetarian", "version": "0"})
    text = page(answer)
    assert answer.status_code == 422
    assert "Halal</td>" in text
    assert "Faith or spirit</td>" in text


# --- how much a page asks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["background", "addresses", "numbers", "people", "support_new", "preferences"])
def test_a_page_asks_the_same_number_of_queries_however_much_there_is(browser, patient, name):
    browser.get(url(name, patient))
    with CaptureQueriesContext(connection) as few:
        browser.get(url(name, patient))
    DemographicsFactory(patient=patient)
    CarePreferenceFactory(patient=patient)
    for _ in range(7):
        PersonAddressFactory(patient=patient)
        KnownNumberFactory(patient=patient)
        SupportPersonFactory(patient=patient)
    with CaptureQueriesContext(connection) as many:
        browser.get(url(name, patient))
    assert len(many) == len(few)
