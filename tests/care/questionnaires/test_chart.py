"""Questionnaires by phone on a chart: what was sent, one more, one less."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.accounts.models import Staff
from care.questionnaires.models import Questionnaire
from care.questionnaires.vocabulary import State
from patients.models import Patient
from tests.factories.questionnaires import QuestionnaireFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alice: Staff, client: Client, settings: Any) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(alice.user)
    return client


def test_sent_from_the_chart_and_taken_back(desk: Client, mari: Patient) -> None:
    here = f"/people/{mari.uuid}/questionnaires/"
    page = desk.get(here).content.decode()
    assert "Nothing was sent" in page
    assert "Su equipo" in page or "Care team" in page
    assert 'value="phq9"' in page
    assert 'value="cows"' not in page, "a colleague observes it"
    assert desk.post(f"{here}send/", {"instrument": "no-such"}).status_code == 422
    assert desk.post(f"{here}send/", {"instrument": "phq9"}).url == here
    row = Questionnaire.objects.get()
    assert desk.post(f"{here}send/", {"instrument": "phq9"}).status_code == 422
    page = desk.get(here).content.decode()
    assert "On its way" in page
    desk.post(f"{here}{row.uuid}/take-back/", {"why": "own_wish"})
    row.refresh_from_db()
    assert (row.state, row.end_reason) == (State.TAKEN_BACK, "own_wish")
    page = desk.get(here).content.decode()
    assert "Own wish" in page
    assert "Take back" not in page


def test_a_page_of_many_asks_as_much_as_one_of_few(desk: Client, mari: Patient, alice: Staff, at: datetime) -> None:
    here = f"/people/{mari.uuid}/questionnaires/"
    desk.get(here)
    QuestionnaireFactory(patient=mari, asked_by=alice.user, asked_at=at)
    with CaptureQueriesContext(connection) as few:
        desk.get(here)
    for number in range(1, 30):
        QuestionnaireFactory(patient=mari, asked_by=alice.user, asked_at=at - timedelta(days=number), taken_back=True)
    with CaptureQueriesContext(connection) as many:
        desk.get(here)
    assert len(many) == len(few)
