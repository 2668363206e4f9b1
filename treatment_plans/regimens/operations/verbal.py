"""Verbal orders: a nurse takes down and reads back what a prescriber says; who said it co-signs, or says that it was not so."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from care.accounts.queries import organisation_zone
from care.accounts.rules import Work, may
from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import local_date
from care.worklist import operations as worklist
from care.worklist.rules import Kind
from treatment_plans.regimens.figures import figures_on
from treatment_plans.regimens.guarding import NOBODY_SAID, Said, lock_person, refusals_kept
from treatment_plans.regimens.models import MedicationOrder, VerbalOrder
from treatment_plans.regimens.operations.parts import (
    author_of,
    check_enrolled,
    end_order,
    locked_order,
    put_in_force,
    summarise,
    write_draft,
)
from treatment_plans.regimens.operations.refusals import NotReadBack, NotTheirs, NoVerbalOrder, ReasonMissing
from treatment_plans.regimens.queries.verbal import prescribers_of
from treatment_plans.regimens.rules import CURRENT
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStep, Phase, Route

ABOUT = "verbal-order"
TASK = str(Kind.MEDICATION)


def take_verbal_order(
    *,
    permit: Permit,
    prescriber: int,
    read_back: bool,
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
    said: Said = NOBODY_SAID,
) -> MedicationOrder:
    """Put in force at once what a prescriber of the care team (`prescriber`, their number as a colleague) has said. By a nurse.

    It waits for their signature, by a task of theirs that climbs when it is late. `said` are the prescriber's reasons in their
    words, as the nurse wrote them down: what is kept of each rule names the nurse. What a rule forbids, or lets pass only with a
    second prescriber, is not taken.

    Raises:
        NotTheirs: the actor is no nurse, or it is not said by a prescriber of the care team.
        NotReadBack, NotEnrolled, NotInCatalogue, WrongRoute, NoDose, OrderNotFound, NotReplaceable, AlreadyOrdered.
        HardStop, ReasonsMissing: of the safety rules.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    if not read_back:
        raise NotReadBack
    said_by = next((one for one in prescribers_of(permit=permit) if one.staff_id == prescriber), None)
    if said_by is None or not may(permit.actor, Work.TAKE_VERBAL_ORDERS) or said_by.user_id == permit.actor.user_id:
        raise NotTheirs
    today = local_date(at, organisation_zone(organisation_id=permit.organisation_id))
    hours = figures_on(today, organisation_id=permit.organisation_id).whole("verbal.cosign_hours")
    until = at + timedelta(hours=hours)
    with refusals_kept(permit=permit, at=at), audit.change(permit=permit, at=at, verb="order.taken_down") as change:
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
        )
        put_in_force(permit, order, at, said=said)
        VerbalOrder.objects.create(
            order=order,
            prescriber_id=said_by.user_id,
            read_back=True,
            taken_at=at,
            taken_by_id=author_of(permit),
            cosign_until=until,
        )
        summarise(permit)
        change.detail.update(order=order.pk, replaces=order.replaces_id)
        worklist.open_task(
            permit=permit,
            kind=TASK,
            title="A verbal order waits for your signature",
            why="It is in force. Read it and co-sign, or say that it was not so.",
            owner_id=prescriber,
            owner_role=Role.PRESCRIBER,
            due_at=until,
            subject_kind=ABOUT,
            subject=order.uuid,
            at=at,
        )
    return order


def cosign_order(*, permit: Permit, order: UUID, at: datetime, confirmed_by: str = "") -> VerbalOrder:
    """The prescriber who said it puts their name to what was taken down.

    Raises:
        OrderNotFound, NoVerbalOrder (none, or it was answered), NotTheirs (another prescriber said it).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="order.cosigned", detail={"confirmed_by": confirmed_by}) as change:
        lock_person(permit)
        verbal = _waiting(permit, order)
        verbal.cosigned_at, verbal.cosigned_by_id = at, author_of(permit)
        verbal.save(update_fields=["cosigned_at", "cosigned_by"])
        _finish(permit, order, "Co-signed", at)
        change.detail["order"] = verbal.order_id
    return verbal


def deny_order(*, permit: Permit, order: UUID, words: str, at: datetime) -> VerbalOrder:
    """The prescriber says that it was not so; what is in force of it stops at once.

    Raises:
        ReasonMissing: it is not said what was not so.
        OrderNotFound, NoVerbalOrder, NotTheirs.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    if not words.strip():
        raise ReasonMissing
    with audit.change(permit=permit, at=at, verb="order.denied") as change:
        lock_person(permit)
        verbal = _waiting(permit, order)
        verbal.denied_at, verbal.denied_by_id, verbal.denied_words = at, author_of(permit), words.strip()
        verbal.save(update_fields=["denied_at", "denied_by", "denied_words"])
        if verbal.order.status in CURRENT:
            end_order(permit, verbal.order, OrderStep.STOP, EndReason.NOT_SO, words, at)
            summarise(permit)
        _finish(permit, order, "Said not to be so, and stopped", at)
        change.detail["order"] = verbal.order_id
    return verbal


def _waiting(permit: Permit, order: UUID) -> VerbalOrder:
    row = locked_order(permit, order)
    waiting = VerbalOrder.objects.filter(order=row, cosigned_at__isnull=True, denied_at__isnull=True)
    verbal = waiting.select_related("order").select_for_update(of=("self",)).first()
    if verbal is None:
        raise NoVerbalOrder
    if verbal.prescriber_id != author_of(permit) or not permit.actor.has_role(Role.PRESCRIBER):
        raise NotTheirs
    return verbal


def _finish(permit: Permit, order: UUID, outcome: str, at: datetime) -> None:
    worklist.finish_tasks_about(permit=permit, subject=order, kinds=(TASK,), outcome=outcome, at=at)
