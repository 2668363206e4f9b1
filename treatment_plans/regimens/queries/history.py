"""Who changed what of an order from what to what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from care.accounts.queries import names_of_users
from care.actor import Permit
from care.audit.queries import users_of_events
from treatment_plans.regimens import rules
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.regimens.queries.orders import OrderNotFound, orders_of
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus, Phase, Route


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an order that changed. `is_traced` is False where the change was made past the platform."""

    at: datetime
    who: str
    field: str
    before: str
    after: str
    is_traced: bool


FIELDS = {
    "dose_amount": "Dose",
    "dose_unit": "Unit",
    "route": "Route",
    "frequency": "How often",
    "phase": "Phase",
    "starts_on": "From",
    "ends_on": "Until",
    "instructions": "Instructions",
    "status": "State",
    "end_reason": "Reason",
    "end_note": "Note",
}


WORDS = {"route": Route, "frequency": Frequency, "phase": Phase, "status": OrderStatus, "end_reason": EndReason}


def order_changes(*, permit: Permit, order: UUID) -> list[FieldChange]:
    """Who changed which field of one order from what to what, newest first. Four queries.

    From the database's own record of each change, so that one made past the platform shows as well.

    Raises:
        OrderNotFound: no such order in this record.
    """
    number = orders_of(permit).filter(uuid=order).values_list("pk", flat=True).first()
    if number is None:
        raise OrderNotFound
    return _changes([number])


def dose_changes(*, permit: Permit) -> list[FieldChange]:
    """Each change of a dose, newest first: by a new order that replaced one for the same substance, or past the platform.

    Four queries at most.
    """
    orders = list(orders_of(permit).select_related("replaces", "signed_by", "medication").order_by("pk"))
    found = [
        FieldChange(
            at=order.signed_at,
            who=order.signed_by.name,
            field=order.medication.short_name,
            before=rules.dose_text(order.replaces.dose_amount, order.replaces.dose_unit),
            after=rules.dose_text(order.dose_amount, order.dose_unit),
            is_traced=True,
        )
        for order in orders
        if order.signed_at and order.signed_by and order.replaces and order.replaces.substance == order.substance
        if (order.replaces.dose_amount, order.replaces.dose_unit) != (order.dose_amount, order.dose_unit)
    ]
    found += [change for change in _changes([order.pk for order in orders]) if change.field == FIELDS["dose_amount"]]
    return sorted(found, key=lambda change: change.at, reverse=True)


def _changes(numbers: list[int]) -> list[FieldChange]:
    history = MedicationOrder.pgh_event_model.objects.filter(pgh_obj_id__in=numbers).order_by("pgh_obj_id", "pgh_id")  # type: ignore[attr-defined]
    steps: list[tuple[Any, str, str, str]] = []
    before: Any = None
    for event in history:
        if before is not None and before.pgh_obj_id == event.pgh_obj_id:
            steps += [
                (event, label, _said(before, name), _said(event, name))
                for name, label in FIELDS.items()
                if getattr(before, name) != getattr(event, name)
            ]
        before = event
    users = users_of_events({event.pgh_context_id for event, *_ in steps if event.pgh_context_id}) if steps else {}
    names = names_of_users({user for user in users.values() if user is not None}) if users else {}
    changes = []
    for event, label, old, new in steps:
        user = users.get(event.pgh_context_id)
        is_traced = event.pgh_context_id in users
        changes.append(FieldChange(event.pgh_created_at, names.get(user, "") if user else "", label, old, new, is_traced))
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _said(event: Any, name: str) -> str:
    value = getattr(event, name)
    if name == "dose_amount":
        return rules.dose_text(value, event.dose_unit)
    if value in (None, ""):
        return ""
    return WORDS[name](value).label if name in WORDS else str(value)
