"""The pages of what a person asked to be withheld: the list, a new request, the decision and the end."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from care.accounts.models import Organisation, PartnerSystem, Staff
from care.actor import Role
from care.consent.models import RestrictionRequest
from care.consent.rules import RestrictionState
from care.worklist.models import Task
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of
from tests.factories.accounts import PartnerSystemFactory, staff_with
from tests.factories.consent import ConsentFactory, RestrictionRequestFactory
from tests.factories.patients import enrolled_patient

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(clinic: Organisation) -> Staff:
    return staff_with(Role.SUPERVISOR, organisation=clinic, user__name="Ruth Calder")


@pytest.fixture
def eastside() -> PartnerSystem:
    return PartnerSystemFactory(organisation__name="Eastside Primary Care")


def address(mari: Patient, rest: str = "") -> str:
    return f"/people/{mari.uuid}/restrictions/{rest}"


FORM = {
    "own_words": "My brother works at the plant",
    "whom": "kind:employer",
    "paid_on": "",
    "categories": ["demographics", "sud"],
    "purposes": ["X-PERSONAL"],
}


def test_what_is_asked_for_is_written_down_and_waits(as_: SignIn, alice: Staff, ruth: Staff, mari: Patient) -> None:
    browser = as_(alice)
    answer = browser.post(address(mari, "new/"), FORM, follow=True)
    page = answer.content.decode()
    row = RestrictionRequest.objects.get()
    assert answer.redirect_chain == [(address(mari, f"{row.uuid}/"), 302)]
    assert "Kept from employers, schools and landlords" in page
    assert '<blockquote class="tl-voice">' in page
    assert "A supervisor decides" in page
    assert "Agree to Mari" not in page
    page = as_(ruth).get(address(mari, f"{row.uuid}/")).content.decode()
    assert "Agree to Mari’s request" in page
    assert f"/restrictions/{row.uuid}/" in as_(ruth).get("/").content.decode() or Task.objects.get().subject == row.uuid
    listed = browser.get(address(mari)).content.decode()
    assert "Waits for a decision: 1" in listed
    assert "Kept here for Mari: 0" in listed


def test_the_task_leads_to_the_request(as_: SignIn, ruth: Staff, alice: Staff, mari: Patient) -> None:
    as_(alice).post(address(mari, "new/"), FORM)
    row, task = RestrictionRequest.objects.get(), Task.objects.get()
    assert address(mari, f"{row.uuid}/") in as_(ruth).get(f"/tasks/{task.uuid}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"own_words": " "}, "as they said it"),
        ({"whom": ""}, "Choose from whom"),
        ({"whom": "kind:court"}, "not one of the available choices"),
        ({"categories": []}, "Choose what is kept here"),
        ({"purposes": []}, "Choose what they would ask it for"),
        ({"paid_on": "2026-01-05"}, "Only care that was paid in full"),
        ({"whom": "paid"}, "Say when it was paid in full"),
        ({"whom": "paid", "paid_on": "2050-01-05"}, "lies ahead"),
    ],
)
def test_what_is_missing_is_said(changes: dict[str, Any], said: str, as_: SignIn, alice: Staff, mari: Patient) -> None:
    answer = as_(alice).post(address(mari, "new/"), FORM | changes)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not RestrictionRequest.objects.exists()


def test_care_paid_in_full_and_one_organization(
    as_: SignIn, alice: Staff, mari: Patient, eastside: PartnerSystem, now: datetime
) -> None:
    browser = as_(alice)
    browser.post(address(mari, "new/"), FORM | {"whom": "paid", "paid_on": "2026-01-05"})
    browser.post(address(mari, "new/"), FORM | {"whom": f"org:{eastside.organisation.uuid}"})
    paid, named = RestrictionRequest.objects.order_by("pk")
    assert (paid.target, paid.requester, paid.paid_on) == ("self_paid", "health_plan", date(2026, 1, 5))
    assert sorted(paid.purposes) == ["HOPERAT", "HPAYMT"]
    assert (named.target, named.requester, named.recipient_id) == ("organisation", "provider", eastside.organisation_id)
    page = browser.get(address(mari)).content.decode()
    assert "Kept from Eastside Primary Care" in page
    assert "Kept from health plans, paid in full on Jan 5, 2026" in page
    page = browser.get(address(mari, f"{paid.uuid}/")).content.decode()
    assert "It counts already" in page


def decided(ruth: Client, mari: Patient, row: RestrictionRequest, **form: str) -> Any:
    return ruth.post(address(mari, f"{row.uuid}/decide/"), form, follow=True)


def test_a_supervisor_agrees_and_sees_what_it_holds_back(
    as_: SignIn, ruth: Staff, mari: Patient, eastside: PartnerSystem
) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    row = RestrictionRequestFactory(patient=mari, asked=True)
    browser = as_(ruth)
    page = browser.get(address(mari, f"{row.uuid}/")).content.decode()
    assert "Would be held back of consents in force" in page
    assert "Eastside Primary Care" in page
    assert "substance use care; for treatment" in page
    page = decided(browser, mari, row, agree="1").content.decode()
    assert "it is kept from outside treating providers" in page
    assert "Held back of consents in force" in page
    row.refresh_from_db()
    assert row.state == RestrictionState.AGREED
    assert decided(browser, mari, row, agree="1").status_code == 409


def test_a_refusal_needs_its_reason_and_the_day_on_which_it_was_told(as_: SignIn, ruth: Staff, mari: Patient) -> None:
    row = RestrictionRequestFactory(patient=mari, asked=True)
    browser = as_(ruth)
    for form, said in (
        ({"decline-reason": "", "decline-told_on": "2026-01-06"}, "Say why in a few words"),
        ({"decline-reason": "Not safe", "decline-told_on": "2050-01-06"}, "told first"),
    ):
        answer = decided(browser, mari, row, **form)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    page = decided(browser, mari, row, **{"decline-reason": "Not safe", "decline-told_on": "2026-01-06"}).content.decode()
    assert "Declined" in page
    assert "Not safe; the person was told" in page


def test_what_was_paid_in_full_leaves_the_program_no_choice(as_: SignIn, ruth: Staff, mari: Patient) -> None:
    row = RestrictionRequestFactory(patient=mari, asked=True, self_paid=True)
    browser = as_(ruth)
    page = browser.get(address(mari, f"{row.uuid}/")).content.decode()
    assert "the program has no choice" in page
    assert "Do not agree" not in page
    form = {"decline-reason": "Not safe", "decline-told_on": "2026-01-06"}
    answer = decided(browser, mari, row, **form)
    assert answer.status_code == 409
    assert "the program must agree" in answer.content.decode()
    decided(browser, mari, row, agree="1")
    page = browser.get(address(mari, f"{row.uuid}/")).content.decode()
    assert "The program ends it" not in page


def test_only_a_supervisor_decides(as_: SignIn, alice: Staff, mari: Patient) -> None:
    row = RestrictionRequestFactory(patient=mari, asked=True)
    assert as_(alice).post(address(mari, f"{row.uuid}/decide/"), {"agree": "1"}).status_code == 403


def test_the_person_ends_it_at_once_and_the_program_with_notice(as_: SignIn, alice: Staff, ruth: Staff, mari: Patient) -> None:
    first, second = (RestrictionRequestFactory(patient=mari) for _ in range(2))
    browser = as_(alice)
    assert browser.post(address(mari, f"{first.uuid}/end/"), {"end-by": "person", "end-reason": ""}).status_code == 422
    refused = {"end-by": "program", "end-reason": "Care needs it", "end-told_on": "2026-01-06"}
    assert browser.post(address(mari, f"{first.uuid}/end/"), refused).status_code == 422
    page = browser.post(
        address(mari, f"{first.uuid}/end/"), {"end-by": "person", "end-reason": "She asked"}, follow=True
    ).content.decode()
    assert "Does not count: 1" in page
    supervisor = as_(ruth)
    late = supervisor.post(address(mari, f"{second.uuid}/end/"), refused | {"end-told_on": ""})
    assert late.status_code == 422
    page = supervisor.post(address(mari, f"{second.uuid}/end/"), refused, follow=True).content.decode()
    assert "Kept here for Mari: 1" in page
    assert "it counts through" in page
    assert supervisor.post(address(mari, f"{second.uuid}/end/"), refused).status_code == 409


def test_a_request_is_withdrawn_with_a_reason(as_: SignIn, alice: Staff, mari: Patient) -> None:
    row = RestrictionRequestFactory(patient=mari, asked=True)
    browser = as_(alice)
    assert browser.post(address(mari, f"{row.uuid}/withdraw/"), {"withdraw-reason": " "}).status_code == 422
    page = browser.post(address(mari, f"{row.uuid}/withdraw/"), {"withdraw-reason": "Changed her mind"}, follow=True)
    assert "Withdrawn for the person" in page.content.decode()
    again = browser.post(address(mari, f"{row.uuid}/withdraw/"), {"withdraw-reason": "Again"})
    assert again.status_code == 409
    assert "Nothing was changed" in again.content.decode()


def test_of_another_person_there_is_none(as_: SignIn, alice: Staff, mari: Patient) -> None:
    row = RestrictionRequestFactory(patient=enrolled_patient(alice))
    browser = as_(alice)
    assert browser.get(address(mari, f"{row.uuid}/")).status_code == 404
    for step in ("withdraw/", "end/"):
        assert browser.post(address(mari, f"{row.uuid}/{step}"), {}).status_code == 404


def test_the_front_desk_and_colleagues_off_the_team_are_refused(as_: SignIn, desk: Staff, bob: Staff, mari: Patient) -> None:
    for colleague in (desk, bob):
        for rest in ("", "new/"):
            assert as_(colleague).get(address(mari, rest)).status_code == 403


def test_nothing_is_asked_for_somebody_who_died(as_: SignIn, alice: Staff) -> None:
    person = enrolled_patient(alice, died=True)
    assert "New request" not in as_(alice).get(address(person)).content.decode()


def test_the_pages_take_as_many_queries_with_one_as_with_many(as_: SignIn, ruth: Staff, mari: Patient) -> None:
    browser = as_(ruth)
    row = RestrictionRequestFactory(patient=mari, asked=True)
    ConsentFactory(patient=mari)
    few = [queries_of(browser, path) for path in (address(mari), address(mari, f"{row.uuid}/"))]
    for _ in range(10):
        RestrictionRequestFactory(patient=mari)
        ConsentFactory(patient=mari)
    assert [queries_of(browser, path) for path in (address(mari), address(mari, f"{row.uuid}/"))] == few


def test_it_stands_in_the_history(as_: SignIn, alice: Staff, mari: Patient) -> None:
    RestrictionRequestFactory(patient=mari, ended=True)
    page = as_(alice).get(f"/people/{mari.uuid}/history/").content.decode()
    for words in ("Restriction asked for", "Restriction agreed", "Restriction ended", "My old doctor is my neighbor"):
        assert words in page
