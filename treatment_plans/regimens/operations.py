"""Changing medication: write, sign, hold, resume, change, complete, stop. Each takes a permit to order: a prescriber on the team.

The content of an order never changes once it is written. A change of dose is a new order that replaces the old one, in one
transaction, so that no moment has two active orders for a substance or none.
"""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Action, Category, Permit, PermitMismatch
from care.audit import operations as audit
from care.teams.operations import NotEnrolled, update_summary
from care.teams.queries import open_enrolment
from treatment_plans.queries import medication_lines
from treatment_plans.regimens import rules
from treatment_plans.regimens.models import Medication, MedicationOrder, OrderHold, OrderPurpose, Preparation
from treatment_plans.regimens.queries import OrderNotFound, orders_of
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus, OrderStep, Phase, Route
from treatment_plans.rules import next_status


class NotInCatalogue(ValueError):
    """The medicine, or the form and strength, cannot be ordered here."""


class AlreadyOrdered(ValueError):
    """An order for the same substance is active: it is changed or stopped first. `order` is its number in addresses."""

    def __init__(self, order: UUID) -> None:
        super().__init__("an order for this substance is active")
        self.order = order


class ReasonMissing(ValueError):
    """An order is held with a reason in words; and 'another reason' is said in words."""


class ReasonNotPossible(ValueError):
    """An order is not stopped for this reason by hand."""


class NotReplaceable(ValueError):
    """Only an order that is active or on hold can be replaced, and only by one other (a draft that does so counts)."""


class NotInThePlan(ValueError):
    """The plan has no such line of medication any more."""


class OrderHasEnded(ValueError):
    """What an order is for is said while it is in force, or before it is signed."""


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
) -> MedicationOrder:
    """Write a draft: nothing is ordered until it is signed. `medication` and `preparation` are codes of the catalogue;
    the dose is in the medicine's unit, each time it is due; `replaces` is stopped when the draft is signed.

    Raises:
        NotEnrolled: the person has no open enrolment.
        NotInCatalogue, WrongRoute, NoDose.
        OrderNotFound, NotReplaceable: of the order to be replaced.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with audit.change(permit=permit, at=at, verb="order.written") as change:
        _check_enrolled(permit)
        old = _locked(permit, replaces) if replaces else None
        order = _write(
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
        )
        change.detail.update(order=order.pk, replaces=order.replaces_id)
    return order


def sign_order(*, permit: Permit, order: UUID, at: datetime) -> MedicationOrder:
    """Put a draft in force. The order that it replaces is stopped in the same transaction.

    Raises:
        NotEnrolled, OrderNotFound, NotPossible (not a draft).
        NotReplaceable: the order to be replaced has ended meanwhile.
        AlreadyOrdered: another order for the substance is active.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with audit.change(permit=permit, at=at, verb="order.signed") as change:
        _check_enrolled(permit)
        row = _locked(permit, order)
        _sign(permit, row, at)
        _summarise(permit)
        change.detail.update(order=row.pk, replaces=row.replaces_id)
    return row


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
) -> MedicationOrder:
    """Replace an order that is active or on hold by one with another dose, signed at once; what is not given stays as it was.

    `note` says why; it stays with the order that ends.

    Raises:
        NotEnrolled, OrderNotFound, NotReplaceable (it has ended, or was never signed), NotInCatalogue, NoDose.
        AlreadyOrdered: the order is on hold and another one for the substance is active.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with audit.change(permit=permit, at=at, verb="order.dose_changed") as change:
        _check_enrolled(permit)
        old = _locked(permit, order)
        new = _write(
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
        _sign(permit, new, at, note=note)
        _summarise(permit)
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
        row = _locked(permit, order)
        row.status = next_status(rules.ORDER, OrderStatus(row.status), OrderStep.HOLD)
        row.save(update_fields=["status"])
        OrderHold.objects.create(order=row, reason=reason.strip(), held_at=at, held_by_id=_author(permit))
        _summarise(permit)
        change.detail.update(order=row.pk)
    return row


def resume_order(*, permit: Permit, order: UUID, at: datetime) -> MedicationOrder:
    """Put a held order in force again.

    Raises:
        NotEnrolled, OrderNotFound, NotPossible (not on hold).
        AlreadyOrdered: another order for the substance became active meanwhile.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with audit.change(permit=permit, at=at, verb="order.resumed") as change:
        _check_enrolled(permit)
        row = _locked(permit, order)
        status = next_status(rules.ORDER, OrderStatus(row.status), OrderStep.RESUME)
        _check_alone(permit, row)
        row.status = status
        row.save(update_fields=["status"])
        _lift(permit, row, at)
        _summarise(permit)
        change.detail.update(order=row.pk)
    return row


