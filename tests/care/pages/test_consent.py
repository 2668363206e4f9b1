"""The consent tab: giving one with its preview, taking it back, and who received what."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from care.access import gate
from care.accounts.models import PartnerSystem, Staff
from care.actor import Action, Actor, Category, Purpose, Requester, Role
from care.consent.models import Consent
from care.lib.dates import local_date
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of
from tests.factories.accounts import PartnerSystemFactory, staff_with
from tests.factories.consent import ConsentFactory
from tests.factories.patients import AllergyFactory
from tests.factories.regimens import MedicationOrderFactory
from tests.factories.treatment_plans import GoalFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def eastside(db: None) -> PartnerSystem:
    return PartnerSystemFactory(organisation__name="Eastside Primary Care", name="Referral desk")


@pytest.fixture
def form(eastside: PartnerSystem, now: datetime) -> dict[str, Any]:
    return {
        "recipient": str(eastside.organisation.uuid),
        "categories": ["demographics", "sud"],
        "purposes": ["TREAT"],
        "expires_on": (now + timedelta(days=300)).date().isoformat(),
        "language": "en",
        "how": "on_screen",
        "signer": "patient",
        "signed_on": "",
        "signature": "Mari Vega",
    }


def address(patient: Patient, part: str = "") -> str:
    return f"/people/{patient.uuid}/consent/{part}"


def test_a_consent_is_given_shown_in_the_banner_and_taken_back(
    as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]
) -> None:
    browser = as_(alice)
    before = browser.get(address(mari)).content.decode()
    assert "None recorded" in before
    given = browser.post(address(mari, "new/"), form, follow=True).content.decode()
    assert "consent for Eastside Primary Care is in force" in given
    consent = Consent.objects.get()
    assert (consent.categories, consent.purposes, consent.recorded_by) == (["demographics", "sud"], ["TREAT"], alice.user)
    assert consent.what == "Who you are; your plan of care, medication and care team"
    assert "1 recipient; next ends" in browser.get(f"/people/{mari.uuid}/").content.decode()
    revoked = browser.post(address(mari, f"{consent.uuid}/revoke/"), {"reason": "She asked"}, follow=True).content.decode()
    assert "is taken back" in revoked
    assert "Alice Osei: She asked" in revoked
    assert "None in force" in revoked
    again = browser.post(address(mari, f"{consent.uuid}/revoke/"), {"reason": "Again"}, follow=True).content.decode()
    assert "was taken back before" in again


def test_it_lasts_through_the_end_of_its_day_where_the_program_is(
    as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]
) -> None:
    as_(alice).post(address(mari, "new/"), form)
    consent = Consent.objects.get()
    assert consent.expires_at is not None
    last = consent.expires_at - timedelta(microseconds=1)
    assert local_date(last, mari.organisation.zone).isoformat() == form["expires_on"]
    assert local_date(consent.expires_at, mari.organisation.zone).isoformat() > form["expires_on"]


def test_the_preview_shows_the_real_lines_on_the_side_where_the_ticks_put_them(
    as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]
) -> None:
    GoalFactory(plan=PlanFactory(patient=mari, active=True))
    MedicationOrderFactory(patient=mari, active=True)
    Patient.objects.filter(pk=mari.pk).update(allergies_state="listed")
    AllergyFactory(patient=mari)
    page = as_(alice).post(address(mari, "new/"), form | {"preview": "1", "signature": ""}).content.decode()
    yes, no = page.split("Would stay here")[0].split("Would be shared")[1], page.split("Would stay here")[1]
    assert "Methadone 40 mg daily" in yes
    assert "version 1: 1 goal in own words, 0 interventions" in yes
    assert "Penicillin: hives" not in yes
    assert "Penicillin: hives" in no
    assert "Counseling notes" in no
    assert "New consent: Eastside Primary Care" in page
    assert not Consent.objects.exists()


def test_the_words_are_read_in_the_language_of_the_person(as_: SignIn, alice: Staff, mari: Patient) -> None:
    Patient.objects.filter(pk=mari.pk).update(language="es")
    page = as_(alice).get(address(mari, "new/")).content.decode()
    assert 'lang="es"' in page
    assert "Usted elige" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"recipient": ""}, "required"),
        ({"recipient": "00000000-0000-7000-8000-000000000000"}, "Select a valid choice"),
        ({"categories": []}, "Choose at least one kind of data."),
        ({"categories": ["counselling_note"]}, "Select a valid choice"),
        ({"purposes": []}, "Choose what it is for."),
        ({"purposes": ["HLEGAL"]}, "Select a valid choice"),
        ({"expires_on": "2020-01-01"}, "The last day has passed."),
        ({"expires_on": "2099-01-01"}, "Five years at most"),
        ({"expires_on": ""}, "required"),
        ({"signature": " "}, "Write the name as it was signed."),
        ({"how": "paper", "signed_on": "2099-01-01"}, "This day lies ahead."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    changes: dict[str, Any], words: str, as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]
) -> None:
    answer = as_(alice).post(address(mari, "new/"), form | changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Consent.objects.exists()


def test_posted_twice_there_is_one(as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]) -> None:
    browser = as_(alice)
    assert browser.post(address(mari, "new/"), form).status_code == 302
    answer = browser.post(address(mari, "new/"), form)
    assert answer.status_code == 422
    assert "in force already" in answer.content.decode()
    assert Consent.objects.count() == 1


def test_a_paper_of_last_week_counts_from_its_day(
    as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any], now: datetime
) -> None:
    day = local_date(now - timedelta(days=7), mari.organisation.zone)
    as_(alice).post(address(mari, "new/"), form | {"how": "paper", "signed_on": day.isoformat()})
    consent = Consent.objects.get()
    assert local_date(consent.signed_at, mari.organisation.zone) == day
    assert consent.recorded_at >= now


def test_taking_back_needs_a_reason_and_the_right_chart(
    as_: SignIn, alice: Staff, charlie: Staff, mari: Patient, eastside: PartnerSystem
) -> None:
    consent = ConsentFactory(patient=mari, recipient=eastside.organisation)
    refused = as_(alice).post(address(mari, f"{consent.uuid}/revoke/"), {"reason": " "})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    elses = ConsentFactory()
    assert as_(alice).post(address(mari, f"{elses.uuid}/revoke/"), {"reason": "x"}).status_code == 404
    assert as_(charlie).post(address(mari, f"{consent.uuid}/revoke/"), {"reason": "x"}).status_code == 404
    assert Consent.objects.filter(revoked_at__isnull=True).count() == 2


def test_where_another_one_for_the_same_recipient_stands_it_says_so(
    as_: SignIn, alice: Staff, mari: Patient, eastside: PartnerSystem
) -> None:
    first = ConsentFactory(patient=mari, recipient=eastside.organisation)
    ConsentFactory(patient=mari, recipient=eastside.organisation, categories=["sud"])
    answer = as_(alice).post(address(mari, f"{first.uuid}/revoke/"), {"reason": "She asked"}, follow=True)
    assert "Another one for Eastside Primary Care is still in force." in answer.content.decode()


def test_the_accounting_says_who_received_what(
    as_: SignIn, alice: Staff, mari: Patient, eastside: PartnerSystem, now: datetime
) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    actor = Actor.partner(
        partner_id=eastside.pk,
        organisation_id=eastside.organisation_id,
        scopes=frozenset({"people.read", "plans.read"}),
        asks_as=Requester.PROVIDER,
    )
    permit = gate.require(
        actor=actor, patient_id=mari.pk, category=Category.SUD, action=Action.READ, purpose=Purpose.TREAT, at=now
    )
    given = gate.Given("plan", frozenset({Category.SUD}))
    gate.disclose(permits=[permit], given=given, uuids={mari.pk: [mari.uuid]}, at=now)
    page = as_(alice).get(address(mari)).content.decode()
    assert "Who received what: 1" in page
    for words in ("Eastside Primary Care", "Referral desk, over REST", "Plan of care", "Treatment", "substance use care"):
        assert words in page


def test_who_does_not_read_care_reads_no_consents(as_: SignIn, desk: Staff, mari: Patient, eastside: PartnerSystem) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    assert as_(desk).get(address(mari)).status_code == 403
    page = as_(desk).get(f"/people/{mari.uuid}/").content.decode()
    assert "Eastside" not in page
    assert "next ends" not in page


def test_a_colleague_off_the_team_is_refused(as_: SignIn, bob: Staff, mari: Patient) -> None:
    assert as_(bob).get(address(mari, "new/")).status_code == 403
    assert as_(bob).post(address(mari, "new/"), {}).status_code == 403


def test_the_tab_takes_as_many_queries_with_one_consent_as_with_many(
    as_: SignIn, alice: Staff, mari: Patient, eastside: PartnerSystem
) -> None:
    browser = as_(alice)
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    few = queries_of(browser, address(mari))
    for _ in range(20):
        ConsentFactory(patient=mari)
    assert queries_of(browser, address(mari)) == few


def test_somebody_else_can_sign_where_the_law_says_so(as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]) -> None:
    as_(alice).post(address(mari, "new/"), form | {"signer": "representative", "signature": "Rosa Duarte"})
    page = as_(staff_with(Role.COORDINATOR, organisation=alice.organisation)).get(address(mari)).content.decode()
    assert "Rosa Duarte for the person" in page


def test_giving_and_taking_back_stand_in_the_history(as_: SignIn, alice: Staff, mari: Patient, eastside: PartnerSystem) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation, revoked=True)
    page = as_(alice).get(f"/people/{mari.uuid}/history/").content.decode()
    assert "Consent given: Eastside Primary Care" in page
    assert "Consent taken back: Eastside Primary Care" in page
