"""The forms about medication as a prescriber meets them."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from patients.models import Patient
from tests.factories.accounts import PASSWORD, sign_in
from tests.factories.regimens import MedicationOrderFactory
from treatment_plans.regimens.models import Firing, Medication, MedicationOrder
from treatment_plans.regimens.vocabulary import OrderStatus

pytestmark = pytest.mark.django_db

TYPED = {
    "medication": "buprenorphine-xr-sublocade",
    "preparation": "buprenorphine-xr-sublocade-prefilled-syringe-300-1_5ml",
    "dose_amount": "300",
    "route": "subcutaneous",
    "frequency": "monthly",
    "phase": "maintenance",
    "starts_on": "2026-11-23",
    "ends_on": "",
    "instructions": "",
    "replaces": "",
    "steps-TOTAL_FORMS": "0",
    "steps-INITIAL_FORMS": "0",
}
ROWS = {"steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}
PROOF = {"answer": PASSWORD}


@pytest.fixture
def browser(dana: Staff) -> Client:
    return sign_in(Client(), dana)


@pytest.fixture
def address(mari: Patient) -> Callable[..., str]:
    return lambda name, *things: reverse(f"regimens:{name}", args=[mari.uuid, *(thing.uuid for thing in things)])


@pytest.fixture
def active(mari: Patient) -> MedicationOrder:
    return MedicationOrderFactory(patient=mari, active=True)


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def said(browser: Client, mari: Patient) -> str:
    return text_of(browser.get(reverse("pages:chart", args=[mari.uuid])))


def test_an_order_is_written_read_and_signed(browser: Client, mari: Patient, address: Callable[..., str]) -> None:
    answer = browser.post(address("new"), TYPED)
    order = MedicationOrder.objects.get()
    assert (order.status, order.dose_amount) == (OrderStatus.DRAFT, Decimal(300))
    assert answer["Location"] == address("order", order)
    page = text_of(browser.get(address("order", order)))
    assert "Buprenorphine XR 300 mg monthly" in page
    assert "under the skin (subcutaneous)" in page
    assert "Sign Marisol Vega’s order" in page
    asked = browser.post(address("sign", order), PROOF)
    assert asked.status_code == 422
    assert "Buprenorphine injection without a first dose under the tongue" in text_of(asked)
    assert "Choose a reason and say it in your words" in text_of(asked)
    half = browser.post(address("sign", order), PROOF | {"reason-X-03": "tolerated"})
    assert "Choose a reason and say it in your words" in text_of(half)
    answered = {"reason-X-03": "tolerated", "words-X-03": "16 mg under the tongue until last week."}
    browser.post(address("sign", order), PROOF | answered)
    order.refresh_from_db()
    assert order.status == OrderStatus.ACTIVE
    kept = Firing.objects.get(rule="X-03", moment="signed")
    assert (kept.outcome, kept.reason, kept.words) == ("overridden", "tolerated", "16 mg under the tongue until last week.")
    assert "Marisol Vega: Buprenorphine XR 300 mg monthly signed and in force." in said(browser, mari)
    assert "16 mg under the tongue until last week." in text_of(browser.get(address("order", order)))


def test_a_wrong_route_says_the_right_one_and_keeps_what_was_typed(browser: Client, address: Callable[..., str]) -> None:
    answer = browser.post(address("new"), TYPED | {"route": "intramuscular", "instructions": "Left side"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "is given under the skin (subcutaneous)." in page
    assert "Left side" in page
    assert 'value="300"' in page
    assert not MedicationOrder.objects.exists()


@pytest.mark.parametrize(
    ("dose", "sentence"),
    [
        ("0", "More than 0 mg."),
        ("-40", "More than 0 mg."),
        ("2.0005", "Three decimals at most: a dose is never rounded."),
        ("40 mg", "A number, with a point: 2.5."),
        ("1,5", "A number, with a point: 2.5."),
        ("NaN", "A number, with a point: 2.5."),
        ("", "This field is required."),
    ],
)
def test_what_is_no_dose_says_what_is(browser: Client, address: Callable[..., str], dose: str, sentence: str) -> None:
    answer = browser.post(address("new"), TYPED | {"dose_amount": dose})
    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_a_form_of_another_medicine_is_refused(browser: Client, address: Callable[..., str]) -> None:
    answer = browser.post(address("new"), TYPED | {"preparation": "naltrexone-tablet-50"})
    assert "is not made in this form and strength." in text_of(answer)


def test_the_end_is_not_before_the_start(browser: Client, address: Callable[..., str]) -> None:
    answer = browser.post(address("new"), TYPED | {"ends_on": "2026-11-22"})
    assert "On or after the day on which it begins." in text_of(answer)


def test_a_second_order_for_the_substance_leads_to_the_first(browser: Client, mari: Patient, address: Callable[..., str]) -> None:
    first = MedicationOrderFactory(patient=mari, medication=Medication.objects.get(code="buprenorphine"), active=True)
    browser.post(address("new"), TYPED)
    draft = MedicationOrder.objects.get(status=OrderStatus.DRAFT)
    answer = browser.post(address("sign", draft), PROOF)
    assert answer.status_code == 409
    assert address("order", first) in text_of(answer)


def test_a_switch_says_what_signing_stops(browser: Client, mari: Patient, address: Callable[..., str]) -> None:
    old = MedicationOrderFactory(patient=mari, medication=Medication.objects.get(code="buprenorphine"), active=True)
    browser.post(address("new"), TYPED | {"replaces": str(old.uuid)})
    draft = MedicationOrder.objects.get(status=OrderStatus.DRAFT)
    assert "Signing stops Buprenorphine 40 mg daily" in text_of(browser.get(address("order", draft)))
    browser.post(address("sign", draft), PROOF)
    old.refresh_from_db()
    assert (old.status, old.end_reason) == (OrderStatus.STOPPED, "switched")


def test_a_dose_is_changed_and_the_confirmation_says_from_what_to_what(
    browser: Client, mari: Patient, active: MedicationOrder, address: Callable[..., str]
) -> None:
    typed = ROWS | {"dose_amount": "50", "frequency": "daily", "phase": "maintenance", "starts_on": "2026-11-24"}
    page = text_of(browser.get(address("dose", active)))
    assert "now Methadone 40 mg daily" in page
    assert browser.post(address("dose", active), typed).status_code == 422  # why it changes is not said
    browser.post(address("dose", active), typed | {"change_reason": "Wakes up at four"})
    draft = MedicationOrder.objects.get(status=OrderStatus.DRAFT)
    assert draft.change_reason == "Wakes up at four"
    browser.post(address("sign", draft), PROOF)
    new = MedicationOrder.objects.get(status=OrderStatus.ACTIVE)
    assert (new.dose_amount, new.replaces_id) == (Decimal(50), active.pk)
    assert "Marisol Vega: Methadone 50 mg daily signed and in force, was 40 mg." in said(browser, mari)


def test_a_change_that_changes_nothing_is_refused(browser: Client, active: MedicationOrder, address: Callable[..., str]) -> None:
    typed = ROWS | {"dose_amount": "40.0", "frequency": "daily", "phase": "maintenance", "starts_on": "2026-11-24"}
    answer = browser.post(address("dose", active), typed | {"change_reason": "None"})
    assert "This is the order as it stands: Methadone 40 mg daily." in text_of(answer)


def test_an_order_is_held_with_a_reason_and_resumed(
    browser: Client, active: MedicationOrder, address: Callable[..., str]
) -> None:
    assert browser.post(address("hold", active), {"reason": " "}).status_code == 422
    browser.post(address("hold", active), {"reason": "In hospital"})
    active.refresh_from_db()
    assert active.status == OrderStatus.ON_HOLD
    browser.post(address("resume", active))
    active.refresh_from_db()
    assert active.status == OrderStatus.ACTIVE


def test_an_order_is_stopped_for_a_reason(browser: Client, active: MedicationOrder, address: Callable[..., str]) -> None:
    answer = browser.post(address("stop", active), {"reason": "other", "note": ""})
    assert "Write which reason." in text_of(answer)
    browser.post(address("stop", active), {"reason": "side_effects", "note": ""})
    active.refresh_from_db()
    assert (active.status, active.end_reason) == (OrderStatus.STOPPED, "side_effects")
    assert browser.get(address("stop", active)).status_code == 409


def test_a_course_is_finished_and_a_draft_set_aside(
    browser: Client, mari: Patient, active: MedicationOrder, address: Callable[..., str]
) -> None:
    draft = MedicationOrderFactory(patient=mari)
    browser.post(address("complete", active))
    browser.post(address("set_aside", draft))
    assert sorted(MedicationOrder.objects.values_list("status", flat=True)) == ["cancelled", "completed"]


def test_the_order_page_tells_who_changed_what(browser: Client, active: MedicationOrder, address: Callable[..., str]) -> None:
    browser.post(address("hold", active), {"reason": "In hospital"})
    page = text_of(browser.get(address("order", active)))
    assert "Dana Fischer" in page
    assert "On hold" in page


def test_who_does_not_prescribe_is_refused(alice: Staff, active: MedicationOrder, address: Callable[..., str]) -> None:
    coordinator = sign_in(Client(), alice)
    assert coordinator.get(address("new")).status_code == 403
    assert coordinator.post(address("stop", active), {"reason": "own_wish"}).status_code == 403
    active.refresh_from_db()
    assert active.status == OrderStatus.ACTIVE


def test_titles_name_nobody(browser: Client, active: MedicationOrder, address: Callable[..., str]) -> None:
    for page in (address("new"), address("order", active), address("dose", active)):
        title = text_of(browser.get(page)).split("<title>")[1].split("</title>")[0]
        assert "Vega" not in title
        assert "Methadone" not in title
