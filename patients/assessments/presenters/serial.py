"""Scores that lie hours apart: COWS and CIWA in a row, with the doses between them and when to look again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from care.lib.dates import moment_text, span_text, time_text
from patients.assessments.presenters.pictures import Moment, SerialChart, serial_chart
from patients.assessments.presenters.words import Mark, Reader, band_mark, number_text
from patients.assessments.queries import Result
from patients.assessments.rules import Definition, Outcome, Scored, next_check

IN_A_PICTURE = timedelta(hours=72)  # before the latest


@dataclass(frozen=True, slots=True)
class SerialRow:
    """One time."""

    when: str
    url: str
    value: str
    mark: Mark
    change: str
    dose: str
    who: str


@dataclass(frozen=True, slots=True)
class NextCheck:
    """When to look again."""

    tone: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Serial:
    """The page."""

    rows: tuple[SerialRow, ...]
    chart: SerialChart | None
    says: str
    next: NextCheck | None


@dataclass(frozen=True, slots=True)
class _Found:
    result: Result
    score: Scored
    dose_at: datetime | None


def serial(
    definition: Definition, results: Sequence[Result], minutes: Mapping[UUID, Decimal], *, person: UUID, reader: Reader
) -> Serial:
    """Results newest first; `minutes` since a dose, by the number of the answers."""
    found = [
        _Found(one, one.score, one.at - timedelta(minutes=float(minutes[one.uuid])) if one.uuid in minutes else None)
        for one in results
        if one.score is not None
    ]
    rows = [
        _row(one, found[place + 1] if place + 1 < len(found) else None, person=person, reader=reader)
        for place, one in enumerate(found)
    ]
    lately = [one for one in found if found[0].result.at - one.result.at <= IN_A_PICTURE] if found else []
    moments = [Moment(one.result.at, one.score.value, one.dose_at) for one in reversed(lately)]
    known = next((one for one in definition.scores if one.name == "total"), definition.scores[0])
    return Serial(
        rows=tuple(rows),
        chart=serial_chart(moments, known, known.bands, reader),
        says=_says(lately, reader),
        next=_next(definition, found[0], reader) if found else None,
    )


def _row(one: _Found, before: _Found | None, *, person: UUID, reader: Reader) -> SerialRow:
    return SerialRow(
        when=reader.moment(one.result.at),
        url=reverse("assessments:result", args=[person, one.result.uuid]),
        value=number_text(one.score.value),
        mark=band_mark(one.score.band_label, is_positive=one.score.is_positive) or Mark("No band"),
        change=_change(one, before),
        dose=f"Dose at {time_text(one.dose_at, reader.zone)}" if one.dose_at else "",
        who=one.result.by,
    )


def _change(one: _Found, before: _Found | None) -> str:
    if before is None:
        return "First time"
    difference = one.score.value - before.score.value
    words = f"{number_text(abs(difference))} {'up' if difference > 0 else 'down'}" if difference else "the same"
    return f"{words} in {span_text(one.result.at - before.result.at)}"


def _says(lately: Sequence[_Found], reader: Reader) -> str:
    """The picture in one sentence."""
    if not lately:
        return "Nothing has been scored yet."
    last, first = lately[0], lately[-1]
    band = f" ({last.score.band_label.lower()})" if last.score.band_label else ""
    now = f"{number_text(last.score.value)}{band} on {reader.moment(last.result.at)}"
    if last is first:
        return f"Scored once in three days: {now}."
    values = [one.score.value for one in lately]
    return (
        f"From {number_text(first.score.value)} on {reader.moment(first.result.at)} to {now}; "
        f"between {number_text(min(values))} and {number_text(max(values))} in {len(lately)} times."
    )


def _next(definition: Definition, last: _Found, reader: Reader) -> NextCheck | None:
    """When to look again, by the band of the latest score."""
    window = next_check(definition, Outcome(scores=(last.score,)), last.result.at)
    if window is None:
        return None
    earliest, latest = window
    if reader.at > latest:
        return NextCheck("over", f"Look again: {span_text(reader.at - latest)} late.", _window(earliest, latest, reader))
    if reader.at >= earliest:
        return NextCheck("info", "Look again now.", _window(earliest, latest, reader))
    return NextCheck("well", f"Next look in {span_text(earliest - reader.at)}.", _window(earliest, latest, reader))


def _window(earliest: datetime, latest: datetime, reader: Reader) -> str:
    first = moment_text(earliest, reader.zone, reader.today)
    if earliest == latest:
        return f"It was due by {first}."
    return f"Between {first} and {time_text(latest, reader.zone, with_zone=True)}, by the latest score."
