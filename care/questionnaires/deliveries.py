"""What leaves the building for this room, and what it hears of. `care.deliveries` lists them.

A message is asked about in the moment of sending: who has answered, or whose questionnaire was taken back, gets none.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose
from care.outbox.handling import Drop, Later, Listener
from care.outbox.queries import Claimed
from care.questionnaires import operations
from care.questionnaires.queries import subject_of_message
from care.questionnaires.rules.states import can_step
from care.questionnaires.rules.times import remind_at
from care.questionnaires.vocabulary import EndReason, State, Step
from care.reminders.sources import Say, Source
from care.teams.queries import open_enrolment
from care.teams.rules import EndReason as TeamsEnd

JOB = "questionnaires.close"
ANSWERED, OVER = "ANSWERED", "OVER"  # why a message was dropped
TOO_SOON = "TOO_SOON"
PAGE = "questions:answer"  # the address name of the page that a link opens


def link_address(token: str) -> str:
    """The address that a message carries."""
    return f"{settings.BASE_URL}{reverse(PAGE, args=[token])}"


def _say(wording: str, step: Step) -> Callable[[Claimed, Permit, datetime], Say | Drop | Later]:
    def say(row: Claimed, permit: Permit, at: datetime) -> Say | Drop | Later:
        """Whether it may still go, and the link with which it goes."""
        subject = subject_of_message(permit=permit, number=int(row.about["questionnaire"]))
        if subject is None or not can_step(subject.state, step):
            is_answered = subject is not None and subject.state is State.ANSWERED
            return Drop(ANSWERED if is_answered else OVER)
        if step is Step.REMIND and subject.sent_at is not None and remind_at(sent_at=subject.sent_at) > at:
            return Later(remind_at(sent_at=subject.sent_at), TOO_SOON)
        try:
            token = operations.issue_questionnaire_link(permit=permit, questionnaire=subject.uuid, at=at)
        except operations.NotPossible:
            return Drop(OVER)
        return Say(wording, {"link": link_address(token)}, subject.uuid)

    return say


def _told(row: Claimed, permit: Permit, _channel: str, at: datetime) -> None:
    operations.note_sent(permit=permit, questionnaire_id=int(row.about["questionnaire"]), at=at)


def _reminded(row: Claimed, permit: Permit, _channel: str, at: datetime) -> None:
    operations.note_reminded(permit=permit, questionnaire_id=int(row.about["questionnaire"]), at=at)


def _not_told(row: Claimed, permit: Permit, _reason: str, at: datetime) -> None:
    operations.note_not_sent(permit=permit, questionnaire_id=int(row.about["questionnaire"]), at=at)


def _not_reminded(_row: Claimed, _permit: Permit, _reason: str, _at: datetime) -> None:
    """The first message left, and the person has its link: nobody is asked because of the reminder alone."""


QUESTIONNAIRE = Source(say=_say("questionnaire", Step.LEAVE), told=_told, not_told=_not_told)
QUESTIONNAIRE_AGAIN = Source(say=_say("questionnaire-again", Step.REMIND), told=_reminded, not_told=_not_reminded)


def _permit(row: Claimed, at: datetime) -> Permit:
    return gate.require(
        actor=Actor.system(job=JOB, organisation_id=row.organisation_id),
        patient_id=row.patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.HOPERAT,
        at=at,
    )


def _expires(row: Claimed, at: datetime) -> None:
    operations.expire_questionnaire(permit=_permit(row, at), questionnaire_id=int(row.about["questionnaire"]), at=at)


def _worries(row: Claimed, at: datetime) -> None:
    operations.worry_about_unsent(permit=_permit(row, at), questionnaire_id=int(row.about["questionnaire"]), at=at)


def _completed(row: Claimed, at: datetime) -> None:
    """A colleague, or the person in the clinic, completed what was sent as well."""
    operations.finish_elsewhere(permit=_permit(row, at), response=UUID(str(row.about["response"])), at=at)


def _close_at_death(row: Claimed, at: datetime) -> None:
    operations.close_questionnaires(permit=_permit(row, at), reason=EndReason.DIED, at=at)


def _close_at_end(row: Claimed, at: datetime) -> None:
    """Care here ended, and no new enrolment is open. A death tells of its own."""
    if row.about.get("reason") == TeamsEnd.DIED.value:
        return
    permit = _permit(row, at)
    if open_enrolment(permit=permit) is None:
        operations.close_questionnaires(permit=permit, reason=EndReason.CARE_ENDED, at=at)


EXPIRE = Listener("questionnaires.expire", _expires)
WORRY = Listener("questionnaires.worry", _worries)
FINISH_ELSEWHERE = Listener("questionnaires.finish_elsewhere", _completed)
CLOSE_AT_DEATH = Listener("questionnaires.close_at_death", _close_at_death)
CLOSE_AT_END = Listener("questionnaires.close_at_end", _close_at_end)
