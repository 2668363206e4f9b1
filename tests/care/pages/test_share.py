"""Giving parts of a record to somebody outside: the answer of the table, what would go, the paper, and its row."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from care.access.models import Disclosure, HandOver
from care.accounts.models import Staff
from care.actor import Category
from care.audit.models import AuditEvent
from care.consent.models import Consent
from care.consent.rules import Kind
from care.pages.share_forms import ShareForm
from care.teams.models import Enrolment
from patients.models import Patient
from tests.care.pages.conftest import SignIn
from tests.care.pages.papers import pages_of
from tests.factories.access import AgreementFactory
from tests.factories.accounts import OrganisationFactory, PartnerSystemFactory
from tests.factories.consent import ConsentFactory, RepresentativeFactory
from tests.factories.notes import CounselingNoteFactory
from tests.factories.patients import AllergyFactory
from tests.factories.teams import CareTeamMemberFactory
from tests.factories.treatment_plans import InterventionFactory

pytestmark = pytest.mark.django_db

NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
EVERYTHING = ["identity", "allergies", "conditions", "plan", "medication", "team"]


@pytest.fixture
def consent(mari: Patient) -> Consent:
    partner = PartnerSystemFactory(organisation=OrganisationFactory(name="Eastside Family Medicine", is_part2=False))
    return ConsentFactory(patient=mari, partner=partner)


@pytest.fixture
def full(mari: Patient) -> Patient:
    """Somebody with an agreed plan and an allergy."""
    AllergyFactory(patient=mari, substance="Penicillin")
    InterventionFactory(goal__plan__patient=mari, goal__plan__active=True, goal__own_words="To sleep through.")
    return mari


def path(mari: Patient) -> str:
    return f"/people/{mari.uuid}/sharing/give/"


def form(**changes: Any) -> dict[str, Any]:
    """What a browser sends, with the mark that this was shown."""
    filled = {
        "rests_on": "none", "requester": "", "name": "", "organisation": "", "purpose": "TREAT", "parts": EVERYTHING,
        "order_number": "", "subpoena_number": "", "order_limits": "", "reference": "", "identity_check": "",
        "notice_form": "short", "channel": "pdf", "address": "",
    } | changes  # fmt: skip
    data = QueryDict(mutable=True)
    for name, value in filled.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    shown = ShareForm(data, consents=[], agreements=[], representatives=[], recipients={})
    return filled | {"seen": shown.seen}


def on_consent(consent: Consent, **changes: Any) -> dict[str, Any]:
    return form(rests_on=f"consent:{consent.uuid}", name="Dr. Wu", **changes)


@pytest.fixture
def desk(as_: SignIn, alice: Staff) -> Client:
    return as_(alice)


def test_the_form_offers_consents_in_force_and_agreements_of_the_program(desk: Client, mari: Patient, consent: Consent) -> None:
    ConsentFactory(patient=mari, revoked=True, partner__organisation__name="Westside Clinic")
    AgreementFactory(organisation=mari.organisation, party="Meadow Laboratory")
    AgreementFactory(party="Laboratory of somebody else")
    page = desk.get(path(mari)).content.decode()
    assert "Consent for Eastside Family Medicine" in page
    assert "Meadow Laboratory" in page
    assert "Westside" not in page
    assert "somebody else" not in page


def test_the_preview_says_by_which_rule_and_shows_what_would_go(desk: Client, full: Patient, consent: Consent) -> None:
    answer = desk.post(path(full), on_consent(consent, preview="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        "It may go",
        "Rule D08",
        "42 CFR 2.31, 2.32, 2.33",
        "Dr. Wu, Eastside Family Medicine",
        "Penicillin",
        "To sleep through.",
        NOTICE,
    ):
        assert words in page, words
    assert "It covers: identity and contact, general health, substance use care. For: treatment." in page
    assert not Disclosure.objects.exists()


def test_the_file_carries_notice_and_scope_and_its_row_is_written_first(
    desk: Client, full: Patient, consent: Consent, alice: Staff
) -> None:
    answer = desk.post(path(full), on_consent(consent, give="1"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert "Vega" not in answer["Content-Disposition"]
    pages = pages_of(answer.content)
    assert "Copy of a record" in pages[0]
    assert "Consent signed Jan 5, 2026. It covers: identity and contact, general health, substance use care." in pages[0]
    assert "Dr. Wu, Eastside Family Medicine" in pages[0]
    for number, page in enumerate(pages, 1):
        assert NOTICE in page
        assert f"Page {number} of {len(pages)}" in page
        assert full.organisation.name in page
    whole = " ".join(pages)
    assert "Penicillin" in whole
    assert "“To sleep through.”" in whole
    row = Disclosure.objects.get()
    assert (row.basis, row.consent_id, row.recipient_id, row.by_id) == ("D08", consent.pk, consent.recipient_id, alice.user_id)
    assert (row.requester, row.requester_name, row.channel, row.notice) == ("provider", "Dr. Wu", "pdf", "2.32-2024-short")
    assert row.parts == EVERYTHING
    assert "Your plan of care with your goals." in row.summary
    assert AuditEvent.objects.filter(kind="disclosure", verb="record.given", patient_ids=[full.pk]).exists()


def test_what_was_changed_since_it_was_shown_is_shown_first(desk: Client, full: Patient, consent: Consent) -> None:
    shown = on_consent(consent, parts=["allergies"])
    answer = desk.post(path(full), shown | {"parts": ["allergies", "plan"], "give": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Something was changed since it was shown" in page
    assert "To sleep through." in page
    assert not Disclosure.objects.exists()


def test_the_long_notice_stands_on_the_cover_whole(desk: Client, full: Patient, consent: Consent) -> None:
    cover = pages_of(desk.post(path(full), on_consent(consent, give="1", notice_form="long")).content)[0]
    assert "These rules prohibit you from using or disclosing this record, or testimony" in cover
    assert "is NOT sufficient to meet the required elements of written consent" in cover
    assert Disclosure.objects.get().notice == "2.32-2024-long"


def test_what_the_consent_does_not_name_stays(desk: Client, full: Patient, consent: Consent) -> None:
    Consent.objects.filter(pk=consent.pk).update(categories=["demographics", "general"])
    page = desk.post(path(full), on_consent(consent, preview="1")).content.decode()
    assert "Penicillin" in page
    assert "To sleep through." not in page
    stays = "Plan of care in force; Medication in force; Care team: what this rests on leaves it out"
    assert stays in page
    desk.post(path(full), on_consent(consent, give="1"))
    row = Disclosure.objects.get()
    assert (row.categories, row.parts) == (["demographics", "general"], ["identity", "allergies", "conditions"])


def test_a_paper_names_the_person_and_says_no_more_than_the_consent_opens(desk: Client, full: Patient, consent: Consent) -> None:
    Consent.objects.filter(pk=consent.pk).update(categories=["general"])
    text = " ".join(pages_of(desk.post(path(full), on_consent(consent, give="1")).content))
    assert "Of Mari Vega" in text, text
    assert "born" not in text
    assert "Penicillin" in text
    assert Disclosure.objects.get().categories == ["general"]


def test_without_a_consent_the_refusal_explains_and_shows_the_way_on(desk: Client, full: Patient) -> None:
    asked = form(requester="provider", organisation="Eastside Family Medicine")
    page = desk.post(path(full), asked | {"preview": "1"}).content.decode()
    assert "It stays here" in page
    assert "Rule D09" in page
    assert "We can neither confirm nor deny whether somebody is a patient here." in page
    assert f"/people/{full.uuid}/consent/new/" in page
    assert desk.post(path(full), asked | {"give": "1"}).status_code == 422
    assert not Disclosure.objects.exists()
    assert AuditEvent.objects.filter(verb="release.refused", reason="NO_VALID_CONSENT").count() == 2


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"requester": "court", "purpose": "HLEGAL"}, "D02"),
        ({"requester": "police", "purpose": "X-INVESTIGATION"}, "D18"),
        ({"requester": "qso", "purpose": "X-QSO"}, "D07-no"),
        ({"requester": "employer", "purpose": "X-PERSONAL"}, "D19-no"),
        ({"requester": "family", "purpose": "FAMRQT"}, "D16-no"),
        ({"requester": "health_plan", "purpose": "HPAYMT"}, "D13-no"),
    ],
)
def test_whoever_else_asks_is_refused_by_their_own_rule(changes: dict[str, str], rule: str, desk: Client, mari: Patient) -> None:
    page = desk.post(path(mari), form(organisation="Somebody", preview="1", **changes)).content.decode()
    assert f"Rule {rule}<" in page


def test_a_consent_for_one_recipient_opens_nothing_to_a_purpose_it_does_not_name(
    desk: Client, mari: Patient, consent: Consent
) -> None:
    page = desk.post(path(mari), on_consent(consent, preview="1", purpose="HLEGAL")).content.decode()
    assert "Rule D02<" in page


def test_a_court_order_needs_its_papers_and_leaves_without_a_consent(desk: Client, full: Patient) -> None:
    asked = form(rests_on="order", requester="court", organisation="County Court", purpose="HLEGAL", give="1")
    assert desk.post(path(full), asked).status_code == 422
    papers = {"order_number": "O-7", "subpoena_number": "S-9", "order_limits": "Only who the person is"}
    answer = desk.post(path(full), form(**(asked | papers | {"parts": ["identity"]})))
    cover = pages_of(answer.content)[0]
    assert "O-7, with subpoena S-9" in cover
    assert "Only who the person is" in cover
    row = Disclosure.objects.get()
    assert (row.basis, row.order_number, row.subpoena_number, row.notice) == ("D03", "O-7", "S-9", "")


def test_an_agreement_opens_what_it_covers_and_only_while_it_stands(desk: Client, full: Patient) -> None:
    agreement = AgreementFactory(organisation=full.organisation, party="Meadow Laboratory", categories=["demographics"])
    asked = form(rests_on=f"agreement:{agreement.uuid}", purpose="X-QSO", give="1")
    assert desk.post(path(full), asked).status_code == 200
    row = Disclosure.objects.get()
    assert (row.basis, row.agreement_id, row.requester, row.requester_organisation) == (
        "D07", agreement.pk, "qso", "Meadow Laboratory",
    )  # fmt: skip
    assert row.categories == ["demographics"]
    agreement.until_day = agreement.from_day + timedelta(days=1)
    agreement.save()
    assert desk.post(path(full), asked).status_code == 422, "it is no longer among the choices"
    assert Disclosure.objects.count() == 1


def test_what_was_told_is_a_row_too(desk: Client, full: Patient, consent: Consent) -> None:
    answer = desk.post(path(full), on_consent(consent, give="1", channel="spoken", parts=["allergies"]))
    assert answer["Location"] == f"/people/{full.uuid}/sharing/"
    assert Disclosure.objects.get().channel == "spoken"
    page = desk.get(answer["Location"]).content.decode()
    assert "Dr. Wu, Eastside Family Medicine" in page
    assert "Your allergies." in page


def test_paper_opens_in_the_browser_to_be_printed(desk: Client, full: Patient, consent: Consent) -> None:
    answer = desk.post(path(full), on_consent(consent, give="1", channel="paper"))
    assert answer["Content-Disposition"].startswith("inline")
    assert Disclosure.objects.get().channel == "paper"


def test_an_e_mail_waits_and_shows_its_passphrase_only_to_who_sent_it(
    as_: SignIn, desk: Client, full: Patient, consent: Consent, bob: Staff
) -> None:
    assert desk.post(path(full), on_consent(consent, give="1", channel="e-mail")).status_code == 422, "no address"
    answer = desk.post(path(full), on_consent(consent, give="1", channel="e-mail", address="wu@eastside.example"))
    row = HandOver.objects.get()
    assert answer["Location"] == f"/people/{full.uuid}/sharing/sent/{row.uuid}/"
    assert not Disclosure.objects.exists(), "nothing has left yet"
    page = desk.get(answer["Location"]).content.decode()
    assert "The file opens with:" in page
    assert "Waiting" in page


def test_the_desk_and_who_is_off_the_team_give_nothing(
    as_: SignIn, full: Patient, bob: Staff, charlie: Staff, consent: Consent
) -> None:
    assert as_(bob).post(path(full), on_consent(consent, give="1")).status_code == 403
    assert as_(charlie).post(path(full), on_consent(consent, give="1")).status_code == 404
    assert not Disclosure.objects.exists()


@pytest.fixture
def on_notes(full: Patient) -> Consent:
    """A consent for counseling notes, and for nothing else."""
    return ConsentFactory(patient=full, kind=Kind.COUNSELING_NOTES.value, categories=[Category.COUNSELLING_NOTE.value])


def test_counseling_notes_go_alone_on_a_consent_for_them_by_who_wrote_them(
    as_: SignIn, desk: Client, full: Patient, consent: Consent, on_notes: Consent, bob: Staff
) -> None:
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=full), patient=full, staff=bob, function="counselor")
    CounselingNoteFactory(patient=full, author=bob, text="She spoke of her sister.", signed=True)
    theirs = as_(bob)
    together = on_consent(on_notes, give="1", parts=["notes", "plan"])
    assert theirs.post(path(full), together).status_code == 422
    assert "It stays here" in theirs.post(path(full), on_consent(consent, preview="1", parts=["notes"])).content.decode()
    assert "It stays here" in desk.post(path(full), on_consent(on_notes, preview="1", parts=["notes"])).content.decode()
    assert not Disclosure.objects.exists()
    answer = theirs.post(path(full), on_consent(on_notes, give="1", parts=["notes"]))
    text = " ".join(pages_of(answer.content))
    assert "She spoke of her sister." in text
    assert NOTICE in text
    assert "Penicillin" not in text
    row = Disclosure.objects.get()
    assert (row.basis, row.categories, row.classes) == ("D01-consent", ["counselling_note"], ["counseling"])


def test_who_may_sign_for_the_person_gets_what_they_could_get(desk: Client, full: Patient) -> None:
    rosa = RepresentativeFactory(patient=full, name="Rosa Duarte")
    ended = RepresentativeFactory(patient=full, name="Sam Poole", ended=True)
    page = desk.get(path(full)).content.decode()
    assert "Rosa Duarte" in page
    assert "Sam Poole" not in page
    asked = form(rests_on=f"signs:{rosa.uuid}", give="1")
    assert desk.post(path(full), asked).status_code == 422, "how they are known is missing"
    known = form(rests_on=f"signs:{rosa.uuid}", give="1", identity_check="Looked at the court's paper")
    assert desk.post(path(full), known)["Content-Type"] == "application/pdf"
    row = Disclosure.objects.get()
    assert (row.basis, row.requester, row.requester_name, row.reference) == (
        "D15",
        "representative",
        "Rosa Duarte",
        str(rosa.uuid),
    )
    gone = form(rests_on=f"signs:{ended.uuid}", give="1", identity_check="Known")
    assert desk.post(path(full), gone).status_code == 422
