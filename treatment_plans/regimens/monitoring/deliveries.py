"""What this room hears of: a death, the end of care here. Nobody is asked for tests of somebody who is not here."""

from datetime import datetime

from care.actor import Action
from care.outbox.handling import Listener
from care.outbox.queries import Claimed
from care.teams.queries import open_enrolment
from patients.queries import get_patient
from treatment_plans.deliveries import record_of
from treatment_plans.regimens.monitoring import operations

JOB = "monitoring.look"


def _died(row: Claimed, at: datetime) -> None:
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if permit is not None and get_patient(permit=permit).deceased_on is not None:  # else it was corrected meanwhile
        operations.close_monitoring(permit=permit, reason="The person has died", at=at)


def _left(row: Claimed, at: datetime) -> None:
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if permit is not None and open_enrolment(permit=permit) is None:
        operations.close_monitoring(permit=permit, reason="Care here has ended", at=at)


CLOSE_AT_DEATH = Listener("monitoring.close_at_death", _died)
CLOSE_AT_END = Listener("monitoring.close_at_end", _left)
