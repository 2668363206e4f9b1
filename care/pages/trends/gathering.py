"""From the rooms to the values of a trend. Each room is asked once, whatever the number of scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from care.actor import Permit
from care.followups.queries import missed_check_ins
from care.lib.dates import date_text, local_date
from care.pages.trends import words
from care.pages.trends.brought import brought_along
from care.pages.trends.values import Dot, Mark, MarkKind, Measure, Span, Trend
from care.teams.queries import EnrolmentRow
from patients.assessments.catalogue import definition
from patients.assessments.queries import Point, series
from patients.assessments.queries.trends import LineKey, LineRow, lines_at_a_glance
from patients.assessments.rules.change import FOLLOWED, Change, Reading, change_of
from patients.assessments.rules.numbers import measure_name
from patients.elsewhere.queries import hospital_visits
from patients.elsewhere.rules import Precision, moment_words
from patients.rules import partial_date_text
from patients.story.queries import overdoses_of
from treatment_plans.regimens.queries import medication_spans
from treatment_plans.staying_safe.queries import returns_of

SHORTEST = timedelta(days=28)  # a picture of fewer days would say that a day is long
NOT_LONG = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Person:
    """Whose trend it is: the permit, their zone and day, and the day on which their care here began."""

    permit: Permit
    zone: str
    today: date
    admitted_on: date | None

    @property
    def since(self) -> date:
        """From when on a first score counts as the first of this care."""
        return self.admitted_on or date(1900, 1, 1)


def admitted_on(enrolments: Iterable[EnrolmentRow], zone: str) -> date | None:
    """The day on which the care that is open, or else the last one, began."""
    found = sorted(enrolments, key=lambda row: (row.ended_at is None, row.admitted_at))
    return local_date(found[-1].admitted_at, zone) if found else None


def lines_of(person: Person) -> list[LineRow]:
    """Every line, in the order of the chart: what is followed over time first, then the rest by name. One query."""
    day = datetime.combine(person.since, time(), UTC)
    order = list(FOLLOWED)
    rows = lines_at_a_glance(permit=person.permit, since=day)
    return sorted(
        rows,
        key=lambda row: (
            order.index(row.key.instrument) if row.key.instrument in FOLLOWED else len(order),
            row.key.instrument,
            row.key.subject,
            _place(row.key),
        ),
    )


def _place(key: LineKey) -> int:
    return [one.name for one in definition(key.instrument).scores].index(key.name)


def measure_of(key: LineKey) -> Measure:
    """A line with its name, scale and target."""
    asked = definition(key.instrument)
    scale = next(one for one in asked.scores if one.name == key.name)
    about = f" ({key.subject.replace('_', ' ')})" if key.subject else ""
    target, target_at = words.target_of((key.instrument, key.name))
    return Measure(key, f"{measure_name(asked, scale)}{about}", scale, asked.source, target, target_at)


def glance_change(row: LineRow, measure: Measure, zone: str) -> Change | None:
    """What a line's course says, from the scores that its row holds."""
    first = row.first_since or row.first
    readings = [_reading(at, value, zone) for at, value in (first, *row.latest[-2:])]
    if row.count == 1 or first == row.latest[-1]:
        readings = readings[-2:] if row.count > 1 else readings[-1:]
    elif first == row.latest[-2]:
        readings = readings[1:]
    start = _reading(*first, zone)
    return change_of(readings, instrument=row.key.instrument, score=measure.scale, since=start.on)


def _reading(at: datetime, value: Decimal, zone: str) -> Reading:
    return Reading(local_date(at, zone), value)


def trend_of(person: Person, row: LineRow, *, days: int | None, enrolments: Sequence[EnrolmentRow]) -> Trend:
    """One line over the last so many days, or over all that there is, with what else happened on these days.

    Six queries, and five more for whoever brought a history along.
    """
    key = row.key
    points = series(permit=person.permit, instrument=key.instrument, name=key.name, subject=key.subject)
    brought_spans, brought_marks = brought_along(permit=person.permit, today=person.today)
    return replace(
        scores_alone(person, key, points, days=days),
        spans=tuple(sorted([*_spans(person), *brought_spans], key=lambda span: span.starts_on)),
        marks=tuple(sorted([*_marks(person, enrolments), *brought_marks], key=lambda mark: mark.on or date.min)),
    )


