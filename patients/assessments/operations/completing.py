"""Completed: scored by the rules of this day, and whoever is called for is asked, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from care.actor import ActorKind, Permit
from care.outbox import operations as outbox
from patients.assessments.models import FoundTrigger, Response, Score
from patients.assessments.operations.answering import lay_over
from patients.assessments.operations.due import follow_completion
from patients.assessments.operations.facts import facts_of
from patients.assessments.operations.last_score import keep_last_score
from patients.assessments.operations.parts import Given, change, definition_of_row, move
from patients.assessments.operations.refusals import AnswersWrong, ResponseClosed
from patients.assessments.operations.tasks import end_what_it_answers, open_tasks
from patients.assessments.queries.outcomes import found_of, outcome_of, tasks_of
from patients.assessments.rules import RULES, Definition, Facts, Mode, Outcome, State, problems, score, unanswered
from patients.assessments.rules.change import is_worse
from patients.assessments.rules.states import Step


@dataclass(frozen=True, slots=True)
class Completed:
    """What completing came to. `tasks` are the numbers of those that it opened; the same again for who posts it twice."""

    response: Response
    outcome: Outcome
    tasks: tuple[UUID, ...]


def complete_response(
    *,
    permit: Permit,
    response: UUID,
    version_number: int | None = None,
    answers: Given | None = None,
    administered_at: datetime | None = None,
    at: datetime,
) -> Completed:
    """Complete the answers: save what is given, score it by the definition that it was begun with, and ask whoever an answer
    calls for, all in one transaction. Posted twice it counts once, and the second time tells what the first came to.

    `administered_at` is when it was answered, where that was not now.

    Raises:
        NoSuchResponse.
        AnswersWrong: by question; under "" where nothing at all was answered, or it was answered in the future.
        ResponseClosed: it was set aside, or recorded in error.
        ChangedMeanwhile: somebody has saved since the page was made.
    """
    with change(permit=permit, response=response, verb="assessment.completed", at=at) as row:
        if row.state == State.COMPLETED:
            return _as_it_was(row)
        if row.state != State.OPEN:
            raise ResponseClosed
        definition = definition_of_row(row)
        whole = _whole(row, definition=definition, given=answers, version_number=version_number, at=at)
        if administered_at is not None and administered_at > at:
            raise AnswersWrong({"": "It was not answered in the future."})
        row.administered_at = administered_at or at
        if permit.actor.kind is ActorKind.PATIENT:
            row.mode = Mode.SELF.value  # also where a colleague began it: the person said the last word
        facts = facts_of(permit=permit, row=row, at=at)
        outcome = score(definition, whole, facts)
        Score.objects.bulk_create(scores_of(row, outcome))
        follow_completion(permit=permit, row=row, outcome=outcome, at=at)
        end_what_it_answers(permit=permit, row=row, at=at)
        tasks = open_tasks(permit=permit, row=row, definition=definition, outcome=outcome, at=at)
        _keep_triggers(row, outcome=outcome, tasks=tasks, permit=permit, at=at)
        move(row, Step.COMPLETE)
        row.found = found_of(outcome, tasks=tasks)
        row.completed_at, row.changed_at = at, max(at, row.changed_at)
        row.completed_by_id = permit.actor.user_id
        row.completed_by_job = permit.actor.job_name if permit.actor.user_id is None else ""
        row.save()
        keep_last_score(patient_id=row.patient_id, organisation_id=row.organisation_id)
        _publish(row, "assessment.completed", at=at)
        if _is_worse(definition, outcome, facts):
            _publish(row, "assessment.worse", at=at)
    return Completed(row, outcome, tuple(dict.fromkeys(tasks.values())))


def _whole(
    row: Response, *, definition: Definition, given: Given | None, version_number: int | None, at: datetime
) -> dict[str, Decimal | str | None]:
    """The answers that are completed, with what is given now laid over.

    Raises:
        AnswersWrong, ChangedMeanwhile.
    """
    whole = lay_over(row, definition=definition, given=given or {}, version_number=version_number, at=at)
    wrong = unanswered(definition, whole, row.subject, row.language) | problems(definition, whole, row.language)
    if wrong:
        raise AnswersWrong(wrong)
    if not any(value is not None for value in whole.values()):
        raise AnswersWrong({"": "Nothing is answered yet."})
    return whole


def scores_of(row: Response, outcome: Outcome) -> list[Score]:
    """Rows for what the answers came to, by the rules of this day."""
    return [
        Score(
            response=row,
            name=one.name,
            value=one.value,
            band=one.band,
            band_label=one.band_label,
            is_positive=one.is_positive,
            answered=one.answered,
            is_prorated=one.is_prorated,
            rules=RULES,
        )
        for one in outcome.scores
    ]


def _keep_triggers(row: Response, *, outcome: Outcome, tasks: Mapping[str, UUID], permit: Permit, at: datetime) -> None:
    FoundTrigger.objects.bulk_create(
        FoundTrigger(
            response=row,
            code=one.code,
            danger=one.danger.value,
            task=tasks.get(one.code),
            found_at=at,
            found_by_id=permit.actor.user_id,
            found_by_job=permit.actor.job_name if permit.actor.user_id is None else "",
        )
        for one in outcome.triggers
    )


def _is_worse(definition: Definition, outcome: Outcome, facts: Facts) -> bool:
    """Whether any score is worse than the one before by more than chance."""
    before = {name: points[-1][1] for name, points in (facts.earlier or {}).items() if points}
    ranges = {one.name: one for one in definition.scores}
    return any(
        is_worse(before[one.name], one.value, instrument=definition.code, score=ranges[one.name])
        for one in outcome.scores
        if one.name in before and one.name in ranges
    )


def _publish(row: Response, event: str, *, at: datetime) -> None:
    outbox.publish(
        event=event,
        key=f"{event}:{row.uuid}",
        at=at,
        organisation_id=row.organisation_id,
        patient_id=row.patient_id,
        about={"response": row.uuid, "instrument": row.instrument},
    )


def _as_it_was(row: Response) -> Completed:
    """What completing came to the first time."""
    return Completed(row, outcome_of(row), tuple(tasks_of(row)))
