"""From when to when each order held."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from care.actor import Permit
from care.lib.dates import local_date
from care.lib.prepared import prepared
from treatment_plans.regimens import rules
from treatment_plans.regimens.models import MedicationOrder, OrderHold
from treatment_plans.regimens.queries.orders import orders_of
from treatment_plans.regimens.vocabulary import Frequency


@dataclass(frozen=True, slots=True)
class MedicationSpan:
    """The days for which one signed order held, for a time line. `until` is its last day, none while it is in force; `paused` are
    the days from which it was on hold and those on which it went on, none where it is on hold still.
    """

    name: str
    substance: str
    dose: str
    amount: Decimal
    starts_on: date
    until: date | None
    is_change: bool
    paused: tuple[tuple[date, date | None], ...] = ()


def medication_spans(*, permit: Permit, zone: str) -> list[MedicationSpan]:
    """What was ordered from when to when, by the day it began: every order that was signed. One query.

    `is_change`: it took the place of an order for the same substance with another dose.
    """
    found = []
    for row in _spans(permit=permit):
        name, substance, amount, unit, frequency, starts_on, ends_on, ended_at, before, before_amount, held_at, lifted_at = row
        ended_on = local_date(ended_at, zone) if ended_at else None
        until = min((day for day in (ends_on, ended_on) if day is not None), default=None)
        if until is not None and until < starts_on:
            continue  # it ended before its first day
        dose = f"{rules.dose_text(amount, unit)} {Frequency(frequency).label}"
        is_change = before == substance and before_amount != amount
        found.append(
            MedicationSpan(name, substance, dose, amount, starts_on, until, is_change, _days_on_hold(held_at, lifted_at, zone))
        )
    return found


def _days_on_hold(held: list[datetime], lifted: list[datetime | None], zone: str) -> tuple[tuple[date, date | None], ...]:
    return tuple(
        (local_date(begun, zone), local_date(ended, zone) if ended else None) for begun, ended in zip(held, lifted, strict=True)
    )


@prepared
def _spans(*, permit: Permit) -> QuerySet[MedicationOrder, tuple[Any, ...]]:
    holds = OrderHold.objects.filter(order=OuterRef("pk")).order_by("held_at", "pk")
    held, lifted = (ArraySubquery(holds.values(name)) for name in ("held_at", "lifted_at"))
    columns = (
        *("medication__short_name", "substance", "dose_amount", "dose_unit", "frequency"),
        *("starts_on", "ends_on", "ended_at", "replaces__substance", "replaces__dose_amount"),
    )
    return orders_of(permit).filter(signed_at__isnull=False).order_by("starts_on", "pk").values_list(*columns, held, lifted)
