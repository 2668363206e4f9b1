"""Reading medication: the catalogue, a person's orders, who changed what from what to what."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from care.access.gate import NotFound
from care.accounts.queries import names_of_users
from care.actor import Category, Permit
from care.audit.queries import users_of_events
from care.lib.dates import local_date
from care.lib.prepared import prepared
from treatment_plans.regimens import rules
from treatment_plans.regimens.models import Medication, MedicationOrder, OrderHold, OrderPurpose, Preparation
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus, Phase, Route
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

    @property
    def hold(self) -> HoldRow | None:
        """The hold that is open now."""
        return next((hold for hold in self.holds if hold.lifted_at is None), None)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an order that changed. `is_traced` is False where the change was made past the platform."""

    at: datetime
    who: str
    field: str
    before: str
    after: str
    is_traced: bool


@dataclass(frozen=True, slots=True)
class MedicineRow:
    """A medicine that may be ordered, with the forms and strengths in which it is made."""

    code: str
    name: str
    unit: str
    routes: tuple[Route, ...]
    interval: str
    usual_frequency: Frequency
    group: str
    is_depot: bool
    preparations: tuple[tuple[str, str], ...]
    source: str


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


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """That an order stands behind a line of the plan. `intervention` is the line's number in every version."""

    order: UUID
    intervention: UUID
    text: str
    is_current: bool


def purposes_of(*, permit: Permit) -> list[PurposeRow]:
    """What the person's orders are for, as it stands: of those in force and those not signed yet. One query."""
    return [
        PurposeRow(
            order=row.order.uuid,
            intervention=row.intervention,
            text=rules.order_text(
                row.order.medication.short_name, row.order.dose_amount, row.order.dose_unit, Frequency(row.order.frequency)
            ),
            is_current=row.order.status in rules.CURRENT,
        )
        for row in _purposes(permit=permit)
    ]


@prepared
def _purposes(*, permit: Permit) -> QuerySet[OrderPurpose]:
    in_hand = orders_of(permit).filter(status__in=[*sorted(rules.CURRENT), OrderStatus.DRAFT])
    rows = OrderPurpose.objects.filter(order__in=in_hand.values("pk"), ended_at__isnull=True)
    return rows.select_related("order__medication").order_by("order__starts_on", "pk")


@dataclass(frozen=True, slots=True)
class MedicationSpan:
    """The days for which one signed order held, for a time line. `until` is its last day, none while it is in force; `paused` are
    the days from which it was on hold and those on which it went on, none where it is on hold still.
    """

    name: str
    substance: str
    dose: str
    amount: Decimal
    starts_on: date
    until: date | None
    is_change: bool
    paused: tuple[tuple[date, date | None], ...] = ()


def medication_spans(*, permit: Permit, zone: str) -> list[MedicationSpan]:
    """What was ordered from when to when, by the day it began: every order that was signed. One query.

    `is_change`: it took the place of an order for the same substance with another dose.
    """
    found = []
    for row in _spans(permit=permit):
        name, substance, amount, unit, frequency, starts_on, ends_on, ended_at, before, before_amount, held_at, lifted_at = row
        ended_on = local_date(ended_at, zone) if ended_at else None
        until = min((day for day in (ends_on, ended_on) if day is not None), default=None)
        if until is not None and until < starts_on:
            continue  # it ended before its first day
        dose = f"{rules.dose_text(amount, unit)} {Frequency(frequency).label}"
        is_change = before == substance and before_amount != amount
        found.append(
            MedicationSpan(name, substance, dose, amount, starts_on, until, is_change, _days_on_hold(held_at, lifted_at, zone))
        )
    return found


def _days_on_hold(held: list[datetime], lifted: list[datetime | None], zone: str) -> tuple[tuple[date, date | None], ...]:
    return tuple(
        (local_date(begun, zone), local_date(ended, zone) if ended else None) for begun, ended in zip(held, lifted, strict=True)
    )


@prepared
def _spans(*, permit: Permit) -> QuerySet[MedicationOrder, tuple[Any, ...]]:
    holds = OrderHold.objects.filter(order=OuterRef("pk")).order_by("held_at", "pk")
    held, lifted = (ArraySubquery(holds.values(name)) for name in ("held_at", "lifted_at"))
    columns = (
        *("medication__short_name", "substance", "dose_amount", "dose_unit", "frequency"),
        *("starts_on", "ends_on", "ended_at", "replaces__substance", "replaces__dose_amount"),
    )
    return orders_of(permit).filter(signed_at__isnull=False).order_by("starts_on", "pk").values_list(*columns, held, lifted)


def get_order(*, permit: Permit, order: UUID) -> OrderRow:
    """One order. Two queries.

    Raises:
        OrderNotFound: no such order in this record.
    """
    rows = _rows(orders_of(permit).filter(uuid=order))
    if not rows:
        raise OrderNotFound
    return rows[0]


