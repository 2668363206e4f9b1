"""Transitions: what goes on beside the order in its place is stopped on its day, by a job."""

from datetime import date, datetime

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans.regimens import rules
from treatment_plans.regimens.guarding import lock_person
from treatment_plans.regimens.operations.parts import summarise
from treatment_plans.regimens.queries import orders_of
from treatment_plans.regimens.vocabulary import EndReason, OrderStatus, OrderStep
from treatment_plans.rules import next_status


def stop_on_their_day(*, permit: Permit, today: date, at: datetime) -> int:
    """Stop a person's orders whose last day beside the one in their place is over; gives how many. For a job, safe to run twice.

    A hold that was open stays so: nobody lifted it.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    over = orders_of(permit).filter(status__in=rules.CURRENT, stops_on__lt=today)
    if not over.exists():
        return 0
    with audit.change(permit=permit, at=at, verb="orders.transitioned") as change:
        lock_person(permit)
        orders = list(over.select_for_update(no_key=True).order_by("pk"))
        for order in orders:
            order.status = next_status(rules.ORDER, OrderStatus(order.status), OrderStep.STOP)
            order.ended_at, order.ended_by_job, order.end_reason = at, permit.actor.job_name, EndReason.SWITCHED
            order.save(update_fields=["status", "ended_at", "ended_by_job", "end_reason"])
        summarise(permit)
        change.detail["orders"] = [order.pk for order in orders]
    return len(orders)
