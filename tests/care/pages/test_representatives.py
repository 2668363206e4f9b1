"""The pages of who may sign: what the rule says of one person, who is on file, and the rule itself."""

from datetime import date
from typing import Any

import pytest

from care.access import gate
from care.accounts.models import Organisation, Staff
from care.actor import Action, Actor, Category, Purpose, Role
from care.audit.models import AuditEvent
from care.consent.models import Representative
from care.lib.dates import local_date
from care.pages import deliveries
from patients import operations as patients
from patients.models import Patient
from patients.rules import DeathCorrection
from tests.care.pages.conftest import SignIn, queries_of
from tests.factories.accounts import OrganisationFactory, staff_with
from tests.factories.consent import MinorConsentFactory, RepresentativeFactory
from tests.factories.patients import enrolled_patient, permit_for

pytestmark = pytest.mark.django_db
FORM = {
    "kind": "guardian",
    "name": "Rosa Duarte",
    "relation": "Sister",
    "evidence": "court_order",
    "evidence_words": "Providence Probate Court, file 22-184",
    "evidence_on": "2026-01-05",
    "starts_on": "2026-01-05",
    "last_day": "",
}


@pytest.fixture
def clinic(db: None) -> Organisation:
    return OrganisationFactory(name="Harbor Street", state="VT")


@pytest.fixture
def ana(alice: Staff) -> Patient:
    """A minor: she was fourteen when the clinic opened."""
    return enrolled_patient(alice, legal_given="Ana", birth_date=date(2012, 5, 2))


def address(person: Patient, rest: str = "") -> str:
    return f"/people/{person.uuid}/who-may-sign/{rest}"


def test_an_adult_signs_alone_until_a_guardian_is_on_file(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    page = browser.get(address(mari)).content.decode()
    assert "Mari alone" in page
    assert "42 CFR 2.31(a)(8)" in page
    assert "People are of age at 18 in Vermont." in page
    page = browser.post(address(mari, "new/"), FORM, follow=True).content.decode()
    assert "A representative, in Mari’s place" in page
    assert "Rosa Duarte, sister" in page
    assert "Seen: court order of Jan 5, 2026: Providence Probate Court, file 22-184" in page
    row = Representative.objects.get()
    assert browser.post(address(mari, f"{row.uuid}/end/"), {"reason": " "}).status_code == 422
    page = browser.post(address(mari, f"{row.uuid}/end/"), {"reason": "The court ended it"}, follow=True).content.decode()
    assert "No longer signs: 1" in page
    assert "Mari alone" in page
    again = browser.post(address(mari, f"{row.uuid}/end/"), {"reason": "Again"}, follow=True).content.decode()
    assert "had ended before" in again


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "parent"}, "not one of the available choices"),
        ({"evidence": "statement"}, "somebody must have seen: court order"),
        ({"evidence_words": ""}, "This field is required"),
        ({"evidence_on": "2050-01-05"}, "lies ahead"),
        ({"kind": "director", "evidence": "finding"}, "30 days at most"),
        ({"last_day": "2026-01-06"}, "The last day has passed"),
    ],
)
def test_who_cannot_be_put_on_file_is_said(changes: dict[str, Any], said: str, as_: SignIn, alice: Staff, mari: Patient) -> None:
    answer = as_(alice).post(address(mari, "new/"), FORM | changes)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Representative.objects.exists()


