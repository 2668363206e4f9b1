"""Answers behind the link: kept one by one, sent at the end, and never left unread where one calls for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.links.operations import use_link
from care.links.queries import subject_of
from care.questionnaires.models import Questionnaire
from care.questionnaires.operations.asking import begin_for_person
from care.questionnaires.operations.moving import (
    HAND_OVER_TASK,
    SUBJECT,
    UNFINISHED_TASK,
    WORRIES,
    locked,
    move,
    tell_later,
    uuid_of,
)
from care.questionnaires.operations.refusals import BegunByColleague, NoSuchQuestionnaire, QuestionnaireClosed
from care.questionnaires.rules.states import WAITING
from care.questionnaires.rules.times import WAITS_FOR_SENDING
from care.questionnaires.rules.walking import danger_of, talks_now
from care.questionnaires.vocabulary import State, Step
from care.teams.operations import NotEnrolled
from care.worklist.operations import finish_tasks_about, open_task
from care.worklist.queries import is_asked_about
from care.worklist.rules import Priority
from patients.assessments import operations as assessments
from patients.assessments.queries import response_for
from patients.assessments.rules import Danger, score
from patients.assessments.rules import State as ResponseState
from patients.queries import get_patient

HURT = "hits_positive"  # of the social needs: the four questions about safety
CALL_WITHIN = timedelta(hours=4)  # clinical reference 9.4, level 2
PRIORITIES = {Danger.RAISED: Priority.RAISED, Danger.URGENT: Priority.URGENT, Danger.CRISIS: Priority.CRISIS}


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the answers. `talks_now`: the numbers come first. `will_call`: somebody was asked to, in this change.

    `is_hurt`: they tell of somebody who hurts the person.
    """

    talks_now: bool
    will_call: bool
    is_hurt: bool
    is_first: bool


def keep_answer(
    *, permit: Permit, link_id: int, question: str, answer: Decimal | str | None, language: str = "en", at: datetime
) -> UUID:
    """Keep the answer to one question, and give the set of answers in which it stands.

    None is an answer that the person would rather not give, "" takes one away again.

    An answer that calls for somebody at once is looked at again some minutes later, unless the answers are sent by then.

    Raises:
        AnswersWrong: the question does not take it.
        NoSuchQuestionnaire: the link is not about a questionnaire of the permit's patient.
        QuestionnaireClosed: no answer is awaited.
    """
    with audit.change(permit=permit, at=at, verb="questionnaire.kept") as change:
        row = _waiting(permit, link_id, at=at)
        change.detail["questionnaire"] = row.pk
        response = _response(permit, row, language=language, at=at)
        try:
            assessments.save_answers(permit=permit, response=response, version_number=None, answers={question: answer}, at=at)
        except assessments.ResponseClosed:  # a colleague was quicker
            raise QuestionnaireClosed from None
        if question not in row.shown:
            row.shown = [*row.shown, question]
        if row.worried_at is None and talks_now(_danger(permit, response)):
            row.worried_at = at
            tell_later(row, WORRIES, key="first", due_at=at + WAITS_FOR_SENDING, at=at)
        row.save(update_fields=["response", "shown", "worried_at"])
    return response


def send_answers(
    *, permit: Permit, link_id: int, answers: Mapping[str, Decimal | str | None], language: str = "en", at: datetime
) -> Sent:
    """Send what was kept, with the last answers. The scores, the tasks that they call for, the end of the questionnaire and
    the link's use are one transaction: whoever reads the page that follows is on somebody's list already.

    Posted twice it counts once.

    Raises:
        AnswersWrong, NoSuchQuestionnaire, QuestionnaireClosed: as `keep_answer`; under "" where nothing at all was answered.
        LinkExpired, LinkRevoked, LinkUsed: the link opens no more.
    """
    with audit.change(permit=permit, at=at, verb="questionnaire.answered") as change:
        row = locked(permit, _subject(permit, link_id))
        change.detail["questionnaire"] = row.pk
        if row.state == State.ANSWERED and row.response is not None:
            change.detail["again"] = True
            done = assessments.complete_response(permit=permit, response=row.response, at=at)  # says what it came to, no more
            return _told(done, is_first=False)
        row = _waiting(permit, link_id, at=at)
        use_link(link_id=link_id, at=at)
        response = _response(permit, row, language=language, at=at)
        try:
            done = assessments.complete_response(permit=permit, response=response, answers=answers, at=at)
        except assessments.ResponseClosed:
            raise QuestionnaireClosed from None
        found = danger_of(done.outcome.triggers)
        move(row, Step.ANSWER)
        row.danger = found.value if found else ""
        row.answered_at = at
        row.answered_by_id, row.answered_by_job = permit.actor.user_id, permit.actor.job_name
        row.save(update_fields=["state", "response", "shown", "danger", "answered_at", "answered_by", "answered_by_job"])
        _finish_tasks(permit, row, at=at)
        change.detail |= {"danger": row.danger, "tasks": [str(task) for task in done.tasks]}
    return _told(done, is_first=True)


