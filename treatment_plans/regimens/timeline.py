"""What the medication tells: signed, changed, on hold, resumed, ended."""

from typing import Any

from django.db.models import F, Q, QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from treatment_plans.regimens import rules
from treatment_plans.regimens.models import MedicationOrder, OrderHold
from treatment_plans.regimens.queries import orders_of
from treatment_plans.regimens.queries.schedules import schedule_of, steps_in, text_of
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus
from treatment_plans.vocabulary import BY_THE_PLATFORM

_UNTOLD = ["", EndReason.DOSE_CHANGED.value, EndReason.SET_ASIDE.value]


def _text(order: MedicationOrder, row: Any) -> str:
    steps = steps_in(row.schedule)
    return text_of(order.medication.short_name, order.dose_amount, order.dose_unit, Frequency(order.frequency), steps)


def _orders(permit: Permit) -> QuerySet[MedicationOrder]:
    found = orders_of(permit).select_related("medication", "signed_by", "ended_by", "replaces")
    return found.annotate(schedule=schedule_of())


def _signed(row: MedicationOrder) -> TimelineEntry:
    assert row.signed_at
    dose = rules.dose_text(row.dose_amount, row.dose_unit)
    before = rules.dose_text(row.replaces.dose_amount, row.replaces.dose_unit) if row.replaces else dose
    change = f", was {before}" if before != dose else ""
    who = row.signed_by.name if row.signed_by else ""
    return TimelineEntry(row.signed_at, who, f"Ordered: {_text(row, row)}{change}", "medication")


def _ended(row: MedicationOrder) -> TimelineEntry:
    assert row.ended_at
    note = f": {row.end_note}" if row.end_note else ""
    text = f"{OrderStatus(row.status).label}: {_text(row, row)} ({EndReason(row.end_reason).label}{note})"
    who = row.ended_by.name if row.ended_by else BY_THE_PLATFORM if row.ended_by_job else ""
    return TimelineEntry(row.ended_at, who, text, "medication")


def _holds(permit: Permit) -> QuerySet[OrderHold]:
    rows = OrderHold.objects.filter(order__in=orders_of(permit).values("pk"))
    return rows.select_related("order__medication", "held_by", "lifted_by").annotate(schedule=schedule_of("order_id"))


def _held(row: OrderHold) -> TimelineEntry:
    who = row.held_by.name if row.held_by else BY_THE_PLATFORM
    return TimelineEntry(row.held_at, who, f"On hold: {_text(row.order, row)} ({row.reason})", "medication")


def _resumed(row: OrderHold) -> TimelineEntry:
    assert row.lifted_at
    who = row.lifted_by.name if row.lifted_by else ""
    return TimelineEntry(row.lifted_at, who, f"Resumed: {_text(row.order, row)}", "medication")


_WENT_ON = Q(order__ended_at__isnull=True) | ~Q(lifted_at=F("order__ended_at"))
CHAPTERS = (
    Chapter(_orders, (Telling("signed_at", _signed), Telling("ended_at", _ended, ~Q(end_reason__in=_UNTOLD)))),
    Chapter(_holds, (Telling("held_at", _held), Telling("lifted_at", _resumed, _WENT_ON))),
)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """What happened to the medication, newest first: signed, changed, held, resumed, ended. Two queries."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
