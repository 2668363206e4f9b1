"""Reading medication for an interface: orders in force, in bulk. The gate's permits come first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
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
    rows = (
        MedicationOrder.objects.filter(patient_id__in=permits, status__in=rules.CURRENT)
        .select_related("medication", "preparation", "signed_by", "ordered_by")
        .order_by("starts_on", "pk")
    )
    found: dict[int, list[OutwardOrder]] = defaultdict(list)
    for row in rows:
        if row.organisation_id == permits[row.patient_id].organisation_id:
            found[row.patient_id].append(_order(row))
    return found


def _order(row: MedicationOrder) -> OutwardOrder:
    medication, made = row.medication, row.preparation
    frequency = Frequency(row.frequency)
    return OutwardOrder(
        uuid=row.uuid,
        text=rules.order_text(medication.short_name, row.dose_amount, row.dose_unit, frequency),
        medication=medication.name,
        local_code=medication.code,
        ingredient_code=medication.rxcui if medication.rxcui_flag == CONFIRMED else "",
        product=str(made) if made else "",
        product_code=made.rxcui if made else "",
        dose_amount=row.dose_amount,
        dose_unit=row.dose_unit,
        route=Route(row.route),
        frequency=frequency,
        phase=Phase(row.phase),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        instructions=row.instructions,
        status=OrderStatus(row.status),
        ordered_by=(row.signed_by or row.ordered_by).name,
        signed_at=row.signed_at,
    )
