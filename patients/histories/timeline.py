"""What people brought along, on the timeline: orders, visits, drug tests and scores at noon of their day. Doses are on a page."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import DateTimeField, F, Func, Q, QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from patients.histories.models import PastDrugTest, PastLine, PastOrder, PastScore, PastVisit
from patients.histories.presenters import amount_words, number_words, reasons_words
from patients.histories.queries import lines_of
from patients.histories.rules import Finding, VisitOutcome

NO_TIME = "time not said"
_NOTHING = {Finding.NOT_FOUND: "nothing found", Finding.UNREADABLE: "could not be read", Finding.FOUND: "found"}


def _noon(column: str) -> Func:
    """Noon UTC is the same day in every zone of the United States."""
    return Func(
        F(column), template="((%(expressions)s + time '12:00') AT TIME ZONE 'UTC')", output_field=DateTimeField(), arity=1
    )


def _rows(model: type[PastLine]) -> Callable[[Permit], QuerySet[Any]]:
    return lambda permit: lines_of(model, permit).annotate(moment_on=_noon("on"))


def _orders(permit: Permit) -> QuerySet[PastOrder]:
    return lines_of(PastOrder, permit).annotate(moment_on=_noon("on"), moment_ended=_noon("ended_on"))


def _entry(row: PastLine, what: str, kind: str) -> TimelineEntry:
    return TimelineEntry(datetime.combine(row.on, time(12, tzinfo=UTC)), f"From {row.source}", what, kind, when=NO_TIME)


def _ordered(row: PastOrder) -> TimelineEntry:
    how = " ".join(filter(None, (row.medication, amount_words(row.amount, row.unit if row.amount else ""), row.frequency)))
    return _entry(row, f"Ordered there: {how}", "medication")


def _order_ended(row: PastOrder) -> TimelineEntry:
    assert row.ended_on
    moment = datetime.combine(row.ended_on, time(12, tzinfo=UTC))
    return TimelineEntry(moment, f"From {row.source}", f"Ended there: {row.medication}", "medication", when=NO_TIME)


def _visited(row: PastVisit) -> TimelineEntry:
    outcome = VisitOutcome(row.outcome)
    why = f" ({reasons_words(row.reasons)})" if row.reasons and outcome is not VisitOutcome.KEPT else ""
    named = f" {row.name}" if row.name else ""
    return _entry(row, f"Visit there{named}: {outcome.label.lower()}{why}", "visit")


def _tested(row: PastDrugTest) -> TimelineEntry:
    said = Finding(row.finding).label.lower()
    return _entry(
        row,
        f"Drug test there: {row.substance or _NOTHING[Finding(row.finding)]}{f', {said}' if row.substance else ''}",
        "observation",
    )


def _scored(row: PastScore) -> TimelineEntry:
    words = f" ({row.words})" if row.words else ""
    return _entry(row, f"Score there: {row.instrument}: {number_words(row.value)}{words}", "observation")


CHAPTERS = (
    Chapter(_orders, (Telling("moment_on", _ordered), Telling("moment_ended", _order_ended))),
    Chapter(_rows(PastVisit), (Telling("moment_on", _visited, ~Q(outcome=VisitOutcome.UNKNOWN.value)),)),
    Chapter(_rows(PastDrugTest), (Telling("moment_on", _tested),)),
    Chapter(_rows(PastScore), (Telling("moment_on", _scored, Q(is_ours=False)),)),
)
