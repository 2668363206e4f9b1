"""The pages of doses as a nurse meets them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from care.accounts.models import Staff
from care.lib.dates import local_date
from patients.histories.models import PastDose, PastOrder
from patients.models import Patient
from tests.factories.accounts import sign_in
from tests.factories.regimens import DoseFactory, MedicationOrderFactory
from treatment_plans.regimens import beside
from treatment_plans.regimens.models import Dose, Medication, MedicationOrder
from treatment_plans.regimens.vocabulary import DoseOutcome

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def browser(nora: Staff) -> Client:
    return sign_in(Client(), nora)


@pytest.fixture
def order(mari: Patient) -> MedicationOrder:
    return MedicationOrderFactory(patient=mari, active=True)


@pytest.fixture
def address(mari: Patient) -> Callable[..., str]:
    return lambda name, *things: reverse(f"regimens:{name}", args=[mari.uuid, *things])


@pytest.fixture
def today(mari: Patient) -> date:
    return local_date(timezone.now(), mari.organisation.zone)


def test_a_dose_is_given_with_one_key_and_taken_back(
    browser: Client, order: MedicationOrder, address: Callable[..., str], today: date
) -> None:
    page = browser.get(address("window")).content.decode()
    assert "Due now: 1" in page
    assert "Give Marisol Vega Methadone 40 mg" in page
    assert page.count("autofocus") == 1
    answer = browser.post(address("window"), {"order": str(order.uuid), "part": "1"}, follow=True)
    assert "Marisol Vega: Methadone 40 mg given." in answer.content.decode()
    dose = Dose.objects.get()
    assert (dose.outcome, dose.due_on) == (DoseOutcome.OBSERVED, today)
    page = browser.get(address("window")).content.decode()
    assert "Nothing is due now." in page
    again = browser.post(address("window"), {"order": str(order.uuid), "part": "1"})
    assert (again.status_code, "on record already" in again.content.decode()) == (409, True)
    browser.post(address("dose_void", dose.uuid), {"reason": "Another person’s bottle"})
    dose.refresh_from_db()
    assert dose.void_reason == "Another person’s bottle"
    assert "Due now: 1" in browser.get(address("window")).content.decode()


def test_what_else_can_happen_to_a_dose(
    browser: Client, order: MedicationOrder, address: Callable[..., str], today: date
) -> None:
    to = address("dose_record", order.uuid, today.isoformat(), 1)
    wrong = [
        {"outcome": ""},
        {"outcome": "vomited"},
        {"outcome": "observed", "vomited_after": "5"},
        {"outcome": "reported"},
        {"outcome": "observed", "amount": "41"},
        {"outcome": "observed", "amount": "20"},
    ]
    assert [browser.post(to, typed).status_code for typed in wrong] == [422] * len(wrong)
    assert browser.get(address("dose_record", order.uuid, "someday", 1)).status_code == 404
    assert browser.get(address("dose_record", order.uuid, today.isoformat(), 2)).status_code == 409
    browser.post(to, {"outcome": "observed", "amount": "20", "note": "Did not want all of it"})
    dose = Dose.objects.get()
    assert dose.amount == Decimal(20)
    browser.post(address("dose_vomited", dose.uuid), {"minutes": "10"})
    dose.refresh_from_db()
    assert (dose.outcome, dose.vomited_after) == ("vomited", 10)
    assert browser.get(address("dose_again", dose.uuid)).status_code == 403  # a prescriber's
    browser.post(address("take_home", order.uuid), {"first": (today + DAY).isoformat(), "count": "2"})
    page = browser.get(address("calendar")).content.decode()
    assert "At home for 2 days" in page


def test_a_month_takes_as_many_questions_with_one_dose_as_with_fifty(
    browser: Client, order: MedicationOrder, address: Callable[..., str], today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "BESIDE", [])

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(address("calendar")).status_code == 200
        return len(asked)

    DoseFactory(order=order, due_on=today - DAY)
    questions()
    one = questions()
    for number in range(2, 51):
        DoseFactory(order=order, due_on=today - number * DAY, outcome="dispensed")
    assert questions() == one


def test_other_rooms_put_their_days_beside_the_doses(
    browser: Client, order: MedicationOrder, address: Callable[..., str], today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = beside.Mark(today, "Liver tests due", beside.MarkState.DUE)
    monkeypatch.setattr(beside, "BESIDE", [beside.Beside("Tests", lambda _permit, _since, _until, _today: [mark])])
    monkeypatch.setattr("treatment_plans.regimens.views.doses.BESIDE", beside.BESIDE)
    assert "Liver tests due" in browser.get(address("calendar")).content.decode()


def test_nothing_is_dosed_from_an_imported_history(browser: Client, mari: Patient, address: Callable[..., str]) -> None:
    """A history brought from elsewhere is no order: the order's number of an address is one of our own orders, or nothing."""
    for model in (PastOrder, PastDose):
        assert not any(field.related_model in (MedicationOrder, Dose) for field in model._meta.get_fields() if field.is_relation)
    answer = browser.post(address("window"), {"order": str(mari.uuid), "part": "1"})
    assert answer.status_code == 404
    assert "Due now: 0" in browser.get(address("window")).content.decode()


def test_a_rule_that_forbids_the_dose_says_so_at_the_window(
    browser: Client, mari: Patient, order: MedicationOrder, address: Callable[..., str]
) -> None:
    MedicationOrderFactory(
        patient=mari, medication=Medication.objects.get(code="naltrexone"), active=True, dose_amount=Decimal(50)
    )
    page = browser.get(address("window")).content.decode()
    assert "Hard stop" in page
    answer = browser.post(
        address("window"), {"order": str(MedicationOrder.objects.get(substance="naltrexone").uuid), "part": "1"}
    )
    assert (answer.status_code, "This dose waits" in answer.content.decode()) == (409, True)
    assert not Dose.objects.exists()
