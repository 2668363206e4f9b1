"""A coordinator, somebody whose phone may be texted, the outbox, and the person's own browser."""

import re
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from care import deliveries
from care.accounts.models import Staff
from care.actor import Permit, Role
from care.outbox.operations.sweeping import sweep
from care.questionnaires import operations
from care.questionnaires.models import Questionnaire
from care.questionnaires.phone import views
from patients.models import Patient
from tests.care.reminders.conftest import PHONE, provider
from tests.factories.accounts import OrganisationFactory, staff_with
from tests.factories.patients import ContactPointFactory, enrolled_patient, permit_for
from tests.factories.reminders import ChannelConsentFactory

__all__ = ["provider"]


@pytest.fixture
def alice(db: None) -> Staff:
    return staff_with(Role.COORDINATOR, organisation=OrganisationFactory(phone="+14015550100"))


@pytest.fixture
def mari(alice: Staff) -> Patient:
    patient = enrolled_patient(alice)
    ContactPointFactory(patient=patient, value=PHONE, may_text=True)
    ChannelConsentFactory(patient=patient, address=PHONE)
    return patient


@pytest.fixture
def permit(alice: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(alice, mari, at=at)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> SimpleNamespace:
    """The page's clock stands at `at` and can be moved."""
    moment = SimpleNamespace(at=at, now=lambda: moment.at)
    monkeypatch.setattr(views, "timezone", moment)
    return moment


@pytest.fixture
def phq9(permit: Permit, at: datetime) -> Questionnaire:
    return operations.ask_questionnaire(permit=permit, instrument="phq9", at=at)


@pytest.fixture
def address(phq9: Questionnaire, permit: Permit, clock: SimpleNamespace, at: datetime) -> str:
    return address_of(phq9, permit, at)


def address_of(row: Questionnaire, permit: Permit, at: datetime) -> str:
    return f"/q/{operations.issue_questionnaire_link(permit=permit, questionnaire=row.uuid, at=at)}/"


@pytest.fixture
def phone() -> Client:
    """A browser that asks for English and insists on CSRF where there is any."""
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en-US,en;q=0.9"})


def outbox(at: datetime) -> Any:
    return sweep(handlers=deliveries.HANDLERS, listeners=deliveries.LISTENERS, clock=lambda: at)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def question_on(answer: Any) -> str:
    """The number of the question on a page; '' where it is none."""
    found = re.search(r'name="question" value="([^"]+)"', answer.content.decode())
    return found.group(1) if found else ""


def gives(phone: Client, address: str, values: dict[str, str]) -> Any:
    """Answer question after question, and send with the last one; gives the page that follows."""
    page = phone.get(address)
    while question_on(page) in values:
        asked = question_on(page)
        last = 'name="send"' in page.content.decode()
        page = phone.post(address, {"question": asked, "answer": values[asked], "send" if last else "next": "1"})
        if last:
            break
    return page


def phq9_answers(ninth: int, others: int = 1) -> dict[str, str]:
    return {str(number): str(others) for number in range(1, 9)} | {"9": str(ninth), "10": "1"}
