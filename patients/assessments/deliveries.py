"""What happens when a person comes into care: what is asked at the beginning is due. When they die or leave: open answers are set
aside, and nothing is asked again. What was completed, stays.
"""

from datetime import datetime

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose
from care.outbox.handling import Listener
from care.outbox.queries import Claimed
from care.teams.queries import open_enrolment
from patients.assessments.operations import close_assessments, make_due, sum_up_assessments

JOB = "assessments.close"


def _record_of(row: Claimed, at: datetime) -> Permit | None:
    """The record of the person whom an event is about; none where they were never in the program's care."""
    actor = Actor.system(job=JOB, organisation_id=row.organisation_id)
    try:
        return gate.require(
            actor=actor,
            patient_id=row.patient_id,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.HOPERAT,
            at=at,
        )
    except gate.NotFound:
        return None


def _begun(row: Claimed, at: datetime) -> None:
    permit = _record_of(row, at)
    if permit is not None:
        make_due(permit=permit, at=at)


def _ended(row: Claimed, at: datetime) -> None:
    permit = _record_of(row, at)
    if permit is not None and open_enrolment(permit=permit) is None:  # else it was corrected, or they are back already
        close_assessments(permit=permit, reason="Care here has ended", at=at)


def _records_changed(row: Claimed, at: datetime) -> None:
    permit = _record_of(row, at)
    if permit is not None:
        sum_up_assessments(permit=permit, at=at)


ASK_FROM_THE_BEGINNING = Listener("assessments", _begun)
CLOSE_AT_DEATH = Listener("assessments", _ended)
CLOSE_AT_END = Listener("assessments", _ended)
SUM_UP = Listener("assessments", _records_changed)
