"""Alice the coordinator and Bob the nurse, who look after Mari; charlie works elsewhere."""

from datetime import UTC, datetime

import pytest

from care.accounts.models import Staff
from care.actor import Category, Permit, Role
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
    return permit_for(alice, mari, at=at, category=Category.MENTAL_HEALTH)


@pytest.fixture
def of_bob(bob: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(bob, mari, at=at, category=Category.MENTAL_HEALTH)


@pytest.fixture
def of_charlie(at: datetime) -> Permit:
    charlie = staff_with(Role.COORDINATOR)
    return permit_for(charlie, enrolled_patient(charlie), at=at, category=Category.MENTAL_HEALTH)