def complete_order(*, permit: Permit, order: UUID, at: datetime) -> MedicationOrder:
    """End an order because its planned course is finished.

    Raises:
        OrderNotFound, NotPossible (not active or on hold).
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with audit.change(permit=permit, at=at, verb="order.completed") as change:
        row = _locked(permit, order)
        _end(permit, row, OrderStep.COMPLETE, EndReason.FINISHED, "", at)
        _summarise(permit)
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
        row = _locked(permit, order)
        _end(permit, row, OrderStep.STOP, reason, note, at)
        _summarise(permit)
        change.detail.update(order=row.pk)
    return row


def set_aside_order(*, permit: Permit, order: UUID, at: datetime) -> MedicationOrder:
    """Put away a draft that is not going to be signed; it stays on record.

    Raises:
        OrderNotFound, NotPossible (not a draft).
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with audit.change(permit=permit, at=at, verb="order.set_aside") as change:
        row = _locked(permit, order)
        _end(permit, row, OrderStep.SET_ASIDE, EndReason.SET_ASIDE, "", at)
        change.detail.update(order=row.pk)
    return row


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
        row = _locked(permit, order)
        if row.status not in rules.CURRENT and row.status != OrderStatus.DRAFT:
            raise OrderHasEnded
        if not wanted - known <= {line.root for line in medication_lines(permit=permit)}:
            raise NotInThePlan
        standing = OrderPurpose.objects.filter(order=row, ended_at__isnull=True)
        standing.filter(intervention__in=known - wanted).update(ended_at=at, ended_by_id=_author(permit))
        there = set(standing.values_list("intervention", flat=True))
        OrderPurpose.objects.bulk_create(
            OrderPurpose(order=row, intervention=root, said_at=at, said_by_id=_author(permit))
            for root in sorted(wanted - known - there)
        )
        change.detail.update(order=row.pk, added=len(wanted - known - there), ended=len(known - wanted))
    return list(standing.order_by("pk"))


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
        orders = list(in_hand.select_for_update(no_key=True).order_by("pk"))
        for order in orders:
            is_draft = order.status == OrderStatus.DRAFT
            step = OrderStep.SET_ASIDE if is_draft else OrderStep.STOP
            order.status = next_status(rules.ORDER, OrderStatus(order.status), step)
            order.ended_at, order.ended_by_id, order.ended_by_job = at, permit.actor.user_id, permit.actor.job_name
            order.end_reason = EndReason.SET_ASIDE if is_draft else EndReason.DIED
            order.save(update_fields=["status", "ended_at", "ended_by", "ended_by_job", "end_reason"])
        _summarise(permit)
        change.detail["orders"] = [order.pk for order in orders]
    return len(orders)


# --- parts of the above -------------------------------------------------------------------------------------------------------


def _author(permit: Permit) -> int:
    if permit.actor.user_id is None:
        raise PermitMismatch("an order is written by a person, not by a job")
    return permit.actor.user_id


def _check_enrolled(permit: Permit) -> None:
    if open_enrolment(permit=permit) is None:
        raise NotEnrolled


def _locked(permit: Permit, order: UUID) -> MedicationOrder:
    """The order, with every order of the person locked in one order of rows: two signatures at once wait for each other."""
    rows = orders_of(permit).select_for_update(of=("self",)).select_related("medication", "preparation").order_by("pk")
    found = next((row for row in rows if row.uuid == order), None)
    if found is None:
        raise OrderNotFound
    return found


