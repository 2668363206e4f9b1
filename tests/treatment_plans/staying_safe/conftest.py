"""Priya counsels Mari, on her team."""

from collections.abc import Callable
from datetime import datetime

import pytest

from care.accounts.models import Staff
from care.actor import Action, Permit, Role
from patients.models import Patient
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.patients import enrolled_patient, permit_for
from treatment_plans.staying_safe import operations
from treatment_plans.staying_safe.models import SafePlan
from treatment_plans.staying_safe.vocabulary import Part, PlanKind, Way

AgreedPlan = Callable[..., SafePlan]


@pytest.fixture
def priya() -> Staff:
    return staff_with(Role.COUNSELOR, user=UserFactory(name="Priya Nair"))


@pytest.fixture
def mari(priya: Staff) -> Patient:
    return enrolled_patient(priya)


@pytest.fixture
def permit(priya: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(priya, mari, at=at)


@pytest.fixture
def to_read(priya: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(priya, mari, at=at, action=Action.READ)


@pytest.fixture
def agreed(permit: Permit, at: datetime) -> AgreedPlan:
    """A plan in force of a kind: written, signed by Priya, then by Mari."""

    def make(kind: PlanKind = PlanKind.SAFETY, *, moment: datetime | None = None, **texts: str) -> SafePlan:
        moment = moment or at
        plan = operations.begin_plan(permit=permit, kind=kind, at=moment)
        said = {Part(part): operations.Written(text, 1) for part, text in (texts or {"signs": "I stop answering."}).items()}
        operations.write_parts(permit=permit, plan=plan.uuid, written=said, at=moment)
        operations.sign_plan(permit=permit, plan=plan.uuid, name="Priya Nair", at=moment)
        return operations.take_word(permit=permit, plan=plan.uuid, way=Way.TYPED, name="Mari Delgado", at=moment)

    return make
