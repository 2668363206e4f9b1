"""Parts of the operations: what several of them do inside their transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Permit, PermitMismatch
from care.teams.operations import NotEnrolled, update_summary
from care.teams.queries import open_enrolment
from treatment_plans.regimens import rules
from treatment_plans.regimens.guarding import NOBODY_SAID, Moment, Said, judge_order
from treatment_plans.regimens.models import (
    DoseStep,
    Medication,
    MedicationOrder,
    OrderHold,
    OrderPurpose,
    Preparation,
    StartCondition,
)
from treatment_plans.regimens.operations.refusals import AlreadyOrdered, NoOverlap, NotInCatalogue, NotReplaceable
from treatment_plans.regimens.queries import OrderNotFound, orders_of
from treatment_plans.regimens.queries.catalogue import is_left_out
from treatment_plans.regimens.queries.schedules import schedule_of, steps_in, text_of
from treatment_plans.regimens.rules import Step
from treatment_plans.regimens.rules.starting import Condition
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus, OrderStep, Pathway, Phase, Route
from treatment_plans.rules import next_status


def author_of(permit: Permit) -> int:
    """Who writes it; a job writes no order."""
    if permit.actor.user_id is None:
        raise PermitMismatch("an order is written by a person, not by a job")
    return permit.actor.user_id


def check_enrolled(permit: Permit) -> None:
    """Refuse what needs an open enrollment."""
    if open_enrolment(permit=permit) is None:
        raise NotEnrolled


def locked_order(permit: Permit, order: UUID) -> MedicationOrder:
    """The order, with every order of the person locked in one order of rows: two signatures at once wait for each other."""
    rows = orders_of(permit).select_for_update(of=("self",)).select_related("medication", "preparation").order_by("pk")
    found = next((row for row in rows if row.uuid == order), None)
    if found is None:
        raise OrderNotFound
    return found


def write_draft(
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
    pathway: Pathway = Pathway.STANDARD,
    change_reason: str = "",
    steps: Sequence[Step] = (),
    conditions: Sequence[Condition] = (),
    overlaps_until: date | None = None,
) -> MedicationOrder:
    """The row of a draft with its steps, checked against the catalogue; the first dose of the first step is the order's dose."""
    medicine = Medication.objects.filter(code=medication, is_offered=True).first()
    made_as = Preparation.objects.filter(code=preparation, medication=medicine).first() if preparation else None
    if medicine is None or (preparation and made_as is None):
        raise NotInCatalogue
    if is_left_out(medicine, made_as, organisation_id=permit.organisation_id):
        raise NotInCatalogue
    rules.check_route(route, medicine.routes)
    arranged = rules.arranged(steps, starts_on=starts_on, ends_on=ends_on, frequency=frequency)
    if arranged:
        dose_amount = arranged[0].amounts[0]
    rules.check_dose(dose_amount)
    if old is not None and (old.status not in rules.CURRENT or successors_of(old).exists()):
        raise NotReplaceable
    if overlaps_until is not None and (old is None or old.substance == medicine.substance or overlaps_until < starts_on):
        raise NoOverlap
    order = MedicationOrder.objects.create(
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
        ordered_by_id=author_of(permit),
        replaces=old,
        pathway=pathway,
        change_reason=change_reason.strip() if old is not None else "",
        overlaps_until=overlaps_until,
    )
    StartCondition.objects.bulk_create(
        StartCondition(order=order, kind=condition.kind.value, at_least=condition.at_least) for condition in conditions
    )
    DoseStep.objects.bulk_create(
        DoseStep(
            order=order,
            position=position,
            starts_on=step.starts_on,
            ends_on=step.ends_on,
            amounts=list(step.amounts),
            note=step.note.strip(),
        )
        for position, step in enumerate(arranged, start=1)
    )
    return order


def successors_of(order: MedicationOrder) -> QuerySet[MedicationOrder]:
    """The orders that take this one's place, or are going to."""
    return MedicationOrder.objects.filter(replaces=order).exclude(status=OrderStatus.CANCELLED)


def put_in_force(permit: Permit, order: MedicationOrder, at: datetime, *, note: str = "", said: Said = NOBODY_SAID) -> None:
    """Sign a draft that the safety rules let pass; what it replaces is stopped, or goes on beside it until a day."""
    status = next_status(rules.ORDER, OrderStatus(order.status), OrderStep.SIGN)
    old = MedicationOrder.objects.get(pk=order.replaces_id) if order.replaces_id is not None else None
    if old is not None and old.status not in rules.CURRENT:
        raise NotReplaceable
    judge_order(permit=permit, order=order, at=at, moment=Moment.SIGNED, said=said)
    if old is not None:
        if order.overlaps_until is None:
            reason = EndReason.DOSE_CHANGED if old.medication_id == order.medication_id else EndReason.SWITCHED
            end_order(permit, old, OrderStep.STOP, reason, note, at)
        else:
            old.stops_on = order.overlaps_until
            old.save(update_fields=["stops_on"])
        take_purposes_over(old, order)
    check_alone(permit, order)
    order.status = status
    order.signed_at, order.signed_by_id = at, author_of(permit)
    order.save(update_fields=["status", "signed_at", "signed_by"])


def take_purposes_over(old: MedicationOrder, new: MedicationOrder) -> None:
    """What the order before was for, the one in its place is for too, as it was said."""
    there = OrderPurpose.objects.filter(order=new, ended_at__isnull=True).values("intervention")
    standing = OrderPurpose.objects.filter(order=old, ended_at__isnull=True).exclude(intervention__in=there).order_by("pk")
    OrderPurpose.objects.bulk_create(
        OrderPurpose(order=new, intervention=row.intervention, said_at=row.said_at, said_by_id=row.said_by_id) for row in standing
    )


def check_alone(permit: Permit, order: MedicationOrder) -> None:
    """Refuse a second active order for a substance."""
    other = orders_of(permit).filter(substance=order.substance, status=OrderStatus.ACTIVE).exclude(pk=order.pk).first()
    if other is not None:
        raise AlreadyOrdered(other.uuid)


def end_order(permit: Permit, order: MedicationOrder, step: OrderStep, reason: EndReason, note: str, at: datetime) -> None:
    """End an order with its reason; a hold that was open is lifted."""
    order.status = next_status(rules.ORDER, OrderStatus(order.status), step)
    order.ended_at, order.ended_by_id = at, author_of(permit)
    order.end_reason, order.end_note = reason, note.strip()
    order.save(update_fields=["status", "ended_at", "ended_by", "end_reason", "end_note"])
    lift_hold(permit, order, at)


def lift_hold(permit: Permit, order: MedicationOrder, at: datetime) -> None:
    """Close the hold that is open."""
    OrderHold.objects.filter(order=order, lifted_at__isnull=True).update(lifted_at=at, lifted_by_id=author_of(permit))


def summarise(permit: Permit) -> None:
    """The caseload's words for the medication: what is active or on hold, in the order in which it began."""
    in_force = orders_of(permit).filter(status__in=rules.CURRENT).annotate(schedule=schedule_of())
    orders = in_force.select_related("medication").order_by("starts_on", "pk")
    texts = [
        (
            text_of(row.medication.short_name, row.dose_amount, row.dose_unit, Frequency(row.frequency), steps_in(row.schedule)),
            OrderStatus(row.status),
        )
        for row in orders
    ]
    update_summary(patient_id=permit.patient_id, organisation_id=permit.organisation_id, medication=rules.regimen_text(texts))