def scores_alone(person: Person, key: LineKey, points: Sequence[Point], *, days: int | None = None) -> Trend:
    """The scores of one line, of which there is one at least, without what else happened. No query."""
    dots = [_dot(one, person.zone) for one in points]
    measure = measure_of(key)
    readings = [Reading(dot.on, dot.value) for dot in dots]
    last_day = max([person.today, *(dot.on for dot in dots[-1:])])
    first_day = last_day - timedelta(days=days) if days is not None else _beginning(dots, person.admitted_on)
    first_day = min(first_day, last_day - SHORTEST)
    return Trend(
        measure=measure,
        dots=tuple(dot for dot in dots if dot.on >= first_day),
        first_day=first_day,
        last_day=last_day,
        spans=(),
        marks=(),
        change=change_of(readings, instrument=key.instrument, score=measure.scale, since=person.since),
    )


def _beginning(dots: Sequence[Dot], admitted: date | None) -> date:
    """The day of the first score, or of the admission where that is not long before."""
    first = dots[0].on
    return admitted if admitted is not None and first - NOT_LONG <= admitted < first else first


def _dot(one: Point, zone: str) -> Dot:
    return Dot(local_date(one.at, zone), one.value, one.band_label, one.mode.label, one.is_prorated, one.uuid)


def _spans(person: Person) -> list[Span]:
    found = medication_spans(permit=person.permit, zone=person.zone)
    return [Span(one.name, one.dose, one.amount, one.starts_on, one.until, paused=one.paused) for one in found]


def _marks(person: Person, enrolments: Sequence[EnrolmentRow]) -> list[Mark]:
    """Every event that is known here."""
    return [*_care(person, enrolments), *_overdoses(person), *_hospital(person), *_returns(person), *_missed(person)]


def _care(person: Person, enrolments: Sequence[EnrolmentRow]) -> list[Mark]:
    found = []
    for row in enrolments:
        days = [(local_date(row.admitted_at, person.zone), "Care here began")]
        if row.treatment_completed_on is not None:
            days.append((row.treatment_completed_on, "Treatment completed"))
        if row.ended_at is not None:
            why = f": {row.end_reason.label.lower()}" if row.end_reason else ""
            days.append((local_date(row.ended_at, person.zone), f"Care here ended{why}"))
        found += [Mark(MarkKind.CARE, day, words.day_words(day, person.today), what) for day, what in days]
    return found


def _overdoses(person: Person) -> list[Mark]:
    found = []
    for said in overdoses_of(permit=person.permit):
        what = f"Overdose: {said.substances}" if said.substances else "Overdose"
        found.append(Mark(MarkKind.OVERDOSE, _day_of(said.occurred), _when(said.occurred), what))
    return found


def _returns(person: Person) -> list[Mark]:
    return [
        Mark(MarkKind.RETURN, _day_of(told.happened), _when(told.happened), f"Return to use: {told.substance}")
        for told in returns_of(permit=person.permit)
    ]


def _day_of(occurred: str) -> date | None:
    """Where a remembered day is drawn: a month in its middle; a year alone nowhere."""
    year, month, day = (*occurred.split("-"), "", "")[:3]
    return date(int(year), int(month), int(day or 15)) if month else None


def _when(occurred: str) -> str:
    return partial_date_text(occurred) if occurred else "Day not known"


def _hospital(person: Person) -> list[Mark]:
    found = []
    for visit in hospital_visits(permit=person.permit):
        moment = visit.happened
        on = None
        if moment.precision is Precision.MOMENT:
            on = local_date(moment.at, person.zone)
        elif moment.precision is Precision.DAY:
            on = moment.at.date()
        until = f", until {date_text(visit.ended.at.date())}" if visit.ended and visit.ended.at.date() > moment.at.date() else ""
        when = moment_words(moment, person.zone, person.today)
        found.append(Mark(MarkKind.HOSPITAL, on, when, f"{visit.what}{until}, says {visit.source}"))
    return found


def _missed(person: Person) -> list[Mark]:
    found = []
    for at, name in missed_check_ins(permit=person.permit):
        day = local_date(at, person.zone)
        found.append(Mark(MarkKind.MISSED, day, words.day_words(day, person.today), f"Check-in: {name.lower()}"))
    return found
