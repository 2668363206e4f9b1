"""What this room hears of, and the message on a chosen day. `care.deliveries` lists them."""

from datetime import date, datetime
from uuid import UUID

from care.actor import Action, Permit
from care.outbox.handling import Drop, Later, Listener
from care.outbox.queries import Claimed
from care.reminders.sources import Say, Source
from patients.queries import get_patient
from treatment_plans.deliveries import record_of
from treatment_plans.recovery import operations

JOB = "recovery.mark"
NOT_NOW = "NOT_NOW"  # why a message was dropped


def _date_of(row: Claimed) -> tuple[UUID, date]:
    return UUID(str(row.about["date"])), date.fromisoformat(str(row.about["day"]))


def _say(row: Claimed, permit: Permit, at: datetime) -> Say | Drop | Later:
    """Whether it may still go. It says nothing of the day, and carries no link."""
    chosen, day = _date_of(row)
    try:
        operations.check_message(permit=permit, chosen=chosen, day=day, at=at)
    except operations.NotNow:
        return Drop(NOT_NOW)
    return Say(operations.MESSAGE, {}, chosen)


def _told(_row: Claimed, _permit: Permit, _channel: str, _at: datetime) -> None:
    """The message stands among the messages; nothing else follows."""


def _not_told(row: Claimed, permit: Permit, _reason: str, at: datetime) -> None:
    operations.ask_for_a_word(permit=permit, chosen=_date_of(row)[0], at=at)


MESSAGE = Source(say=_say, told=_told, not_told=_not_told)


def _comes(row: Claimed, at: datetime) -> None:
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if permit is not None:
        chosen, day = _date_of(row)
        operations.date_has_come(permit=permit, chosen=chosen, revision=int(row.about["revision"]), day=day, at=at)


def _death_corrected(row: Claimed, at: datetime) -> None:
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if permit is not None and get_patient(permit=permit).deceased_on is None:
        operations.come_back(permit=permit, at=at)


COMES = Listener("recovery.date_comes", _comes)
RESUME_AFTER_CORRECTION = Listener("recovery.resume_after_correction", _death_corrected)
