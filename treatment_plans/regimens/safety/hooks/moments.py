"""Dates and times of FHIR: a moment with its zone as written, and the calendar day as written. Pure.

A day without a time, and a time without a zone, are in the zone of whoever asks: they carry `UNSAID` until `in_zone` sets it.
"""

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any

from treatment_plans.regimens.safety.hooks.shape import Unreadable, obj, word

UNSAID = timezone(timedelta(0), "zone not said")
FIRST_YEAR, LAST_YEAR = 1880, 2200
FULL = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
PART = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def in_zone(at: datetime, zone: tzinfo) -> datetime:
    """The same day and time of day in a zone, where none was said."""
    return at.replace(tzinfo=zone) if at.tzinfo is UNSAID else at


def moment(value: Any) -> datetime | None:
    """A dateTime or instant. A day alone is its first moment, a month or a year alone its first day; no zone is `UNSAID`.

    Raises:
        Unreadable: when something stands there that is no date.
    """
    text = word(value)
    if not text:
        return None
    try:
        if FULL.match(text):
            return _possible(datetime.fromisoformat(text))
        if part := PART.fullmatch(text):
            year, month, day = (int(piece) if piece else 1 for piece in part.groups())
            return _possible(datetime(year, month, day, tzinfo=UNSAID))
    except (ValueError, OverflowError):
        pass
    raise Unreadable(f"“{text[:40]}” is no date")


def _possible(at: datetime) -> datetime:
    """Nothing in a record is older or newer than this."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError(at.year)
    return at if at.tzinfo else at.replace(tzinfo=UNSAID)


def day(value: Any) -> date | None:
    """The calendar day of a date or dateTime, as it is written."""
    found = moment(value)
    return found.date() if found else None


def start_of(period: Any) -> datetime | None:
    """The start of a Period."""
    return moment(obj(period).get("start"))


def end_of(period: Any) -> datetime | None:
    """The end of a Period."""
    return moment(obj(period).get("end"))
