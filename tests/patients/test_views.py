"""The forms about a person as a browser uses them."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from care.accounts.models import Staff
from care.actor import Category, Role
from care.audit.models import AuditEvent
from care.drafts.models import Draft
from care.drafts.operations import save_draft
from care.drafts.rules import Key
from care.teams.models import CareTeamMember
from patients import operations
from patients.models import Allergy, ContactPoint, Patient
from patients.rules import AllergiesState, Contact, Identity
from tests.factories.accounts import actor_for, sign_in, staff_with
from tests.factories.patients import (
    AllergyFactory,
    ContactPointFactory,
    ForeignIdentifierFactory,
    PatientFactory,
    enrolled_patient,
    permit_for,
)

pytestmark = pytest.mark.django_db

NEW = {
    "chosen_name": "Mari",
    "legal_given": "Marisol",
    "legal_family": "Vega",
    "birth_date": "1988-03-14",
    "language": "es",
    "zone": "America/Denver",
    "phone": "(401) 555-0122",
    "may_call": "on",
    "lead_function": "coordinator",
}


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def browser(client, alice):
    return sign_in(client, alice)


@pytest.fixture
def patient(alice) -> Patient:
    return enrolled_patient(alice)


def url(name: str, patient: Patient) -> str:
    return reverse(f"patients:{name}", args=[patient.uuid])


def page(answer) -> str:
    return " ".join(answer.content.decode().split())


# --- registering ---------------------------------------------------------------------------------------------------------


def test_registering_goes_to_the_chart_and_names_the_person(browser, alice):
    answer = browser.post(reverse("patients:new"), NEW | {"lead": str(alice.pk)}, follow=True)
    patient = Patient.objects.get()
    assert answer.redirect_chain == [(reverse("pages:chart", args=[patient.uuid]), 302)]
    assert "Mari Vega is registered." in page(answer)
    assert (patient.language, patient.zone) == ("es", "America/Denver")
    assert ContactPoint.objects.get().value == "+14015550122"
    assert CareTeamMember.objects.get().staff_id == alice.pk


def test_the_registration_page_offers_oneself_as_lead(browser, alice):
    answer = browser.get(reverse("patients:new"))
    assert answer.status_code == 200
    assert re.search(rf'<option value="{alice.pk}"\s+selected', page(answer))


def test_what_was_typed_stays_when_something_is_to_be_mended(browser):
    bad = NEW | {"birth_date": "2099-01-01", "phone": "12", "email": "nonsense", "mrn": "4#", "chosen_name": "Mari the 2nd"}
    answer = browser.post(reverse("patients:new"), bad)
    assert answer.status_code == 422
    text = page(answer)
    assert "Not saved yet. To mend:" in text
    for kept in ("Mari the 2nd", 'value="12"', 'value="nonsense"', 'value="4#"', 'value="2099-01-01"'):
        assert kept in text
    assert not Patient.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"chosen_name": "", "legal_given": " ", "legal_family": ""}, "Write one name at least"),
        ({"birth_date": "1850-01-01"}, "A day in the last 130 years"),
        ({"birth_date": ""}, "This field is required"),
        ({"phone": ""}, "Write the number that these marks are for"),
        ({"phone": "mari@post.example"}, "A phone number with its area code"),
        ({"former_names": "\n".join(["x"] * 21)}, "At most 20 names"),
        ({"lead": "999999"}, "Select a valid choice"),
    ],
)
def test_each_mistake_is_told_in_words(browser, change, words):
    answer = browser.post(reverse("patients:new"), NEW | change)
    assert answer.status_code == 422
    assert words in page(answer)


def test_a_record_number_of_somebody_else_is_told_at_its_field(browser, patient):
    answer = browser.post(reverse("patients:new"), NEW | {"birth_date": "1960-01-01", "mrn": patient.mrn})
    assert "Somebody else here has this number" in page(answer)


def test_somebody_who_may_be_the_same_is_named_before_anything_is_saved(browser, patient, alice):
    answer = browser.post(reverse("patients:new"), NEW)
    assert answer.status_code == 422
    assert "Is this the same person?" in page(answer)
    assert patient.mrn[:4] in page(answer)
    event = AuditEvent.objects.get(verb="list.similar")
    assert event.patient_ids == [patient.pk]
    assert Patient.objects.count() == 1
    browser.post(reverse("patients:new"), NEW | {"anyway": "on"})
    assert Patient.objects.count() == 2


def test_a_duplicate_whom_the_reader_may_not_see_is_not_named(client, patient, alice):
    bob = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    answer = sign_in(client, bob).post(reverse("patients:new"), NEW | {"chosen_name": "", "legal_given": "Marysol"})
    assert "your role does not open it" in page(answer)
    assert patient.mrn[:4] not in page(answer)
    assert str(patient.uuid) not in page(answer)


def test_the_front_desk_registers_and_comes_to_the_contact_page(client, alice):
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    answer = sign_in(client, desk).post(reverse("patients:new"), NEW | {"lead": str(alice.pk)}, follow=True)
    assert answer.redirect_chain == [(url("contact", Patient.objects.get()), 302)]
    assert answer.status_code == 200
    assert "Not shown to your role" in page(answer)


def test_a_counselor_who_registers_for_another_s_team_comes_back_to_the_form(client, alice):
    bob = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    answer = sign_in(client, bob).post(reverse("patients:new"), NEW | {"lead": str(alice.pk)})
    assert answer["Location"] == reverse("patients:new")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PEER, Role.ADMINISTRATOR])
def test_who_does_not_register_people_is_refused_the_page(client, role):
    assert sign_in(client, staff_with(role)).get(reverse("patients:new")).status_code == 403


def test_a_registration_begun_before_is_restored_and_gone_once_saved(browser, alice):
    save_draft(actor=actor_for(alice), key=Key("register", None), fields={"chosen_name": ["Mari"]}, at=timezone.now())
    answer = browser.get(reverse("patients:new"))
    assert "Restored from" in page(answer)
    assert 'value="Mari"' in page(answer)
    browser.post(reverse("patients:new"), NEW)
    assert not Draft.objects.exists()


def test_what_came_back_with_errors_is_kept_for_another_time(browser):
    browser.post(reverse("patients:new"), NEW | {"birth_date": "", "chosen_name": "Mari the 2nd"})
    text = page(browser.get(reverse("patients:new")))
    assert "Restored from" in text
    assert "Mari the 2nd" in text


def test_what_other_systems_call_the_person_stands_below_their_identity(browser, patient):
    assert "Numbers elsewhere" not in page(browser.get(url("identity", patient)))
    ForeignIdentifierFactory(patient=patient, value="H-77")
    ForeignIdentifierFactory(value="H-88")
    shown = page(browser.get(url("identity", patient)))
    assert "Numbers elsewhere: 1" in shown
    assert "H-77" in shown
    assert "H-88" not in shown


# --- identity ------------------------------------------------------------------------------------------------------------


def identity_fields(patient: Patient, **change) -> dict[str, str]:
    return {
        "chosen_name": "Mari",
        "legal_given": patient.legal_given,
        "legal_family": patient.legal_family,
        "birth_date": patient.birth_date.isoformat(),
        "language": "en",
        "zone": "America/New_York",
        "version": str(patient.version),
    } | change


def test_identity_is_shown_saved_and_confirmed_with_the_name(browser, patient):
    shown = page(browser.get(url("identity", patient)))
    assert 'value="Marisol"' in shown
    assert "data-care-draft=" in shown
    answer = browser.post(url("identity", patient), identity_fields(patient, former_names="Sol Duarte\nMarisol D."), follow=True)
    assert "Mari Vega: identity saved." in page(answer)
    patient.refresh_from_db()
    assert patient.former_names == ["Sol Duarte", "Marisol D."]


def test_both_versions_stand_side_by_side_and_the_second_save_is_decided(browser, patient, alice):
    bob = staff_with(Role.COORDINATOR, organisation=alice.organisation)
    now = timezone.now()
    theirs = Identity(birth_date=patient.birth_date, legal_given="Marisol", legal_family="Vega", pronouns="she/they")
    permit = permit_for(bob, patient, category=Category.DEMOGRAPHICS, at=now)
    operations.change_identity(permit=permit, version=1, identity=theirs, at=now)
    answer = browser.post(url("identity", patient), identity_fields(patient, pronouns="she/her"))
    text = page(answer)
    assert answer.status_code == 422
    assert f"{bob.user.name} saved this" in text
    assert "she/they" in text
    assert ">Pronouns</th>" in text
    assert 'value="she/her"' in text
    assert 'name="version" value="2"' in text
    again = browser.post(url("identity", patient), identity_fields(patient, pronouns="she/her", version="2"))
    assert again.status_code == 302
    patient.refresh_from_db()
    assert patient.pronouns == "she/her"


def test_whoever_starts_again_after_a_conflict_sees_what_the_colleague_saved(browser, patient):
    Patient.objects.update(pronouns="she/they", version=2)
    browser.post(url("identity", patient), identity_fields(patient, pronouns="she/her"))
    discard = reverse("drafts:discard", args=[f"identity:{patient.uuid}"])
    answer = browser.post(discard, {"next": url("identity", patient)}, follow=True)
    assert 'value="she/they"' in page(answer)
    assert 'value="she/her"' not in page(answer)


def test_a_save_without_a_version_never_overwrites_unseen(browser, patient):
    assert browser.post(url("identity", patient), identity_fields(patient, version="")).status_code == 422


def test_a_draft_of_somebody_s_identity_is_restored_with_the_way_back(browser, patient, alice):
    now = timezone.now()
    permit = permit_for(alice, patient, at=now)
    key = Key("identity", patient.uuid)
    save_draft(actor=actor_for(alice), key=key, fields={"pronouns": ["she/th"], "version": ["1"]}, permit=permit, at=now)
    text = page(browser.get(url("identity", patient)))
    assert 'value="she/th"' in text
    assert reverse("drafts:discard", args=[str(key)]) in text


# --- contact -------------------------------------------------------------------------------------------------------------


def contact_fields(*rows: dict[str, str], version: int = 1, **fields: str) -> dict[str, str]:
    data = {"points-TOTAL_FORMS": str(len(rows)), "points-INITIAL_FORMS": "0", "version": str(version)} | fields
    for number, row in enumerate(rows):
        data |= {f"points-{number}-{name}": value for name, value in row.items()}
    return data


def test_contact_is_shown_and_saved(browser, patient):
    ContactPointFactory(patient=patient, value="+14015550122")
    shown = page(browser.get(url("contact", patient)))
    assert 'value="(401) 555-0122"' in shown
    rows = [
        {"value": "401 555 0122", "may_text": "on", "is_shared": "on", "hours_from": "10:00", "hours_to": "16:00"},
        {"value": "Mari@Post.example", "may_leave_message": "on", "may_call": "on"},
        {"value": ""},
    ]
    answer = browser.post(url("contact", patient), contact_fields(*rows, ask_for="Mari", code_word="garden club"), follow=True)
    assert "Marisol Vega: contact saved." in page(answer)
    assert "Shared phone: text only" in page(answer)
    stored = list(ContactPoint.objects.order_by("position").values_list("value", "may_call", "may_text", "is_shared"))
    assert stored == [("+14015550122", False, True, True), ("mari@post.example", False, False, False)]


def test_a_marked_way_is_taken_away(browser, patient):
    ContactPointFactory(patient=patient, value="+14015550122")
    browser.post(url("contact", patient), contact_fields({"value": "(401) 555-0122", "may_call": "on", "DELETE": "on"}))
    assert not ContactPoint.objects.exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"value": "12"}], "A phone number with its area code"),
        ([{"value": "a@"}], "Enter a valid email address"),
        ([{"value": "", "may_call": "on"}], "Write the number or address that these marks are for"),
        ([{"value": "4015550122", "hours_from": "10:00"}], "Both hours, or neither"),
        ([{"value": "4015550122", "hours_from": "10:00", "hours_to": "10:00"}], "Later than the first hour"),
        ([{"value": "4015550122"}, {"value": "(401) 555-0122"}], "This one is on the list already"),
    ],
)
def test_a_way_that_cannot_be_is_told_and_what_was_typed_stays(browser, patient, rows, words):
    answer = browser.post(url("contact", patient), contact_fields(*rows, ask_for="Sol"))
    assert answer.status_code == 422
    assert words in page(answer)
    assert 'value="Sol"' in page(answer)


def test_ways_that_a_colleague_changed_stand_beside_one_s_own(browser, patient, alice):
    bob = staff_with(Role.COORDINATOR, organisation=alice.organisation)
    now = timezone.now()
    permit = permit_for(bob, patient, category=Category.DEMOGRAPHICS, at=now)
    operations.change_contact(permit=permit, version=1, contact=Contact(ask_for="Sol"), at=now)
    answer = browser.post(url("contact", patient), contact_fields({"value": "4015550122"}, ask_for="Mari"))
    assert "Both versions" in page(answer)
    assert 'name="version" value="2"' in page(answer)
    assert not ContactPoint.objects.exists()


def test_rows_of_a_draft_are_restored(browser, patient, alice):
    now = timezone.now()
    fields = {name: [value] for name, value in contact_fields({"value": "401 555"}, {"value": "sol@post"}).items()}
    permit = permit_for(alice, patient, at=now)
    save_draft(actor=actor_for(alice), key=Key("contact", patient.uuid), fields=fields, permit=permit, at=now)
    text = page(browser.get(url("contact", patient)))
    assert 'value="401 555"' in text
    assert 'value="sol@post"' in text


# --- allergies -----------------------------------------------------------------------------------------------------------


def allergy_fields(state: str, *added: tuple[str, str], remove: tuple[str, ...] = ()) -> dict[str, object]:
    data: dict[str, object] = {"state": state, "added-TOTAL_FORMS": str(len(added)), "added-INITIAL_FORMS": "0", "remove": remove}
    for number, (substance, reaction) in enumerate(added):
        data |= {f"added-{number}-substance": substance, f"added-{number}-reaction": reaction}
    return data


def test_an_allergy_is_added_and_stands_on_the_banner(browser, patient):
    assert browser.get(url("allergies", patient)).status_code == 200
    answer = browser.post(url("allergies", patient), allergy_fields("not_asked", ("Penicillin", "hives"), ("", "")), follow=True)
    assert "Marisol Vega: allergies saved." in page(answer)
    assert "Penicillin: hives" in page(answer)
    patient.refresh_from_db()
    assert patient.allergies_state == AllergiesState.LISTED


def test_an_allergy_is_taken_off_the_list(browser, patient):
    allergy = AllergyFactory(patient=patient)
    Patient.objects.update(allergies_state="listed")
    browser.post(url("allergies", patient), allergy_fields("none_known", remove=(str(allergy.uuid),)))
    assert Allergy.objects.get().removed_at is not None


def test_a_state_that_does_not_fit_the_list_is_told(browser, patient):
    answer = browser.post(url("allergies", patient), allergy_fields("none_known", ("latex", "")))
    assert answer.status_code == 422
    assert "This does not fit the list" in page(answer)
    assert 'value="latex"' in page(answer)


def test_a_reaction_without_a_substance_is_told(browser, patient):
    answer = browser.post(url("allergies", patient), allergy_fields("listed", ("", "hives")))
    assert "Write the substance that did this" in page(answer)


# --- death ---------------------------------------------------------------------------------------------------------------


def test_a_death_is_recorded_shown_and_taken_back(browser, patient, alice):
    today = timezone.now().date() - timedelta(days=1)
    assert "What this does." in page(browser.get(url("death", patient)))
    answer = browser.post(url("death", patient), {"deceased_on": today.isoformat()}, follow=True)
    assert "Marisol Vega: death recorded" in page(answer)
    recorded = page(browser.get(url("death", patient)))
    assert f"Recorded by {alice.user.name}" in recorded
    assert "Marisol Vega died on" in recorded
    assert browser.post(url("correct_death", patient), {}).status_code == 422
    browser.post(url("correct_death", patient), {"reason": "wrong_person"})
    patient.refresh_from_db()
    assert patient.deceased_on is None


def test_a_death_is_not_recorded_for_tomorrow(browser, patient):
    answer = browser.post(url("death", patient), {"deceased_on": "2999-01-01"})
    assert "today at the latest" in page(answer)


def test_correcting_a_death_that_nobody_recorded_goes_to_the_form(browser, patient):
    assert browser.post(url("correct_death", patient), {"reason": "slip"})["Location"] == url("death", patient)


# --- who may -------------------------------------------------------------------------------------------------------------

FORMS = ("identity", "contact", "allergies", "death")


@pytest.mark.parametrize("name", FORMS)
def test_another_organization_s_person_and_nobody_get_the_same_answer(browser, name):
    stranger = PatientFactory()
    answers = [browser.get(reverse(f"patients:{name}", args=[uuid])) for uuid in (stranger.uuid, stranger.organisation.uuid)]
    assert [answer.status_code for answer in answers] == [404, 404]
    token = re.compile(rb"[A-Za-z0-9]{64}")  # against forgery, another one on each page
    assert token.sub(b"", answers[0].content) == token.sub(b"", answers[1].content)


@pytest.mark.parametrize("name", FORMS)
def test_a_counselor_off_the_team_is_refused(client, patient, alice, name):
    bob = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    answer = sign_in(client, bob).get(url(name, patient))
    assert answer.status_code == 403
    assert "Vega" not in page(answer)


@pytest.mark.parametrize(("name", "status"), [("identity", 200), ("contact", 200), ("allergies", 403), ("death", 403)])
def test_the_front_desk_changes_identity_and_contact_only(client, patient, alice, name, status):
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    assert sign_in(client, desk).get(url(name, patient)).status_code == status


@pytest.mark.parametrize("name", FORMS)
def test_page_titles_carry_no_name(browser, patient, name):
    title = page(browser.get(url(name, patient))).split("<title>")[1].split("</title>")[0]
    assert "Vega" not in title
    assert "Marisol" not in title


@pytest.mark.parametrize("name", FORMS)
def test_a_page_takes_the_same_number_of_queries_however_long_its_lists_are(browser, patient, name):
    numbers = []
    for more in (1, 14):
        for _ in range(more):
            ContactPointFactory(patient=patient)
            AllergyFactory(patient=patient)
        browser.get(url(name, patient))
        with CaptureQueriesContext(connection) as asked:
            browser.get(url(name, patient))
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 18


def test_an_age_and_a_birth_date_stand_on_the_page(browser, patient):
    assert patient.birth_date == date(1988, 3, 14)
    assert "Mar 14, 1988" in page(browser.get(url("identity", patient)))
