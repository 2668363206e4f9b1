"""Nora is the nurse of Mari's team: she stands at the window."""

from collections.abc import Callable
from datetime import datetime

import pytest

from care.accounts.models import Staff
from care.actor import Permit, Role
from care.teams.models import Enrolment
from patients.models import Patient
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.patients import permit_for
from tests.factories.teams import CareTeamMemberFactory


@pytest.fixture
def nora(alice: Staff, mari: Patient) -> Staff:
    staff = staff_with(Role.NURSE, organisation=alice.organisation, user=UserFactory(name="Nora Quinn"))
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=mari), staff=staff, function=Role.NURSE.value)
    return staff


@pytest.fixture
def to_give(nora: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(nora, mari, at=at)


@pytest.fixture
def giving_at(nora: Staff, mari: Patient) -> Callable[[datetime], Permit]:
    return lambda at: permit_for(nora, mari, at=at)
