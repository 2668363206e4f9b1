"""From the record to facts: the catalogue is recognized; orders, steps, doses, what was told; a fixed number of queries."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from care.actor import Permit
from care.lib.dates import local_date
from patients.models import Patient
from patients.story.models import Medicine as TakenMedicine
from tests.factories.patients import AllergyFactory, ConditionFactory
from tests.factories.regimens import DoseFactory, DoseStepFactory, MedicationOrderFactory
from tests.factories.story import MedicineFactory, SubstanceUseFactory
from treatment_plans.regimens.gathering import facts_of, record_of, steps_of
from treatment_plans.regimens.gathering.orders import drug_of
from treatment_plans.regimens.models import Dose, Medication, MedicationOrder, Preparation

pytestmark = pytest.mark.django_db

PRODUCTS = {
    "buprenorphine-naloxone-zubsolv": "zubsolv",
    "buprenorphine-xr-sublocade": "sublocade",
    "buprenorphine-xr-brixadi-weekly": "brixadi_weekly",
    "buprenorphine-xr-brixadi-monthly": "brixadi_monthly",
    "naltrexone-xr": "vivitrol",
}


def test_every_line_of_the_catalogue_is_recognized() -> None:
    wrong = []
    for medicine in Medication.objects.order_by("position"):
        for made in [None, *Preparation.objects.filter(medication=medicine)]:
            drug = drug_of(medicine.name, str(made or ""), made.amount if made else None, medicine.routes[0])
            found = drug.ingredients - {"naloxone"} or drug.ingredients
            if found != {medicine.substance} or drug.product != PRODUCTS.get(medicine.code, ""):
                wrong.append((medicine.code, made and made.code, drug))
    assert not wrong


def a_full_record(mari: Patient, at: datetime, *, times: int) -> MedicationOrder:
    """Orders that ended, doses, medicines and problems, `times` of each, and an order in force with two steps."""
    today = local_date(at, "America/New_York")
    for number in range(times):
        MedicationOrderFactory(patient=mari, stopped=True)
        ConditionFactory(patient=mari, display=f"Problem {number}")
        AllergyFactory(patient=mari, substance=f"Penicillin {number}")
        MedicineFactory(patient=mari, name=f"Clarithromycin {number}")
        SubstanceUseFactory(patient=mari, substance="heroin", last_used=(today - timedelta(days=2)).isoformat(), recorded_at=at)
    order: MedicationOrder = MedicationOrderFactory(patient=mari, active=True, starts_on=today - timedelta(days=20))
    DoseStepFactory(order=order, position=1, starts_on=order.starts_on, ends_on=today - timedelta(days=3), amounts=[Decimal(40)])
    DoseStepFactory(order=order, position=2, starts_on=today - timedelta(days=2), amounts=[Decimal(30), Decimal(20)])
    for number in range(1, times + 1):
        DoseFactory(order=order, due_on=today - timedelta(days=number), part=1, at=at - timedelta(days=number))
    return order


def test_what_stands_in_the_record_becomes_facts_with_their_days(to_order: Permit, mari: Patient, at: datetime) -> None:
    order = a_full_record(mari, at, times=2)
    today = local_date(at, "America/New_York")
    DoseFactory(order=order, due_on=today, outcome="missed", amount=None, at=at)
    record = record_of(permit=to_order, at=at)
    facts = facts_of(record, MedicationOrderFactory(patient=mari), steps=[], at=at)
    now = next(one for one in facts.orders if one.id == str(order.uuid))
    assert (now.day_total, now.times_a_day, now.dose, now.status) == (Decimal(50), Decimal(2), Decimal(30), "active")
    assert [(given.at.date(), given.taken) for given in facts.given] == [
        (today - timedelta(days=2), True),
        (today - timedelta(days=1), True),
        (today, False),
    ]
    assert {one.drug.name for one in facts.orders if one.id.startswith("told-")} == {"Clarithromycin 0", "Clarithromycin 1"}
    assert all("cyp3a4_inhibitor" in one.drug.classes for one in facts.orders if one.id.startswith("told-"))
    assert (len(facts.problems), len(facts.allergies)) == (2, 2)
    assert record.zone == ZoneInfo("America/New_York")
    naltrexone = facts_of(
        record, MedicationOrderFactory(patient=mari, medication=Medication.objects.get(code="naltrexone")), steps=[], at=at
    )
    assert [given.drug.name for given in naltrexone.given if given not in facts.given] == ["Heroin", "Heroin"]


def test_the_number_of_queries_is_the_same_for_one_and_for_many(to_order: Permit, mari: Patient, at: datetime) -> None:
    counts = []
    for times in (1, 12):
        order = a_full_record(mari, at, times=times)
        record_of(permit=to_order, at=at)  # what is written once in a process is written
        with CaptureQueriesContext(connection) as asked:
            facts_of(record_of(permit=to_order, at=at), order, steps=steps_of(order), at=at)
        counts.append(len(asked))
        Dose.objects.all().update(voided_at=at, voided_by=order.ordered_by, void_reason="Another run")
        MedicationOrder.objects.filter(pk=order.pk).update(
            status="stopped", ended_at=at, ended_by=order.ordered_by, end_reason="own_wish"
        )
    assert counts[0] == counts[1] <= 22


def test_a_medicine_that_was_stopped_ends_on_the_last_day_it_may_mean(to_order: Permit, mari: Patient, at: datetime) -> None:
    MedicineFactory(patient=mari, name="Oxycodone", since="2026", stopped="2026-10", recorded_at=at)
    assert TakenMedicine.objects.count() == 1
    (told,) = record_of(permit=to_order, at=at).told
    assert (told.status, told.starts_on, told.ended_on) == ("stopped", date(2026, 1, 1), date(2026, 10, 31))
