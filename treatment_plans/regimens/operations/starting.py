"""What must be so before the first dose: said to be met, or not to be needed."""

from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans.regimens import rules
from treatment_plans.regimens.guarding import lock_person
from treatment_plans.regimens.models import StartCondition
from treatment_plans.regimens.operations.parts import author_of, locked_order
from treatment_plans.regimens.operations.refusals import ConditionAnswered, OrderHasEnded, ReasonMissing
from treatment_plans.regimens.vocabulary import OrderStatus, StartKind


def meet_condition(*, permit: Permit, order: UUID, kind: StartKind, words: str, at: datetime) -> StartCondition:
    """Say that a condition is met, with what was found. By whoever of the care team writes.

    Raises:
        ReasonMissing: it is not said what was found.
        OrderNotFound, OrderHasEnded, ConditionAnswered (it is not open, or the order has none such).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    return _answer(permit, order, kind, words, at, verb="order.condition_met")


def waive_condition(*, permit: Permit, order: UUID, kind: StartKind, words: str, at: datetime) -> StartCondition:
    """Say that a condition is not needed, and why. By a prescriber.

    Raises:
        ReasonMissing: it is not said why.
        OrderNotFound, OrderHasEnded, ConditionAnswered (it is not open, or the order has none such).
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    return _answer(permit, order, kind, words, at, verb="order.condition_waived")


def _answer(permit: Permit, order: UUID, kind: StartKind, words: str, at: datetime, *, verb: str) -> StartCondition:
    if not words.strip():
        raise ReasonMissing
    with audit.change(permit=permit, at=at, verb=verb, detail={"kind": kind.value}) as change:
        lock_person(permit)
        row = locked_order(permit, order)
        if row.status not in rules.CURRENT and row.status != OrderStatus.DRAFT:
            raise OrderHasEnded
        still_open = StartCondition.objects.filter(order=row, kind=kind.value, met_at__isnull=True, waived_at__isnull=True)
        condition = still_open.first()
        if condition is None:
            raise ConditionAnswered
        name = "met" if verb == "order.condition_met" else "waived"
        setattr(condition, f"{name}_at", at)
        setattr(condition, f"{name}_by_id", author_of(permit))
        condition.words = words.strip()
        condition.save(update_fields=[f"{name}_at", f"{name}_by", "words"])
        change.detail["order"] = row.pk
    return condition
