"""Moments as another system writes them, in the precision that they have. Pure.

A day without a time stands at noon UTC, a month on its first day and a year on its first of January: noon UTC is the same
day in every zone of the United States, so that it keeps its place among others whoever reads it and wherever. How precise it
is stands beside it, and what a screen says never pretends to more.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from care.actor.vocabulary import Described
from care.lib.dates import date_text, day_text, local_date, time_text
from patients.rules import partial_date_text

_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NOON = time(12, tzinfo=UTC)


class Precision(Described):
    """How precisely it is known when something was."""

    MOMENT = "moment", "To the minute", "A time of a day."
    DAY = "day", "The day", "A day without a time."
    MONTH = "month", "The month", "A month without a day."
    YEAR = "year", "The year", "A year alone."
    UNKNOWN = "unknown", "Not said", "Whoever sent it did not say when; it stands where it came in."


class BadMoment(ValueError):
    """What stands there is no moment that can be."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was, and how precisely that is known."""

    at: datetime
    precision: Precision


def moment_of(text: str) -> Moment:
    """A FHIR date or dateTime: '2015', '2015-03', '2015-03-14' or '2015-03-14T09:30:00-04:00'.

    A time without a zone could be any of a day's, so that only its day is taken.

    Raises:
        BadMoment: it is none of these.
    """
    try:
        if _PARTIAL.fullmatch(text):
            year, month, day = (*text.split("-"), "", "")[:3]
            precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
            return Moment(datetime.combine(date(int(year), int(month or 1), int(day or 1)), _NOON), precision)
        found = datetime.fromisoformat(text)
        if found.tzinfo is None:
            return Moment(datetime.combine(found.date(), _NOON), Precision.DAY)
        return Moment(found.astimezone(UTC), Precision.MOMENT)
    except (ValueError, OverflowError):
        raise BadMoment(text) from None


def ends_before(end: Moment, start: Moment) -> bool:
    """Whether something would end before it begins, as far as both are known: days are compared where either is a day."""
    if Precision.MOMENT in (start.precision, end.precision) and start.precision is end.precision:
        return end.at < start.at
    length = min(_LENGTHS[start.precision], _LENGTHS[end.precision])
    return end.at.date().isoformat()[:length] < start.at.date().isoformat()[:length]


_LENGTHS = {Precision.MOMENT: 10, Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4, Precision.UNKNOWN: 0}


def moment_words(moment: Moment, zone: str, today: date, *, with_time: bool = False) -> str:
    """'Mon Nov 23', 'Mar 14, 2015', 'Mar 2015', '2015' or 'date not said', as precisely as it is known."""
    if moment.precision is Precision.UNKNOWN:
        return "date not said"
    if moment.precision in (Precision.YEAR, Precision.MONTH):
        length = 4 if moment.precision is Precision.YEAR else 7
        return partial_date_text(moment.at.date().isoformat()[:length])
    day = local_date(moment.at, zone) if moment.precision is Precision.MOMENT else moment.at.date()
    text = day_text(day, today) if day.year == today.year else date_text(day)
    if with_time and moment.precision is Precision.MOMENT:
        return f"{text}, {time_text(moment.at, zone)}"
    return text
