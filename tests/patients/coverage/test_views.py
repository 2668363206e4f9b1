"""The pages of coverage as a browser uses them: what they show, what they take, what they refuse, how much they ask."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from care.accounts.models import Staff
from care.actor import Role
from care.audit.models import AuditEvent
from care.consent.models import Consent, RestrictionRequest
from care.drafts.models import Draft
from care.lib.dates import local_date
from care.worklist.models import Task
from patients.coverage import operations
from patients.coverage.models import Aid, Appeal, Coverage, Deadline, Denial, EligibilityCheck, OwnClock, PriorAuthorization
from patients.coverage.vocabulary import Service
from patients.models import Patient
from tests.factories.accounts import sign_in, staff_with
from tests.factories.coverage import (
    AidFactory,
    CoverageFactory,
    DeadlineFactory,
    DenialFactory,
    EligibilityCheckFactory,
    PriorAuthorizationFactory,
)
from tests.factories.patients import PatientFactory, enrolled_patient, permit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, alice: Staff) -> Client:
    return sign_in(client, alice)


def url(name: str, patient: Patient, **given: object) -> str:
    return reverse(f"coverage:{name}", kwargs={"uuid": patient.uuid, **given})


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def queries_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


# --- who pays ----------------------------------------------------------------------------------------------------------------

PAYER = {"kind": "medicaid_plan", "payer": "Bay Health Plan", "plan": "Community", "holder": "parent", "holder_name": "Rosa Vega"}


def test_a_payer_is_written_down_and_the_page_says_whom_letters_reach(browser: Client, mari: Patient) -> None:
    answer = browser.post(url("new", mari), PAYER, follow=True)
    page = text(answer)
    assert answer.redirect_chain == [(url("coverage", mari), 302)]
    assert "Mari Vega: Bay Health Plan is written down." in page
    assert "Letters about care may go to Rosa Vega." in page
    assert "Not asked yet" in page
    assert "not written down" in page
    assert reverse("coverage:coverage", args=[mari.uuid]) in text(browser.get(reverse("pages:chart", args=[mari.uuid])))


def test_what_was_typed_stays_when_something_is_to_be_mended_and_is_restored_later(browser: Client, mari: Patient) -> None:
    answer = browser.post(url("new", mari), PAYER | {"payer": "", "payer_phone": "12", "group_number": "G-77"})
    assert answer.status_code == 422
    assert 'value="G-77"' in text(answer)
    assert Draft.objects.get().key == f"coverage:{mari.uuid}"
    assert 'value="G-77"' in text(browser.get(url("new", mari)))
    bad_phone = browser.post(url("new", mari), PAYER | {"payer_phone": "12"})
    assert "A phone number with its area code." in text(bad_phone)
    browser.post(url("new", mari), PAYER)
    assert not Draft.objects.exists()


def test_of_two_colleagues_the_later_sees_both_versions(browser: Client, alice: Staff, mari: Patient, plan: Coverage) -> None:
    form = {"kind": plan.kind, "payer": plan.payer, "holder": "self", "member_number": "NEW", "version": "1"}
    browser.post(url("change", mari, coverage=plan.uuid), form)
    answer = browser.post(url("change", mari, coverage=plan.uuid), form | {"member_number": "OTHER"})
    page = text(answer)
    assert answer.status_code == 422
    assert "saved this" in page
    assert "NEW" in page
    assert 'value="OTHER"' in page
    browser.post(url("change", mari, coverage=plan.uuid), form | {"member_number": "OTHER", "version": "2"})
    plan.refresh_from_db()
    assert plan.member_number == "OTHER"


def test_another_payer_is_billed_first_and_a_mistake_is_taken_off(browser: Client, mari: Patient, plan: Coverage) -> None:
    other = CoverageFactory(patient=mari, payer="Acme", position=2)
    page = text(browser.post(url("first", mari, coverage=other.uuid), follow=True))
    assert "Acme is billed first" in page
    assert browser.post(url("remove", mari, coverage=other.uuid), {"reason": ""}).status_code == 422
    page = text(browser.post(url("remove", mari, coverage=other.uuid), {"reason": "Somebody else’s card"}, follow=True))
    assert "Acme is off the list" in page


SAID = {
    "standing": "active", "checked_on": "2026-01-05", "how": "phone", "spoke_with": "Dana", "reference": "C-1",
    "deductible": "1500", "deductible_met": "300", "services-TOTAL_FORMS": "2", "services-INITIAL_FORMS": "0",
    "services-0-service": "injection", "services-0-covered": "yes", "services-0-needs_authorization": "yes",
    "services-0-copay": "12.50", "services-1-service": "", "services-1-covered": "not_known",
    "services-1-needs_authorization": "not_known",
}  # fmt: skip


def test_one_call_one_page(browser: Client, mari: Patient, plan: Coverage) -> None:
    page = text(browser.post(url("check", mari, coverage=plan.uuid), SAID, follow=True))
    assert "what Bay Health Plan said is written down" in page
    for words in ("Active", "By phone, Dana", "number C-1", "$1,500, $300 paid, $1,200 to go", "$12.50 each time", "Needed"):
        assert words in page
    assert "Said before: 1" in text(browser.get(url("check", mari, coverage=plan.uuid)))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"spoke_with": ""}, "a first name will do"),
        ({"checked_on": "2099-01-01"}, "This day lies ahead"),
        ({"deductible": "-1"}, "greater than or equal to 0"),
        ({"deductible_met": "2000"}, "More than the whole amount"),
        ({"services-1-covered": "yes"}, "Choose the service"),
        ({"services-1-service": "injection"}, "another row already"),
        ({"services-0-coinsurance": "120"}, "less than or equal to 100"),
    ],
)
def test_an_answer_that_cannot_be_is_mended_on_the_page(
    changes: dict[str, str], words: str, browser: Client, mari: Patient, plan: Coverage
) -> None:
    answer = browser.post(url("check", mari, coverage=plan.uuid), SAID | changes)
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'value="C-1"' in text(answer)
    assert not EligibilityCheck.objects.exists()


# --- prior authorizations ----------------------------------------------------------------------------------------------------


def request_of(plan: Coverage, **changes: str) -> dict[str, str]:
    return {"coverage": str(plan.uuid), "service": "injection", "what": "Sublocade 300 mg", "measure": "doses"} | changes


def test_a_request_goes_from_its_beginning_to_an_approval(
    browser: Client, mari: Patient, plan: Coverage, consent: Consent
) -> None:
    answer = browser.post(url("authorization_new", mari), request_of(plan, units_asked="6"), follow=True)
    row = PriorAuthorization.objects.get()
    here = url("authorization", mari, authorization=row.uuid)
    page = text(answer)
    assert answer.redirect_chain == [(here, 302)]
    assert "Being prepared" in page
    assert "It went to the plan" in page
    sent = {"step": "send", "consent": str(consent.uuid), "how": "portal", "gone_on": _today(), "reference": "R1"}
    page = text(browser.post(here, sent, follow=True))
    assert "Mari Vega: the request is with the plan, and its clock runs." in page
    assert "42 CFR 438.210" in page
    assert "Not verified: read the notice or ask." in page
    approved = {"step": "approve", "in_full": "yes", "decided_on": _today(), "starts_on": _today(), "ends_on": "2099-01-01"}
    page = text(browser.post(here, approved | {"units": "6", "number": "A7"}, follow=True))
    assert "0 of 6 doses used, 6 left" in page
    page = text(browser.post(here, {"step": "use", "used_on": _today(), "units": "2"}, follow=True))
    assert "2 of 6 doses used, 4 left" in page
    use = row.uses.get()
    assert "it is taken off what was used" in text(browser.post(here, {"take_off": str(use.pk)}, follow=True))
    answer = browser.post(here, {"step": "renew"}, follow=True)
    after = PriorAuthorization.objects.exclude(pk=row.pk).get()
    assert answer.redirect_chain == [(url("authorization_change", mari, authorization=after.uuid), 302)]


def _today() -> str:
    return local_date(datetime.now(UTC), "America/New_York").isoformat()


def test_without_a_consent_nothing_goes_and_the_page_says_the_way_on(browser: Client, mari: Patient, plan: Coverage) -> None:
    row = PriorAuthorizationFactory(coverage=plan)
    here = url("authorization", mari, authorization=row.uuid)
    before = text(browser.get(here))
    assert "Nothing may go to a plan yet." in before
    assert reverse("pages:consent_new", args=[mari.uuid]) in before
    assert "Record it for Mari" in before
    answer = browser.post(here, {"step": "send", "how": "fax", "gone_on": _today(), "reference": "KEPT"})
    page = text(answer)
    assert answer.status_code == 422
    assert "No consent of the person lets anything go to a health plan for payment" in page
    assert 'value="KEPT"' in page
    row.refresh_from_db()
    assert row.state == "draft"


def test_what_was_paid_in_full_goes_to_no_plan(browser: Client, mari: Patient, plan: Coverage, consent: Consent) -> None:
    page = browser.post(url("withhold", mari), {"own_words": "Not my plan.", "paid_on": _today()}, follow=True)
    kept = RestrictionRequest.objects.get()
    assert page.redirect_chain == [(reverse("pages:restriction", args=[mari.uuid, kept.uuid]), 302)]
    row = PriorAuthorizationFactory(coverage=plan)
    here = url("authorization", mari, authorization=row.uuid)
    answer = browser.post(here, {"step": "send", "consent": str(consent.uuid), "how": "fax", "gone_on": _today()})
    assert answer.status_code == 422
    assert "The person paid for this themselves" in text(answer)
    assert "Kept from health plans: 1" in text(browser.get(url("coverage", mari)))


@pytest.mark.parametrize(("own_words", "paid_on"), [("", "2026-01-01"), ("Not my plan", "2099-01-01"), ("Not my plan", "")])
def test_a_wish_that_lacks_a_part_is_mended(own_words: str, paid_on: str, browser: Client, mari: Patient) -> None:
    answer = browser.post(url("withhold", mari), {"own_words": own_words, "paid_on": paid_on})
    assert answer.status_code == 422
    assert not RestrictionRequest.objects.exists()


def test_a_denied_request_leads_to_the_denial_and_its_appeal(
    browser: Client, mari: Patient, plan: Coverage, consent: Consent
) -> None:
    now = datetime.now(UTC)
    row = PriorAuthorizationFactory(
        coverage=plan, sent=True, sent_at=now - timedelta(days=2), decision_due_at=now + timedelta(days=5)
    )
    here = url("authorization", mari, authorization=row.uuid)
    answer = browser.post(here, {"step": "deny", "reason": "tried_first", "notice_on": _today()}, follow=True)
    denial = Denial.objects.get()
    there = url("denial", mari, denial=denial.uuid)
    assert answer.redirect_chain == [(there, 302)]
    assert "Last day to appeal" in text(answer)
    assert "not yet" in text(answer), "that the criteria were not asked for is said"
    filed = {
        "step": "appeal",
        "level": "plan",
        "agreed_on": _today(),
        "consent": str(consent.uuid),
        "how": "fax",
        "gone_on": _today(),
    }
    bad = browser.post(there, filed | {"agreed_on": ""})
    assert bad.status_code == 422
    page = text(browser.post(there, filed | {"is_expedited": "on", "grounds": "Two overdoses"}, follow=True))
    assert "the appeal is filed, and its clock runs" in page
    assert "Expedited" in page
    assert Appeal.objects.get().grounds == "Two overdoses"
    decided = {"step": "decide", "outcome": "upheld", "decided_on": _today()}
    assert "the decision is written down" in text(browser.post(there, decided, follow=True))
    left = text(browser.post(there, {"step": "leave", "reason": "I want to go on with my life."}, follow=True))
    assert "I want to go on with my life." in left
    assert "the denial is open again" in text(browser.post(there, {"step": "reopen"}, follow=True))


def test_a_step_that_a_colleague_took_first_changes_nothing_and_says_so(
    browser: Client, alice: Staff, mari: Patient, plan: Coverage
) -> None:
    row = PriorAuthorizationFactory(coverage=plan)
    now = datetime.now(UTC)
    operations.close_authorization(permit=permit_for(alice, mari, at=now), authorization=row.uuid, reason="Not needed", at=now)
    answer = browser.post(url("authorization", mari, authorization=row.uuid), {"step": "close", "reason": "Mine"})
    assert answer.status_code == 422
    assert "A colleague was first: it stands at “taken back” now." in text(answer)


@pytest.mark.parametrize("posted", [{}, {"step": "magic"}])
def test_a_step_that_is_none_is_refused(posted: dict[str, str], browser: Client, mari: Patient, plan: Coverage) -> None:
    denial, aid = DenialFactory(coverage=plan), AidFactory(patient=mari)
    row = PriorAuthorizationFactory(coverage=plan)
    for path in (
        url("authorization", mari, authorization=row.uuid),
        url("denial", mari, denial=denial.uuid),
        url("aid", mari, aid=aid.uuid),
    ):
        answer = browser.post(path, posted)
        assert answer.status_code == 422
        assert "Choose what happened." in text(answer)


# --- help with costs ---------------------------------------------------------------------------------------------------------


def test_help_with_costs_goes_from_papers_to_a_renewal(browser: Client, mari: Patient) -> None:
    browser.post(url("aid_new", mari), {"program": "medicaid", "is_wanted": "yes", "papers_missing": "Proof of address"})
    row = Aid.objects.get()
    here = url("aid", mari, aid=row.uuid)
    assert "Proof of address" in text(browser.get(here))
    page = text(browser.post(here, {"step": "apply", "on": _today(), "reference": "M-1"}, follow=True))
    assert "Mari Vega: Medicaid application, applied." in page
    page = text(browser.post(here, {"step": "grant", "on": _today(), "worth": "Everything"}, follow=True))
    assert "Renewal due by" in page
    assert Task.objects.filter(kind="aid_renewal", state="open").count() == 1
    assert browser.post(here, {"step": "end", "reason": ""}).status_code == 422


# --- the navigator's list and the list of clocks -----------------------------------------------------------------------------


def test_the_list_shows_what_runs_out_next_of_whom_the_reader_may_see(browser: Client, alice: Staff, mari: Patient) -> None:
    now = datetime.now(UTC)
    plan = CoverageFactory(patient=mari)
    late = PriorAuthorizationFactory(coverage=plan, what="Late one", sent=True)
    DeadlineFactory(authorization=late, due_at=now - timedelta(days=1), aim_at=now - timedelta(days=3))
    denial = DenialFactory(coverage=plan, what="A denied one")
    DeadlineFactory(
        authorization=late, subject_kind="denial", subject=denial.uuid, clock="appeal_to_file", what="A denied one",
        due_at=now + timedelta(days=30), aim_at=now + timedelta(days=16),
    )  # fmt: skip
    DeadlineFactory(authorization__coverage__payer="Elsewhere", what="Of another clinic")
    died = enrolled_patient(alice, died=True)
    DeadlineFactory(authorization__coverage=CoverageFactory(patient=died), what="Of the dead")
    page = text(browser.get(reverse("coverage_desk:desk")))
    assert page.index("Late one") < page.index("A denied one")
    assert "Of another clinic" not in page
    assert "Of the dead" not in page
    assert "Everything <b>2</b>" in page
    assert "Late <b>1</b>" in page
    assert "Late one" not in text(browser.get(reverse("coverage_desk:desk"), {"show": "denial"}))
    event = AuditEvent.objects.filter(verb="list.coverage").order_by("pk").first()
    assert event is not None
    assert event.patient_ids == [mari.pk]
    assert browser.get(reverse("coverage_desk:desk"), {"after": "x"}).status_code == 404


def test_the_list_pages_and_keeps_its_number_of_queries(browser: Client, alice: Staff) -> None:
    path, counted = reverse("coverage_desk:desk"), []
    for number in (1, 50, 60):
        for _ in range(number):
            plan = CoverageFactory(patient=enrolled_patient(alice))
            row = PriorAuthorizationFactory(coverage=plan, sent=True)
            DeadlineFactory(authorization=row)
        counted.append(queries_of(browser, path))
    assert len(set(counted)) == 1
    first = browser.get(path)
    more = first.context["next_url"]
    shown = len(first.context["rows"])
    second = browser.get(path + more)
    assert (shown, len(second.context["rows"])) == (50, 50)
    assert "To the first page" in text(second)


def test_a_supervisor_writes_down_what_they_read_and_a_coordinator_reads_it(
    browser: Client, alice: Staff, client: Client
) -> None:
    path, to = reverse("coverage_desk:clocks"), reverse("coverage_desk:set_clock")
    page = text(browser.get(path))
    assert "Not verified" in page
    assert "Write down what you have read" not in page
    figure = {"figure": "appeal_file", "plan_kind": "employer", "value": "90", "unit": "days", "source": "Contract 4.2"}
    assert browser.post(to, figure).status_code == 403
    ruth = sign_in(Client(), staff_with(Role.SUPERVISOR, organisation=alice.organisation, user__name="Ruth Calder"))
    assert ruth.post(to, figure | {"value": "0"}).status_code == 422
    page = text(ruth.post(to, figure, follow=True))
    assert "Contract 4.2" in page
    assert "Ruth Calder" in page
    own = OwnClock.objects.get()
    assert ruth.post(to, {"drop": "nonsense"}).status_code == 404
    assert "The list’s figure holds again." in text(ruth.post(to, {"drop": str(own.uuid)}, follow=True))


# --- queries, and who may not ------------------------------------------------------------------------------------------------


def test_the_page_keeps_its_number_of_queries(browser: Client, mari: Patient) -> None:
    counted = []
    for number in (1, 20):
        for _ in range(number):
            plan = CoverageFactory(patient=mari)
            EligibilityCheckFactory(coverage=plan)
            DeadlineFactory(authorization=PriorAuthorizationFactory(coverage=plan, sent=True))
            DenialFactory(coverage=plan)
            AidFactory(patient=mari)
        counted.append(queries_of(browser, url("coverage", mari)))
    assert len(set(counted)) == 1


def test_what_somebody_else_has_is_not_there(browser: Client, mari: Patient, plan: Coverage) -> None:
    other = PriorAuthorizationFactory()
    assert browser.get(url("authorization", mari, authorization=other.uuid)).status_code == 404
    assert browser.get(url("change", mari, coverage=other.coverage.uuid)).status_code == 404
    assert browser.get(url("denial", mari, denial=DenialFactory().uuid)).status_code == 404
    assert browser.get(url("aid", mari, aid=AidFactory().uuid)).status_code == 404
    assert browser.get(url("coverage", PatientFactory())).status_code == 404
    foreign = request_of(other.coverage)
    assert browser.post(url("authorization_new", mari), foreign).status_code == 422


def test_nothing_is_offered_once_somebody_has_died(browser: Client, alice: Staff) -> None:
    died = enrolled_patient(alice, died=True)
    row = PriorAuthorizationFactory(coverage=CoverageFactory(patient=died), sent=True)
    page = text(browser.get(url("authorization", died, authorization=row.uuid)))
    assert "What happened" not in page
    assert "New request" not in text(browser.get(url("coverage", died)))


def test_a_task_leads_to_what_it_is_about(browser: Client, alice: Staff, mari: Patient, plan: Coverage) -> None:
    now = datetime.now(UTC)
    request = operations.Request(service=Service.INJECTION, what="Sublocade 300 mg")
    row = operations.prepare_authorization(permit=permit_for(alice, mari, at=now), coverage=plan.uuid, request=request, at=now)
    task = Task.objects.get(subject=row.uuid)
    assert url("authorization", mari, authorization=row.uuid) in text(browser.get(reverse("pages:task", args=[task.uuid])))
    assert Deadline.objects.get().aim_at == task.due_at
