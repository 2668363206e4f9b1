"""What a HARD rule forbids is saved by no operation, and nothing is left of the attempt."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from care.actor import Permit
from care.lib.dates import local_date
from patients.models import Patient
from tests.factories.regimens import DoseFactory, MedicationOrderFactory
from tests.factories.story import MedicineFactory
from treatment_plans.regimens import operations
from treatment_plans.regimens.guarding import HardStop, judge_dose
from treatment_plans.regimens.models import Medication, MedicationOrder, OrderHold
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus, Phase, Route

pytestmark = pytest.mark.django_db


def write(permit: Permit, at: datetime, medication: str, amount: int, **given: object) -> MedicationOrder:
    return operations.write_order(
        permit=permit,
        medication=medication,
        dose_amount=Decimal(amount),
        route=Route(Medication.objects.get(code=medication).routes[0]),
        frequency=Frequency(Medication.objects.get(code=medication).usual_frequency),
        phase=Phase.INITIATION,
        starts_on=local_date(at, "America/New_York"),
        at=at,
        **given,  # type: ignore[arg-type]  # each test gives its own
    )


def rules_of(stop: pytest.ExceptionInfo[HardStop]) -> list[str]:
    return [alert.rule for alert in stop.value.alerts]


def test_naltrexone_beside_an_opioid_is_not_even_kept_as_a_draft(to_order: Permit, mari: Patient, at: datetime) -> None:
    MedicineFactory(patient=mari, name="Oxycodone 5 mg")
    with pytest.raises(HardStop) as stop:
        write(to_order, at, "naltrexone", 50)
    assert rules_of(stop) == ["I-06"]
    assert "Oxycodone 5 mg" in " ".join(stop.value.alerts[0].evidence)
    assert not MedicationOrder.objects.exists()


def test_of_two_drafts_that_exclude_each_other_one_is_signed(to_order: Permit, mari: Patient, at: datetime) -> None:
    naltrexone, methadone = write(to_order, at, "naltrexone", 50), write(to_order, at, "methadone", 30)
    operations.sign_order(permit=to_order, order=methadone.uuid, at=at)
    with pytest.raises(HardStop):
        operations.sign_order(permit=to_order, order=naltrexone.uuid, at=at)
    naltrexone.refresh_from_db()
    assert naltrexone.status == OrderStatus.DRAFT


def test_a_change_and_a_resumption_are_judged_as_a_signature_is(to_order: Permit, mari: Patient, at: datetime) -> None:
    naltrexone = operations.sign_order(permit=to_order, order=write(to_order, at, "naltrexone", 50).uuid, at=at)
    MedicineFactory(patient=mari, name="Oxycodone")
    with pytest.raises(HardStop):
        operations.change_dose(permit=to_order, order=naltrexone.uuid, dose_amount=Decimal(100), starts_on=at.date(), at=at)
    operations.hold_order(permit=to_order, order=naltrexone.uuid, reason="Back pain", at=at)
    with pytest.raises(HardStop):
        operations.resume_order(permit=to_order, order=naltrexone.uuid, at=at)
    naltrexone.refresh_from_db()
    assert (naltrexone.status, MedicationOrder.objects.count()) == (OrderStatus.ON_HOLD, 1)
    assert OrderHold.objects.get().lifted_at is None


def test_three_missed_days_of_methadone_stop_the_dose_until_there_is_a_new_order(
    to_order: Permit, mari: Patient, at: datetime
) -> None:
    today = local_date(at, "America/New_York")
    order = MedicationOrderFactory(patient=mari, active=True, dose_amount=Decimal(80), starts_on=date(2026, 6, 1))
    for ago in range(10, 3, -1):
        DoseFactory(order=order, due_on=today - timedelta(days=ago), at=at - timedelta(days=ago))
    assert judge_dose(permit=to_order, order=order, amount=Decimal(80), at=at - timedelta(days=3)) is not None
    for ago in (3, 2, 1):
        due = today - timedelta(days=ago)
        DoseFactory(order=order, due_on=due, at=at - timedelta(days=ago), outcome="missed", amount=None)
    with pytest.raises(HardStop) as stop:
        judge_dose(permit=to_order, order=order, amount=Decimal(80), at=at)
    assert rules_of(stop) == ["M-10"]
    new = operations.change_dose(permit=to_order, order=order.uuid, dose_amount=Decimal(40), starts_on=today, at=at)
    assert [alert.severity for alert in judge_dose(permit=to_order, order=new, amount=Decimal(40), at=at) if alert.rule == "M-10"]


def test_methadone_goes_on_whatever_else_is_taken(to_order: Permit, mari: Patient, at: datetime) -> None:
    order = MedicationOrderFactory(patient=mari, active=True, dose_amount=Decimal(80))
    MedicineFactory(patient=mari, name="Alprazolam 1 mg")
    operations.change_dose(permit=to_order, order=order.uuid, dose_amount=Decimal(75), starts_on=at.date(), at=at)
