"""The caseload's last score is that of the record, in the transaction of what changed it."""

from datetime import datetime
from decimal import Decimal

from care.accounts.models import Staff
from care.actor import Permit
from care.lib.dates import local_date
from care.teams.models import CaseloadSummary
from patients.assessments.operations import begin_response, complete_response, mark_in_error
from patients.assessments.rules import Mode
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
