"""Saying for what in the plan an order stands."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans.queries import medication_lines
from treatment_plans.regimens import rules
from treatment_plans.regimens.models import OrderPurpose
from treatment_plans.regimens.operations.parts import (
    author_of,
    locked_order,
)
from treatment_plans.regimens.operations.refusals import (
    NotInThePlan,
    OrderHasEnded,
)
from treatment_plans.regimens.vocabulary import OrderStatus


def say_purposes(
    *, permit: Permit, order: UUID, interventions: Collection[UUID], seen: Collection[UUID], at: datetime
) -> list[OrderPurpose]:
    """Say for which lines of medication in the plan an order stands; gives all of them.

    `interventions` are the numbers that those lines have in every version, `seen` the ones that stood when it was read: only the
    difference is written, so that nothing of a colleague's is undone.

    Raises:
        OrderNotFound, OrderHasEnded.
        NotInThePlan: a line that is added is none of medication in the versions in hand.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    wanted, known = set(interventions), set(seen)
    with audit.change(permit=permit, at=at, verb="order.purposes_said") as change:
        row = locked_order(permit, order)
        if row.status not in rules.CURRENT and row.status != OrderStatus.DRAFT:
            raise OrderHasEnded
        if not wanted - known <= {line.root for line in medication_lines(permit=permit)}:
            raise NotInThePlan
        standing = OrderPurpose.objects.filter(order=row, ended_at__isnull=True)
        standing.filter(intervention__in=known - wanted).update(ended_at=at, ended_by_id=author_of(permit))
        there = set(standing.values_list("intervention", flat=True))
        OrderPurpose.objects.bulk_create(
            OrderPurpose(order=row, intervention=root, said_at=at, said_by_id=author_of(permit))
            for root in sorted(wanted - known - there)
        )
        change.detail.update(order=row.pk, added=len(wanted - known - there), ended=len(known - wanted))
    return list(standing.order_by("pk"))
