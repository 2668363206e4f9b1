"""What doses tell. Who takes a medicine has a dose a day: those given stand in one line for each month, those missed or declined
in one for each run; injections, vomited doses and what was recorded wrongly are told one by one.
"""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import Cast, Coalesce, JSONObject, Lead, RowNumber

from care.actor import Permit
from care.lib.dates import date_text
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from treatment_plans.regimens.models import Dose
from treatment_plans.regimens.queries.doses import dose_rows
from treatment_plans.regimens.rules import dose_text
from treatment_plans.regimens.rules.calendar import NOT_TAKEN, TAKEN
from treatment_plans.regimens.vocabulary import DoseOutcome, Route
from treatment_plans.vocabulary import BY_THE_PLATFORM

KIND = "medication"
SEVERAL = "Several colleagues"
_TAKEN = sorted(outcome.value for outcome in TAKEN)
_NOT_TAKEN = sorted(outcome.value for outcome in NOT_TAKEN)
_INJECTED = [Route.INTRAMUSCULAR.value, Route.SUBCUTANEOUS.value]
_STANDS = Q(voided_at__isnull=True, again__isnull=True)
# Of a substance there is one dose for each part of a day: where it stands among the others.
_PLACE = Func(
    F("due_on"),
    F("part"),
    template="((%(expressions)s)",
    arg_joiner=" - DATE '1900-01-01') * 100 + ",
    output_field=IntegerField(),
)
_BY_THE_MONTH = Q(outcome__in=_TAKEN) & ~Q(route__in=_INJECTED)


def _doses(permit: Permit) -> QuerySet[Dose]:
    return dose_rows(permit).select_related("order__medication", "recorded_by", "voided_by")


def _own(permit: Permit) -> QuerySet[Any]:
    """The doses that a line may count."""
    return dose_rows(permit).filter(_STANDS).annotate(place=_PLACE)


def _alike() -> QuerySet[Any]:
    """Those of the same substance of the person."""
    of = {name: OuterRef(name) for name in ("patient", "organisation", "substance")}
    return Dose.objects.filter(_STANDS, **of).annotate(place=_PLACE)


def _of(rows: QuerySet[Any]) -> Func:
    """Whether a dose is one of some, which are looked for once."""
    wanted = ArraySubquery(rows.values("pk"))
    return Func(F("pk"), wanted, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())


def _months(permit: Permit) -> QuerySet[Dose]:
    """The last dose given in each month, with all of that month."""
    first = Func(F("due_on"), template="date_trunc('month', %(expressions)s)::date", output_field=DateField())
    latest = Window(RowNumber(), partition_by=[F("substance"), F("month")], order_by=F("place").desc())
    last = _own(permit).filter(_BY_THE_MONTH).annotate(month=first).annotate(number=latest).filter(number=1)
    said = JSONObject(outcome="outcome", amount=Cast("amount", CharField()), by="recorded_by__name")
    of_month = _alike().filter(_BY_THE_MONTH, due_on__gte=OuterRef("month"), due_on__lte=OuterRef("due_on"))
    whole = ArraySubquery(of_month.order_by("place").values(said=said))
    return _doses(permit).filter(_of(last)).annotate(month=first).annotate(given=whole)


def _runs(permit: Permit) -> QuerySet[Dose]:
    """The last dose of each run that was missed or declined, with the days of the run."""
    following = Window(Lead("outcome", default=Value("")), partition_by=[F("substance")], order_by=F("place").asc())
    last = _own(permit).annotate(following=following).filter(~Q(following=F("outcome")))
    before = _alike().filter(place__lt=OuterRef("place")).exclude(outcome=OuterRef("outcome")).order_by("-place")
    broken = Coalesce(Subquery(before.values("place")[:1]), Value(0))
    run = _alike().filter(place__gt=OuterRef("broken"), place__lte=OuterRef("place")).order_by("place")
    rows = _doses(permit).filter(_of(last), outcome__in=_NOT_TAKEN).annotate(place=_PLACE).annotate(broken=broken)
    return rows.annotate(run=ArraySubquery(run.values("due_on")))


def _single(permit: Permit) -> QuerySet[Dose]:
    """Injections, and vomited doses with what was given in their place."""
    again = Dose.objects.filter(again=OuterRef("pk"), voided_at__isnull=True).values("amount")[:1]
    wanted = Q(outcome=DoseOutcome.VOMITED.value) | Q(outcome__in=_TAKEN, route__in=_INJECTED)
    return _doses(permit).filter(_STANDS, wanted).annotate(instead=Subquery(again))


def _who(row: Dose) -> str:
    return row.recorded_by.name if row.recorded_by else BY_THE_PLATFORM


def _name(row: Dose) -> str:
    return row.order.medication.short_name


def _with_amount(row: Dose) -> str:
    return f"{_name(row)} {dose_text(row.amount, row.unit)}" if row.amount is not None else _name(row)


def _month(row: Dose) -> TimelineEntry:
    given = row.given  # type: ignore[attr-defined]  # annotated
    counts = Counter(DoseOutcome(one["outcome"]) for one in given)
    amounts = sorted({Decimal(one["amount"]) for one in given})
    how = ", ".join(f"{counts[outcome]} {outcome.label.lower()}" for outcome in DoseOutcome if counts[outcome])
    least = f"{dose_text(amounts[0], row.unit)} to " if len(amounts) > 1 else ""
    doses = "1 dose" if len(given) == 1 else f"{len(given)} doses"
    text = f"{_name(row)} in {row.due_on:%B %Y}: {doses} of {least}{dose_text(amounts[-1], row.unit)} ({how})"
    return TimelineEntry(row.at, _who(row) if len({one["by"] for one in given}) == 1 else SEVERAL, text, KIND)


def _run(row: Dose) -> TimelineEntry:
    run = row.run  # type: ignore[attr-defined]  # annotated
    days = date_text(run[0]) if run[0] == run[-1] else f"{date_text(run[0])} to {date_text(run[-1])}"
    doses = "1 dose" if len(run) == 1 else f"{len(run)} doses"
    return TimelineEntry(row.at, _who(row), f"{_name(row)}: {doses} {DoseOutcome(row.outcome).label.lower()}, {days}", KIND)


def _one(row: Dose) -> TimelineEntry:
    label = DoseOutcome(row.outcome).label
    if row.outcome != DoseOutcome.VOMITED:
        return TimelineEntry(row.at, _who(row), f"{label}: {_with_amount(row)}{f', {row.site}' if row.site else ''}", KIND)
    after = f" after {row.vomited_after} minutes" if row.vomited_after is not None else ""
    instead = row.instead  # type: ignore[attr-defined]  # annotated
    again = f"; {dose_text(instead, row.unit)} given again" if instead is not None else ""
    return TimelineEntry(row.at, _who(row), f"{label}{after}: {_with_amount(row)}{again}", KIND)


def _voided(row: Dose) -> TimelineEntry:
    assert row.voided_at
    assert row.voided_by
    what = f"{_with_amount(row)}, {DoseOutcome(row.outcome).label.lower()}, {date_text(row.due_on)}"
    return TimelineEntry(row.voided_at, row.voided_by.name, f"Dose taken back: {what} ({row.void_reason})", KIND)


CHAPTERS = (
    Chapter(_months, (Telling("at", _month),)),
    Chapter(_runs, (Telling("at", _run),)),
    Chapter(_single, (Telling("at", _one),)),
    Chapter(_doses, (Telling("voided_at", _voided),)),
)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """What became of the doses, newest first. Four queries."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
