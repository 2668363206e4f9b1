"""What happens to an unfinished intake when a person dies or leaves: it is closed, and what was saved stays in the record."""

from datetime import datetime

from care.access import gate
from care.actor import Action, Actor, Category, Purpose
from care.outbox.handling import Listener
from care.outbox.queries import Claimed
from care.teams.queries import open_enrolment
from patients.intake.operations import close_intake
from patients.intake.queries import current_intake
from patients.intake.rules import CloseReason

JOB = "intake.close"


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
    if open_enrolment(permit=permit) is not None:  # it was corrected, or they are back already
        return
    found = current_intake(permit=permit)
    if found is not None and found.is_unfinished:
        close_intake(permit=permit, intake=found.uuid, reason=CloseReason.CARE_ENDED, at=at)


CLOSE_AT_DEATH = Listener("intake", _ended)
CLOSE_AT_END = Listener("intake", _ended)