def medicines() -> list[MedicineRow]:
    """What may be ordered, in the order of the catalogue. Two queries."""
    made: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for preparation in Preparation.objects.order_by("position"):
        made[preparation.medication_id].append((preparation.code, str(preparation)))
    return [
        MedicineRow(
            code=medicine.code,
            name=medicine.name,
            unit=medicine.unit,
            routes=tuple(Route(route) for route in medicine.routes),
            interval=medicine.interval,
            usual_frequency=Frequency(medicine.usual_frequency),
            group=_group(medicine),
            is_depot=medicine.is_depot,
            preparations=tuple(made[medicine.pk]),
            source=medicine.source,
        )
        for medicine in Medication.objects.filter(is_offered=True).order_by("position")
    ]


def _group(medicine: Medication) -> str:
    if medicine.for_oud and medicine.for_aud:
        return "Opioid or alcohol use disorder"
    if medicine.for_oud:
        return "Opioid use disorder"
    return "Alcohol use disorder" if medicine.for_aud else "Other"


def _with_people(orders: QuerySet[MedicationOrder]) -> QuerySet[MedicationOrder]:
    return orders.select_related("medication", "preparation", "ordered_by", "signed_by", "ended_by", "replaces")


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
        holds[hold.order_id].append(HoldRow(hold.reason, hold.held_at, hold.held_by.name, hold.lifted_at, lifted_by))
    return [_row(order, tuple(holds[order.pk])) for order in found]


def _row(order: MedicationOrder, holds: tuple[HoldRow, ...]) -> OrderRow:
    frequency = Frequency(order.frequency)
    before = order.replaces
    return OrderRow(
        uuid=order.uuid,
        text=rules.order_text(order.medication.short_name, order.dose_amount, order.dose_unit, frequency),
        medication=order.medication.name,
        medication_code=order.medication.code,
        short_name=order.medication.short_name,
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
    )


# --- history ------------------------------------------------------------------------------------------------------------------

FIELDS = {
    "dose_amount": "Dose",
    "dose_unit": "Unit",
    "route": "Route",
    "frequency": "How often",
    "phase": "Phase",
    "starts_on": "From",
    "ends_on": "Until",
    "instructions": "Instructions",
    "status": "State",
    "end_reason": "Reason",
    "end_note": "Note",
}
WORDS = {"route": Route, "frequency": Frequency, "phase": Phase, "status": OrderStatus, "end_reason": EndReason}


def order_changes(*, permit: Permit, order: UUID) -> list[FieldChange]:
    """Who changed which field of one order from what to what, newest first. Four queries.

    From the database's own record of each change, so that one made past the platform shows as well.

    Raises:
        OrderNotFound: no such order in this record.
    """
    number = orders_of(permit).filter(uuid=order).values_list("pk", flat=True).first()
    if number is None:
        raise OrderNotFound
    return _changes([number])


def dose_changes(*, permit: Permit) -> list[FieldChange]:
    """Each change of a dose, newest first: by a new order that replaced one for the same substance, or past the platform.

    Four queries at most.
    """
    orders = list(orders_of(permit).select_related("replaces", "signed_by", "medication").order_by("pk"))
    found = [
        FieldChange(
            at=order.signed_at,
            who=order.signed_by.name,
            field=order.medication.short_name,
            before=rules.dose_text(order.replaces.dose_amount, order.replaces.dose_unit),
            after=rules.dose_text(order.dose_amount, order.dose_unit),
            is_traced=True,
        )
        for order in orders
        if order.signed_at and order.signed_by and order.replaces and order.replaces.substance == order.substance
        if (order.replaces.dose_amount, order.replaces.dose_unit) != (order.dose_amount, order.dose_unit)
    ]
    found += [change for change in _changes([order.pk for order in orders]) if change.field == FIELDS["dose_amount"]]
    return sorted(found, key=lambda change: change.at, reverse=True)


def _changes(numbers: list[int]) -> list[FieldChange]:
    history = MedicationOrder.pgh_event_model.objects.filter(pgh_obj_id__in=numbers).order_by("pgh_obj_id", "pgh_id")  # type: ignore[attr-defined]
    steps: list[tuple[Any, str, str, str]] = []
    before: Any = None
    for event in history:
        if before is not None and before.pgh_obj_id == event.pgh_obj_id:
            steps += [
                (event, label, _said(before, name), _said(event, name))
                for name, label in FIELDS.items()
                if getattr(before, name) != getattr(event, name)
            ]
        before = event
    users = users_of_events({event.pgh_context_id for event, *_ in steps if event.pgh_context_id}) if steps else {}
    names = names_of_users({user for user in users.values() if user is not None}) if users else {}
    changes = []
    for event, label, old, new in steps:
        user = users.get(event.pgh_context_id)
        is_traced = event.pgh_context_id in users
        changes.append(FieldChange(event.pgh_created_at, names.get(user, "") if user else "", label, old, new, is_traced))
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _said(event: Any, name: str) -> str:
    value = getattr(event, name)
    if name == "dose_amount":
        return rules.dose_text(value, event.dose_unit)
    if value in (None, ""):
        return ""
    return WORDS[name](value).label if name in WORDS else str(value)
