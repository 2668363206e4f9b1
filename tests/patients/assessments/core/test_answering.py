"""Answers come in part, from several colleagues, and stay as they are once they are completed."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from care.access import gate
from care.access.gate import NotFound
from care.actor import Action, Actor, Category, Permit, Purpose
from care.outbox.models import Delivery
from care.teams.models import Enrolment
from care.teams.operations import NotEnrolled
from care.worklist.models import Task
from patients.assessments import catalogue, operations
from patients.assessments.catalogue import definition
from patients.assessments.models import Answer, FoundTrigger, Reassessment, Response, Score
from patients.assessments.operations import (
    AlreadyOpen,
    AnswersWrong,
    ChangedMeanwhile,
    ModeNotAllowed,
    ReasonMissing,
    ResponseClosed,
    UnknownInstrument,
)
from patients.assessments.queries import measures_of, response_for, series
from patients.assessments.rules import Mode
from patients.assessments.rules.states import NotPossible, diagram
from patients.models import Patient

pytestmark = pytest.mark.django_db

FINE = {str(number): Decimal(1) for number in range(1, 9)} | {"9": Decimal(0)}


def begin(permit: Permit, at: datetime, instrument: str = "phq9", mode: Mode = Mode.CLINICIAN) -> Response:
    return operations.begin_response(permit=permit, instrument=instrument, mode=mode, at=at)


def test_one_begins_another_goes_on_and_completes(permit: Permit, of_bob: Permit, at: datetime) -> None:
    row = begin(permit, at)
    with pytest.raises(AlreadyOpen) as open_already:
        begin(of_bob, at)
    assert open_already.value.uuid == row.uuid

    operations.save_answers(
        permit=permit, response=row.uuid, version_number=1, answers={"1": "2", "2": 3, "3": None, "4": Decimal(1)}, at=at
    )
    operations.save_answers(permit=of_bob, response=row.uuid, version_number=2, answers={"4": "", "2": Decimal(1)}, at=at)
    told = response_for(permit=permit, uuid=row.uuid)
    assert told.answers == {"1": Decimal(2), "2": Decimal(1), "3": None}
    assert told.is_open
    assert told.begun_by == "Alice Osei"
    assert told.version_number == 3

    done = operations.complete_response(permit=of_bob, response=row.uuid, answers=FINE, at=at)
    told = response_for(permit=permit, uuid=row.uuid)
    assert told.completed_by == "Bob Rivera"
    assert told.score is not None
    assert (told.score.value, told.score.band) == (Decimal(8), "mild")
    assert told.outcome == done.outcome
    assert told.rules
    assert [measure.instrument for measure in measures_of(permit=permit) if measure.latest] == ["phq9"]
    assert [point.value for point in series(permit=permit, instrument="phq9")] == [Decimal(8)]


def test_what_is_refused_names_the_question(permit: Permit, of_bob: Permit, of_charlie: Permit, at: datetime) -> None:
    row = begin(permit, at)
    with pytest.raises(AnswersWrong) as wrong:
        operations.save_answers(
            permit=permit, response=row.uuid, version_number=None, answers={"1": "4", "77": "1", "2": "often", "3": "1"}, at=at
        )
    assert wrong.value.errors.keys() == {"1", "77", "2"}
    assert not Answer.objects.exists()

    operations.save_answers(permit=of_bob, response=row.uuid, version_number=1, answers={"1": "2"}, at=at)
    with pytest.raises(ChangedMeanwhile) as changed:
        operations.save_answers(permit=permit, response=row.uuid, version_number=1, answers={"1": "0"}, at=at)
    assert changed.value.answers == {"1": Decimal(2)}
    assert changed.value.version_number == 2

    with pytest.raises(NotFound):
        operations.save_answers(permit=of_charlie, response=row.uuid, version_number=None, answers={}, at=at)
    with pytest.raises(NotFound):
        response_for(permit=of_charlie, uuid=row.uuid)
    with pytest.raises(UnknownInstrument):
        begin(permit, at, instrument="tarot")
    with pytest.raises(UnknownInstrument):
        operations.begin_response(permit=permit, instrument="auditc", mode=Mode.CLINICIAN, subject="alcohol", at=at)
    with pytest.raises(ModeNotAllowed):
        begin(permit, at, instrument="cows", mode=Mode.SELF)
    with pytest.raises(ModeNotAllowed):
        begin(permit, at, instrument="auditc", mode=Mode.IMPORTED)


def test_nothing_answered_or_answered_tomorrow_is_not_completed(permit: Permit, at: datetime) -> None:
    row = begin(permit, at)
    for answers in ({}, {"1": None}):
        with pytest.raises(AnswersWrong) as wrong:
            operations.complete_response(permit=permit, response=row.uuid, answers=answers, at=at)
        assert wrong.value.errors.keys() == {""}
    with pytest.raises(AnswersWrong):
        operations.complete_response(
            permit=permit, response=row.uuid, answers=FINE, administered_at=at + timedelta(hours=1), at=at
        )
    row.refresh_from_db()
    assert row.state == "open"


def test_who_left_is_not_asked(permit: Permit, mari: Patient, at: datetime) -> None:

    Enrolment.objects.update(ended_at=at, ended_by=permit.actor.user_id, end_reason="moved")
    with pytest.raises(NotEnrolled):
        begin(permit, at)


def test_a_positive_answer_opens_a_task_in_the_same_transaction_and_counts_once(permit: Permit, at: datetime) -> None:
    row = begin(permit, at)
    done = operations.complete_response(permit=permit, response=row.uuid, answers=FINE | {"9": Decimal(1)}, at=at)
    again = operations.complete_response(permit=permit, response=row.uuid, answers=FINE, at=at + timedelta(minutes=1))
    assert again.outcome == done.outcome
    assert again.tasks == done.tasks

    task = Task.objects.get()
    assert done.tasks == (task.uuid,)
    assert task.subject == row.uuid
    assert task.priority == "urgent"
    assert task.due_at == at + timedelta(hours=4)
    assert task.category == Category.MENTAL_HEALTH
    found = FoundTrigger.objects.get()
    assert (found.code, found.task) == ("phq9_item9", task.uuid)
    assert Reassessment.objects.get(instrument="cssrs").due_on == at.date()
    kinds = list(Delivery.objects.order_by("kind").values_list("kind", flat=True))
    assert kinds == ["event:assessment.completed"]

    screener = begin(permit, at, instrument="cssrs")
    answers = dict.fromkeys(("1", "2", "6"), Decimal(0))
    operations.complete_response(permit=permit, response=screener.uuid, answers=answers, at=at + timedelta(minutes=5))
    task.refresh_from_db()
    assert task.state == "done"
    assert not Reassessment.objects.filter(instrument="cssrs").exists()


def test_a_clinician_is_asked_for_sooner_the_more_often_it_is(permit: Permit, at: datetime) -> None:
    row = begin(permit, at)
    operations.complete_response(permit=permit, response=row.uuid, answers=FINE | {"9": Decimal(2)}, at=at)
    task = Task.objects.get()
    assert task.due_at < at + timedelta(hours=1)
    assert task.priority == "urgent"


def test_if_the_task_cannot_be_opened_nothing_is_completed(permit: Permit, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    row = begin(permit, at)

    def broken(**_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("patients.assessments.operations.tasks.open_task", broken)
    with pytest.raises(DatabaseError), transaction.atomic():
        operations.complete_response(permit=permit, response=row.uuid, answers=FINE | {"9": Decimal(3)}, at=at)
    row.refresh_from_db()
    assert row.state == "open"
    assert not Score.objects.exists()


def test_worse_than_before_is_told_upwards(permit: Permit, at: datetime) -> None:
    for days, value in ((30, 1), (0, 2)):
        row = begin(permit, at)
        answers = {str(number): Decimal(value) for number in range(1, 9)} | {"9": Decimal(0)}
        operations.complete_response(
            permit=permit, response=row.uuid, answers=answers, administered_at=at - timedelta(days=days), at=at
        )
    assert Delivery.objects.filter(kind="event:assessment.worse", about__response=str(row.uuid)).count() == 1


def test_set_aside_and_in_error_need_a_reason_and_a_state(permit: Permit, at: datetime) -> None:
    row = begin(permit, at)
    with pytest.raises(ReasonMissing):
        operations.set_aside_response(permit=permit, response=row.uuid, reason=" ", at=at)
    with pytest.raises(NotPossible):
        operations.mark_in_error(permit=permit, response=row.uuid, reason="wrong person", at=at)
    operations.set_aside_response(permit=permit, response=row.uuid, reason="too tired", at=at)
    with pytest.raises(ResponseClosed):
        operations.save_answers(permit=permit, response=row.uuid, version_number=None, answers={"1": "1"}, at=at)
    with pytest.raises(ResponseClosed):
        operations.complete_response(permit=permit, response=row.uuid, answers=FINE, at=at)

    second = begin(permit, at)
    operations.complete_response(permit=permit, response=second.uuid, answers=FINE, at=at)
    operations.mark_in_error(permit=permit, response=second.uuid, reason="meant for somebody else", at=at)
    assert series(permit=permit, instrument="phq9") == []
    assert response_for(permit=permit, uuid=second.uuid).end_reason == "meant for somebody else"
    with pytest.raises(ResponseClosed):
        operations.complete_response(permit=permit, response=second.uuid, at=at)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments_score SET value = 3",
        "DELETE FROM assessments_score",
        "UPDATE assessments_answer SET number = 3",
        "DELETE FROM assessments_answer",
        "UPDATE assessments_response SET administered_at = now()",
        "UPDATE assessments_response SET state = 'open', completed_at = NULL, completed_by_id = NULL",
        "UPDATE assessments_foundtrigger SET danger = 'raised'",
    ],
)
def test_the_database_itself_keeps_what_was_completed(statement: str, permit: Permit, at: datetime) -> None:
    row = begin(permit, at)
    operations.complete_response(permit=permit, response=row.uuid, answers=FINE | {"9": Decimal(1)}, at=at)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_person_answers_through_a_link_what_a_colleague_began(permit: Permit, mari: Patient, at: datetime) -> None:
    actor = Actor.patient(patient_id=mari.pk, organisation_id=mari.organisation_id, link_id=7, purpose="questionnaire")
    own = gate.require(
        actor=actor,
        patient_id=mari.pk,
        category=Category.MENTAL_HEALTH,
        action=Action.WRITE,
        purpose=Purpose.PATRQT,
        at=at,
    )
    with pytest.raises(ModeNotAllowed):
        begin(own, at)
    asked = begin(permit, at)
    operations.save_answers(permit=own, response=asked.uuid, version_number=None, answers={"1": "1"}, at=at)
    done = operations.complete_response(permit=own, response=asked.uuid, answers=FINE | {"9": Decimal(1)}, at=at)
    assert len(done.tasks) == 1
    told = response_for(permit=permit, uuid=asked.uuid)
    assert (told.completed_by, told.begun_by, told.mode) == ("The person", "Alice Osei", Mode.SELF)

    # a screener that they answer alone does not end the task: somebody is still to talk with them
    screener = definition("cssrs")
    if Mode.SELF in screener.modes:
        row = begin(own, at, instrument="cssrs", mode=Mode.SELF)
        operations.complete_response(permit=own, response=row.uuid, answers=dict.fromkeys(("1", "2", "6"), Decimal(0)), at=at)
    assert Task.objects.get(uuid=done.tasks[0]).state == "open"


def test_old_answers_are_scored_by_the_definition_that_they_were_begun_with(
    permit: Permit, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = begin(permit, at)
    newer = replace(definition("phq9"), version="2027-01", items=definition("phq9").items[:9])
    known = catalogue.definition
    monkeypatch.setattr(
        "patients.assessments.operations.parts.definition_of",
        lambda code, version="": newer if code == "phq9" and version in ("", "2027-01") else known(code, version),
    )
    done = operations.complete_response(permit=permit, response=old.uuid, answers=FINE | {"10": Decimal(2)}, at=at)
    assert done.response.version == "2026-11"
    assert begin(permit, at).version == "2027-01"
    assert [(one.name, one.value) for one in response_for(permit=permit, uuid=old.uuid).scores] == [("total", Decimal(8))]


def test_the_diagram_in_the_guide_is_the_table() -> None:
    guide = Path(catalogue.__file__).with_name("README.md").read_text()
    shown = re.search(r"<!-- response -->\n```mermaid\n(.*?)\n```", guide, re.DOTALL)
    assert shown is not None
    assert shown.group(1) == diagram()
