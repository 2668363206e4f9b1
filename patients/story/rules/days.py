"""Days as people remember them: a year, a month of a year, or a day. Pure."""

import calendar
import re
from datetime import date

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4})")
_NAMED = re.compile(r"([A-Za-z]{3})[a-z]*\.?(?:\s+(\d{1,2}),?)?\s+(\d{4})")


class BadDay(ValueError):
    """Not a year, a month or a day that there is."""


class ImpossibleDay(ValueError):
    """In the future, or before the person was born. `field` is where it was said."""

    def __init__(self, field: str) -> None:
        super().__init__("impossible day")
        self.field = field


class EndsBeforeItBegins(ValueError):
    """An end that lies before its beginning. `field` is the end."""

    def __init__(self, field: str) -> None:
        super().__init__("ends before it begins")
        self.field = field


def read_day(text: str) -> str:
    """'2015', '3/2015', 'Mar 2015', '3/14/2015' or '2015-03-14' as ISO 8601 of the precision that was said; empty stays empty.

    Raises:
        BadDay.
    """
    text = " ".join(text.split())
    if not text:
        return ""
    if (found := _YEAR.fullmatch(text)) and int(found[1]):
        return found[1]
    if found := _MONTH.fullmatch(text):
        return _iso(int(found[1] or found[4]), int(found[2] or found[3]))
    if found := _DAY.fullmatch(text):
        return _iso(int(found[1] or found[6]), int(found[2] or found[4]), int(found[3] or found[5]))
    if (found := _NAMED.fullmatch(text)) and found[1].lower() in _MONTHS:
        return _iso(int(found[3]), _MONTHS[found[1].lower()], int(found[2]) if found[2] else None)
    raise BadDay


def _iso(year: int, month: int, day: int | None = None) -> str:
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        raise BadDay from None
    return whole.isoformat() if day else f"{whole:%Y-%m}"


def earliest(day: str) -> date:
    """The first day that a remembered day may be."""
    year, month, rest = (*day.split("-"), "", "")[:3]
    return date(int(year), int(month or 1), int(rest or 1))


def latest(day: str) -> date:
    """The last day that a remembered day may be."""
    year, month, rest = (*day.split("-"), "", "")[:3]
    number = int(month or 12)
    return date(int(year), number, int(rest) if rest else calendar.monthrange(int(year), number)[1])


def is_possible(day: str, *, born: date, today: date) -> bool:
    """Whether somebody born then can have lived through it by today. An empty one is."""
    return not day or (int(day[:4]) >= 1 and earliest(day) <= today and latest(day) >= born)


def follows(end: str, start: str) -> bool:
    """Whether an end may lie at or after its beginning; an empty one says nothing against it."""
    return not end or not start or latest(end) >= earliest(start)
