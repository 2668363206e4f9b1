"""Alice coordinates, Dana prescribes; Mari takes methadone and is on both of their teams."""

from datetime import datetime, timedelta

import pytest

from care.lib.dates import local_date
from patients.models import Patient
from tests.factories.regimens import MedicationOrderFactory
from treatment_plans.regimens.models import MedicationOrder


@pytest.fixture
def methadone(mari: Patient, at: datetime) -> MedicationOrder:
    """In force for 100 days."""
    begins = local_date(at, "America/New_York") - timedelta(days=100)
    return MedicationOrderFactory(patient=mari, active=True, starts_on=begins, dose_amount=50, phase="maintenance")