def test_the_same_right_twice_is_said(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    browser.post(address(mari, "new/"), FORM)
    assert "on file by this right already" in browser.post(address(mari, "new/"), FORM).content.decode()


def test_of_a_minor_both_sign_and_nothing_goes_to_the_parent(as_: SignIn, alice: Staff, ana: Patient) -> None:
    browser = as_(alice)
    page = browser.get(address(ana)).content.decode()
    assert "Ana and a parent or guardian" in page
    assert "nobody has verified the state’s law" in page.replace("&#x27;", "’").replace("'", "’")
    assert "No parent or guardian is on file" in page
    assert "Nothing goes to a parent, not even that Ana is here" in page
    form = FORM | {"kind": "parent", "relation": "Mother", "evidence": "birth_record"}
    page = browser.post(address(ana, "new/"), form, follow=True).content.decode()
    assert "Rosa Duarte, mother" in page
    assert "through May 1, 2030" in page


def test_a_minor_signs_alone_for_the_care_of_which_the_law_says_so(as_: SignIn, alice: Staff, ana: Patient) -> None:
    MinorConsentFactory(source="18 V.S.A. 4226")
    browser = as_(alice)
    page = browser.get(address(ana, "?service=outpatient")).content.decode()
    assert "Ana alone" in page
    assert "18 V.S.A. 4226" in page
    assert "Ana alone" not in browser.get(address(ana)).content.decode()
    assert "Ana alone" not in browser.get(address(ana, "?service=nonsense")).content.decode()


def test_for_somebody_who_died(as_: SignIn, alice: Staff) -> None:
    person = enrolled_patient(alice, died=True)
    browser = as_(alice)
    page = browser.get(address(person)).content.decode()
    assert "Nobody yet" in page
    assert "Put the personal representative on file" in page
    form = FORM | {"kind": "personal_representative", "evidence": "letters"}
    page = browser.post(address(person, "new/"), form, follow=True).content.decode()
    assert "A representative, in" in page


def test_the_front_desk_and_colleagues_off_the_team_are_refused(as_: SignIn, desk: Staff, bob: Staff, mari: Patient) -> None:
    for colleague in (desk, bob):
        for rest in ("", "new/"):
            assert as_(colleague).get(address(mari, rest)).status_code == 403


def test_of_another_person_there_is_none(as_: SignIn, alice: Staff, mari: Patient) -> None:
    row = RepresentativeFactory(patient=enrolled_patient(alice))
    assert as_(alice).post(address(mari, f"{row.uuid}/end/"), {"reason": "Wrong"}).status_code == 404


def test_the_page_takes_as_many_queries_with_one_as_with_many(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    RepresentativeFactory(patient=mari)
    few = queries_of(browser, address(mari))
    for _ in range(10):
        RepresentativeFactory(patient=mari, ended=True)
    assert queries_of(browser, address(mari)) == few


def test_the_rule_is_shown_to_everybody_and_the_state_is_said_by_an_administrator(
    as_: SignIn, clinic: Organisation, desk: Staff
) -> None:
    page = as_(desk).get("/who-may-sign/").content.decode()
    assert "People are of age at 18 in Vermont." in page
    assert "Ask counsel" in page
    assert "Save the program’s state" not in page
    assert as_(desk).post("/who-may-sign/state/", {"state": "RI"}).status_code == 403
    browser = as_(staff_with(Role.ADMINISTRATOR, organisation=clinic))
    page = browser.post("/who-may-sign/state/", {"state": "NE"}, follow=True).content.decode()
    assert "People are of age at 19 in Nebraska." in page
    page = browser.post("/who-may-sign/state/", {"state": "nowhere"}, follow=True).content.decode()
    assert "treated as minors until 21" in page
    assert AuditEvent.objects.filter(verb="organisation.state_said").count() == 2


def event(patient: Patient) -> Any:
    """A row as the sweep hands it over."""

    class Row:
        organisation_id = patient.organisation_id
        patient_id = patient.pk

    return Row()


def test_a_death_ends_the_rights_of_the_living_and_its_correction_those_of_the_dead(
    alice: Staff, mari: Patient, now: Any
) -> None:
    guardian = RepresentativeFactory(patient=mari)
    deliveries.END_RIGHTS_AT_DEATH.hear(event(mari), now)
    assert Representative.objects.get().ended_at is None, "nobody died"
    permit = permit_for(alice, mari, at=now)
    patients.record_death(permit=permit, deceased_on=local_date(now, mari.zone), at=now)
    deliveries.END_RIGHTS_AT_DEATH.hear(event(mari), now)
    guardian.refresh_from_db()
    assert (guardian.ended_by_job, guardian.end_reason) == ("representatives.close", "The person died")
    kin = RepresentativeFactory(patient=mari, kind="next_of_kin")
    deliveries.END_RIGHTS_AFTER_CORRECTION.hear(event(mari), now)
    kin.refresh_from_db()
    assert kin.ended_at is None
    patients.correct_death(permit=permit, reason=DeathCorrection.WRONG_PERSON, at=now)
    deliveries.END_RIGHTS_AFTER_CORRECTION.hear(event(mari), now)
    kin.refresh_from_db()
    assert kin.end_reason == "The death was recorded by mistake"


def test_a_job_opens_nothing_but_what_it_declares(mari: Patient, now: Any) -> None:
    job = Actor.system(job="representatives.close", organisation_id=mari.organisation_id)
    with pytest.raises(gate.Refused):
        gate.require(actor=job, patient_id=mari.pk, category=Category.SUD, action=Action.READ, purpose=Purpose.TREAT, at=now)
