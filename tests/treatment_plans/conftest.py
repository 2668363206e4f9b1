"""Alice coordinates and writes the plan, Dana prescribes, both on Mari's team; Charlie works there too and is not on it."""

from datetime import datetime

import pytest

from care.accounts.models import Staff
from care.actor import Action, Permit, Role
from care.teams.models import Enrolment
from patients.models import Patient
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.teams import CareTeamMemberFactory
from treatment_plans.models import Plan
from treatment_plans.operations import add_intervention, agree_plan, draft_plan, state_goal

WANTS = "Keep my apartment, and have Sofi stay every other weekend."


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR, user=UserFactory(name="Alice Osei"))


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice)


@pytest.fixture
def dana(alice: Staff, mari: Patient) -> Staff:
    """The prescriber on Mari's team."""
    staff = staff_with(Role.PRESCRIBER, organisation=alice.organisation, user=UserFactory(name="Dana Fischer"))
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=mari), staff=staff, function=Role.PRESCRIBER.value)
    return staff


@pytest.fixture
def charlie(alice: Staff) -> Staff:
    """A counselor of the same programme who is on nobody's team."""
    return staff_with(Role.COUNSELOR, organisation=alice.organisation, user=UserFactory(name="Charlie Ruiz"))


@pytest.fixture
def to_write(alice: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(alice, mari, at=at)


@pytest.fixture
def to_read(alice: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(alice, mari, at=at, action=Action.READ)


@pytest.fixture
def to_order(dana: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(dana, mari, at=at, action=Action.ORDER)


@pytest.fixture
def draft(to_write: Permit, at: datetime) -> Plan:
    """A draft with one goal and one intervention."""
    plan = draft_plan(permit=to_write, at=at, strengths="Steady job", preferences="No mornings")
    goal = state_goal(permit=to_write, plan=plan.uuid, own_words=WANTS, measure="weekends together", at=at)
    add_intervention(permit=to_write, goal=goal.uuid, kind="housing", title="Letter to the landlord", who="Amara", at=at)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def active(to_write: Permit, draft: Plan, at: datetime) -> Plan:
    """The same, agreed on."""
    return agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
