"""The days of random drug tests: drawn from a secret, so that nobody can foresee them, and told on the day alone. Pure.

42 CFR 8.12(f)(6): at least 8 random tests a year for each person. A year of treatment is cut into 8 spans with one drawn weekday
each; besides, each weekday has a small chance of its own, so that a test that was just taken does not mean that none comes soon.
The same secret gives the same days, whoever asks and however often; nothing is stored ahead.
"""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import date, timedelta

A_YEAR = 8
YEAR = 365
SPANS = tuple((number * YEAR // A_YEAR, (number + 1) * YEAR // A_YEAR) for number in range(A_YEAR))
ONE_IN = 130  # of the weekdays between: two a year more; own
WEEKDAYS = 5


def is_drawn(*, secret: bytes, person: str, since: date, on: date) -> bool:
    """Whether a day of somebody's treatment, begun on `since`, is drawn. Never on a weekend, never before the start."""
    if on < since or on.weekday() >= WEEKDAYS:
        return False
    return on == _of_span(secret, person, since, on) or _number(secret, f"{person}|{on.isoformat()}|extra") % ONE_IN == 0


def drawn_days(*, secret: bytes, person: str, since: date, first: date, last: date) -> list[date]:
    """The drawn days of a time; for counting what was asked for, never for a screen that shows days to come."""
    return [on for on in _days(first, last) if is_drawn(secret=secret, person=person, since=since, on=on)]


def _of_span(secret: bytes, person: str, since: date, on: date) -> date:
    """The drawn weekday of the span in which a day lies."""
    year, day = divmod((on - since).days, YEAR)
    number, (first, end) = next((number, span) for number, span in enumerate(SPANS) if span[0] <= day < span[1])
    begins = since + timedelta(days=year * YEAR + first)
    weekdays = [one for one in _days(begins, begins + timedelta(days=end - first - 1)) if one.weekday() < WEEKDAYS]
    return weekdays[_number(secret, f"{person}|{since.isoformat()}|{year}|{number}") % len(weekdays)]


def _number(secret: bytes, text: str) -> int:
    return int.from_bytes(hmac.digest(secret, text.encode(), hashlib.sha256)[:8])


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
