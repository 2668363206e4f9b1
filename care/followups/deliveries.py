"""What leaves the building for this room, and what it hears of: the words of check-in messages, and the events that start,
stop and resume protocols. `care.deliveries` lists them.

A message is asked about in the moment of sending: who answered, was reached or whose protocol was stopped gets none.
"""

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose
from care.followups import operations
from care.followups.queries import subject_of_message
from care.followups.rules.states import ASKED, SOUGHT, TAKES_ANSWERS
from care.followups.vocabulary import Channel, State, StopReason
from care.outbox.handling import Drop, Later, Listener
from care.outbox.queries import Claimed
from care.reminders.sources import Say, Source
from care.teams.queries import open_enrolment
from care.teams.rules import EndReason

AFTERCARE = "aftercare"
NO_LONGER = "ANSWERED"  # why a message was dropped: answered, reached or called off meanwhile
PAGE = "phone:check_in"  # the address name of the page that a link opens
_CHANNELS = {"sms": Channel.TEXT, "email": Channel.EMAIL}


def link_address(token: str) -> str:
    """The address that a message carries."""
    return f"{settings.BASE_URL}{reverse(PAGE, args=[token])}"


def _say(wording: str, states: frozenset[State]) -> Callable[[Claimed, Permit, datetime], Say | Drop | Later]:
    def say(row: Claimed, permit: Permit, at: datetime) -> Say | Drop | Later:
        """Whether it may still go, and the link with which it goes."""
        subject = subject_of_message(permit=permit, check_in_id=int(row.about["check_in"]))
        if subject is None or subject.state not in states:
            return Drop(NO_LONGER)
        token = operations.issue_check_in_link(permit=permit, check_in=subject.uuid, at=at)
        return Say(wording, {"link": link_address(token)}, subject.uuid)

    return say


def _told(row: Claimed, permit: Permit, channel: str, at: datetime) -> None:
    operations.note_sent(
        permit=permit, check_in_id=int(row.about["check_in"]), channel=_CHANNELS.get(channel, Channel.TEXT), at=at
    )


def _not_told(row: Claimed, permit: Permit, reason: str, at: datetime) -> None:
    operations.note_not_sent(permit=permit, check_in_id=int(row.about["check_in"]), reason=reason, at=at)


CHECK_IN = Source(say=_say("check-in", ASKED), told=_told, not_told=_not_told)
CHECK_IN_AGAIN = Source(say=_say("check-in-again", TAKES_ANSWERS), told=_told, not_told=_not_told)
MISSED = Source(say=_say("missed", SOUGHT), told=_told, not_told=_not_told)


def _permit(row: Claimed, *, job: str, purpose: Purpose, at: datetime) -> Permit:
    return gate.require(
        actor=Actor.system(job=job, organisation_id=row.organisation_id),
        patient_id=row.patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=purpose,
        at=at,
    )


def _start_aftercare(row: Claimed, at: datetime) -> None:
    """Aftercare begins on the day on which treatment was completed, unless that was taken back or it is under way."""
    permit = _permit(row, job="followups.start", purpose=Purpose.CAREMGT, at=at)
    on = date.fromisoformat(str(row.about["on"]))
    enrolment = open_enrolment(permit=permit)
    if enrolment is None or enrolment.pk != row.about["enrolment"] or enrolment.treatment_completed_on != on:
        return
    try:
        operations.start_protocol(permit=permit, protocol=AFTERCARE, day_zero=on, at=at)
    except (operations.AlreadyRunning, operations.PersonDied, operations.ImpossibleDayZero):
        return


def _stop_aftercare(row: Claimed, at: datetime) -> None:
    """The treatment episode goes on after all."""
    permit = _permit(row, job="followups.close", purpose=Purpose.HOPERAT, at=at)
    enrolment = open_enrolment(permit=permit)
    if enrolment is not None and enrolment.treatment_completed_on is not None:
        return  # completed again meanwhile
    operations.stop_protocols(permit=permit, reason=StopReason.TREATMENT_GOES_ON, protocol=AFTERCARE, at=at)


def _close_at_death(row: Claimed, at: datetime) -> None:
    permit = _permit(row, job="followups.close", purpose=Purpose.HOPERAT, at=at)
    operations.stop_protocols(permit=permit, reason=StopReason.DIED, at=at)


def _close_at_end(row: Claimed, at: datetime) -> None:
    """Care here ended, and no new enrolment is open. A death tells of its own."""
    if row.about.get("reason") == EndReason.DIED.value:
        return
    permit = _permit(row, job="followups.close", purpose=Purpose.HOPERAT, at=at)
    if open_enrolment(permit=permit) is None:
        operations.stop_protocols(permit=permit, reason=StopReason.CARE_ENDED, at=at)


def _resume_after_correction(row: Claimed, at: datetime) -> None:
    """A death was recorded by mistake: what it stopped goes on from the same day zero."""
    permit = _permit(row, job="followups.start", purpose=Purpose.CAREMGT, at=at)
    try:
        operations.restart_protocols(permit=permit, reason=StopReason.DIED, at=at)
    except operations.PersonDied:  # recorded again meanwhile
        return


START_AFTERCARE = Listener("followups.start_aftercare", _start_aftercare)
STOP_AFTERCARE = Listener("followups.stop_aftercare", _stop_aftercare)
CLOSE_AT_DEATH = Listener("followups.close_at_death", _close_at_death)
CLOSE_AT_END = Listener("followups.close_at_end", _close_at_end)
RESUME_AFTER_CORRECTION = Listener("followups.resume_after_correction", _resume_after_correction)
