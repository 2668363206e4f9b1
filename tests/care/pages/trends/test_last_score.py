"""The caseload's last score is that of the record, in the transaction of what changed it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from care.accounts.models import Staff
from care.actor import Permit
from care.lib.dates import date_text, local_date
from care.teams.models import CaseloadSummary
from patients.assessments.models import Response
from patients.assessments.operations import begin_response, complete_response, mark_in_error
from patients.assessments.rules import Mode
from patients.intake.operations import begin_intake, record_safety
from patients.intake.rules import Question, Reply
from patients.models import Patient
from tests.care.pages.conftest import SignIn
from tests.care.pages.trends.conftest import Scores


def test_completing_and_recording_in_error_keep_it(
    as_: SignIn, alice: Staff, mari: Patient, permit: Permit, scored: Scores, now: datetime
) -> None:
    scored(mari, "phq9", [3])
    scored(mari, "ciwa", [12], ago=0.1)  # not followed over time
    row = CaseloadSummary.objects.get(patient=mari)
    begun = begin_response(permit=permit, instrument="phq9", mode=Mode.CLINICIAN, at=now)
    answers = {str(number): Decimal(1) for number in range(1, 9)} | {"9": Decimal(0), "10": Decimal(0)}
    complete_response(permit=permit, response=begun.uuid, version_number=1, answers=answers, at=now)
    row.refresh_from_db()
    assert (row.last_score, row.last_score_on) == ("PHQ-9 8, mild", local_date(now, mari.zone))
    assert row.last_score_is_worse
    page = as_(alice).get("/caseload/").content.decode()
    assert "PHQ-9 8, mild" in page
    assert ">Worse</span>" in page
    mark_in_error(permit=permit, response=begun.uuid, reason="For somebody else.", at=now)
    row.refresh_from_db()
    assert (row.last_score, row.last_score_is_worse) == ("PHQ-9 3, none or minimal", False)


def test_the_banner_says_what_the_last_screening_for_suicide_showed(
    as_: SignIn, alice: Staff, mari: Patient, permit: Permit, now: datetime
) -> None:
    def screened(**given: int) -> str:
        begun = begin_response(permit=permit, instrument="cssrs", mode=Mode.CLINICIAN, at=now)
        answers = dict.fromkeys(("1", "2", "6"), Decimal(0)) | {name[1:]: Decimal(value) for name, value in given.items()}
        complete_response(permit=permit, response=begun.uuid, version_number=1, answers=answers, at=now)
        said = " ".join(as_(alice).get(f"/people/{mari.uuid}/").content.decode().split())
        mark_in_error(permit=permit, response=begun.uuid, reason="Only a test.", at=now)
        return said

    nobody_asked = as_(alice).get(f"/people/{mari.uuid}/").content.decode()
    assert "Not assessed" in nobody_asked
    wrong = [
        words
        for words, given in {
            "None found": {},
            "Low, of suicide": {"_1": 1},
            "Moderate, of suicide": {"_2": 1, "_3": 1, "_4": 0, "_5": 0},
            "High, of suicide": {"_2": 1, "_3": 0, "_4": 1, "_5": 0},
            "Not clear, of suicide": {"_2": 1, "_3": 1, "_4": 0},
        }.items()
        if words not in screened(**given)
    ]
    assert wrong == []
    row = CaseloadSummary.objects.get(patient=mari)
    assert (row.risk, row.risk_on) == ("", None), "what was recorded in error counts nowhere"


def test_a_yes_elsewhere_raises_the_risk_until_a_screener_says_otherwise(
    as_: SignIn, alice: Staff, mari: Patient, permit: Permit, now: datetime
) -> None:
    def answered(instrument: str, answers: dict[str, int], day: int) -> Response:
        at = now + timedelta(days=day)
        begun = begin_response(permit=permit, instrument=instrument, mode=Mode.CLINICIAN, at=at)
        given = {link_id: Decimal(value) for link_id, value in answers.items()}
        return complete_response(permit=permit, response=begun.uuid, answers=given, at=at).response

    def stands() -> tuple[str, str, int]:
        row = CaseloadSummary.objects.get(patient=mari)
        return row.risk, row.risk_source, (row.risk_on - local_date(now, mari.zone)).days

    intake = begin_intake(permit=permit, today=local_date(now, mari.zone), at=now)
    record_safety(permit=permit, intake=intake.uuid, replies={Question.WISH: Reply.YES}, at=now)
    assert stands() == ("low", "intake", 0)
    said = " ".join(as_(alice).get(f"/people/{mari.uuid}/").content.decode().split())
    assert f"<small>intake, safety questions, {date_text(local_date(now, mari.zone))}</small>" in said
    worried = answered("phq9", {"1": 0, "9": 1}, 1)
    assert stands() == ("unclear", "phq9", 1)
    answered("phq9", {"1": 0, "9": 0}, 2)
    assert stands() == ("unclear", "phq9", 1)
    mark_in_error(permit=permit, response=worried.uuid, reason="For somebody else.", at=now + timedelta(days=3))
    assert stands() == ("low", "intake", 0)
    answered("cssrs", {"1": 0, "2": 0, "6": 0}, 4)
    assert stands() == ("none", "cssrs", 4)
    with pytest.raises(IntegrityError, match="summary_risk_source_known"), transaction.atomic():
        CaseloadSummary.objects.filter(patient=mari).update(risk_source="x")


@pytest.mark.parametrize("given", [{"risk": "high", "risk_on": None}, {"risk": "", "risk_on": date(2026, 11, 1)}, {"risk": "x"}])
def test_the_database_keeps_a_risk_and_its_day_together(mari: Patient, permit: Permit, given: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="summary_risk_has_its_day"), transaction.atomic():
        CaseloadSummary.objects.filter(patient=mari).update(**given)
