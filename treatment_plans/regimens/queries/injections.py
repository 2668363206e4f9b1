"""Reading injections: what a person was given so far, and of a clinic's people who is due when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from care.actor import Permit
from care.lib.dates import local_date
from care.lib.prepared import prepared
from treatment_plans.regimens.models import Dose, MedicationOrder
from treatment_plans.regimens.queries.doses import dose_rows
from treatment_plans.regimens.rules import CURRENT
from treatment_plans.regimens.rules.calendar import TAKEN
from treatment_plans.regimens.rules.injections import PRODUCTS, Injection, Tier, Window, window_of
from treatment_plans.regimens.rules.texts import order_text
from treatment_plans.regimens.safety.settings import Settings
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus

LOOK_BACK = timedelta(days=400)
_TAKEN = sorted(outcome.value for outcome in TAKEN)


def injections_of(*, permit: Permit, since: date) -> dict[str, list[Injection]]:
    """By substance, the injections given since then, oldest first. One query."""
    found: dict[str, list[Injection]] = defaultdict(list)
    for substance, day, code, amount in _injections(permit=permit, since=since):
        found[substance].append(Injection(day, PRODUCTS[code], amount))
    return found


@prepared
def _injections(*, permit: Permit, since: date) -> QuerySet[Dose, tuple[Any, ...]]:
    rows = dose_rows(permit).filter(due_on__gte=since, outcome__in=_TAKEN, voided_at__isnull=True)
    rows = rows.filter(order__medication__code__in=sorted(PRODUCTS), again__isnull=True)
    return rows.order_by("due_on", "pk").values_list("substance", "due_on", "order__medication__code", "amount")


@dataclass(frozen=True, slots=True)
class InjectionRow:
    """The next injection of one person. `is_held`: the order is on hold, and nothing is given."""

    patient_id: int
    order: UUID
    text: str
    window: Window
    tier: Tier
    is_held: bool


def injections_due(
    *, organisation_id: int, condition: Q, today: date, zone: str, settings: Settings, most: int = 5_000
) -> list[InjectionRow]:
    """The next injection of everybody who has one ordered and whom the gate's condition (on `patient_id`) lets the reader see,
    the one that is due first at the head. Two queries.
    """
    orders = MedicationOrder.objects.filter(condition, organisation_id=organisation_id, status__in=sorted(CURRENT))
    rows = orders.filter(medication__code__in=sorted(PRODUCTS)).order_by("pk").values_list(*_COLUMNS)[:most]
    ordered = list(rows)
    given = _given(organisation_id, [row[0] for row in ordered], since=today - LOOK_BACK)
    found = [_row(*row, given=given, today=today, zone=zone, settings=settings) for row in ordered]
    return sorted(found, key=lambda row: (row.window.due, row.patient_id))


_COLUMNS = (
    *("patient_id", "uuid", "substance", "status", "starts_on", "signed_at", "frequency", "medication__code"),
    *("medication__short_name", "dose_amount", "dose_unit"),
)


def _given(organisation_id: int, people: Sequence[int], *, since: date) -> Mapping[tuple[int, str], list[Injection]]:
    rows = Dose.objects.filter(patient_id__in=people, organisation_id=organisation_id, due_on__gte=since, voided_at__isnull=True)
    rows = rows.filter(outcome__in=_TAKEN, again__isnull=True, order__medication__code__in=sorted(PRODUCTS))
    found: dict[tuple[int, str], list[Injection]] = defaultdict(list)
    columns = ("patient_id", "substance", "due_on", "order__medication__code", "amount")
    for patient_id, substance, day, code, amount in rows.order_by("due_on", "pk").values_list(*columns) if people else ():
        found[patient_id, substance].append(Injection(day, PRODUCTS[code], amount))
    return found


def _row(
    patient_id: Any, uuid: Any, substance: Any, status: Any, starts_on: Any, signed_at: datetime | None, frequency: Any,
    code: Any, name: Any, amount: Any, unit: Any,
    *, given: Mapping[tuple[int, str], list[Injection]], today: date, zone: str, settings: Settings,
) -> InjectionRow:  # fmt: skip
    often = Frequency(frequency)
    begins = max(starts_on, local_date(signed_at, zone)) if signed_at else starts_on
    so_far = given.get((patient_id, substance), [])
    window = window_of(PRODUCTS[code], often, starts_on=begins, given=so_far, settings=settings, dose=amount)
    return InjectionRow(
        patient_id=patient_id,
        order=uuid,
        text=order_text(name, amount, unit, often),
        window=window,
        tier=window.tier(today),
        is_held=status == OrderStatus.ON_HOLD,
    )
