"""Amara coordinates for the whole program; Priya counsels Mari and Theo; Omar is a peer of nobody's team."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from care.accounts.models import Staff
from care.actor import Action, Permit, Role
from patients.models import Patient
from tests.factories.accounts import UserFactory, actor_for, sign_in, staff_with
from tests.factories.patients import enrolled_patient, permit_for
from treatment_plans.conferences import operations
from treatment_plans.conferences.models import Conference
from treatment_plans.conferences.operations import Meet
from treatment_plans.conferences.vocabulary import Meeting

PermitOf = Callable[..., Permit]


@pytest.fixture
def at() -> datetime:
    """The views read the real clock; what a test makes is around it."""
    return datetime.now(UTC) - timedelta(minutes=5)


@pytest.fixture
def amara(db: None) -> Staff:
    return staff_with(Role.COORDINATOR, user=UserFactory(name="Amara Osei"))


@pytest.fixture
def priya(amara: Staff) -> Staff:
    return staff_with(Role.COUNSELOR, organisation=amara.organisation, user=UserFactory(name="Priya Nair"))


@pytest.fixture
def omar(amara: Staff) -> Staff:
    return staff_with(Role.PEER, organisation=amara.organisation, user=UserFactory(name="Omar Bell"))


@pytest.fixture
def mari(priya: Staff) -> Patient:
    return enrolled_patient(priya, legal_given="Mari", legal_family="Delgado")


@pytest.fixture
def theo(priya: Staff) -> Patient:
    return enrolled_patient(priya, legal_given="Theo", legal_family="Quill")


@pytest.fixture
def planned(amara: Staff, at: datetime) -> Conference:
    meet = Meet("Wednesday conference", at + timedelta(hours=1), 60, Meeting.IN_PERSON, "Room 2")
    return operations.plan_conference(actor=actor_for(amara), meet=meet, at=at)


@pytest.fixture
def permit(amara: Staff, at: datetime) -> PermitOf:
    """The gate's permit to write, by default for Amara."""
    return lambda patient, staff=None: permit_for(staff or amara, patient, at=at, action=Action.WRITE)


@pytest.fixture
def browser(amara: Staff) -> Client:
    return sign_in(Client(), amara)
