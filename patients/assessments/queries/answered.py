"""Everything that was answered, in words: for the person's own copy."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from care.actor import Permit
from patients.assessments.catalogue import definition as definition_of
from patients.assessments.models import Answer, Response
from patients.assessments.queries.outcomes import scored
from patients.assessments.queries.responses import covered
from patients.assessments.queries.wordings import shown, told_wording
from patients.assessments.rules import Mode, Scored, State
from patients.assessments.rules.numbers import number_text, score_text
from patients.assessments.rules.spanish import DECLINED as SPANISH_DECLINED
from patients.assessments.rules.spanish import band_for_person

MOST = 10_000  # nobody's record has as many
DECLINED = "would rather not say"


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """One question with its answer, in the words that were shown."""

    link_id: str
    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One completed time. `results` are its scores in words."""

    uuid: UUID
    at: datetime
    instrument: str
    version: str
    title: str
    subject: str
    mode: Mode
    source: str
    lines: tuple[AnsweredLine, ...]
    scores: tuple[Scored, ...]
    results: tuple[str, ...]


def answered(*, permit: Permit, language: str = "en", limit: int = MOST) -> list[Answered]:
    """Every completed time of the instruments that the permit covers, newest first. Four queries.

    `language` is that of whoever reads: what a score is called, and that something was not said.
    """
    rows = covered(permit).filter(state=State.COMPLETED.value).select_related("wording")
    beside = (Prefetch("answers", Answer.objects.order_by("pk")), "scores", "wording__items")
    return [_answered(row, language) for row in rows.prefetch_related(*beside).order_by("-administered_at", "-pk")[:limit]]


def _answered(row: Response, language: str) -> Answered:
    definition = definition_of(row.instrument, row.version)
    scales = {one.name: one for one in definition.scores}
    scores = tuple(scored(one) for one in sorted(row.scores.all(), key=lambda one: one.pk))
    return Answered(
        uuid=row.uuid,
        at=row.administered_at,
        instrument=row.instrument,
        version=row.version,
        title=definition.short,
        subject=row.subject,
        mode=Mode(row.mode),
        source=row.source,
        lines=tuple(_lines(row, language)),
        scores=scores,
        results=tuple(
            score_text(definition, scales[one.name], one.value, band_for_person(one.band_label, language))
            for one in scores
            if one.name in scales
        ),
    )


def _lines(row: Response, language: str) -> list[AnsweredLine]:
    given = {one.link_id: one for one in row.answers.all()}
    if not given:
        return []
    definition = definition_of(row.instrument, row.version)
    items = shown(definition, told_wording(row.wording) if row.wording else None, language=row.language)
    declined = SPANISH_DECLINED if language == "es" else DECLINED
    lines = []
    for item in items:
        answer = given.get(item.link_id)
        if answer is None:
            continue
        words = declined if answer.is_declined else answer.words
        if answer.number is not None:
            number = number_text(answer.number)
            words = next((option.label for option in item.options if option.value == number), number)
        lines.append(AnsweredLine(item.link_id, item.text, words))
    return lines
