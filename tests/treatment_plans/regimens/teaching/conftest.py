"""Mari, on Priya's team; what is taught about her medicines."""

from datetime import datetime

import pytest

from care.accounts.models import Staff
from care.actor import Permit, Role
from patients.models import Patient
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.patients import enrolled_patient, permit_for


@pytest.fixture
def priya() -> Staff:
    return staff_with(Role.COUNSELOR, user=UserFactory(name="Priya Nair"))


@pytest.fixture
def mari(priya: Staff) -> Patient:
    return enrolled_patient(priya)


@pytest.fixture
def permit(priya: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(priya, mari, at=at)
