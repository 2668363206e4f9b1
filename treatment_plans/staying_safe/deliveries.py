"""What this room hears of, and the message that carries the link of a copy. `care.deliveries` lists them."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from care.actor import Action, Permit
from care.outbox.handling import Drop, Later, Listener
from care.outbox.queries import Claimed
from care.reminders.sources import Say, Source
from care.teams.queries import open_enrolment
from care.teams.rules import EndReason as Leaving
from patients.assessments.queries import response_for
from patients.queries import get_patient
from treatment_plans.deliveries import record_of
from treatment_plans.staying_safe import operations, rules
from treatment_plans.staying_safe.vocabulary import CopyEnd, PlanEnd

JOB = "staying_safe.look"
PAGE = "kept:copy"  # the address name of the page that the link opens
TAKEN_BACK = "TAKEN_BACK"  # why a message was dropped


def link_address(token: str) -> str:
    """The address that a message carries."""
    return f"{settings.BASE_URL}{reverse(PAGE, args=[token])}"


def _say(row: Claimed, permit: Permit, at: datetime) -> Say | Drop | Later:
    """Whether it may still go, and the link with which it goes."""
    copy = UUID(str(row.about["copy"]))
    try:
        token = operations.issue_copy_link(permit=permit, copy=copy, at=at)
    except operations.NoCopy:
        return Drop(TAKEN_BACK)
    return Say("safe-copy", {"link": link_address(token)}, copy)


def _told(row: Claimed, permit: Permit, _channel: str, at: datetime) -> None:
    operations.note_sent(permit=permit, copy=UUID(str(row.about["copy"])), at=at)


def _not_told(row: Claimed, permit: Permit, _reason: str, at: datetime) -> None:
    operations.note_not_sent(permit=permit, copy=UUID(str(row.about["copy"])), at=at)


LINK = Source(say=_say, told=_told, not_told=_not_told)


def _permit(row: Claimed, at: datetime) -> Permit | None:
    return record_of(row, job=JOB, action=Action.WRITE, at=at)


def _day_has_come(row: Claimed, at: datetime) -> None:
    if permit := _permit(row, at):
        operations.day_has_come(permit=permit, plan=UUID(str(row.about["plan"])), at=at)


def _use_returned(row: Claimed, at: datetime) -> None:
    if permit := _permit(row, at):
        operations.after_return(permit=permit, event=UUID(str(row.about["return"])), at=at)


def _screened(row: Claimed, at: datetime) -> None:
    """A screening for suicide was completed: what it found is read anew, since the event carries numbers only."""
    if row.about.get("instrument") != rules.SCREENING or not (permit := _permit(row, at)):
        return
    response = UUID(str(row.about["response"]))
    found = {one.code for one in response_for(permit=permit, uuid=response).triggers} & rules.ASKS_FOR_PLAN
    if found:
        operations.after_screening(permit=permit, response=response, is_high="cssrs_high" in found, at=at)


def _crisis_ended(row: Claimed, at: datetime) -> None:
    if permit := _permit(row, at):
        operations.after_crisis(permit=permit, at=at)


def _died(row: Claimed, at: datetime) -> None:
    permit = _permit(row, at)
    if permit is None or get_patient(permit=permit).deceased_on is None:  # corrected meanwhile
        return
    operations.close_plans(permit=permit, reason=PlanEnd.DIED, at=at)
    try:
        operations.take_back_copy(permit=permit, why=CopyEnd.DIED, at=at)
    except operations.NoCopy:
        return


def _left(row: Claimed, at: datetime) -> None:
    """Care here ended. The plans end; what stands on the person's own phone is theirs, and stays."""
    permit = _permit(row, at)
    reason = Leaving(row.about["reason"])
    if reason is Leaving.DIED or permit is None or open_enrolment(permit=permit) is not None:
        return
    operations.close_plans(permit=permit, reason=PlanEnd.CARE_ENDED, at=at)


LOOK_AGAIN = Listener("staying_safe.look_again", _day_has_come)
AFTER_RETURN = Listener("staying_safe.after_return", _use_returned)
AFTER_SCREENING = Listener("staying_safe.after_screening", _screened)
AFTER_CRISIS = Listener("staying_safe.after_crisis", _crisis_ended)
CLOSE_AT_DEATH = Listener("staying_safe.close_at_death", _died)
CLOSE_AT_END = Listener("staying_safe.close_at_end", _left)
