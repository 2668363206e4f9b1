"""The consent tab: giving one with its preview, taking it back, and who received what."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from care.access import gate
from care.accounts.models import PartnerSystem, Staff
from care.actor import Action, Actor, Category, Purpose, Requester, Role
from care.consent.models import Consent
from care.consent.rules import Kind
from care.lib.dates import local_date
from care.outbox.models import Delivery
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of
from tests.factories.accounts import PartnerSystemFactory, staff_with
from tests.factories.consent import ConsentFactory, RepresentativeFactory
from tests.factories.patients import AllergyFactory, ContactPointFactory
from tests.factories.regimens import MedicationOrderFactory
from tests.factories.reminders import ChannelConsentFactory
from tests.factories.treatment_plans import GoalFactory, PlanFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


@pytest.fixture
def eastside(db: None) -> PartnerSystem:
    return PartnerSystemFactory(organisation__name="Eastside Primary Care", name="Referral desk")


@pytest.fixture
def form(eastside: PartnerSystem, now: datetime) -> dict[str, Any]:
    """The terms of a consent for one recipient."""
    return {
        "recipient": str(eastside.organisation.uuid),
        "categories": ["demographics", "sud"],
        "purposes": ["TREAT"],
        "expires_on": (now + timedelta(days=300)).date().isoformat(),
        "language": "en",
    }


NAME = {"how": "on_screen", "signed_on": "", "signature": "Mari Vega", "drawing": ""}
TERMS = "new/specific/"


def prepared(browser: Client, patient: Patient, form: dict[str, Any], kind: str = "specific") -> Consent:
    """The draft that a form makes."""
    answer = browser.post(address(patient, f"new/{kind}/"), {"language": "en"} | form)
    assert answer.status_code == 302, answer.content.decode()
    draft = Consent.objects.latest("pk")
    assert answer.headers["Location"] == address(patient, f"{draft.uuid}/sign/")
    return draft


def given(browser: Client, patient: Patient, form: dict[str, Any], kind: str = "specific", **name: Any) -> Consent:
    """The consent that a form and a signature make."""
    draft = prepared(browser, patient, form, kind)
    answer = browser.post(address(patient, f"{draft.uuid}/sign/"), NAME | name)
    assert answer.status_code == 302, answer.content.decode()
    draft.refresh_from_db()
    return draft


def address(patient: Patient, part: str = "") -> str:
    return f"/people/{patient.uuid}/consent/{part}"


def test_a_consent_is_given_shown_in_the_banner_and_taken_back(
    as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]
) -> None:
    browser = as_(alice)
    before = browser.get(address(mari)).content.decode()
    assert "None recorded" in before
    draft = prepared(browser, mari, form)
    assert "Waiting for a signature: 1" in browser.get(address(mari)).content.decode()
    assert "None recorded" in browser.get(address(mari)).content.decode()
    signed = browser.post(address(mari, f"{draft.uuid}/sign/"), NAME, follow=True).content.decode()
    assert "consent for Eastside Primary Care is in force" in signed
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
    consent = given(as_(alice), mari, form)
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
    page = as_(alice).post(address(mari, TERMS), form | {"preview": "1", "expires_on": ""}).content.decode()
    yes, no = page.split("Would stay here")[0].split("Would be shared")[1], page.split("Would stay here")[1]
    assert "Methadone 40 mg daily" in yes
    assert "version 1: 1 goal in own words, 0 interventions" in yes
    assert "Penicillin: hives" not in yes
    assert "Penicillin: hives" in no
    assert "Counseling notes" in no
    assert "For one recipient: Eastside Primary Care" in page
    assert not Consent.objects.exists()


def test_the_words_are_read_in_the_language_of_the_person(as_: SignIn, alice: Staff, mari: Patient) -> None:
    Patient.objects.filter(pk=mari.pk).update(language="es")
    page = as_(alice).get(address(mari, TERMS)).content.decode()
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
        ({"expires_on": ""}, "Say until when, or what ends it."),
        ({"recipient": "other"}, "Say who receives it."),
        ({"recipient": "other", "recipient_name": "Rosa"}, "Say what they are to the person."),
        ({"recipient_name": "Rosa"}, ""),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    changes: dict[str, Any], words: str, as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]
) -> None:
    answer = as_(alice).post(address(mari, TERMS), form | changes)
    if not words:  # a name beside a chosen organization is left out
        assert Consent.objects.get().recipient_name == ""
        return
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"signature": " "}, "Write the name as it was signed."),
        ({"drawing": "M1 1<script>"}, "could not be read"),
        ({"how": "paper"}, "Add the scan"),
        ({"how": "paper", "scan": SimpleUploadedFile("paper.pdf", b"MZ a program")}, "A PDF, PNG or JPEG is needed."),
        ({"how": "paper", "signed_on": "2099-01-01"}, "This day lies ahead."),
        ({"how": "wax"}, "Select a valid choice"),
        ({"how": "link"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_with_a_signature_is_said(
    changes: dict[str, Any], words: str, as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]
) -> None:
    browser = as_(alice)
    draft = prepared(browser, mari, form)
    answer = browser.post(address(mari, f"{draft.uuid}/sign/"), NAME | changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_posted_twice_there_is_one(as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]) -> None:
    browser = as_(alice)
    first = given(browser, mari, form)
    assert browser.post(address(mari, f"{first.uuid}/sign/"), NAME).status_code == 302
    again = prepared(browser, mari, form)
    answer = browser.post(address(mari, f"{again.uuid}/sign/"), NAME)
    assert answer.status_code == 422
    assert "in force already" in answer.content.decode()
    assert Consent.objects.filter(state="signed").count() == 1


def test_a_paper_of_last_week_counts_from_its_day(
    as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any], now: datetime
) -> None:
    day = local_date(now - timedelta(days=7), mari.organisation.zone)
    scan = SimpleUploadedFile("a name of somebody.pdf", PDF)
    browser = as_(alice)
    consent = given(browser, mari, form, how="paper", signed_on=day.isoformat(), scan=scan)
    assert consent.signed_at is not None
    assert consent.recorded_at is not None
    assert local_date(consent.signed_at, mari.organisation.zone) == day
    assert consent.recorded_at >= now
    paper = browser.get(address(mari, f"{consent.uuid}/paper/"))
    assert paper.content == PDF
    assert paper.headers["Content-Disposition"] == 'attachment; filename="signed-consent.pdf"'
    assert (paper.headers["X-Content-Type-Options"], paper.headers["Cache-Control"]) == ("nosniff", "no-store")


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
    draft = ConsentFactory(patient=mari, draft=True)
    for part in ("new/", TERMS, f"{draft.uuid}/", f"{draft.uuid}/sign/", f"{draft.uuid}/phone/", f"{draft.uuid}/copy/"):
        assert as_(bob).get(address(mari, part)).status_code == 403
    assert as_(bob).post(address(mari, TERMS), {}).status_code == 403


def test_the_tab_takes_as_many_queries_with_one_consent_as_with_many(
    as_: SignIn, alice: Staff, mari: Patient, eastside: PartnerSystem
) -> None:
    browser = as_(alice)
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    few = queries_of(browser, address(mari))
    for _ in range(20):
        ConsentFactory(patient=mari)
    assert queries_of(browser, address(mari)) == few


def test_somebody_else_signs_where_a_court_says_so_and_then_alone(
    as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]
) -> None:
    rosa = RepresentativeFactory(patient=mari, name="Rosa Duarte")
    draft = prepared(as_(alice), mari, form)
    there = address(mari, f"{draft.uuid}/sign/")
    assert "The guardian signs while the appointment lasts." in as_(alice).get(there).content.decode()
    assert as_(alice).post(there, NAME).status_code == 422
    assert "A link is not offered" in as_(alice).get(address(mari, f"{draft.uuid}/phone/")).content.decode()
    assert as_(alice).post(address(mari, f"{draft.uuid}/phone/"), {"show": "1"}).status_code == 409
    answer = as_(alice).post(there, NAME | {"representative": str(rosa.uuid), "signature": "Rosa Duarte"})
    assert answer.status_code == 302
    page = as_(staff_with(Role.COORDINATOR, organisation=alice.organisation)).get(address(mari)).content.decode()
    assert "Rosa Duarte for the person" in page


def test_giving_and_taking_back_stand_in_the_history(as_: SignIn, alice: Staff, mari: Patient, eastside: PartnerSystem) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation, revoked=True)
    page = as_(alice).get(f"/people/{mari.uuid}/history/").content.decode()
    assert "Consent given: Eastside Primary Care" in page
    assert "Consent taken back: Eastside Primary Care" in page


# --- the eight kinds ----------------------------------------------------------------------------------------------------------

EVERY_KIND: dict[str, dict[str, Any]] = {
    "tpo": {"categories": ["demographics", "sud"], "expires_on": ""},
    "specific": {
        "recipient": "other",
        "recipient_kind": "family",
        "recipient_name": "Rosa Duarte, sister",
        "categories": ["demographics"],
        "purposes": ["TREAT"],
        "at_request": "on",
        "expires_on": "",
        "end_event": "the day I move out",
    },
    "counseling": {
        "recipient": "other",
        "recipient_kind": "provider",
        "recipient_name": "Dr. Hana Adeyemi",
        "purposes": ["TREAT"],
        "expires_on": "",
        "end_event": "the end of treatment",
    },
    "legal": {
        "recipient": "other",
        "recipient_name": "Family Court",
        "matter": "Custody of Ana",
        "categories": ["sud"],
        "expires_on": "",
        "end_event": "the end of the proceeding",
    },
    "research": {
        "recipient": "other",
        "recipient_name": "Bay University",
        "matter": "Bay study",
        "categories": ["sud"],
        "expires_on": "",
        "end_event": "",
    },
    "intermediary": {
        "recipient": "other",
        "recipient_name": "Bay Exchange",
        "members": "Bay General\nShoreline Pharmacy\n",
        "categories": ["demographics", "sud"],
        "expires_on": "",
        "end_event": "the end of treatment",
    },
    "cj": {
        "recipient": "other",
        "recipient_name": "Officer Dale Pruitt",
        "matter": "Case 12",
        "categories": ["sud"],
        "expires_on": "",
        "end_event": "the final disposition",
        "irrevocable_until": "",
        "irrevocable_event": "the final disposition",
    },
    "registry": {
        "recipient": "other",
        "recipient_name": "State registry",
        "matter": "Central registry",
        "categories": ["demographics", "sud"],
        "expires_on": "",
        "end_event": "the end of care here",
    },
}


def test_the_kinds_are_chosen_first(as_: SignIn, alice: Staff, mari: Patient) -> None:
    page = as_(alice).get(address(mari, "new/")).content.decode()
    for kind in Kind:
        assert address(mari, f"new/{kind.value}/") in page
    assert as_(alice).get(address(mari, "new/wish/")).status_code == 404


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_consent_of_each_kind_is_prepared_read_signed_and_copied(kind: str, as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    assert browser.get(address(mari, f"new/{kind}/")).status_code == 200
    row = given(browser, mari, EVERY_KIND[kind] | {"language": "es"}, kind, drawing="M10 20L30 40")
    assert (row.kind, row.state) == (kind, "signed")
    page = browser.get(address(mari, f"{row.uuid}/")).content.decode()
    assert "In force" in page
    assert 'd="M10 20L30 40"' in page
    assert EVERY_KIND[kind].get("recipient_name", "Treating providers") in page
    copy = browser.get(address(mari, f"{row.uuid}/copy/"))
    assert copy.content.startswith(b"%PDF-")
    assert copy.headers["Content-Disposition"] == 'attachment; filename="consent.pdf"'


def test_what_is_only_for_the_notes_shares_the_notes_and_nothing_else(as_: SignIn, alice: Staff, mari: Patient) -> None:
    page = as_(alice).get(address(mari, "new/counseling/")).content.decode()
    yes, no = page.split("Would stay here")[0].split("Would be shared")[1], page.split("Would stay here")[1]
    assert "Counseling notes" in yes
    assert "Plan of care" in no
    row = given(as_(alice), mari, EVERY_KIND["counseling"], "counseling")
    assert (row.categories, row.purposes) == (["counselling_note"], ["TREAT"])


def test_for_a_relative_the_purpose_follows_from_who_they_are(as_: SignIn, alice: Staff, mari: Patient) -> None:
    row = given(as_(alice), mari, EVERY_KIND["specific"])
    assert (row.purposes, row.at_request, row.recipient_kind) == (["FAMRQT"], True, "family")
    page = as_(alice).get(address(mari)).content.decode()
    assert "for family involvement, at the person’s request; until the day I move out" in page


def test_a_new_general_consent_replaces_the_old_one_and_says_so(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    given(browser, mari, EVERY_KIND["tpo"], "tpo")
    given(browser, mari, EVERY_KIND["tpo"], "tpo")
    page = browser.get(address(mari)).content.decode()
    assert "consents in force: 1" in page
    assert "by a newer one" in page


def test_what_ends_a_consent_is_recorded_once(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    row = given(browser, mari, EVERY_KIND["legal"], "legal")
    there = address(mari, f"{row.uuid}/event/")
    assert browser.post(there, {"event": "rain"}).status_code == 422
    assert "has ended" in browser.post(there, {"event": "end"}, follow=True).content.decode()
    assert "was recorded before" in browser.post(there, {"event": "end"}, follow=True).content.decode()
    assert "Ended" in browser.get(address(mari)).content.decode()


def test_what_the_court_sent_somebody_for_is_not_taken_back_too_early(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    row = given(browser, mari, EVERY_KIND["cj"], "cj")
    back, event = address(mari, f"{row.uuid}/revoke/"), address(mari, f"{row.uuid}/event/")
    early = browser.post(back, {"reason": "Asked"}, follow=True).content.decode()
    assert "stays in force. Cannot be taken back before the final disposition (42 CFR 2.35)." in early
    assert "can be taken back from now on" in browser.post(event, {"event": "free"}, follow=True).content.decode()
    assert "is taken back" in browser.post(back, {"reason": "Asked"}, follow=True).content.decode()


def test_a_draft_is_declined_or_set_aside(as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]) -> None:
    browser = as_(alice)
    for part, words, state in (("decline", "said no to", "Declined"), ("set-aside", "set aside", "Set aside")):
        draft = prepared(browser, mari, form)
        there = address(mari, f"{draft.uuid}/{part}/")
        assert words in browser.post(there, follow=True).content.decode()
        assert "does not wait for a signature" in browser.post(there, follow=True).content.decode()
        assert state in browser.get(address(mari, f"{draft.uuid}/")).content.decode()


def test_another_persons_consent_is_not_found(as_: SignIn, alice: Staff, mari: Patient) -> None:
    elses = ConsentFactory(draft=True)
    for part in ("", "sign/", "phone/", "copy/", "paper/"):
        assert as_(alice).get(address(mari, f"{elses.uuid}/{part}")).status_code == 404
    for part in ("sign/", "phone/", "decline/", "set-aside/", "event/"):
        assert as_(alice).post(address(mari, f"{elses.uuid}/{part}"), {}).status_code == 404


# --- by phone -----------------------------------------------------------------------------------------------------------------


def test_without_an_open_way_the_link_is_shown(as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]) -> None:
    browser = as_(alice)
    draft = prepared(browser, mari, form)
    there = address(mari, f"{draft.uuid}/phone/")
    assert "No message can carry it." in browser.get(there).content.decode()
    sent = browser.post(there, {"send": "1"}).content.decode()  # nothing goes where nobody agreed
    assert "/s/" in sent
    assert not Delivery.objects.filter(kind="reminder").exists()
    assert browser.post(there, {"show": "1"}).content.decode().count("/s/") == 1


def test_where_the_person_agreed_the_link_is_sent(as_: SignIn, alice: Staff, mari: Patient, form: dict[str, Any]) -> None:
    ContactPointFactory(patient=mari, value="+14015550122", may_text=True)
    ChannelConsentFactory(patient=mari, address="+14015550122")
    browser = as_(alice)
    draft = prepared(browser, mari, form)
    there = address(mari, f"{draft.uuid}/phone/")
    assert "It can go by text message" in browser.get(there).content.decode()
    answer = browser.post(there, {"send": "1"}, follow=True).content.decode()
    assert "the link goes out" in answer
    assert Delivery.objects.get(kind="reminder").about == {"consent": str(draft.uuid), "reminder": "consent"}


def test_what_is_signed_has_no_phone_and_nothing_to_sign(as_: SignIn, alice: Staff, mari: Patient) -> None:
    row = ConsentFactory(patient=mari)
    for part in ("sign/", "phone/"):
        answer = as_(alice).get(address(mari, f"{row.uuid}/{part}"))
        assert answer.headers["Location"] == address(mari, f"{row.uuid}/")


def test_one_consent_takes_as_many_queries_as_another(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    alone = ConsentFactory(patient=mari)
    few = queries_of(browser, address(mari, f"{alone.uuid}/"))
    for _ in range(10):
        ConsentFactory(patient=mari)
    assert queries_of(browser, address(mari, f"{alone.uuid}/")) == few
