"""Reading a person's orders."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from care.access.gate import NotFound
from care.actor import Category, Permit
from care.lib.prepared import prepared
from treatment_plans.regimens import rules
from treatment_plans.regimens.models import MedicationOrder, OrderHold
from treatment_plans.regimens.queries.schedules import schedule_of, steps_in, text_of
from treatment_plans.regimens.queries.starting import ConditionRow, conditions_in, conditions_of
from treatment_plans.regimens.queries.verbal import VERBAL, VerbalRow, verbal_in
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus, Pathway, Phase, Route
from treatment_plans.vocabulary import BY_THE_PLATFORM


class OrderNotFound(NotFound):
    """There is no such order in the record that the permit opens."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One time for which an order was paused."""

    reason: str
    held_at: datetime
    held_by: str
    lifted_at: datetime | None
    lifted_by: str


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order, as a screen or an interface shows it. `text` is its line: 'Buprenorphine XR 300 mg monthly'."""

    uuid: UUID
    text: str
    medication: str
    medication_code: str
    short_name: str
    substance: str
    is_depot: bool
    preparation: str
    preparation_code: str
    dose: str
    dose_amount: Decimal
    dose_unit: str
    route: Route
    frequency: Frequency
    phase: Phase
    starts_on: date
    ends_on: date | None
    instructions: str
    status: OrderStatus
    is_current: bool
    ordered_at: datetime
    ordered_by: str
    signed_at: datetime | None
    signed_by: str
    ended_at: datetime | None
    ended_by: str
    end_reason: EndReason | None
    end_note: str
    replaces: UUID | None
    replaces_dose: str
    holds: tuple[HoldRow, ...]
    pathway: Pathway
    change_reason: str
    steps: tuple[rules.Step, ...]
    conditions: tuple[ConditionRow, ...]
    overlaps_until: date | None
    stops_on: date | None
    verbal: VerbalRow | None

    @property
    def open_conditions(self) -> tuple[ConditionRow, ...]:
        """What must be so still before anything of it is due."""
        return tuple(row for row in self.conditions if row.is_open)

    @property
    def hold(self) -> HoldRow | None:
        """The hold that is open now."""
        return next((hold for hold in self.holds if hold.lifted_at is None), None)


def orders_of(permit: Permit) -> QuerySet[MedicationOrder]:
    """The orders that a permit opens; for this package."""
    permit.check(category=Category.SUD)
    return MedicationOrder.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def active_orders(*, permit: Permit) -> list[OrderRow]:
    """What is active or on hold, in the order in which it began. Two queries."""
    return _with_holds(_active(permit=permit))


@prepared
def _active(*, permit: Permit) -> QuerySet[MedicationOrder]:
    return _with_people(orders_of(permit).filter(status__in=sorted(rules.CURRENT)).order_by("starts_on", "pk"))


def draft_orders(*, permit: Permit) -> list[OrderRow]:
    """What is written and not signed, oldest first. Two queries."""
    return _rows(orders_of(permit).filter(status=OrderStatus.DRAFT).order_by("ordered_at", "pk"))


def all_orders(*, permit: Permit, limit: int = 500) -> list[OrderRow]:
    """Every order, drafts set aside included, newest first. Two queries."""
    return _rows(orders_of(permit).order_by("-ordered_at", "-pk")[:limit])


def people_in_transition(*, organisation_id: int, today: date) -> list[int]:
    """Whose orders have a last day beside the one in their place that is over; for a job. One query."""
    rows = MedicationOrder.objects.filter(organisation_id=organisation_id, status__in=rules.CURRENT, stops_on__lt=today)
    return list(rows.order_by("patient_id").values_list("patient_id", flat=True).distinct())


def get_order(*, permit: Permit, order: UUID) -> OrderRow:
    """One order. Two queries.

    Raises:
        OrderNotFound: no such order in this record.
    """
    rows = _rows(orders_of(permit).filter(uuid=order))
    if not rows:
        raise OrderNotFound
    return rows[0]


def _with_people(orders: QuerySet[MedicationOrder]) -> QuerySet[MedicationOrder]:
    found = orders.select_related("medication", "preparation", "ordered_by", "signed_by", "ended_by", "replaces", *VERBAL)
    return found.annotate(schedule=schedule_of(), asked_first=conditions_of())


def _rows(orders: QuerySet[MedicationOrder]) -> list[OrderRow]:
    return _with_holds(list(_with_people(orders)))


@prepared
def _holds(*, order_ids: list[int]) -> QuerySet[OrderHold]:
    holds = OrderHold.objects.filter(order_id__among=order_ids)
    return holds.select_related("held_by", "lifted_by").order_by("held_at", "pk")


def _with_holds(found: list[MedicationOrder]) -> list[OrderRow]:
    holds: dict[int, list[HoldRow]] = defaultdict(list)
    for hold in _holds(order_ids=[order.pk for order in found]):
        lifted_by = hold.lifted_by.name if hold.lifted_by else ""
        held_by = hold.held_by.name if hold.held_by else BY_THE_PLATFORM
        holds[hold.order_id].append(HoldRow(hold.reason, hold.held_at, held_by, hold.lifted_at, lifted_by))
    return [_row(order, tuple(holds[order.pk])) for order in found]


def _row(order: MedicationOrder, holds: tuple[HoldRow, ...]) -> OrderRow:
    frequency = Frequency(order.frequency)
    before = order.replaces
    steps = steps_in(order.schedule)  # type: ignore[attr-defined]  # annotated
    return OrderRow(
        uuid=order.uuid,
        text=text_of(order.medication.short_name, order.dose_amount, order.dose_unit, frequency, steps),
        medication=order.medication.name,
        medication_code=order.medication.code,
        short_name=order.medication.short_name,
        substance=order.substance,
        is_depot=order.medication.is_depot,
        preparation=str(order.preparation) if order.preparation else "",
        preparation_code=order.preparation.code if order.preparation else "",
        dose=rules.dose_text(order.dose_amount, order.dose_unit),
        dose_amount=order.dose_amount,
        dose_unit=order.dose_unit,
        route=Route(order.route),
        frequency=frequency,
        phase=Phase(order.phase),
        starts_on=order.starts_on,
        ends_on=order.ends_on,
        instructions=order.instructions,
        status=OrderStatus(order.status),
        is_current=order.status in rules.CURRENT,
        ordered_at=order.ordered_at,
        ordered_by=order.ordered_by.name,
        signed_at=order.signed_at,
        signed_by=order.signed_by.name if order.signed_by else "",
        ended_at=order.ended_at,
        ended_by=order.ended_by.name if order.ended_by else BY_THE_PLATFORM if order.ended_by_job else "",
        end_reason=EndReason(order.end_reason) if order.end_reason else None,
        end_note=order.end_note,
        replaces=before.uuid if before else None,
        replaces_dose=rules.dose_text(before.dose_amount, before.dose_unit) if before else "",
        holds=holds,
        pathway=Pathway(order.pathway),
        change_reason=order.change_reason,
        steps=steps,
        conditions=conditions_in(order.asked_first),  # type: ignore[attr-defined]
        overlaps_until=order.overlaps_until,
        stops_on=order.stops_on,
        verbal=verbal_in(order),
    )
