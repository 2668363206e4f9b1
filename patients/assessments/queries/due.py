"""What is to be asked again, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import JSONObject

from care.actor import Category, Permit
from care.lib.dates import local_date
from care.lib.paging import Page, decode_cursor, encode_cursor
from patients.assessments.catalogue import definitions
from patients.assessments.models import Reassessment, Response
from patients.assessments.rules import Definition, State
from patients.assessments.rules.cadence import ALSO, CADENCES, asked_with


@dataclass(frozen=True, slots=True)
class DueLine:
    """One instrument that is asked again. `put_off_*` where a colleague said not now."""

    patient_id: int
    instrument: str
    definition: Definition
    due_on: date
    last_on: date | None
    put_off_at: datetime | None
    put_off_by: str
    put_off_reason: str


@dataclass(frozen=True, slots=True)
class DueDay:
    """What has been due of one person since one day, by the code of the instrument."""

    patient_id: int
    due_on: date
    lines: tuple[DueLine, ...]


_TOLD = ("instrument", "last_on", "put_off_at", "put_off_reason")


def instruments_of(categories: Collection[Category]) -> list[str]:
    """The codes of the instruments whose answers are of these kinds of data."""
    return sorted(one.code for one in definitions().values() if one.category in categories)


def due_list(
    *,
    organisation_id: int,
    condition: Q,
    categories: Collection[Category],
    today: date,
    after: str = "",
    limit: int = 50,
) -> Page[DueDay]:
    """A page of what is due until today, longest due first, of those whom the gate's condition (on `patient_id`) lets the reader
    see, in the kinds of data that they may read: a row for each person and day. One query, by an index in this order.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    rows = _due(organisation_id=organisation_id, condition=condition, categories=categories, today=today)
    if after:
        moment, patient_id = decode_cursor(after)
        day = moment.date()
        rows = rows.filter(due_on__gte=day).filter(Q(due_on__gt=day) | Q(patient_id__gt=patient_id))
    each = JSONObject(**{name: name for name in _TOLD}, put_off_by="put_off_by__name")
    together = rows.values_list("due_on", "patient_id").annotate(told=JSONBAgg(each, order_by="instrument"))
    found = list(together.order_by("due_on", "patient_id")[: limit + 1])
    days = [DueDay(patient_id, due_on, _told(patient_id, due_on, told)) for due_on, patient_id, told in found[:limit]]
    more = len(found) > limit
    cursor = encode_cursor(datetime.combine(days[-1].due_on, time(), tzinfo=UTC), days[-1].patient_id) if more else ""
    return Page(days, cursor)


def due_count(*, organisation_id: int, condition: Q, categories: Collection[Category], today: date, cap: int) -> int:
    """How many rows `due_list` has, all pages together; `cap` + 1 where there are more than `cap`. One query."""
    rows = _due(organisation_id=organisation_id, condition=condition, categories=categories, today=today)
    return rows.order_by("due_on", "patient_id").values("due_on", "patient_id").distinct()[: cap + 1].count()


def _due(*, organisation_id: int, condition: Q, categories: Collection[Category], today: date) -> QuerySet[Reassessment]:
    return Reassessment.objects.filter(
        condition, organisation_id=organisation_id, due_on__lte=today, instrument__in=instruments_of(categories)
    )


def due_of(*, permit: Permit, today: date | None = None) -> list[DueLine]:
    """What is asked again of the permit's patient, soonest first; with `today`, only what is due by then. One query."""
    rows = _lines().filter(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        instrument__in=instruments_of(permit.categories),
    )
    if today is not None:
        rows = rows.filter(due_on__lte=today)
    return [_line(row) for row in rows.order_by("due_on", "pk")]


def last_days(*, patient_ids: Collection[int], organisation_id: int, zone: str) -> dict[int, dict[str, date]]:
    """When each instrument that is asked again was last answered by some people, by person and instrument. One query.

    A longer form counts as its shorter one too.
    """
    rows = Response.objects.filter(
        patient_id__in=list(patient_ids),
        organisation_id=organisation_id,
        state=State.COMPLETED.value,
        instrument__in=[*CADENCES, *ALSO],
    )
    found: dict[int, dict[str, date]] = {}
    latest = rows.order_by().values("patient_id", "instrument").annotate(last=Max("administered_at"))
    for patient_id, instrument, moment in latest.values_list("patient_id", "instrument", "last"):
        mine, day = found.setdefault(patient_id, {}), local_date(moment, zone)
        for code in CADENCES.keys() & asked_with(instrument):
            mine[code] = max(mine.get(code, day), day)
    return found


def _lines() -> QuerySet[Reassessment]:
    return Reassessment.objects.select_related("put_off_by")


def _line(row: Reassessment) -> DueLine:
    return DueLine(
        patient_id=row.patient_id,
        instrument=row.instrument,
        definition=definitions()[row.instrument],
        due_on=row.due_on,
        last_on=row.last_on,
        put_off_at=row.put_off_at,
        put_off_by=row.put_off_by.name if row.put_off_by else "",
        put_off_reason=row.put_off_reason,
    )


def _told(patient_id: int, due_on: date, told: list[dict[str, Any]]) -> tuple[DueLine, ...]:
    return tuple(
        DueLine(
            patient_id=patient_id,
            instrument=one["instrument"],
            definition=definitions()[one["instrument"]],
            due_on=due_on,
            last_on=date.fromisoformat(one["last_on"]) if one["last_on"] else None,
            put_off_at=datetime.fromisoformat(one["put_off_at"]) if one["put_off_at"] else None,
            put_off_by=one["put_off_by"] or "",
            put_off_reason=one["put_off_reason"],
        )
        for one in told
    )