def _told(done: assessments.Completed, *, is_first: bool) -> Sent:
    triggers = done.outcome.triggers
    return Sent(
        talks_now=talks_now(danger_of(triggers)),
        will_call=bool(done.tasks),
        is_hurt=any(trigger.code == HURT for trigger in triggers),
        is_first=is_first,
    )


def finish_elsewhere(*, permit: Permit, response: UUID, at: datetime) -> int:
    """A colleague completed the answers with the person: nothing more is asked for. Gives how many questionnaires that ended."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="questionnaire.answered", detail={"elsewhere": True}) as change:
        waiting = [state.value for state in WAITING]
        rows = Questionnaire.objects.select_for_update(no_key=True).filter(
            patient_id=permit.patient_id, organisation_id=permit.organisation_id, response=response, state__in=waiting
        )
        found = list(rows.order_by("pk"))
        for row in found:
            move(row, Step.ANSWER)
            row.answered_at = at
            row.answered_by_id, row.answered_by_job = permit.actor.user_id, permit.actor.job_name
            row.save(update_fields=["state", "answered_at", "answered_by", "answered_by_job"])
            _finish_tasks(permit, row, at=at)
        change.detail["questionnaires"] = [row.pk for row in found]
    return len(found)


def worry_about_unsent(*, permit: Permit, questionnaire_id: int, at: datetime) -> bool:
    """An answer called for somebody and the answers were not sent since: somebody is asked to call. Whether one was asked.

    What the person has changed meanwhile counts as it stands now.
    """
    detail = {"questionnaire": questionnaire_id}
    with audit.change(permit=permit, at=at, verb="questionnaire.worried", detail=detail) as change:
        row = locked(permit, uuid_of(permit, questionnaire_id))
        danger = _danger(permit, row.response) if row.response is not None and row.state != State.ANSWERED else None
        is_new = not is_asked_about(permit=permit, subject=row.uuid, kind=UNFINISHED_TASK)
        if danger is None or not talks_now(danger) or not is_new:
            change.detail["asked"] = False
            return False
        open_task(
            permit=permit,
            title="Call: an answer given on the phone, not sent yet",
            why="The person stopped before the end. One of the answers so far calls for somebody: see Measures, not finished.",
            kind=UNFINISHED_TASK,
            category=Category(row.category),
            priority=PRIORITIES[danger],
            due_at=at + CALL_WITHIN,
            subject_kind=SUBJECT,
            subject=row.uuid,
            at=at,
        )
        change.detail |= {"asked": True, "danger": danger.value}
    return True


def _finish_tasks(permit: Permit, row: Questionnaire, *, at: datetime) -> None:
    """What was asked because there were no answers is done: these ask by themselves for what follows."""
    kinds = (UNFINISHED_TASK, HAND_OVER_TASK)
    finish_tasks_about(permit=permit, subject=row.uuid, kinds=kinds, outcome="The answers are here", at=at)


def _subject(permit: Permit, link_id: int) -> UUID:
    subject = subject_of(permit=permit, link_id=link_id)
    if subject is None:
        raise NoSuchQuestionnaire
    return subject


def _waiting(permit: Permit, link_id: int, *, at: datetime) -> Questionnaire:
    """The questionnaire of a link, held, where an answer is awaited."""
    row = locked(permit, _subject(permit, link_id))
    permit.check(category=Category(row.category), action=Action.WRITE)
    if State(row.state) not in WAITING or row.expires_at <= at or get_patient(permit=permit).deceased_on is not None:
        raise QuestionnaireClosed
    return row


def _response(permit: Permit, row: Questionnaire, *, language: str, at: datetime) -> UUID:
    """The answers that this questionnaire leads to: those begun with it; where a colleague set these aside, new
    ones, or those that a colleague has begun since: what the person tells is never turned away.

    Raises:
        QuestionnaireClosed: they are completed, or the person is not in care here.
    """
    state = response_for(permit=permit, uuid=row.response).state if row.response is not None else None
    if row.response is not None and state is ResponseState.OPEN:
        return row.response
    if state is ResponseState.COMPLETED:
        raise QuestionnaireClosed
    try:
        row.response = begin_for_person(permit, row.instrument, language=language, at=at)
    except BegunByColleague as theirs:
        row.response = theirs.uuid
    except NotEnrolled:
        raise QuestionnaireClosed from None
    row.shown = []
    return row.response


def _danger(permit: Permit, response: UUID) -> Danger | None:
    """What the answers so far call for: pure, nothing is written."""
    told = response_for(permit=permit, uuid=response)
    return danger_of(score(told.definition, told.answers).triggers)
