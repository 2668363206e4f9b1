"""What instruments tell: what was completed and came to which score, and what was recorded in error."""

from django.db.models import Q, QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from patients.assessments.catalogue import definition as definition_of
from patients.assessments.models import Response
from patients.assessments.queries.responses import covered, who
from patients.assessments.rules import State
from patients.assessments.rules.numbers import lowered, score_text

MOST_SCORES = 4  # of one time; the page of the answers shows the rest


def _responses(permit: Permit) -> QuerySet[Response]:
    rows = covered(permit).exclude(state=State.OPEN.value)
    return rows.select_related("completed_by", "ended_by").prefetch_related("scores")


def _completed(row: Response) -> TimelineEntry:
    by = f"From {row.source}" if row.source else row.completed_by.name if row.completed_by else who(row.completed_by_job)
    return TimelineEntry(row.administered_at, by, _words(row), "assessment")


def _words(row: Response) -> str:
    """'PHQ-9 12, moderate'; the parts of an instrument that gives several; that it was answered where there is no score."""
    definition = definition_of(row.instrument, row.version)
    about = f" ({row.subject})" if row.subject else ""
    scales = {one.name: one for one in definition.scores}
    scores = [one for one in sorted(row.scores.all(), key=lambda one: one.pk) if one.name in scales]
    if len(scores) > MOST_SCORES:  # of one of its substances or needs only what is there
        scores = [one for one in scores if one.is_positive][:MOST_SCORES]
    said = "; ".join(score_text(definition, scales[one.name], one.value, one.band_label) for one in scores)
    return f"{said}{about}" if said else f"{definition.short}{about} answered"


def _in_error(row: Response) -> TimelineEntry:
    assert row.ended_at
    definition = definition_of(row.instrument, row.version)
    by = row.ended_by.name if row.ended_by else who(row.ended_by_job)
    return TimelineEntry(row.ended_at, by, f"{definition.short} {lowered(State.IN_ERROR.label)}", "assessment")


def _set_aside(row: Response) -> TimelineEntry:
    assert row.ended_at
    by = row.ended_by.name if row.ended_by else who(row.ended_by_job)
    definition = definition_of(row.instrument, row.version)
    return TimelineEntry(row.ended_at, by, f"{definition.short} set aside, not finished: {lowered(row.end_reason)}", "assessment")


CHAPTERS = (
    Chapter(
        _responses,
        (
            Telling("administered_at", _completed, Q(state=State.COMPLETED.value)),
            Telling("ended_at", _in_error, Q(state=State.IN_ERROR.value)),
            Telling("ended_at", _set_aside, Q(state=State.SET_ASIDE.value)),
        ),
    ),
)
