"""Answers: what the person tells, through the link or to a colleague, and the tasks that open in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.followups.catalogue import FORM_VERSION, questions_of
from care.followups.models import Answer, CheckIn, KeptAnswers
from care.followups.operations.moving import (
    SUBJECT,
    NoSuchCheckIn,
    finish_run_if_done,
    fulfil_tasks,
    lock_check_in,
    move,
    reach_everywhere,
)
from care.followups.rules.form import AnswersWrong, clean_answers
from care.followups.rules.states import ANSWERABLE, TAKES_ANSWERS, answer_step
from care.followups.rules.worries import Assessment, assess
from care.followups.vocabulary import Mode, State
from care.links.operations import use_link
from care.links.queries import subject_of
from care.worklist.operations import open_task
from patients.queries import get_patient

ANSWERED = "Answered the check-in"


class CheckInClosed(ValueError):
    """It takes no answers: its window has not opened, it was answered otherwise, or it was called off."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer. `level`: 0 nothing, to 3 somebody acts at once. `is_first` is false for the same posted again."""

    check_in_uuid: UUID
    level: int
    is_first: bool


def answer_check_in(*, permit: Permit, link_id: int, answers: Mapping[str, Any], language: str = "", at: datetime) -> Answered:
    """The person answers through their link. The answers, the end of the check-in, what they ask for and the link's use are one.

    The same answers posted again change nothing. `language` is that in which the form was read.

    Raises:
        AnswersWrong: answers that the form does not have, by question.
        CheckInClosed: it takes no answers, or was answered otherwise.
        LinkExpired, LinkRevoked: the link opens no more.
        NoSuchCheckIn: the link is not about a check-in of the permit's patient.
    """
    subject = subject_of(permit=permit, link_id=link_id)
    if subject is None:
        raise NoSuchCheckIn
    return _answer(permit, subject, answers, mode=Mode.LINK, link_id=link_id, language=language, at=at)


def answer_by_phone(*, permit: Permit, check_in: UUID, answers: Mapping[str, Any], language: str = "", at: datetime) -> Answered:
    """A colleague writes down what the person answers, by phone or in a visit.

    Raises:
        AnswersWrong, CheckInClosed, NoSuchCheckIn: as `answer_check_in`.
        PermissionError: not by a colleague.
    """
    permit.actor.colleague()
    return _answer(permit, check_in, answers, mode=Mode.PHONE, link_id=None, language=language, at=at)


def _answer(
    permit: Permit, uuid: UUID, answers: Mapping[str, Any], *, mode: Mode, link_id: int | None, language: str, at: datetime
) -> Answered:
    permit.check(category=Category.SUD, action=Action.WRITE)
    values = clean_answers(questions_of(FORM_VERSION), answers)
    person = get_patient(permit=permit)
    with audit.change(permit=permit, at=at, verb="check_in.answered", detail={"mode": mode.value}) as change:
        check_in = lock_check_in(permit, uuid)
        change.detail["check_in"] = check_in.pk
        earlier = Answer.objects.filter(check_in=check_in).first()
        if earlier is not None:
            if earlier.values != values:
                raise CheckInClosed
            change.detail["again"] = True
            return Answered(check_in.uuid, earlier.level, is_first=False)
        if State(check_in.state) not in TAKES_ANSWERS or person.deceased_on is not None:
            raise CheckInClosed
        if link_id is not None:
            use_link(link_id=link_id, at=at)
        found = assess(values, after_break=_after_break(permit))
        Answer.objects.create(
            check_in=check_in,
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            form_version=FORM_VERSION,
            mode=mode.value,
            language=language or person.identity.language.value,
            link_id=link_id,
            answered_at=at,
            answered_by_id=permit.actor.user_id,
            answered_by_job=permit.actor.job_name,
            values=values,
            level=found.level,
            reasons=found.reasons,
        )
        KeptAnswers.objects.filter(check_in=check_in).delete()
        if State(check_in.state) in ANSWERABLE:
            move(check_in, answer_step(State(check_in.state)), next_step_at=None)
            check_in.save(update_fields=["state", "next_step_at"])
        fulfil_tasks(permit, [check_in], outcome=ANSWERED, at=at)
        reach_everywhere(permit, outcome=ANSWERED, at=at)
        finish_run_if_done(check_in.run, at)
        _open_tasks(permit, check_in, found, at=at)
        change.detail |= {"level": found.level, "reasons": found.reasons}
    return Answered(check_in.uuid, found.level, is_first=True)


def _after_break(permit: Permit) -> bool:
    """Whether the person had not used when they last said, or has not said yet since their treatment was completed."""
    earlier = Answer.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    said = earlier.filter(values__used__in=["no", "yes"]).order_by("-answered_at", "-pk").values_list("values__used", flat=True)
    return said.first() != "yes"


def _open_tasks(permit: Permit, check_in: CheckIn, found: Assessment, *, at: datetime) -> None:
    for worry in found.worries:
        open_task(
            permit=permit,
            title=worry.title,
            why=worry.why,
            kind=worry.kind,
            priority=worry.priority,
            owner_role=worry.role,
            due_at=at + worry.due_in,
            subject_kind=SUBJECT,
            subject=check_in.uuid,
            at=at,
        )


def keep_answers(*, permit: Permit, link_id: int, answers: Mapping[str, Any], at: datetime) -> bool:
    """Keep what the person has filled in so far. What the form does not take is left out; False where there is nothing to answer.

    No part of the record, and read by nobody: so without an event of its own, like each pause in typing of a draft.

    Raises:
        NoSuchCheckIn: the link is not about a check-in of the permit's patient.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    subject = subject_of(permit=permit, link_id=link_id)
    check_in = CheckIn.objects.filter(uuid=subject, patient_id=permit.patient_id).first() if subject else None
    if check_in is None:
        raise NoSuchCheckIn
    if State(check_in.state) not in TAKES_ANSWERS or Answer.objects.filter(check_in=check_in).exists():
        return False
    values: dict[str, Any] = {}
    for question in questions_of(FORM_VERSION):
        try:
            values |= clean_answers([question], answers)
        except AnswersWrong:
            continue
    KeptAnswers.objects.update_or_create(check_in=check_in, defaults={"values": values, "saved_at": at})
    return True
