"""Answers as they come: begun, saved in part, by whoever goes on."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.utils import IntegrityError

from care.actor import Action, ActorKind, Permit
from care.audit import operations as audit
from care.teams.operations import NotEnrolled
from care.teams.queries import open_enrolment
from patients.assessments.models import Response
from patients.assessments.operations.parts import (
    Given,
    as_values,
    change,
    definition_in_use,
    definition_of_row,
    kept_answers,
    write_answers,
)
from patients.assessments.operations.refusals import (
    AlreadyOpen,
    AnswersWrong,
    ChangedMeanwhile,
    ModeNotAllowed,
    ResponseClosed,
    UnknownInstrument,
)
from patients.assessments.queries.wordings import wording_row
from patients.assessments.rules import Answers, Definition, Mode, State, problems


def begin_response(
    *, permit: Permit, instrument: str, mode: Mode, subject: str = "", language: str = "en", at: datetime
) -> Response:
    """Begin one instrument with the permit's patient. Anybody of the team, or the person, may go on with it.

    `subject` is what it is asked about, where the instrument is asked about something. The wording that is in use now is the
    one that will be shown.

    Raises:
        UnknownInstrument: there is none, or it is not asked about this.
        ModeNotAllowed: it is not answered in this way; a person who came through a link answers by themselves.
        NotEnrolled: the person is not in care here.
        AlreadyOpen: one is open, with its number.
    """
    definition = definition_in_use(instrument)
    permit.check(category=definition.category, action=Action.WRITE)
    _check_mode(definition, mode, permit)
    if (subject not in definition.subjects) if definition.subjects else bool(subject):
        raise UnknownInstrument(instrument)
    with audit.change(permit=permit, at=at, verb="assessment.begun", detail={"instrument": instrument}) as event:
        if open_enrolment(permit=permit) is None:
            raise NotEnrolled
        mine = {
            "patient_id": permit.patient_id,
            "organisation_id": permit.organisation_id,
            "instrument": instrument,
            "subject": subject,
            "state": State.OPEN.value,
        }
        there = Response.objects.filter(**mine).values_list("uuid", flat=True)
        found = there.first()
        if found is not None:
            raise AlreadyOpen(found)
        wording = wording_row(organisation_id=permit.organisation_id, instrument=instrument, language=language)
        row = Response(
            **mine,
            version=definition.version,
            category=definition.category.value,
            wording=wording,
            language=language,
            mode=mode.value,
            administered_at=at,
            begun_at=at,
            begun_by_id=permit.actor.user_id,
            begun_by_job=permit.actor.job_name if permit.actor.user_id is None else "",
            changed_at=at,
        )
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:  # a colleague began it in this moment
            found = there.first()
            if found is None:
                raise
            raise AlreadyOpen(found) from None
        event.detail["response"] = row.pk
    return row


def _check_mode(definition: Definition, mode: Mode, permit: Permit) -> None:
    by_person = permit.actor.kind is ActorKind.PATIENT
    if mode is Mode.IMPORTED or mode not in definition.modes or (by_person and mode is not Mode.SELF):
        raise ModeNotAllowed(mode.value)


def save_answers(*, permit: Permit, response: UUID, version_number: int | None, answers: Given, at: datetime) -> Response:
    """Save some answers: None is one that somebody would rather not give, "" takes an answer away, the others stay.

    `version_number` is that of the page which is saved; without one what is given is laid over what stands.

    Raises:
        NoSuchResponse.
        AnswersWrong: by question, and nothing is saved.
        ResponseClosed: it is completed or set aside.
        ChangedMeanwhile: somebody has saved since the page was made.
    """
    with change(permit=permit, response=response, verb="assessment.saved", at=at) as row:
        lay_over(row, definition=definition_of_row(row), given=answers, version_number=version_number, at=at)
    return row


def lay_over(
    row: Response, *, definition: Definition, given: Given, version_number: int | None, at: datetime
) -> dict[str, Decimal | str | None]:
    """Lay answers over those that stand and save both, within a change; gives what stands then.

    Raises:
        AnswersWrong, ResponseClosed, ChangedMeanwhile.
    """
    if row.state != State.OPEN:
        raise ResponseClosed
    standing = kept_answers(row)
    if version_number is not None and version_number != row.version_number:
        raise ChangedMeanwhile(answers=standing, version_number=row.version_number)
    values = as_values(definition, given)
    whole = together(standing, values)
    wrong = {link_id: words for link_id, words in problems(definition, whole, row.language).items() if link_id in values}
    unknown = values.keys() - {item.link_id for item in definition.items}
    wrong |= dict.fromkeys(unknown - wrong.keys(), "There is no such question.")
    if wrong:
        raise AnswersWrong(wrong)
    write_answers(row, values)
    row.version_number += 1
    row.changed_at = max(at, row.changed_at)
    row.save(update_fields=["version_number", "changed_at"])
    return whole


def together(standing: Answers, values: Answers) -> dict[str, Decimal | str | None]:
    """What stands once some answers are laid over it."""
    return {link_id: value for link_id, value in {**standing, **values}.items() if value != ""}
