"""Schedules: what makes one, what ships to begin with, tapers; written with the order, shown before it is signed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from care.actor import Permit
from care.teams.models import CaseloadSummary
from patients.models import Patient
from tests.factories.accounts import PASSWORD, sign_in
from treatment_plans.regimens import operations, rules
from treatment_plans.regimens.models import DoseStep, Medication, MedicationOrder
from treatment_plans.regimens.queries import get_order
from treatment_plans.regimens.rules import NoDose, NoSchedule, Step
from treatment_plans.regimens.rules.schedules import MOST_STEPS
from treatment_plans.regimens.schedules import templates
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus, Pathway, Phase, Route

MONDAY = date(2026, 11, 23)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number - 1)


def step(number: int, *amounts: object) -> Step:
    return Step(day(number), tuple(Decimal(str(amount)) for amount in amounts))


def arranged(*steps: Step, ends_on: date | None = None, frequency: Frequency = Frequency.DAILY) -> tuple[Step, ...]:
    return rules.arranged(steps, starts_on=MONDAY, ends_on=ends_on, frequency=frequency)


def test_each_step_lasts_until_the_day_before_the_next_and_the_last_until_the_order_ends() -> None:
    for ends_on in (None, day(20)):
        found = arranged(step(6, 40), step(1, 30), step(11, 25, 25), ends_on=ends_on)
        assert [(one.starts_on, one.ends_on) for one in found] == [(day(1), day(5)), (day(6), day(10)), (day(11), ends_on)]
        assert found[-1].total == 50
    assert arranged() == ()


def test_what_is_no_schedule_is_refused() -> None:
    cases: list[tuple[str, type[Exception], dict[str, Any], list[Step]]] = [
        ("begins later", NoSchedule, {}, [step(2, 30)]),
        ("two on a day", NoSchedule, {}, [step(1, 30), step(1, 40)]),
        ("after the end", NoSchedule, {"ends_on": day(3)}, [step(1, 30), step(4, 40)]),
        ("not day by day", NoSchedule, {"frequency": Frequency.WEEKLY}, [step(1, 30)]),
        ("too many", NoSchedule, {}, [step(number, 30) for number in range(1, MOST_STEPS + 2)]),
        ("no amounts", NoSchedule, {}, [Step(MONDAY, ())]),
        ("seven doses", NoSchedule, {}, [step(1, *[5] * 7)]),
        ("no dose", NoDose, {}, [step(1, 0)]),
        ("finer than a thousandth", NoDose, {}, [step(1, "0.0005")]),
    ]
    for _name, refusal, given, steps in cases:
        with pytest.raises(refusal):
            arranged(*steps, **given)
    assert len(arranged(*(step(number, 30) for number in range(1, MOST_STEPS + 1)))) == MOST_STEPS
    assert arranged(step(1, 30), step(3, 40), ends_on=day(3))


def test_amounts_of_a_day_are_read_as_they_are_typed() -> None:
    for text, amounts in (("8", [8]), ("4 + 4", [4, 4]), (" 0.5+0.5 ", ["0.5", "0.5"])):
        assert rules.read_amounts(text) == tuple(Decimal(str(amount)) for amount in amounts)
    for text in ("", "4 +", "+", "4,5", "1e3", "-4", "0", "4 mg", "1.0005", "NaN", ".", "1.2.3"):
        with pytest.raises(NoDose):
            rules.read_amounts(text)


@pytest.mark.django_db
def test_every_template_is_a_schedule_of_a_medicine_that_is_offered_with_its_source() -> None:
    known = set(Medication.objects.values_list("code", flat=True))
    assert len(templates()) == 8
    for template in templates().values():
        assert rules.arranged(
            rules.from_template(template, starts_on=MONDAY), starts_on=MONDAY, ends_on=None, frequency=Frequency.DAILY
        )
        assert template.medications <= known
        assert template.source.startswith("clinical reference 1.")
    low = rules.from_template(templates()["buprenorphine-low-dose"], starts_on=MONDAY)
    assert [str(one.total) for one in low] == ["0.5", "1.0", "2", "4", "6", "8", "12", "16"]
    assert templates()["buprenorphine-low-dose"].pathway is Pathway.LOW_DOSE


def test_a_taper_goes_down_step_by_step_to_where_it_is_to_end() -> None:
    tenth = rules.taper(Decimal(100), starts_on=MONDAY, every_days=14, percent=Decimal(10), to=Decimal(50))
    assert [str(one.amounts[0]) for one in tenth] == ["90.0", "81.0", "73.0", "65.5", "59.0", "53.0"]
    assert [one.starts_on for one in tenth[:2]] == [MONDAY, MONDAY + timedelta(days=14)]
    by_two = rules.taper(Decimal(16), starts_on=MONDAY, every_days=7, by=Decimal(2))
    assert [int(one.amounts[0]) for one in by_two] == [14, 12, 10, 8, 6, 4, 2]
    slow = rules.taper(Decimal(4), starts_on=MONDAY, every_days=7, percent=Decimal(5))
    assert [str(one.amounts[0]) for one in slow] == ["3.5", "3.0", "2.5", "2.0", "1.5", "1.0", "0.5"]  # a grain at least
    assert len(rules.taper(Decimal(120), starts_on=MONDAY, every_days=7, percent=Decimal(1))) == MOST_STEPS
    assert rules.is_lowering(tenth)
    assert not rules.is_lowering([step(1, 30), step(6, 40)])
    for given in ({}, {"percent": Decimal(5), "by": Decimal(2)}, {"by": Decimal(2), "to": Decimal(90)}):
        with pytest.raises(NoSchedule):
            rules.taper(Decimal(90), starts_on=MONDAY, every_days=7, **given)


# --- with an order -------------------------------------------------------------------------------------------------------------


def start(permit: Permit, at: datetime, *steps: Step, **given: Any) -> MedicationOrder:
    values: dict[str, Any] = {
        "medication": "methadone",
        "dose_amount": Decimal(1),
        "route": Route.ORAL,
        "frequency": Frequency.DAILY,
        "phase": Phase.INITIATION,
        "starts_on": MONDAY,
    }
    return operations.write_order(permit=permit, at=at, steps=steps, **(values | given))


@pytest.mark.django_db
def test_steps_are_written_with_their_order_and_read_with_it(to_order: Permit, mari: Patient, at: datetime) -> None:
    order = start(to_order, at, step(1, 30), step(6, 20, 20))
    row = get_order(permit=to_order, order=order.uuid)
    assert (row.dose_amount, row.text) == (Decimal(30), "Methadone 30 to 40 mg daily by schedule")
    assert [(one.text, one.ends_on) for one in row.steps] == [("30", day(5)), ("20 + 20", None)]
    operations.sign_order(permit=to_order, order=order.uuid, at=at)
    assert CaseloadSummary.objects.get(patient=mari).medication == "Methadone 30 to 40 mg daily by schedule"


@pytest.mark.django_db
def test_a_refused_schedule_leaves_no_order(to_order: Permit, at: datetime) -> None:
    with pytest.raises(NoSchedule):
        start(to_order, at, step(2, 30))
    assert not MedicationOrder.objects.exists()


# --- on the screen -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def browser(dana: Staff) -> Client:
    return sign_in(Client(), dana)


@pytest.fixture
def address(mari: Patient) -> Callable[..., str]:
    return lambda name, *things: reverse(f"regimens:{name}", args=[mari.uuid, *(thing.uuid for thing in things)])


TYPED = {
    "medication": "buprenorphine-naloxone",
    "preparation": "",
    "route": "sublingual",
    "frequency": "daily",
    "phase": "initiation",
    "pathway": "low_dose",
    "starts_on": MONDAY.isoformat(),
    "template": "buprenorphine-low-dose",
}


def rows(*lines: tuple[str, str]) -> dict[str, str]:
    found = {"steps-TOTAL_FORMS": str(len(lines)), "steps-INITIAL_FORMS": "0"}
    for number, (first, amounts) in enumerate(lines):
        found |= {f"steps-{number}-starts_on": first, f"steps-{number}-amounts": amounts, f"steps-{number}-note": ""}
    return found


@pytest.mark.django_db
def test_a_template_fills_the_rows_and_keeps_nothing(browser: Client, address: Callable[..., str]) -> None:
    answer = browser.post(address("new"), TYPED | rows() | {"fill": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="0.5 + 0.5"' in page
    assert page.count('name="steps-') == 10 * 3 + 4  # eight steps, two empty rows, the management form
    assert f'value="{day(8).isoformat()}"' in page
    assert "Not saved yet" not in page
    assert not MedicationOrder.objects.exists()


@pytest.mark.django_db
def test_a_schedule_is_kept_read_and_signed_with_each_step(browser: Client, address: Callable[..., str]) -> None:
    lines = (day(1).isoformat(), "0.5"), (day(2).isoformat(), "0.5 + 0.5"), ("", "")
    assert browser.post(address("new"), TYPED | rows(*lines)).status_code == 302
    order = MedicationOrder.objects.get()
    assert (order.pathway, order.dose_amount) == ("low_dose", Decimal("0.5"))
    assert list(DoseStep.objects.order_by("position").values_list("amounts", flat=True)) == [
        [Decimal("0.5")],
        [Decimal("0.5")] * 2,
    ]
    page = browser.get(address("new")).content.decode()
    assert "Dose (mg)</label>" in page  # not called optional
    assert "A schedule takes its place." in page
    page = browser.get(address("order", order)).content.decode()
    for words in ("0.5 + 0.5 mg", "1 mg in all", "Low-dose initiation", "by the schedule below"):
        assert words in page
    browser.post(address("sign", order), {"answer": PASSWORD})
    order.refresh_from_db()
    assert order.status == OrderStatus.ACTIVE


@pytest.mark.django_db
def test_what_is_no_schedule_says_why_beside_its_row(browser: Client, address: Callable[..., str]) -> None:
    cases = [
        ([(day(2).isoformat(), "4")], "The first step begins on the first day of the order."),
        ([(day(1).isoformat(), "4 mg")], "Doses of one day, as 8 or 4 + 4"),
        ([("", "4")], "From which day."),
        ([(day(1).isoformat(), "")], "Which doses; or empty the row."),
    ]
    for lines, words in cases:
        answer = browser.post(address("new"), TYPED | rows(*lines))
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    answer = browser.post(address("new"), TYPED | {"medication": "methadone", "route": "oral"} | rows((day(1).isoformat(), "4")))
    assert "begins in the standard way" in answer.content.decode()
    assert not MedicationOrder.objects.exists()
