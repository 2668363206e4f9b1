"""A partner's system with a token, and somebody whose plan it may read."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.idp.oidc.models import Token
from django.http import HttpResponse
from django.test import Client

from care.accounts.models import PartnerSystem
from care.actor import Role
from patients.models import Patient
from tests.factories.accounts import PartnerSystemFactory, staff_with
from tests.factories.consent import ConsentFactory
from tests.factories.patients import AllergyFactory, enrolled_patient
from tests.factories.regimens import MedicationOrderFactory
from tests.factories.treatment_plans import GoalFactory, InterventionFactory, PlanFactory
from treatment_plans.models import Plan

EVERY_SCOPE = ("people.read", "plans.read")


def token_for(partner: PartnerSystem, *, scopes: tuple[str, ...] = EVERY_SCOPE, lives: timedelta = timedelta(minutes=10)) -> str:
    """A token as the token address gives it."""
    value = secrets.token_urlsafe(32)
    token = Token(type=Token.Type.ACCESS_TOKEN, client=partner.client, expires_at=datetime.now(UTC) + lives)
    token.set_value(value)
    token.set_scopes(list(scopes))
    token.save()
    return value


@dataclass
class System:
    """A partner's system that asks."""

    partner: PartnerSystem
    token: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **headers: str) -> HttpResponse:
        sent = {"Authorization": f"Bearer {self.token}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(path if path.startswith("/") else f"/api/v1/{path}", headers=sent)  # type: ignore[return-value]


@pytest.fixture
def eastside(db: None) -> System:
    partner = PartnerSystemFactory(organisation__name="Eastside Primary Care")
    return System(partner, token_for(partner))


@pytest.fixture
def somebody() -> Callable[..., Patient]:
    """Make a person with a team, a plan in force, an order and an allergy."""

    def make(**fields: Any) -> Patient:
        amara = staff_with(Role.COORDINATOR)
        patient = enrolled_patient(amara, allergies_state="listed", **fields)
        AllergyFactory(patient=patient)
        goal = GoalFactory(plan=PlanFactory(patient=patient, active=True))
        InterventionFactory(goal=goal)
        MedicationOrderFactory(patient=patient, active=True)
        return patient

    return make


@pytest.fixture
def mari(somebody: Callable[..., Patient], eastside: System) -> Patient:
    """Somebody whose consent lets Eastside read who she is, her allergies and her plan."""
    patient = somebody()
    ConsentFactory(patient=patient, recipient=eastside.partner.organisation)
    return patient


def plan_of(patient: Patient) -> Plan:
    """The plan in force."""
    return Plan.objects.get(patient=patient, status="active")
