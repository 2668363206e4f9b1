"""Questionnaires by phone on a chart: what was sent, one more, one less."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.accounts.models import Staff
from care.actor import Permit
from care.lib.timeline import TimelineEntry, latest_entries
from care.questionnaires.models import Questionnaire
from care.questionnaires.timeline import CHAPTERS
from care.questionnaires.vocabulary import State
from patients.models import Patient
from tests.care.questionnaires.conftest import gives, phq9_answers
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


def test_what_was_answered_leads_to_what_came_of_it(
    desk: Client, mari: Patient, phone: Client, address: str, permit: Permit, at: datetime
) -> None:
    gives(phone, address, phq9_answers(1))
    page = desk.get(f"/people/{mari.uuid}/questionnaires/").content.decode()
    assert "Urgent: somebody was asked" in page
    result = re.findall(r'href="(/people/[^"]+/result/)"', page)
    assert desk.get(result[0]).status_code == 200
    told = [entry.what for entry in timeline_entries_of(permit)]
    assert told == ["PHQ-9 asked for by phone"]


def timeline_entries_of(permit: Permit) -> list[TimelineEntry]:
    return latest_entries(CHAPTERS, permit=permit, limit=10)


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
