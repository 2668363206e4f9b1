"""Doses on the timeline: a line for a month, a line for a run, a line for what stands out; and the same questions for a year."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from care.accounts.models import Staff
from care.actor import Action
from patients.models import Patient
from tests.factories.patients import permit_for
from tests.factories.regimens import DoseFactory, MedicationOrderFactory
from treatment_plans.regimens.dose_timeline import timeline_entries
from treatment_plans.regimens.models import Medication

FIRST = date(2026, 3, 1)
DAY = timedelta(days=1)


@pytest.mark.django_db
def test_months_runs_and_single_doses(alice: Staff, mari: Patient, at: datetime) -> None:
    order = MedicationOrderFactory(patient=mari, active=True)

    def dose(number: int, outcome: str = "observed", **more: object) -> object:
        amount = None if outcome in ("missed", "refused") else Decimal(40)
        there = {"due_on": FIRST + number * DAY, "outcome": outcome, "amount": amount, "at": at - (99 - number) * DAY}
        return DoseFactory(order=order, **there | more)

    for number in range(35):
        dose(number, "missed" if number in (10, 20) else "observed")
    dose(35, "missed")
    dose(36, "missed", parts=2)
    dose(36, "missed", part=2, parts=2)
    dose(37, "refused")
    dose(38, "dispensed", amount=Decimal(30))
    dose(39, "missed")
    vomited = dose(40, "vomited", vomited_after=10)
    dose(40, amount=Decimal(20), again=vomited)
    dose(41, voided_at=at, voided_by=alice.user, void_reason="Another person.")
    shot = MedicationOrderFactory(
        patient=mari, active=True, route="subcutaneous", medication=Medication.objects.get(code="buprenorphine-xr-sublocade")
    )
    for number in (0, 28):
        DoseFactory(order=shot, due_on=FIRST + number * DAY, amount=Decimal(300), site="Abdomen", at=at - (99 - number) * DAY)
    permit = permit_for(alice, mari, at=at, action=Action.READ)
    with CaptureQueriesContext(connection) as asked:
        told = [entry.what for entry in timeline_entries(permit=permit)]
    assert told == [
        "Dose taken back: Methadone 40 mg, given, observed, Apr 11, 2026 (Another person.)",
        "Vomited after 10 minutes: Methadone 40 mg; 20 mg given again",
        "Methadone: 1 dose missed, Apr 9, 2026",
        "Methadone in April 2026: 5 doses of 30 mg to 40 mg (4 given, observed, 1 dispensed to take home)",
        "Methadone: 1 dose declined, Apr 7, 2026",
        "Methadone: 3 doses missed, Apr 5, 2026 to Apr 6, 2026",
        "Methadone in March 2026: 29 doses of 40 mg (29 given, observed)",
        "Given, observed: Buprenorphine XR 300 mg, Abdomen",
        "Methadone: 1 dose missed, Mar 21, 2026",
        "Methadone: 1 dose missed, Mar 11, 2026",
        "Given, observed: Buprenorphine XR 300 mg, Abdomen",
    ]
    assert len(asked) == 4
