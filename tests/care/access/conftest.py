"""A clinic in which somebody may open a record for a time, and what its tests ask of the gate."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from care.access import gate, operations
from care.access.models import AccessSession
from care.access.policy import Session
from care.access.rules import Reason
from care.accounts.models import Organisation, Staff
from care.actor import Action, Category, Permit, Purpose, Role
from care.outbox.models import Delivery
from care.outbox.queries import Claimed
from patients.models import Patient
from tests.factories.accounts import OrganisationFactory, actor_for, staff_with
from tests.factories.patients import enrolled_patient

WORDS = "Found unresponsive, the ambulance asks what she takes."
HOUR = timedelta(minutes=60)
ZONE = "America/New_York"
Open = Callable[..., AccessSession]


@pytest.fixture
def clinic(db: None) -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def alice(clinic: Organisation) -> Staff:
    """Who leads Mari's team."""
    return staff_with(Role.COUNSELOR, organisation=clinic, user__name="Alice Osei")


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice)


@pytest.fixture
def jay(alice: Staff) -> Patient:
    return enrolled_patient(alice, legal_given="Jay", legal_family="Whitaker")


@pytest.fixture
def sam(clinic: Organisation) -> Staff:
    """A crisis clinician, on nobody's team."""
    return staff_with(Role.CRISIS_CLINICIAN, organisation=clinic, user__name="Sam Whitfield")


@pytest.fixture
def noor(clinic: Organisation) -> Staff:
    """The privacy officer."""
    return staff_with(Role.PRIVACY_OFFICER, organisation=clinic, user__name="Noor Aziz")


@pytest.fixture
def opens(at: datetime) -> Open:
    def opened(who: Staff, patient: Patient, *, kind: Session = Session.EMERGENCY, when: datetime = at) -> AccessSession:
        permit = gate.require_session(actor=actor_for(who), patient_id=patient.pk, kind=kind, at=when)
        reason = Reason.OVERDOSE if kind is Session.EMERGENCY else Reason.COMPLAINT
        return operations.open_session(
            permit=permit, kind=kind, reason=reason, words=WORDS, length=HOUR, zone=ZONE, at=when
        )  # fmt: skip

    return opened


def ask(who: Staff, patient: Patient, at: datetime, **changes: Any) -> Permit:
    given = {"category": Category.SUD, "action": Action.READ, "purpose": Purpose.TREAT} | changes
    return gate.require(actor=actor_for(who), patient_id=patient.pk, at=at, **given)


def is_closed(who: Staff, patient: Patient, at: datetime, **changes: Any) -> str:
    """The reason of the refusal."""
    with pytest.raises(gate.Refused) as refusal:
        ask(who, patient, at, **changes)
    return refusal.value.reason


def heard(event: Delivery) -> Claimed:
    """An event as a worker holds it."""
    return Claimed(
        id=event.pk,
        uuid=event.uuid,
        kind=event.kind,
        key=event.key,
        organisation_id=event.organisation_id,
        patient_id=event.patient_id,
        about=event.about,
        due_at=event.due_at,
        attempts=1,
    )
