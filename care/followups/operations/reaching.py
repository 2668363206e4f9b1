"""Attempts to reach somebody: logged by colleagues, or by the messages themselves; and asking for the link to be sent again."""

from datetime import datetime, timedelta
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.followups.models import Answer, CheckIn, ContactAttempt
from care.followups.operations.moving import (
    CALL_TASK,
    SUBJECT,
    NoSuchCheckIn,
    finish_run_if_done,
    fulfil_tasks,
    lock_check_in,
    move,
    reach_everywhere,
)
from care.followups.rules.states import ANSWERABLE, TAKES_ANSWERS, NotPossible, answer_step, can_step
from care.followups.rules.times import end_of_workday, link_expires_at
from care.followups.vocabulary import Channel, Contact, Result, State, Step
from care.links.operations import issue_link
from care.links.queries import token_of
from care.links.rules import LinkPurpose
from care.reminders.operations import remind
from care.worklist.operations import open_task

SAME_ATTEMPT = timedelta(minutes=1)


class AlreadyAsked(ValueError):
    """The link was asked for in this very minute."""


def issue_check_in_link(*, permit: Permit, check_in: UUID, at: datetime) -> str:
    """The token of the check-in's link, the same as long as it is open.

    Raises:
        NoSuchCheckIn: not there, or of another record.
    """
    found = _get(permit, check_in)
    expires_at = link_expires_at(closes_at=found.closes_at, at=at)
    link = issue_link(permit=permit, purpose=LinkPurpose.CHECK_IN.value, subject=found.uuid, expires_at=expires_at, at=at)
    return token_of(link)


def _get(permit: Permit, uuid: UUID) -> CheckIn:
    permit.check(category=Category.SUD)
    found = CheckIn.objects.filter(uuid=uuid, patient_id=permit.patient_id, organisation_id=permit.organisation_id).first()
    if found is None:
        raise NoSuchCheckIn
    return found


def send_again(*, permit: Permit, check_in: UUID, at: datetime) -> None:
    """Ask for the link to be sent once more; whether it may go, and where, is decided when it is sent.

    Raises:
        NoSuchCheckIn: not there, or of another record.
        NotPossible: it takes no answers.
        AlreadyAsked: it was asked for in this very minute.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="check_in.sent_again") as change:
        found = lock_check_in(permit, check_in)
        change.detail["check_in"] = found.pk
        if State(found.state) not in TAKES_ANSWERS or Answer.objects.filter(check_in=found).exists():
            raise NotPossible(State(found.state), Step.REMIND)
        asked = remind(
            kind="check-in-again",
            patient_id=found.patient_id,
            organisation_id=found.organisation_id,
            key=f"check-in:{found.uuid}:again:{at:%Y-%m-%dT%H:%M}",
            due_at=at,
            at=at,
            about={"check_in": found.pk},
        )
        if not asked:
            raise AlreadyAsked


def log_attempt(
    *,
    permit: Permit,
    check_in: UUID,
    channel: Channel,
    result: Result,
    note: str = "",
    next_step: str = "",
    at: datetime,
) -> ContactAttempt:
    """Write down an attempt to reach the person: how, what came of it, and what is next.

    Who was reached is reached everywhere: the check-in ends (in its window it is completed), so does every other outreach of
    theirs, and the tasks are done. What they answer after that is still taken. The same attempt logged twice within a minute
    is one.

    Raises:
        NoSuchCheckIn: not there, or of another record.
        NotPossible: the check-in has not opened, or has ended.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="check_in.attempted", detail={"result": result.value}) as change:
        found = lock_check_in(permit, check_in)
        if State(found.state) not in ANSWERABLE:
            raise NotPossible(State(found.state), Step.REACH)
        said = {"channel": channel.value, "result": result.value, "note": note.strip(), "next": next_step.strip()}
        lately = found.attempts.filter(**said, made_by_id=user_id, made_at__gt=at - SAME_ATTEMPT).first()
        if lately is not None:
            change.detail |= {"check_in": found.pk, "attempt": lately.pk, "again": True}
            return lately
        attempt = ContactAttempt.objects.create(
            check_in=found,
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            made_at=at,
            made_by_id=user_id,
            **said,
        )
        change.detail |= {"check_in": found.pk, "attempt": attempt.pk}
        if result is Result.REACHED:
            outcome = f"Reached: {channel.label.lower()}"
            move(found, answer_step(State(found.state)), next_step_at=None)
            found.save(update_fields=["state", "next_step_at"])
            fulfil_tasks(permit, [found], outcome=outcome, at=at)
            reach_everywhere(permit, outcome=outcome, at=at)
            finish_run_if_done(found.run, at)
    return attempt


def note_sent(*, permit: Permit, check_in_id: int, channel: Channel, at: datetime) -> None:
    """A message about the check-in left: it is an attempt, and whoever was due is reminded. In the marking transaction."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="check_in.reminded", detail={"check_in": check_in_id}):
        found = lock_check_in(permit, _uuid_of(permit, check_in_id))
        _note(permit, found, channel=channel, result=Result.SENT, at=at)
        if can_step(State(found.state), Step.REMIND):
            move(found, Step.REMIND, next_step_at=found.next_step_at)
            found.save(update_fields=["state", "next_step_at"])


def note_not_sent(*, permit: Permit, check_in_id: int, reason: str, at: datetime) -> None:
    """A message about the check-in could not go: it is an attempt, and somebody is asked to call.

    Where a call is asked for already, by the protocol's step or by the ladder, no second one is.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="check_in.not_reminded", detail={"check_in": check_in_id}) as change:
        change.detail["reason"] = reason[:40]
        found = lock_check_in(permit, _uuid_of(permit, check_in_id))
        _note(permit, found, channel=Channel.TEXT, result=Result.NOT_SENT, at=at)
        asks_for_a_call = Contact(found.step.contact) is Contact.CALL
        told_before = found.attempts.filter(result=Result.NOT_SENT.value).count() > 1
        if not can_step(State(found.state), Step.ANSWER) or asks_for_a_call or told_before:
            return
        open_task(
            permit=permit,
            title=f"Call: no message could go, check-in of {found.step.name.lower()}",
            why="No phone or address is open for messages, or the message could not be delivered. Ask how to reach them",
            kind=CALL_TASK,
            due_at=end_of_workday(at, found.run.zone),
            subject_kind=SUBJECT,
            subject=found.uuid,
            at=at,
        )


def _note(permit: Permit, check_in: CheckIn, *, channel: Channel, result: Result, at: datetime) -> None:
    ContactAttempt.objects.create(
        check_in=check_in,
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        channel=channel.value,
        result=result.value,
        made_at=at,
        made_by_id=permit.actor.user_id,
        made_by_job=permit.actor.job_name,
    )


def _uuid_of(permit: Permit, check_in_id: int) -> UUID:
    found = CheckIn.objects.filter(pk=check_in_id, patient_id=permit.patient_id).values_list("uuid", flat=True).first()
    if found is None:
        raise NoSuchCheckIn
    return found
