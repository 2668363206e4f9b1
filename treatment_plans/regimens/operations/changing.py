"""Changing an order in force: another dose, a pause, its end."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans.regimens import rules
from treatment_plans.regimens.guarding import NOBODY_SAID, Moment, Said, judge_order, lock_person, refusals_kept
from treatment_plans.regimens.models import MedicationOrder, OrderHold
from treatment_plans.regimens.operations.parts import (
    author_of,
    check_alone,
    check_enrolled,
    end_order,
    lift_hold,
    locked_order,
    put_in_force,
    summarise,
    write_draft,
)
from treatment_plans.regimens.operations.refusals import ReasonMissing, ReasonNotPossible
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus, OrderStep, Phase, Route
from treatment_plans.rules import next_status


def change_dose(
    *,
    permit: Permit,
    order: UUID,
    dose_amount: Decimal,
    starts_on: date,
    at: datetime,
    frequency: Frequency | None = None,
    phase: Phase | None = None,
    preparation: str | None = None,
    ends_on: date | None = None,
    instructions: str | None = None,
    note: str = "",
    said: Said = NOBODY_SAID,
) -> MedicationOrder:
    """Replace an order that is active or on hold by one with another dose, signed at once; what is not given stays as it was.

    `note` says why; it stays with the order that ends. `said` answers the safety rules.

    Raises:
        NotEnrolled, OrderNotFound, NotReplaceable (it has ended, or was never signed), NotInCatalogue, NoDose.
        AlreadyOrdered: the order is on hold and another one for the substance is active.
        HardStop, ReasonsMissing: of the safety rules.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with refusals_kept(permit=permit, at=at), audit.change(permit=permit, at=at, verb="order.dose_changed") as change:
        lock_person(permit)
        check_enrolled(permit)
        old = locked_order(permit, order)
        new = write_draft(
            permit,
            medication=old.medication.code,
            dose_amount=dose_amount,
            route=Route(old.route),
            frequency=frequency or Frequency(old.frequency),
            phase=phase or Phase(old.phase),
            starts_on=starts_on,
            at=at,
            preparation=preparation if preparation is not None else old.preparation.code if old.preparation else "",
            ends_on=ends_on,
            instructions=instructions if instructions is not None else old.instructions,
            old=old,
        )
        put_in_force(permit, new, at, note=note, said=said)
        summarise(permit)
        change.detail.update(order=new.pk, replaces=old.pk)
    return new


def hold_order(*, permit: Permit, order: UUID, reason: str, at: datetime) -> MedicationOrder:
    """Pause an active order: no dose until it is resumed.

    Raises:
        ReasonMissing, OrderNotFound, NotPossible (not active).
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    if not reason.strip():
        raise ReasonMissing
    with audit.change(permit=permit, at=at, verb="order.held") as change:
        lock_person(permit)
        row = locked_order(permit, order)
        row.status = next_status(rules.ORDER, OrderStatus(row.status), OrderStep.HOLD)
        row.save(update_fields=["status"])
        OrderHold.objects.create(order=row, reason=reason.strip(), held_at=at, held_by_id=author_of(permit))
        summarise(permit)
        change.detail.update(order=row.pk)
    return row


def resume_order(*, permit: Permit, order: UUID, at: datetime, said: Said = NOBODY_SAID) -> MedicationOrder:
    """Put a held order in force again. `said` answers the safety rules.

    Raises:
        NotEnrolled, OrderNotFound, NotPossible (not on hold).
        AlreadyOrdered: another order for the substance became active meanwhile.
        HardStop, ReasonsMissing: of the safety rules.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with refusals_kept(permit=permit, at=at), audit.change(permit=permit, at=at, verb="order.resumed") as change:
        lock_person(permit)
        check_enrolled(permit)
        row = locked_order(permit, order)
        status = next_status(rules.ORDER, OrderStatus(row.status), OrderStep.RESUME)
        check_alone(permit, row)
        judge_order(permit=permit, order=row, at=at, moment=Moment.RESUMED, said=said)
        row.status = status
        row.save(update_fields=["status"])
        lift_hold(permit, row, at)
        summarise(permit)
        change.detail.update(order=row.pk)
    return row


def complete_order(*, permit: Permit, order: UUID, at: datetime) -> MedicationOrder:
    """End an order because its planned course is finished.

    Raises:
        OrderNotFound, NotPossible (not active or on hold).
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with audit.change(permit=permit, at=at, verb="order.completed") as change:
        lock_person(permit)
        row = locked_order(permit, order)
        end_order(permit, row, OrderStep.COMPLETE, EndReason.FINISHED, "", at)
        summarise(permit)
        change.detail.update(order=row.pk)
    return row


def stop_order(*, permit: Permit, order: UUID, reason: EndReason, at: datetime, note: str = "") -> MedicationOrder:
    """End an order before its planned end.

    Raises:
        ReasonNotPossible: a reason that comes with completing, replacing or setting aside.
        ReasonMissing: another reason, and not said which.
        OrderNotFound, NotPossible (not active or on hold).
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    if reason not in rules.STOP_REASONS:
        raise ReasonNotPossible
    if reason is EndReason.OTHER and not note.strip():
        raise ReasonMissing
    with audit.change(permit=permit, at=at, verb="order.stopped", detail={"reason": reason.value}) as change:
        lock_person(permit)
        row = locked_order(permit, order)
        end_order(permit, row, OrderStep.STOP, reason, note, at)
        summarise(permit)
        change.detail.update(order=row.pk)
    return row
