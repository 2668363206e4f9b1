"""Writing an order, signing it, putting a draft away."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans.regimens.guarding import NOBODY_SAID, Moment, Said, judge_order, lock_person, refusals_kept
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.regimens.operations.parts import (
    check_enrolled,
    end_order,
    locked_order,
    put_in_force,
    summarise,
    write_draft,
)
from treatment_plans.regimens.rules import Step
from treatment_plans.regimens.rules.starting import Condition
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStep, Pathway, Phase, Route


def write_order(
    *,
    permit: Permit,
    medication: str,
    dose_amount: Decimal,
    route: Route,
    frequency: Frequency,
    phase: Phase,
    starts_on: date,
    at: datetime,
    preparation: str = "",
    ends_on: date | None = None,
    instructions: str = "",
    replaces: UUID | None = None,
    pathway: Pathway = Pathway.STANDARD,
    change_reason: str = "",
    steps: Sequence[Step] = (),
    conditions: Sequence[Condition] = (),
    overlaps_until: date | None = None,
) -> MedicationOrder:
    """Write a draft: nothing is ordered until it is signed. `medication` and `preparation` are codes of the catalogue;
    the dose is in the medicine's unit, each time it is due; `replaces` is stopped when the draft is signed, and `change_reason`
    says why. `steps` are its schedule: what is due on which day, where that changes or is split over the day.
    While one of `conditions` is open nothing of it is due. In a transition what it replaces goes on until `overlaps_until`.

    Raises:
        NotEnrolled: the person has no open enrolment.
        NotInCatalogue, WrongRoute, NoDose, NoSchedule.
        OrderNotFound, NotReplaceable, NoOverlap: of the order to be replaced.
        HardStop: a safety rule forbids it in this form; nothing is kept.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with refusals_kept(permit=permit, at=at), audit.change(permit=permit, at=at, verb="order.written") as change:
        lock_person(permit)
        check_enrolled(permit)
        old = locked_order(permit, replaces) if replaces else None
        order = write_draft(
            permit,
            medication=medication,
            dose_amount=dose_amount,
            route=route,
            frequency=frequency,
            phase=phase,
            starts_on=starts_on,
            at=at,
            preparation=preparation,
            ends_on=ends_on,
            instructions=instructions,
            old=old,
            pathway=pathway,
            change_reason=change_reason,
            steps=steps,
            conditions=conditions,
            overlaps_until=overlaps_until,
        )
        judge_order(permit=permit, order=order, at=at, moment=Moment.WRITTEN)
        change.detail.update(order=order.pk, replaces=order.replaces_id)
    return order


def sign_order(*, permit: Permit, order: UUID, at: datetime, said: Said = NOBODY_SAID, confirmed_by: str = "") -> MedicationOrder:
    """Put a draft in force. The order that it replaces is stopped in the same transaction. `said` answers the safety rules;
    `confirmed_by` is how the prescriber proved once more that it is they (care.accounts.confirming), for the audit.

    Raises:
        NotEnrolled, OrderNotFound, NotPossible (not a draft).
        NotReplaceable: the order to be replaced has ended meanwhile.
        AlreadyOrdered: another order for the substance is active.
        HardStop, ReasonsMissing: of the safety rules.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with refusals_kept(permit=permit, at=at), audit.change(permit=permit, at=at, verb="order.signed") as change:
        lock_person(permit)
        check_enrolled(permit)
        row = locked_order(permit, order)
        put_in_force(permit, row, at, said=said)
        summarise(permit)
        change.detail.update(order=row.pk, replaces=row.replaces_id, confirmed_by=confirmed_by)
    return row


def set_aside_order(*, permit: Permit, order: UUID, at: datetime) -> MedicationOrder:
    """Put away a draft that is not going to be signed; it stays on record.

    Raises:
        OrderNotFound, NotPossible (not a draft).
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with audit.change(permit=permit, at=at, verb="order.set_aside") as change:
        lock_person(permit)
        row = locked_order(permit, order)
        end_order(permit, row, OrderStep.SET_ASIDE, EndReason.SET_ASIDE, "", at)
        change.detail.update(order=row.pk)
    return row
