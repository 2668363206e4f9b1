"""What is to be asked again, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Max, Q, QuerySet

from care.actor import Category, Permit
from care.lib.dates import local_date
from care.lib.paging import Page, decode_cursor, encode_cursor
from patients.assessments.catalogue import definitions
from patients.assessments.models import Reassessment, Response
from patients.assessments.rules import Definition, State
from patients.assessments.rules.cadence import ALSO, CADENCES


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
) -> Page[DueLine]:
    """A page of what is due until today, longest due first, of those whom the gate's condition (on `patient_id`) lets the reader
    see, in the kinds of data that they may read. One query, by an index in this order.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    rows = _lines().filter(
        condition, organisation_id=organisation_id, due_on__lte=today, instrument__in=instruments_of(categories)
    )
    if after:
        moment, pk = decode_cursor(after)
        day = moment.date()
        rows = rows.filter(due_on__gte=day).filter(Q(due_on__gt=day) | Q(pk__gt=pk))
    found = list(rows.order_by("due_on", "pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    cursor = encode_cursor(datetime.combine(last.due_on, time(), tzinfo=UTC), last.pk) if last else ""
    return Page([_line(row) for row in found[:limit]], cursor)


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
    """When each instrument that is asked again was last answered by some people, by person and instrument. One query."""
    rows = Response.objects.filter(
        patient_id__in=list(patient_ids),
        organisation_id=organisation_id,
        state=State.COMPLETED.value,
        instrument__in=[*CADENCES, *ALSO],
    )
    found: dict[int, dict[str, date]] = {}
    latest = rows.order_by().values("patient_id", "instrument").annotate(last=Max("administered_at"))
    for patient_id, instrument, moment in latest.values_list("patient_id", "instrument", "last"):
        mine, code, day = found.setdefault(patient_id, {}), ALSO.get(instrument, instrument), local_date(moment, zone)
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
