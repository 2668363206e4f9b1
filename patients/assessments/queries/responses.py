"""One set of answers, whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from care.access.gate import NotFound
from care.actor import Category, Permit
from patients.assessments.catalogue import definition as definition_of
from patients.assessments.models import Answer, Response
from patients.assessments.queries.outcomes import outcome_of
from patients.assessments.queries.wordings import WordingTold, told_wording
from patients.assessments.rules import Danger, Definition, Mode, Outcome, Scored, State

BY_PERSON = "The person"


@dataclass(frozen=True, slots=True)
class FoundLine:
    """An answer that called for somebody, in the words of that day, and the task that was opened for it."""

    code: str
    danger: Danger
    title: str
    why: str
    asks_for: str
    task: UUID | None


@dataclass(frozen=True, slots=True)
class Told:
    """One time an instrument was answered. `answers` are all that stand, also of questions that are no longer asked."""

    uuid: UUID
    definition: Definition
    wording: WordingTold | None
    language: str
    subject: str
    mode: Mode
    state: State
    answers: Mapping[str, Decimal | str | None]
    outcome: Outcome
    scores: tuple[Scored, ...]
    triggers: tuple[FoundLine, ...]
    rules: str
    note: str
    version_number: int
    administered_at: datetime
    begun_at: datetime
    begun_by: str
    changed_at: datetime
    completed_at: datetime | None
    completed_by: str
    ended_at: datetime | None
    ended_by: str
    end_reason: str
    source: str

    @property
    def is_open(self) -> bool:
        """Whether somebody may go on."""
        return self.state is State.OPEN

    @property
    def score(self) -> Scored | None:
        """The main score: that named "total", else the first."""
        return next((one for one in self.scores if one.name == "total"), next(iter(self.scores), None))


class NoSuchResponse(NotFound):
    """The permit's patient has no such answers."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


def covered(permit: Permit) -> QuerySet[Response]:
    """The answers of the permit's patient in the categories that it covers; for this room."""
    return Response.objects.filter(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        category__in=sorted(category.value for category in permit.categories),
    )


def response_for(*, permit: Permit, uuid: UUID) -> Told:
    """One set of answers with what it came to. Four queries, five where an official wording was shown.

    Raises:
        NoSuchResponse: the permit's patient has none of this number in a category that the permit covers.
    """
    rows = covered(permit).select_related("begun_by", "completed_by", "ended_by", "wording")
    beside = ("scores", "triggers", Prefetch("answers", Answer.objects.order_by("pk")), "wording__items")
    row = rows.prefetch_related(*beside).filter(uuid=uuid).first()
    if row is None:
        raise NoSuchResponse
    permit.check(category=Category(row.category))
    tasks = {one.code: one.task for one in row.triggers.all()}
    outcome = outcome_of(row)
    return Told(
        uuid=row.uuid,
        definition=definition_of(row.instrument, row.version),
        wording=told_wording(row.wording) if row.wording else None,
        language=row.language,
        subject=row.subject,
        mode=Mode(row.mode),
        state=State(row.state),
        answers={
            one.link_id: None if one.is_declined else one.number if one.number is not None else one.words
            for one in row.answers.all()
        },
        outcome=outcome,
        scores=outcome.scores,
        triggers=tuple(
            FoundLine(one.code, one.danger, one.title, one.why, one.asks_for, tasks.get(one.code)) for one in outcome.triggers
        ),
        rules=next((one.rules for one in row.scores.all()), ""),
        note=row.note,
        version_number=row.version_number,
        administered_at=row.administered_at,
        begun_at=row.begun_at,
        begun_by=row.begun_by.name if row.begun_by else who(row.begun_by_job),
        changed_at=row.changed_at,
        completed_at=row.completed_at,
        completed_by=row.completed_by.name if row.completed_by else who(row.completed_by_job),
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else who(row.ended_by_job),
        end_reason=row.end_reason,
        source=row.source,
    )


def who(job: str) -> str:
    """Who did something, where it was no colleague: the person through a link, or the platform."""
    return BY_PERSON if job == "questionnaire" else "The platform" if job else ""
