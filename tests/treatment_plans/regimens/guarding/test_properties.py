"""Whatever stands in a record, and by whichever operation it is tried: what a HARD rule forbids is not saved, all else is.

What is forbidden is said here once more, in three sentences, and not asked of the engine (clinical reference 0.2 and 1.10).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as some

from care.accounts.models import Staff
from care.actor import Permit
from care.lib.dates import local_date
from patients.models import Patient
from tests.factories.regimens import ANSWERED, MedicationOrderFactory
from tests.factories.results import ResultFactory
from tests.factories.story import MedicineFactory
from treatment_plans.regimens import operations
from treatment_plans.regimens.guarding import HardStop
from treatment_plans.regimens.models import Medication, MedicationOrder
from treatment_plans.regimens.operations.doses import record_dose
from treatment_plans.regimens.operations.verbal import take_verbal_order
from treatment_plans.regimens.rules.doses import Told
from treatment_plans.regimens.vocabulary import DoseOutcome, Frequency, OrderStatus, Phase, Route

pytestmark = pytest.mark.django_db

DOSES = {"naltrexone": 50, "naltrexone-xr": 380, "acamprosate": 333, "disulfiram": 250, "methadone": 30, "buprenorphine": 4}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tried:
    """One record, and what is tried in it."""

    medicine: str
    path: str
    opioid: str  # "", "story", "ordered"
    creatinine: str  # mg/dL
    drank: bool

    @property
    def begins(self) -> bool:
        """A first order, or the first dose of one."""
        return self.path in ("written", "signed", "verbal", "given")

    @property
    def is_forbidden(self) -> bool:
        """A blocker beside an opioid; acamprosate where the kidneys are done; disulfiram begun soon after a drink."""
        blocks = self.medicine in ("naltrexone", "naltrexone-xr") and bool(self.opioid)
        kidneys = self.medicine == "acamprosate" and self.creatinine == "3.5"
        return blocks or kidneys or (self.medicine == "disulfiram" and self.drank and self.begins)


tries = some.builds(
    Tried,
    medicine=some.sampled_from(list(DOSES)),
    path=some.sampled_from(["written", "signed", "changed", "resumed", "verbal", "given"]),
    opioid=some.sampled_from(["", "", "story", "ordered"]),
    creatinine=some.sampled_from(["0.8", "3.5"]),
    drank=some.booleans(),
)


@pytest.fixture
def try_it(
    to_order: Permit, to_give: Permit, dana: Staff, mari: Patient, at: datetime
) -> Callable[[Tried], MedicationOrder | None]:
    """Try it in the record; gives the order that is in force by it, or was before."""
    today = local_date(at, "America/New_York")

    def drawn(tried: Tried, **how: object) -> MedicationOrder:
        medicine = Medication.objects.get(code=tried.medicine)
        return MedicationOrderFactory(
            patient=mari,
            medication=medicine,
            dose_amount=Decimal(DOSES[tried.medicine]),
            route=medicine.routes[0],
            frequency=medicine.usual_frequency,
            **how,
        )

    def trying(tried: Tried) -> MedicationOrder | None:
        medicine = Medication.objects.get(code=tried.medicine)
        said = {
            "medication": tried.medicine,
            "dose_amount": Decimal(DOSES[tried.medicine]),
            "route": Route(medicine.routes[0]),
            "frequency": Frequency(medicine.usual_frequency),
            "phase": Phase.INITIATION,
            "starts_on": today,
            "at": at,
        }
        if tried.path == "written":
            return operations.write_order(permit=to_order, **said)  # type: ignore[arg-type]
        if tried.path == "verbal":
            return take_verbal_order(permit=to_give, prescriber=dana.pk, read_back=True, said=ANSWERED, **said)  # type: ignore[arg-type]
        if tried.path == "signed":
            draft = drawn(tried, ordered_at=at, starts_on=today)
            return operations.sign_order(permit=to_order, order=draft.uuid, said=ANSWERED, at=at)
        begun = today - 28 * DAY if medicine.is_depot else today - DAY
        order = drawn(tried, active=True, starts_on=begun)
        if tried.path == "resumed":
            operations.hold_order(permit=to_order, order=order.uuid, reason="In hospital", at=at)
            return operations.resume_order(permit=to_order, order=order.uuid, said=ANSWERED, at=at)
        if tried.path == "changed":
            less = Decimal(DOSES[tried.medicine]) - 1
            changed = {"order": order.uuid, "dose_amount": less, "starts_on": today, "at": at}
            return operations.change_dose(permit=to_order, said=ANSWERED, **changed)  # type: ignore[arg-type]
        place = {"site": "left buttock", "lot": "B2", "expires_on": date(2027, 6, 1)} if medicine.is_depot else {}
        told = Told(on=today, part=1, outcome=DoseOutcome.OBSERVED, **place)  # type: ignore[arg-type]
        return record_dose(permit=to_give, order=order.uuid, told=told, said=ANSWERED, at=at).order

    return trying


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries)
def test_what_a_hard_rule_forbids_is_saved_by_no_operation_and_all_else_is(
    try_it: Callable[[Tried], MedicationOrder | None], mari: Patient, at: datetime, tried: Tried
) -> None:
    event(f"{tried.path}: {'forbidden' if tried.is_forbidden else 'may be'}")
    with transaction.atomic():
        ResultFactory(patient=mari, kind="creatinine", value=Decimal(tried.creatinine), measured_at=at - DAY)
        ResultFactory(patient=mari, kind="weight", value=Decimal(50), measured_at=at - DAY)
        if tried.opioid == "story":
            MedicineFactory(patient=mari, name="Oxycodone 5 mg")
        if tried.opioid == "ordered" and tried.medicine not in ("methadone", "buprenorphine"):
            MedicationOrderFactory(patient=mari, active=True)
        if tried.drank:
            ResultFactory(patient=mari, kind="breath_alcohol", value=Decimal("0.05"), measured_at=at - timedelta(hours=1))
        before = set(MedicationOrder.objects.values_list("pk", "status"))
        if tried.is_forbidden:
            with pytest.raises(HardStop), transaction.atomic():
                try_it(tried)
            assert set(MedicationOrder.objects.values_list("pk", "status")) == before
        else:
            saved = try_it(tried)
            assert saved is not None
            assert saved.status == (OrderStatus.DRAFT if tried.path == "written" else OrderStatus.ACTIVE)
        transaction.set_rollback(True)  # the next record begins anew
