"""Asking somebody to answer on their phone: the message, its link, the one reminder, and the end without an answer."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.links.operations import issue_link
from care.links.queries import token_of
from care.links.rules import LinkPurpose
from care.questionnaires.models import Questionnaire
from care.questionnaires.operations.moving import (
    EXPIRES,
    HAND_OVER_TASK,
    SUBJECT,
    end,
    locked,
    move,
    tell_later,
    uuid_of,
)
from care.questionnaires.operations.refusals import AlreadyAsked, BegunByColleague, NoSuchQuestionnaire, NotForPhones, PersonDied
from care.questionnaires.rules.states import WAITING, NotPossible, can_step
from care.questionnaires.rules.times import LASTS, expires_at, remind_at
from care.questionnaires.vocabulary import EndReason, State, Step
from care.reminders.operations import remind
from care.worklist.operations import cancel_tasks_about, open_task
from care.worklist.queries import is_asked_about
from patients.assessments import operations as assessments
from patients.assessments.catalogue import definition as definition_of
from patients.assessments.operations import UnknownInstrument
from patients.assessments.queries import response_for
from patients.assessments.rules import Definition, Mode
from patients.queries import get_patient

KIND = "questionnaire"
AGAIN = "questionnaire-again"
BY_HAND_WITHIN = timedelta(days=1)
NOT_ANSWERED = "Not answered"


def ask_questionnaire(*, permit: Permit, instrument: str, at: datetime) -> Questionnaire:
    """Ask the person to answer an instrument on their phone. Whether a message may go, and where, is decided when it leaves.

    Their answers are begun with it, so that whatever they tell has its place; a colleague may go on with them.

    Raises:
        UnknownInstrument, NotForPhones: there is none, or it is not for people on their own.
        PersonDied, NotEnrolled: nobody to ask.
        AlreadyAsked: the same one waits for an answer.
        BegunByColleague: the same one is open with a colleague, whose part nobody goes on with by phone.
    """
    try:
        definition = definition_of(instrument)
    except KeyError as error:
        raise UnknownInstrument(instrument) from error
    permit.check(category=definition.category, action=Action.WRITE)
    permit.actor.colleague()
    if not definition.goes_by_link:
        raise NotForPhones
    person = get_patient(permit=permit)
    if person.deceased_on is not None:
        raise PersonDied
    with audit.change(permit=permit, at=at, verb="questionnaire.asked", detail={"instrument": instrument}) as change:
        row = _made(permit, definition, at=at)
        row.response = begin_for_person(permit, instrument, language=person.identity.language.value, at=at)
        row.save(update_fields=["response"])
        change.detail["questionnaire"] = row.pk
        remind(
            kind=KIND,
            patient_id=row.patient_id,
            organisation_id=row.organisation_id,
            key=f"questionnaire:{row.uuid}",
            due_at=at,
            at=at,
            about={"questionnaire": row.pk},
        )
        tell_later(row, EXPIRES, key="asked", due_at=row.expires_at, at=at)
    return row


def begin_for_person(permit: Permit, instrument: str, *, language: str, at: datetime) -> UUID:
    """The answers that the person gives by themselves: begun now, or open already. Within the caller's transaction.

    Raises:
        BegunByColleague: those that are open are a colleague's.
        NotEnrolled: the person is not in care here.
    """
    try:
        begun = assessments.begin_response(permit=permit, instrument=instrument, mode=Mode.SELF, language=language, at=at)
    except assessments.AlreadyOpen as there:
        if response_for(permit=permit, uuid=there.uuid).mode is not Mode.SELF:
            raise BegunByColleague(there.uuid) from None
        return there.uuid
    return begun.uuid


def _made(permit: Permit, definition: Definition, *, at: datetime) -> Questionnaire:
    mine = {
        "patient_id": permit.patient_id,
        "organisation_id": permit.organisation_id,
        "instrument": definition.code,
    }
    try:
        with transaction.atomic():
            return Questionnaire.objects.create(
                **mine,
                category=definition.category.value,
                asked_at=at,
                asked_by_id=permit.actor.user_id,
                expires_at=expires_at(at=at),
            )
    except IntegrityError:
        waiting = Questionnaire.objects.filter(**mine, state__in=[state.value for state in WAITING])
        found = waiting.values_list("uuid", flat=True).first()
        if found is None:
            raise
        raise AlreadyAsked(found) from None


def issue_questionnaire_link(*, permit: Permit, questionnaire: UUID, at: datetime) -> str:
    """The token of the link, the same as long as it is open. It opens as long as an answer is awaited.

    Raises:
        NoSuchQuestionnaire: not there, or of another record.
        NotPossible: no answer is awaited any more.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    rows = Questionnaire.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    row = rows.filter(uuid=questionnaire).first()
    if row is None:
        raise NoSuchQuestionnaire
    if State(row.state) not in WAITING or row.expires_at <= at:
        raise NotPossible(State(row.state), Step.LEAVE)
    until = row.expires_at if row.sent_at is not None else max(row.expires_at, at + LASTS)
    purpose = LinkPurpose.QUESTIONNAIRE.value
    return token_of(issue_link(permit=permit, purpose=purpose, subject=row.uuid, expires_at=until, at=at))


