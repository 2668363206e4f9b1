"""What follows an event: a death, the end of a course, two records that became one."""

from datetime import datetime

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans.regimens import rules
from treatment_plans.regimens.guarding import lock_person
from treatment_plans.regimens.operations.parts import summarise
from treatment_plans.regimens.queries import orders_of
from treatment_plans.regimens.vocabulary import EndReason, OrderStatus, OrderStep
from treatment_plans.rules import next_status


def close_orders(*, permit: Permit, at: datetime) -> int:
    """Stop every order in force because the person died, and set drafts aside; gives how many there were. For a job.

    A hold that was open stays so: nobody lifted it.
    """
    return _close(permit, at, [*rules.CURRENT, OrderStatus.DRAFT])


def set_aside_drafts(*, permit: Permit, at: datetime) -> int:
    """Set aside the drafts of a person who left: nobody is going to sign them. What is in force is a prescriber's to stop."""
    return _close(permit, at, [OrderStatus.DRAFT])


def _close(permit: Permit, at: datetime, statuses: list[OrderStatus]) -> int:
    permit.check(category=Category.SUD, action=Action.ORDER)
    in_hand = orders_of(permit).filter(status__in=statuses)
    if not in_hand.exists():
        return 0
    with audit.change(permit=permit, at=at, verb="orders.closed") as change:
        lock_person(permit)
        orders = list(in_hand.select_for_update(no_key=True).order_by("pk"))
        for order in orders:
            is_draft = order.status == OrderStatus.DRAFT
            step = OrderStep.SET_ASIDE if is_draft else OrderStep.STOP
            order.status = next_status(rules.ORDER, OrderStatus(order.status), step)
            order.ended_at, order.ended_by_id, order.ended_by_job = at, permit.actor.user_id, permit.actor.job_name
            order.end_reason = EndReason.SET_ASIDE if is_draft else EndReason.DIED
            order.save(update_fields=["status", "ended_at", "ended_by", "ended_by_job", "end_reason"])
        summarise(permit)
        change.detail["orders"] = [order.pk for order in orders]
    return len(orders)


def sum_up_orders(*, permit: Permit, at: datetime) -> None:
    """Write the caseload's words for the medication anew, because two records became one or two again."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="orders.summed_up"):
        summarise(permit)
