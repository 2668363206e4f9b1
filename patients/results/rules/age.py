"""How old a result is, and whether it still speaks for now. Pure."""

from calendar import monthrange
from datetime import date

from patients.results.rules.kinds import facts_of
from patients.results.rules.vocabulary import ResultKind


def stale_from(kind: ResultKind, day: date) -> date | None:
    """The last day on which a result of that day still speaks for now; None where nothing says how long it does."""
    months = facts_of(kind).stale_months
    if months is None:
        return None
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_stale(kind: ResultKind, day: date, today: date) -> bool:
    """Whether a result of a day is older than it may be."""
    last = stale_from(kind, day)
    return last is not None and today > last


def age_words(day: date, today: date) -> str:
    """'today', 'yesterday', '12 days ago', '5 weeks ago', '14 months ago', '3 years ago'."""
    days = (today - day).days
    if days <= 1:
        return "today" if days <= 0 else "yesterday"
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if days < 28:
        return f"{days} days ago"
    if months < 3:
        return f"{days // 7} weeks ago"
    return f"{months} months ago" if months < 36 else f"{months // 12} years ago"
