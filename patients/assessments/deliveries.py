"""What happens when a person dies or leaves: open answers are set aside, and nothing is asked again. What stands, stays."""

from datetime import datetime

from care.access import gate
from care.actor import Action, Actor, Category, Purpose
from care.outbox.handling import Listener
from care.outbox.queries import Claimed
from care.teams.queries import open_enrolment
from patients.assessments.operations import close_assessments

JOB = "assessments.close"


def _ended(row: Claimed, at: datetime) -> None:
    actor = Actor.system(job=JOB, organisation_id=row.organisation_id)
    try:
        permit = gate.require(
            actor=actor,
            patient_id=row.patient_id,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.HOPERAT,
            at=at,
        )
    except gate.NotFound:
        return
    if open_enrolment(permit=permit) is None:  # else it was corrected, or they are back already
        close_assessments(permit=permit, reason="Care here has ended", at=at)


CLOSE_AT_DEATH = Listener("assessments", _ended)
CLOSE_AT_END = Listener("assessments", _ended)
