"""For what in the plan the orders stand."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Permit
from care.lib.prepared import prepared
from treatment_plans.regimens import rules
from treatment_plans.regimens.models import OrderPurpose
from treatment_plans.regimens.queries.orders import orders_of
from treatment_plans.regimens.queries.schedules import schedule_of, steps_in, text_of
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """That an order stands behind a line of the plan. `intervention` is the line's number in every version."""

    order: UUID
    intervention: UUID
    text: str
    is_current: bool


def purposes_of(*, permit: Permit) -> list[PurposeRow]:
    """What the person's orders are for, as it stands: of those in force and those not signed yet. One query."""
    return [
        PurposeRow(
            order=row.order.uuid,
            intervention=row.intervention,
            text=text_of(
                row.order.medication.short_name,
                row.order.dose_amount,
                row.order.dose_unit,
                Frequency(row.order.frequency),
                steps_in(row.schedule),  # type: ignore[attr-defined]
            ),
            is_current=row.order.status in rules.CURRENT,
        )
        for row in _purposes(permit=permit)
    ]


@prepared
def _purposes(*, permit: Permit) -> QuerySet[OrderPurpose]:
    in_hand = orders_of(permit).filter(status__in=[*sorted(rules.CURRENT), OrderStatus.DRAFT])
    rows = OrderPurpose.objects.filter(order__in=in_hand.values("pk"), ended_at__isnull=True)
    return rows.select_related("order__medication").order_by("order__starts_on", "pk").annotate(schedule=schedule_of("order_id"))
