"""Colleagues of one clinic, each signed in, and how to read a page."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.accounts.models import Organisation, Staff
from care.actor import Permit, Role
from patients.intake import operations as intakes
from patients.intake.models import Intake
from patients.models import Patient
from tests.factories.accounts import OrganisationFactory, sign_in, staff_with
from tests.factories.patients import enrolled_patient, permit_for

SignIn = Callable[..., Client]


@pytest.fixture
def clinic(db: None) -> Organisation:
    return OrganisationFactory(name="Harbor Street")


@pytest.fixture
def now() -> datetime:
    """The views read the real clock; what a test makes is around it."""
    return datetime.now(UTC)


@pytest.fixture
def alice(clinic: Organisation) -> Staff:
    """A coordinator, who works for the whole programme."""
    return staff_with(Role.COORDINATOR, organisation=clinic, user__name="Alice Osei")


@pytest.fixture
def bob(clinic: Organisation) -> Staff:
    """A counselor, who reads only the people on whose team he is."""
    return staff_with(Role.COUNSELOR, organisation=clinic, user__name="Bob Nair")


@pytest.fixture
def desk(clinic: Organisation) -> Staff:
    return staff_with(Role.FRONT_DESK, organisation=clinic, user__name="Fay Doran")


@pytest.fixture
def charlie(db: None) -> Staff:
    """A coordinator of another clinic."""
    return staff_with(Role.COORDINATOR, organisation=OrganisationFactory(name="Eastside"))


@pytest.fixture
def mari(alice: Staff) -> Patient:
    """Somebody whose team Alice leads."""
    return enrolled_patient(alice, legal_given="Mari", legal_family="Vega")


@pytest.fixture
def as_(client: Client) -> SignIn:
    """A browser of its own for each colleague."""

    def signed_in(staff: Staff) -> Client:
        return sign_in(Client(), staff)

    return signed_in


def queries_of(client: Client, path: str) -> int:
    """How many queries a page takes, once whatever is read only once has been read."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(captured)


TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value="|"X-CSRFToken": ")[A-Za-z0-9]+')


def without_token(html: str) -> str:
    """A page without the token that is masked anew for each answer."""
    return TOKEN.sub(r"\1", html.replace("&quot;", '"'))


def title_of(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert found
    return " ".join(found.group(1).split())


def soon(now: datetime) -> datetime:
    return now + timedelta(hours=2)


@pytest.fixture
def nurse(clinic: Organisation) -> Staff:
    return staff_with(Role.NURSE, organisation=clinic, user__name="Tomas Rivera")


@pytest.fixture
def permit(alice: Staff, mari: Patient, now: datetime) -> Permit:
    return permit_for(alice, mari, at=now)


@pytest.fixture
def intake(permit: Permit, now: datetime) -> Intake:
    return intakes.begin_intake(permit=permit, today=now.date(), at=now)
