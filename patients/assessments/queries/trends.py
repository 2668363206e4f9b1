"""Every measure of a person in one row each, however many scores it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from care.actor import Permit
from patients.assessments.models import Response, Score
from patients.assessments.rules import State
from patients.rules import CATEGORIES

SPARK = 12  # scores of a measure that its row shows


@dataclass(frozen=True, slots=True)
class LineKey:
    """Which line: one score of one instrument, about one thing. Scores of two instruments never share a line."""

    instrument: str
    subject: str
    name: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line at a glance: how many scores, the latest ones (oldest first), the first of all, and the first since a moment."""

    key: LineKey
    count: int
    latest: tuple[tuple[datetime, Decimal], ...]
    first: tuple[datetime, Decimal]
    first_since: tuple[datetime, Decimal] | None
    band_label: str
    is_positive: bool


def _covered(permit: Permit) -> list[str]:
    return [category.value for category in CATEGORIES if permit.covers(category)]


_LINES = f"""
    SELECT r.instrument, r.subject, s.name, count(*),
        (array_agg(r.administered_at ORDER BY r.administered_at DESC, r.id DESC))[1:{SPARK}],
        (array_agg(s.value ORDER BY r.administered_at DESC, r.id DESC))[1:{SPARK}],
        min(r.administered_at),
        (array_agg(s.value ORDER BY r.administered_at, r.id))[1],
        min(r.administered_at) FILTER (WHERE r.administered_at >= %(since)s),
        (array_agg(s.value ORDER BY r.administered_at, r.id) FILTER (WHERE r.administered_at >= %(since)s))[1],
        (array_agg(s.band_label ORDER BY r.administered_at DESC, r.id DESC))[1],
        (array_agg(s.is_positive ORDER BY r.administered_at DESC, r.id DESC))[1]
    FROM {Response._meta.db_table} r JOIN {Score._meta.db_table} s ON s.response_id = r.id
    WHERE r.patient_id = %(patient)s AND r.organisation_id = %(organisation)s AND r.state = %(state)s
        AND r.category = ANY(%(covered)s)
    GROUP BY r.instrument, r.subject, s.name ORDER BY r.instrument, r.subject, s.name
"""  # noqa: S608 - our own words


def lines_at_a_glance(*, permit: Permit, since: datetime) -> list[LineRow]:
    """Every line of the permit's patient that it covers, by instrument. One query, whatever the number of scores."""
    values: dict[str, Any] = {
        "patient": permit.patient_id,
        "organisation": permit.organisation_id,
        "state": State.COMPLETED.value,
        "covered": _covered(permit),
        "since": since,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LINES, values)
        return [_line(row) for row in cursor.fetchall()]


def _line(row: Sequence[Any]) -> LineRow:
    instrument, subject, name, count, days, values, first_at, first, since_at, since, band_label, is_positive = row
    return LineRow(
        key=LineKey(instrument, subject, name),
        count=count,
        latest=tuple(zip(reversed(days), reversed(values), strict=True)),
        first=(first_at, first),
        first_since=(since_at, since) if since_at is not None else None,
        band_label=band_label,
        is_positive=is_positive,
    )
