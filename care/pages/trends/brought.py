"""What the person brought along from another system, as doses and events of a trend."""

from datetime import date, timedelta
from decimal import Decimal

from care.actor import Permit
from care.pages.trends import words
from care.pages.trends.values import Mark, MarkKind, Span
from patients.assessments.rules.numbers import number_text
from patients.histories.queries import OrderFact, dose_line, past_orders, past_tests, past_visits, sources_of
from patients.histories.rules import DoseWeek, ScreenFact, VisitOutcome, VisitReason

WEEK = timedelta(days=7)


def brought_along(*, permit: Permit, today: date) -> tuple[list[Span], list[Mark]]:
    """Doses by week, orders of which no dose is told, missed visits and drug tests. One query, and five where there is any."""
    if not sources_of(permit=permit):
        return [], []
    weeks = dose_line(permit=permit)
    given = {one.medication for one in weeks}
    spans = [*_weeks(weeks), *(_order(one) for one in past_orders(permit=permit) if one.amount and one.medication not in given)]
    marks = [
        _visit(one.on, one.name, one.reasons, today) for one in past_visits(permit=permit) if one.outcome is VisitOutcome.MISSED
    ]
    marks += [_test(one, today) for one in past_tests(permit=permit) if one.is_expected is not None]
    return spans, marks


def _weeks(weeks: list[DoseWeek]) -> list[Span]:
    """One span for each time in which the mean dose of a week stayed the same."""
    spans: dict[tuple[str, str], list[Span]] = {}
    for one in weeks:
        found = spans.setdefault((one.medication, one.unit), [])
        last = found[-1] if found else None
        begins, until = one.week, one.week + WEEK - timedelta(days=1)
        if last is not None and last.amount == one.mean and last.until == begins - timedelta(days=1):
            found[-1] = Span(last.name, last.dose, last.amount, last.starts_on, until, is_past_system=True)
        else:
            dose = f"{number_text(one.mean)} {one.unit} a day, mean of the week"
            found.append(Span(one.medication, dose, max(one.mean, Decimal("0.1")), begins, until, is_past_system=True))
    return sorted((span for found in spans.values() for span in found), key=lambda span: span.starts_on)


def _order(one: OrderFact) -> Span:
    dose = " ".join(part for part in (number_text(one.amount or Decimal(0)), one.unit, one.frequency) if part)
    return Span(one.medication, dose, one.amount or Decimal(1), one.starts_on, one.ends_on, is_past_system=True)


def _visit(on: date, name: str, reasons: tuple[str, ...], today: date) -> Mark:
    why = ", ".join(VisitReason(reason).label for reason in reasons)
    what = f"Visit: {name.lower()}" if name else "Visit"
    return Mark(MarkKind.MISSED, on, words.day_words(on, today), f"{what} ({why})" if why else what)


def _test(one: ScreenFact, today: date) -> Mark:
    kind = MarkKind.EXPECTED if one.is_expected else MarkKind.UNEXPECTED
    found = f"found: {', '.join(one.found)}" if one.found else "nothing found"
    return Mark(kind, one.on, words.day_words(one.on, today), found[:1].upper() + found[1:])
