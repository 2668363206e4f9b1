"""Reading medication for an interface: orders in force, in bulk. The gate's permits come first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from care.actor import Category, Permit
from treatment_plans.regimens import rules
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus, Phase, Route

CONFIRMED = "checked"  # the flag of a code that a source confirms; any other code stays inside


@dataclass(frozen=True, slots=True)
class OutwardOrder:
    """An order in force as an interface shows it. Codes are RxNorm, empty where none is confirmed."""

    uuid: UUID
    text: str
    medication: str
    local_code: str
    ingredient_code: str
    product: str
    product_code: str
    dose_amount: Decimal
    dose_unit: str
    route: Route
    frequency: Frequency
    phase: Phase
    starts_on: date
    ends_on: date | None
    instructions: str
    status: OrderStatus
    ordered_by: str
    signed_at: datetime | None


def changed_condition(*, since: datetime, path: str) -> Q:
    """For querysets: rows whose patient (at `path`) has an order that changed since; a hold changes its order."""
    order = apps.get_model("regimens", "MedicationOrderEvent")
    return Q(Exists(order.objects.filter(patient_id=OuterRef(path), pgh_created_at__gte=since)))


def orders_in_force(*, permits: Mapping[int, Permit]) -> dict[int, list[OutwardOrder]]:
    """What is active or on hold, by patient, in the order in which it began. One query.

    Raises:
        PermitMismatch: a permit does not cover medication.
    """
    for permit in permits.values():
        permit.check(category=Category.SUD)
    rows = MedicationOrder.objects.filter(patient_id__in=permits, status__in=rules.CURRENT).order_by("starts_on", "pk")
    found: dict[int, list[OutwardOrder]] = defaultdict(list)
    for patient_id, organisation_id, *row in rows.values_list(*_ORDER):
        if organisation_id == permits[patient_id].organisation_id:
            found[patient_id].append(_order(*row))
    return found


# Only what leaves is read.
_ORDER = (
    "patient_id", "organisation_id", "uuid", "medication__name", "medication__short_name", "medication__code",
    "medication__rxcui", "medication__rxcui_flag", "preparation__form", "preparation__strength", "preparation__rxcui",
    "dose_amount", "dose_unit", "route", "frequency", "phase", "starts_on", "ends_on", "instructions", "status",
    "signed_by__name", "signed_at",
)  # fmt: skip


def _order(
    uuid: Any, name: Any, short: Any, code: Any, rxcui: Any, flag: Any, form: Any, strength: Any, product: Any, amount: Any,
    unit: Any, route: Any, frequency: Any, phase: Any, starts_on: Any, ends_on: Any, instructions: Any, status: Any,
    signed_by: Any, signed_at: Any,
) -> OutwardOrder:  # fmt: skip
    often = Frequency(frequency)
    return OutwardOrder(
        uuid=uuid,
        text=rules.order_text(short, amount, unit, often),
        medication=name,
        local_code=code,
        ingredient_code=rxcui if flag == CONFIRMED else "",
        product=f"{form} {strength}" if form else "",
        product_code=product or "",
        dose_amount=amount,
        dose_unit=unit,
        route=Route(route),
        frequency=often,
        phase=Phase(phase),
        starts_on=starts_on,
        ends_on=ends_on,
        instructions=instructions,
        status=OrderStatus(status),
        ordered_by=signed_by,
        signed_at=signed_at,
    )
