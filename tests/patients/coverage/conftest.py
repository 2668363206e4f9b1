"""A coordinator, a person on whose team she is, their Medicaid plan, and the permits to write and to tell the plan."""

from collections.abc import Callable
from datetime import datetime

import pytest

from care.access import gate
from care.accounts.models import Staff
from care.actor import Category, Permit, Purpose, Requester, Role
from care.consent.models import Consent
from patients.coverage.models import Coverage
from patients.models import Patient
from tests.factories.accounts import actor_for, staff_with
from tests.factories.consent import ConsentFactory
from tests.factories.coverage import CoverageFactory
from tests.factories.patients import enrolled_patient, permit_for

PermitAt = Callable[[datetime], Permit]


@pytest.fixture
def alice(db: None) -> Staff:
    return staff_with(Role.COORDINATOR, user__name="Alice Osei", organisation__state="RI")


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice, legal_given="Mari", legal_family="Vega")


@pytest.fixture
def plan(mari: Patient) -> Coverage:
    return CoverageFactory(patient=mari)


@pytest.fixture
def consent(mari: Patient) -> Consent:
    """To treatment, payment and operations."""
    return ConsentFactory(patient=mari, general=True)


@pytest.fixture
def permit(alice: Staff, mari: Patient) -> PermitAt:
    def asked(at: datetime) -> Permit:
        return permit_for(alice, mari, at=at)

    return asked


@pytest.fixture
def release(alice: Staff, mari: Patient, consent: Consent) -> PermitAt:
    """To give substance use care to a health plan, for payment."""

    def asked(at: datetime) -> Permit:
        wanted = gate.Release(Requester.HEALTH_PLAN, Purpose.HPAYMT, frozenset({Category.SUD}), consent=consent.uuid)
        return gate.require_release(actor=actor_for(alice), patient_id=mari.pk, release=wanted, at=at)

    return asked