def note_sent(*, permit: Permit, questionnaire_id: int, at: datetime) -> None:
    """The message left: a week begins, and the one reminder is queued. In the transaction that marks the message."""
    with audit.change(permit=permit, at=at, verb="questionnaire.sent", detail={"questionnaire": questionnaire_id}):
        row = locked(permit, uuid_of(permit, questionnaire_id))
        if not can_step(State(row.state), Step.LEAVE):
            return
        move(row, Step.LEAVE)
        row.sent_at, row.expires_at = at, max(row.expires_at, expires_at(at=at))
        row.save(update_fields=["state", "sent_at", "expires_at"])
        tell_later(row, EXPIRES, key="sent", due_at=row.expires_at, at=at)
        remind(
            kind=AGAIN,
            patient_id=row.patient_id,
            organisation_id=row.organisation_id,
            key=f"questionnaire:{row.uuid}:again",
            due_at=remind_at(sent_at=at),
            at=at,
            about={"questionnaire": row.pk},
        )


def note_reminded(*, permit: Permit, questionnaire_id: int, at: datetime) -> None:
    """The one reminder left. In the transaction that marks the message."""
    with audit.change(permit=permit, at=at, verb="questionnaire.reminded", detail={"questionnaire": questionnaire_id}):
        row = locked(permit, uuid_of(permit, questionnaire_id))
        if not can_step(State(row.state), Step.REMIND):
            return
        move(row, Step.REMIND)
        row.reminded_at = at
        row.save(update_fields=["state", "reminded_at"])


def note_not_sent(*, permit: Permit, questionnaire_id: int, at: datetime) -> None:
    """No message could go: somebody is asked to hand the questions over. In the transaction that marks the message."""
    with audit.change(permit=permit, at=at, verb="questionnaire.not_sent", detail={"questionnaire": questionnaire_id}):
        row = locked(permit, uuid_of(permit, questionnaire_id))
        if not can_step(State(row.state), Step.FAIL):
            return
        move(row, Step.FAIL)
        row.save(update_fields=["state"])
        _ask_by_hand(permit, row, at=at)


def _ask_by_hand(permit: Permit, row: Questionnaire, *, at: datetime) -> None:
    """Nobody else knows that the person was not asked."""
    if is_asked_about(permit=permit, subject=row.uuid, kind=HAND_OVER_TASK):
        return
    open_task(
        permit=permit,
        title="Ask the questions in person or by phone",
        why="A questionnaire could not be sent: no phone or address is open for messages, or none could be reached in time.",
        kind=HAND_OVER_TASK,
        category=Category(row.category),
        due_at=at + BY_HAND_WITHIN,
        subject_kind=SUBJECT,
        subject=row.uuid,
        at=at,
    )


def take_back(*, permit: Permit, questionnaire: UUID, reason: EndReason, at: datetime) -> None:
    """Take one back: its link opens no more, no message about it leaves. What was filled in stays among the measures, to be
    finished; answers of which there are none yet are set aside.

    Raises:
        NoSuchQuestionnaire: not there, or of another record.
        NotPossible: it is answered, or has ended.
    """
    permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="questionnaire.taken_back", detail={"reason": reason.value}) as change:
        row = locked(permit, questionnaire)
        change.detail["questionnaire"] = row.pk
        end(row, permit, reason=reason, at=at)
        _set_aside_empty(permit, row, reason=reason, at=at)
        cancel_tasks_about(permit=permit, subjects=[row.uuid], kinds=[HAND_OVER_TASK], reason=reason.label, at=at)


def _set_aside_empty(permit: Permit, row: Questionnaire, *, reason: EndReason, at: datetime) -> None:
    if row.response is None:
        return
    told = response_for(permit=permit, uuid=row.response)
    if told.is_open and not told.answers:
        assessments.set_aside_response(permit=permit, response=row.response, reason=reason.label, at=at)


def close_questionnaires(*, permit: Permit, reason: EndReason, at: datetime) -> int:
    """Take back whatever waits for an answer of the permit's patient; gives how many there were."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="questionnaires.closed", detail={"reason": reason.value}) as change:
        rows = Questionnaire.objects.select_for_update(no_key=True).filter(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            state__in=[state.value for state in WAITING],
        )
        found = list(rows.order_by("pk"))
        for row in found:
            end(row, permit, reason=reason, at=at)
        change.detail["questionnaires"] = [row.pk for row in found]
    return len(found)


def expire_questionnaire(*, permit: Permit, questionnaire_id: int, at: datetime) -> bool:
    """Say that the link has ended without an answer; False where it has not, or something else came first. Answers that the
    person has not finished are set aside with it; what was due stays due.

    One whose message never left (too many others went before it) is asked about in person.
    """
    detail = {"questionnaire": questionnaire_id}
    with audit.change(permit=permit, at=at, verb="questionnaire.expired", detail=detail) as change:
        row = locked(permit, uuid_of(permit, questionnaire_id))
        is_over = row.expires_at <= at and can_step(State(row.state), Step.EXPIRE)
        change.detail["to"] = State.EXPIRED.value if is_over else row.state
        if is_over:
            if row.state == State.ASKED:
                _ask_by_hand(permit, row, at=at)
            move(row, Step.EXPIRE)
            row.save(update_fields=["state"])
            _set_aside_unanswered(permit, row, at=at)
    return is_over


def _set_aside_unanswered(permit: Permit, row: Questionnaire, *, at: datetime) -> None:
    """What the person has not finished waits no longer; what they have filled in stays readable. A colleague's part is left."""
    if row.response is None:
        return
    told = response_for(permit=permit, uuid=row.response)
    if told.is_open and told.mode is Mode.SELF:
        with suppress(assessments.NotPossible):  # somebody completed them in this moment
            assessments.set_aside_response(permit=permit, response=row.response, reason=NOT_ANSWERED, at=at)
