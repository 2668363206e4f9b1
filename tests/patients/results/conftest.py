"""A nurse, a person on whose team she is, and the permit to write."""

from collections.abc import Callable
from datetime import datetime

import pytest

from care.accounts.models import Staff
from care.actor import Permit, Role
from patients.models import Patient
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for

PermitAt = Callable[[datetime], Permit]


@pytest.fixture
def alice(db: None) -> Staff:
    return staff_with(Role.NURSE, user__name="Alice Rivera", organisation__state="RI")


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice, legal_given="Mari", legal_family="Vega")


@pytest.fixture
def permit(alice: Staff, mari: Patient) -> PermitAt:
    def asked(at: datetime) -> Permit:
        return permit_for(alice, mari, at=at)

    return asked
