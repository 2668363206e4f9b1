"""From the chart to the answer, through the real outbox and a provider that answers over HTTP."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from care.actor import Permit
from care.outbox.models import Delivery
from care.questionnaires import operations
from care.questionnaires.models import Questionnaire
from care.questionnaires.vocabulary import EndReason, State
from care.reminders.models import ChannelConsent, Message
from care.reminders.rules.wording import hints
from care.teams import operations as teams
from care.teams.rules import EndReason as TeamsEnd
from care.worklist.models import Task
from patients.assessments import operations as assessments
from patients.assessments.models import Reassessment, Response
from patients.assessments.queries import parts_of, response_for
from patients.assessments.rules import Mode
from patients.models import Patient
from tests.care.questionnaires.conftest import outbox, text_of
from tests.care.reminders.conftest import PHONE, Provider
from tests.factories.accounts import sign_in
from tests.factories.assessments import ReassessmentFactory
from tests.factories.questionnaires import QuestionnaireFactory

pytestmark = pytest.mark.django_db


def states(row: Questionnaire) -> tuple[str, bool, bool]:
    row.refresh_from_db()
    return row.state, row.sent_at is not None, row.reminded_at is not None


def test_one_neutral_text_with_the_link_and_one_reminder(provider: Provider, phq9: Questionnaire, at: datetime) -> None:
    outbox(at)
    text = provider.texts[0]
    assert text["to"] == PHONE
    assert f"{settings.BASE_URL}/q/" in text["body"]
    assert hints(text["body"]) == []
    assert "PHQ" not in text["body"]
    assert states(phq9) == (State.SENT, True, False)
    assert Message.objects.get().body.count("[link]") == 1, "no link is kept"
    outbox(at + timedelta(days=1, hours=23))
    assert len(provider.texts) == 1
    outbox(at + timedelta(days=2, minutes=1))
    link = text["body"].split("/q/")[1][:35]
    assert link in provider.texts[1]["body"], "the same link again"
    assert hints(provider.texts[1]["body"]) == []
    for day in range(3, 7):
        outbox(at + timedelta(days=day))
    assert len(provider.texts) == 2, "one reminder"
    assert states(phq9) == (State.REMINDED, True, True)
    outbox(at + timedelta(days=7, minutes=1))
    assert states(phq9)[0] == State.EXPIRED
    assert not Delivery.objects.filter(state="waiting").exists()


def test_after_its_week_what_was_filled_in_is_set_aside_and_stays_readable(
    provider: Provider, permit: Permit, alice: Staff, mari: Patient, phq9: Questionnaire, at: datetime
) -> None:
    ReassessmentFactory(patient=mari, instrument="phq9", due_on=at.date())
    gad7 = operations.ask_questionnaire(permit=permit, instrument="gad7", at=at)
    assert phq9.response
    assert gad7.response
    assessments.save_answers(permit=permit, response=phq9.response, version_number=None, answers={"1": "3"}, at=at)
    Response.objects.filter(uuid=gad7.response).update(mode=Mode.CLINICIAN.value)  # a colleague's by now
    outbox(at)
    outbox(at + timedelta(days=7, minutes=1))
    row = Response.objects.get(uuid=phq9.response)
    assert (states(phq9)[0], row.state, row.end_reason, row.ended_by) == (State.EXPIRED, "set_aside", "Not answered", None)
    assert row.ended_by_job
    assert (states(gad7)[0], Response.objects.get(uuid=gad7.response).state) == (State.EXPIRED, "open")
    assert Reassessment.objects.get().due_on == at.date(), "what was due stays due"
    told = response_for(permit=permit, uuid=row.uuid)
    assert told.answers == {"1": 3}
    (part,) = parts_of(permit=permit, since=at)
    assert (part.uuid, part.reason, part.answered) == (row.uuid, "Not answered", 1)
    client = sign_in(Client(), alice)
    result = f"/people/{mari.uuid}/measures/{row.uuid}/result/"
    assert "Answered in part: 1" in text_of(client.get(f"/people/{mari.uuid}/measures/"))
    assert "Set aside: not finished, not scored." in text_of(client.get(result))
    assert result in client.get(reverse("questionnaires:sent", args=[mari.uuid])).content.decode()
    assert "PHQ-9 set aside, not finished: not answered" in text_of(client.get(f"/people/{mari.uuid}/timeline/"))


def test_who_texts_spanish_gets_spanish(provider: Provider, mari: Patient, phq9: Questionnaire, at: datetime) -> None:
    Patient.objects.filter(pk=mari.pk).update(language="es")
    outbox(at)
    assert "unas preguntas para usted" in provider.texts[0]["body"]


def test_what_is_taken_back_is_neither_sent_nor_reminded(
    provider: Provider, permit: Permit, phq9: Questionnaire, at: datetime
) -> None:
    operations.take_back(permit=permit, questionnaire=phq9.uuid, reason=EndReason.WRONG_ONE, at=at)
    assert Response.objects.get().state == "set_aside", "nothing was answered"
    outbox(at)
    assert provider.texts == []
    again = operations.ask_questionnaire(permit=permit, instrument="phq9", at=at)
    outbox(at)
    operations.take_back(permit=permit, questionnaire=again.uuid, reason=EndReason.OWN_WISH, at=at)
    outbox(at + timedelta(days=3))
    assert len(provider.texts) == 1
    with pytest.raises(operations.NotPossible):
        operations.take_back(permit=permit, questionnaire=again.uuid, reason=EndReason.OWN_WISH, at=at)


def test_without_an_open_way_somebody_is_asked_to_go_through_it_in_person(
    provider: Provider, permit: Permit, mari: Patient, phq9: Questionnaire, at: datetime
) -> None:
    ChannelConsent.objects.filter(patient=mari).delete()
    outbox(at)
    assert provider.texts == []
    assert states(phq9)[0] == State.NOT_SENT
    task = Task.objects.get()
    assert (task.kind, task.subject) == (operations.HAND_OVER_TASK, phq9.uuid)
    operations.take_back(permit=permit, questionnaire=phq9.uuid, reason=EndReason.NOT_NEEDED, at=at)
    task.refresh_from_db()
    assert task.state == "cancelled"


def test_one_whose_message_never_left_in_its_week_is_asked_about_in_person(
    provider: Provider, permit: Permit, mari: Patient, at: datetime
) -> None:
    row = QuestionnaireFactory(patient=mari, asked_at=at, asked_by_id=permit.actor.user_id)
    assert not operations.expire_questionnaire(permit=permit, questionnaire_id=row.pk, at=row.expires_at - timedelta(seconds=1))
    assert operations.expire_questionnaire(permit=permit, questionnaire_id=row.pk, at=row.expires_at)
    assert states(row)[0] == State.EXPIRED
    assert Task.objects.get().kind == operations.HAND_OVER_TASK


def test_care_that_ends_takes_it_back(provider: Provider, permit: Permit, phq9: Questionnaire, at: datetime) -> None:
    teams.end_enrolment(permit=permit, reason=TeamsEnd.OWN_WISH, at=at)
    outbox(at)
    assert (states(phq9)[0], phq9.end_reason) == (State.TAKEN_BACK, EndReason.CARE_ENDED)


def test_what_is_refused(permit: Permit, phq9: Questionnaire, alice: Staff, at: datetime) -> None:
    with pytest.raises(operations.AlreadyAsked) as asked:
        operations.ask_questionnaire(permit=permit, instrument="phq9", at=at)
    assert asked.value.uuid == phq9.uuid
    for instrument in ("cows", "dsm5_sud"):
        with pytest.raises(operations.NotForPhones):
            operations.ask_questionnaire(permit=permit, instrument=instrument, at=at)
    with pytest.raises(LookupError):
        operations.ask_questionnaire(permit=permit, instrument="no-such", at=at)
    begun = assessments.begin_response(permit=permit, instrument="auditc", mode=Mode.CLINICIAN, at=at)
    with pytest.raises(operations.BegunByColleague) as theirs:
        operations.ask_questionnaire(permit=permit, instrument="auditc", at=at)
    assert theirs.value.uuid == begun.uuid
    assert not Questionnaire.objects.filter(instrument="auditc").exists()
    teams.end_enrolment(permit=permit, reason=TeamsEnd.OWN_WISH, at=at)
    with pytest.raises(teams.NotEnrolled):
        operations.ask_questionnaire(permit=permit, instrument="gad7", at=at)
