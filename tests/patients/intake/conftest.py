"""A person in care, a coordinator and a nurse who may both fill the intake in."""

from datetime import UTC, datetime

import pytest

from care.accounts.models import Staff
from care.actor import Permit, Role
from patients.intake import operations
from patients.intake.models import Intake
from patients.models import Patient
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for

AT = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR, user__name="Alice Osei")


@pytest.fixture
def bob(alice: Staff) -> Staff:
    return staff_with(Role.NURSE, organisation=alice.organisation, user__name="Bob Rivera")


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice)


@pytest.fixture
def permit(alice: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(alice, mari, at=at)


@pytest.fixture
def of_bob(bob: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(bob, mari, at=at)


@pytest.fixture
def intake(permit: Permit, at: datetime) -> Intake:
    return operations.begin_intake(permit=permit, today=at.date(), at=at)