def _write(
    permit: Permit,
    *,
    medication: str,
    dose_amount: Decimal,
    route: Route,
    frequency: Frequency,
    phase: Phase,
    starts_on: date,
    at: datetime,
    preparation: str,
    ends_on: date | None,
    instructions: str,
    old: MedicationOrder | None,
) -> MedicationOrder:
    medicine = Medication.objects.filter(code=medication, is_offered=True).first()
    made_as = Preparation.objects.filter(code=preparation, medication=medicine).first() if preparation else None
    if medicine is None or (preparation and made_as is None):
        raise NotInCatalogue
    rules.check_route(route, medicine.routes)
    rules.check_dose(dose_amount)
    if old is not None and (old.status not in rules.CURRENT or _successors(old).exists()):
        raise NotReplaceable
    return MedicationOrder.objects.create(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        medication=medicine,
        preparation=made_as,
        substance=medicine.substance,
        dose_amount=dose_amount,
        dose_unit=medicine.unit,
        route=route,
        frequency=frequency,
        phase=phase,
        starts_on=starts_on,
        ends_on=ends_on,
        instructions=instructions.strip(),
        ordered_at=at,
        ordered_by_id=_author(permit),
        replaces=old,
    )


def _successors(order: MedicationOrder) -> QuerySet[MedicationOrder]:
    return MedicationOrder.objects.filter(replaces=order).exclude(status=OrderStatus.CANCELLED)


def _sign(permit: Permit, order: MedicationOrder, at: datetime, *, note: str = "") -> None:
    status = next_status(rules.ORDER, OrderStatus(order.status), OrderStep.SIGN)
    if order.replaces_id is not None:
        old = MedicationOrder.objects.get(pk=order.replaces_id)
        if old.status not in rules.CURRENT:
            raise NotReplaceable
        reason = EndReason.DOSE_CHANGED if old.medication_id == order.medication_id else EndReason.SWITCHED
        _end(permit, old, OrderStep.STOP, reason, note, at)
        _take_purposes_over(old, order)
    _check_alone(permit, order)
    order.status = status
    order.signed_at, order.signed_by_id = at, _author(permit)
    order.save(update_fields=["status", "signed_at", "signed_by"])


def _take_purposes_over(old: MedicationOrder, new: MedicationOrder) -> None:
    """What the order before was for, the one in its place is for too, as it was said."""
    there = OrderPurpose.objects.filter(order=new, ended_at__isnull=True).values("intervention")
    standing = OrderPurpose.objects.filter(order=old, ended_at__isnull=True).exclude(intervention__in=there).order_by("pk")
    OrderPurpose.objects.bulk_create(
        OrderPurpose(order=new, intervention=row.intervention, said_at=row.said_at, said_by_id=row.said_by_id) for row in standing
    )


def _check_alone(permit: Permit, order: MedicationOrder) -> None:
    other = orders_of(permit).filter(substance=order.substance, status=OrderStatus.ACTIVE).exclude(pk=order.pk).first()
    if other is not None:
        raise AlreadyOrdered(other.uuid)


def _end(permit: Permit, order: MedicationOrder, step: OrderStep, reason: EndReason, note: str, at: datetime) -> None:
    order.status = next_status(rules.ORDER, OrderStatus(order.status), step)
    order.ended_at, order.ended_by_id = at, _author(permit)
    order.end_reason, order.end_note = reason, note.strip()
    order.save(update_fields=["status", "ended_at", "ended_by", "end_reason", "end_note"])
    _lift(permit, order, at)


def _lift(permit: Permit, order: MedicationOrder, at: datetime) -> None:
    OrderHold.objects.filter(order=order, lifted_at__isnull=True).update(lifted_at=at, lifted_by_id=_author(permit))


def _summarise(permit: Permit) -> None:
    """The caseload's words for the medication: what is active or on hold, in the order in which it began."""
    orders = orders_of(permit).filter(status__in=rules.CURRENT).select_related("medication").order_by("starts_on", "pk")
    texts = [
        (
            rules.order_text(row.medication.short_name, row.dose_amount, row.dose_unit, Frequency(row.frequency)),
            OrderStatus(row.status),
        )
        for row in orders
    ]
    update_summary(patient_id=permit.patient_id, organisation_id=permit.organisation_id, medication=rules.regimen_text(texts))


def sum_up_orders(*, permit: Permit, at: datetime) -> None:
    """Write the caseload's words for the medication anew, because two records became one or two again."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="orders.summed_up"):
        _summarise(permit)
