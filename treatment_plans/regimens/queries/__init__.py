"""Reading medication: the catalogue, a person's orders, who changed what from what to what."""

from treatment_plans.regimens.queries.catalogue import MedicineRow, left_out, medicines
from treatment_plans.regimens.queries.history import FieldChange, dose_changes, order_changes
from treatment_plans.regimens.queries.orders import (
    HoldRow,
    OrderNotFound,
    OrderRow,
    active_orders,
    all_orders,
    draft_orders,
    get_order,
    orders_of,
    people_in_transition,
)
from treatment_plans.regimens.queries.purposes import PurposeRow, purposes_of
from treatment_plans.regimens.queries.spans import MedicationSpan, medication_spans

__all__ = [
    "FieldChange",
    "HoldRow",
    "MedicationSpan",
    "MedicineRow",
    "OrderNotFound",
    "OrderRow",
    "PurposeRow",
    "active_orders",
    "all_orders",
    "dose_changes",
    "draft_orders",
    "get_order",
    "left_out",
    "medication_spans",
    "medicines",
    "order_changes",
    "orders_of",
    "people_in_transition",
    "purposes_of",
]
