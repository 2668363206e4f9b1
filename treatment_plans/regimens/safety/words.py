"""How facts are written in an alert, and what the words of a result mean. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from treatment_plans.regimens.safety.facts import Given, Measured, Ordered

NO = (
    "not detected",
    "undetected",
    "nonreactive",
    "non-reactive",
    "negative",
    "not pregnant",
    "none detected",
    "absent",
    "not found",
    "passed",
    "no withdrawal",
)
YES = ("detected", "positive", "pregnant", "present", "found", "reactive", "failed", "withdrawal")


def day_words(day: date | None) -> str:
    """'Nov 3, 2026'; a missing date is said."""
    return f"{day:%b} {day.day}, {day.year}" if day else "date not known"


def number_words(value: Decimal) -> str:
    """Without trailing zeros and never as a power of ten."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def mg(value: Decimal | None) -> str:
    return f"{number_words(value)} mg" if value is not None else "dose not known"


def joined(names: Iterable[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    parts = list(names)
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def order_words(order: Ordered, day: date | None) -> str:
    end = order.ended_on or order.ends_on
    tail = f", until {day_words(end)}" if end else ""
    return f"Order: {order.drug.name} ({order.status}), {day_words(day)}{tail}"


def given_words(given: Given, day: date) -> str:
    amount = f" {mg(given.amount)}" if given.amount is not None else ""
    return f"{'Dose taken' if given.taken else 'Dose not taken'}: {given.drug.name}{amount}, {day_words(day)}"


def result_words(name: str, result: Measured, day: date) -> str:
    shown = result.words or (f"{number_words(result.value)} {result.unit}".strip() if result.value is not None else "no value")
    return f"{name}: {shown}, {day_words(day)}"


def found(result: Measured) -> bool | None:
    """Whether a test found what it looks for; None where the words do not say. 'Not' is read before what it denies."""
    text = result.words.casefold()
    if any(word in text for word in NO):
        return False
    if any(word in text for word in YES):
        return True
    return None


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or the last one of it."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)


def age_on(day: date, birth: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def hours_before(moment: datetime, at: datetime) -> Decimal:
    """Hours from `at` to the moment; below 0 for what came after it."""
    return Decimal(int((moment - at).total_seconds())) / 3600
