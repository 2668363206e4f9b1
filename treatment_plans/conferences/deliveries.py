"""Agendas when a person dies or leaves, and when a death was recorded by mistake. What was said of them stays."""

from datetime import datetime

from care.actor import Action, Permit
from care.outbox.handling import Listener
from care.outbox.queries import Claimed
from care.teams.queries import open_enrolment
from patients.queries import get_patient
from treatment_plans.conferences import operations
from treatment_plans.deliveries import record_of

JOB = "conferences.look"


def _permit(row: Claimed, at: datetime) -> Permit | None:
    return record_of(row, job=JOB, action=Action.WRITE, at=at)


def _ended(row: Claimed, at: datetime) -> None:
    """Death or the end of care; not where it was corrected, or care has begun again, meanwhile."""
    permit = _permit(row, at)
    if permit is None:
        return
    if get_patient(permit=permit).deceased_on is not None or open_enrolment(permit=permit) is None:
        operations.take_off(permit=permit, at=at)


def _death_corrected(row: Claimed, at: datetime) -> None:
    permit = _permit(row, at)
    if permit is not None and get_patient(permit=permit).deceased_on is None:
        operations.put_back(permit=permit, at=at)


CLOSE_AT_DEATH = Listener("conferences", _ended)
CLOSE_AT_END = Listener("conferences", _ended)
PUT_BACK_AFTER_CORRECTION = Listener("conferences", _death_corrected)
