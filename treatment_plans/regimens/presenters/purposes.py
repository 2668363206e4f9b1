"""For what in the plan an order stands, in words."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from treatment_plans.presenters import Step
from treatment_plans.queries import MedicationLine
from treatment_plans.regimens.queries import OrderRow, PurposeRow
from treatment_plans.regimens.vocabulary import OrderStatus


def purpose_lines(order: UUID, purposes: Iterable[PurposeRow], lines: Iterable[MedicationLine]) -> list[str]:
    """For what an order stands, as the plan says it: 'Methadone each day: “Stay on my dose.”'."""
    named = {one.intervention for one in purposes if one.order == order}
    return [f"{line.title}: “{line.goal}”" for line in lines if line.root in named]


def orders_behind(purposes: Iterable[PurposeRow]) -> dict[UUID, list[str]]:
    """The orders behind each line of the plan, by the line's number in every version."""
    found: dict[UUID, list[str]] = {}
    for one in purposes:
        found.setdefault(one.intervention, []).append(one.text if one.is_current else f"{one.text}, not signed")
    return found


def purpose_step(order: OrderRow, *, person: UUID) -> list[Step]:
    """What whoever writes says of an order, while it is in force or not signed yet: what it waits for, and what it is for."""
    if not order.is_current and order.status is not OrderStatus.DRAFT:
        return []
    first = reverse("regimens:conditions", args=[person, order.uuid])
    waits = [Step("Before the first dose", first, "check")] if order.open_conditions else []
    return [*waits, Step("What it is for", reverse("regimens:purposes", args=[person, order.uuid]))]
