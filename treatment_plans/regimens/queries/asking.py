"""Reading which doses a person's orders ask for: the orders in the words of `rules.calendar`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from care.actor import Category, Permit
from care.lib.dates import day_bounds, local_date
from care.lib.prepared import prepared
from treatment_plans.regimens.models import Dose, DoseStep, FollowedDoses, MedicationOrder, OrderHold
from treatment_plans.regimens.queries.orders import orders_of
from treatment_plans.regimens.queries.starting import with_starts
from treatment_plans.regimens.rules import CURRENT
from treatment_plans.regimens.rules.calendar import DueDose, HoldDays, OrderDays, StepDays, due_days
from treatment_plans.regimens.rules.missed import METHADONE
from treatment_plans.regimens.rules.texts import order_text, schedule_text
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus, Route


@dataclass(frozen=True, slots=True)
class AskingOrder:
    """A signed order with what it asks for. `followed_since` is the day from which a day without a record is a missed one."""

    pk: int
    uuid: UUID
    patient_id: int
    text: str
    name: str
    medication_code: str
    substance: str
    is_depot: bool
    unit: str
    route: Route
    status: OrderStatus
    replaces: int | None
    days: OrderDays
    steps: tuple[StepDays, ...]
    holds: tuple[HoldDays, ...]
    instructions: str
    followed_since: date | None = None

    def due(self, *, since: date, until: date, given: Collection[date] = (), also_held_by_job: bool = False) -> list[DueDose]:
        """What it asks for on some days, both included."""
        return due_days(
            self.days, self.steps, self.holds, since=since, until=until, given=given, also_held_by_job=also_held_by_job
        )

    @property
    def is_daily(self) -> bool:
        """Whether it asks day by day, so that a day without a dose is a missed day."""
        return not self.is_depot and self.days.frequency not in (Frequency.AS_NEEDED, Frequency.ONCE)


def asking_orders(*, permit: Permit, since: date, until: date, zone: str) -> list[AskingOrder]:
    """The signed orders that were or are in force on some days, in the order in which they began. Five queries."""
    begun, _ = day_bounds(since, zone)
    rows = _signed(permit=permit, ended=begun, until=until)
    return _asking(rows, zone=zone)


_COLUMNS = (
    *("pk", "uuid", "patient_id", "organisation_id", "medication__short_name", "medication__code", "substance"),
    *("medication__is_depot", "dose_amount", "dose_unit", "route", "frequency", "status", "starts_on", "ends_on", "signed_at"),
    *("ended_at", "replaces_id", "instructions", "stops_on", "waits", "met_last"),
)


@prepared
def _signed(*, permit: Permit, ended: datetime, until: date) -> QuerySet[MedicationOrder, tuple[Any, ...]]:
    rows = orders_of(permit).filter(Q(ended_at__isnull=True) | Q(ended_at__gte=ended), signed_at__isnull=False)
    return with_starts(rows.filter(starts_on__lte=until)).order_by("starts_on", "pk").values_list(*_COLUMNS)


def asking_of_clinic(*, organisation_id: int, zone: str) -> list[AskingOrder]:
    """Orders of a clinic in force whose doses are followed day by day; for a job, which asks the gate for each. Four queries."""
    rows = MedicationOrder.objects.filter(organisation_id=organisation_id, status__in=sorted(CURRENT), medication__is_depot=False)
    followed = FollowedDoses.objects.filter(organisation_id=organisation_id, ended_at__isnull=True)
    rows = rows.filter(Q(substance=METHADONE) | Q(substance__in=followed.values("substance")))
    found = _asking(list(with_starts(rows).order_by("patient_id", "pk").values_list(*_COLUMNS)), zone=zone)
    return [order for order in found if order.is_daily and order.followed_since is not None]


def chain_began(*, permit: Permit, order: int) -> date | None:
    """The first day of the chain of orders of which this one is the last, as each took the place of the one before. One query."""
    known = {pk: (starts_on, before) for pk, starts_on, before in orders_of(permit).values_list("pk", "starts_on", "replaces_id")}
    began, at = None, order
    while at in known:
        starts_on, before = known.pop(at)
        began = min(began, starts_on) if began else starts_on
        if before is None:
            break
        at = before
    return began


def _asking(rows: Sequence[tuple[Any, ...]], *, zone: str) -> list[AskingOrder]:
    numbers = [row[0] for row in rows]
    steps, holds = _steps_of(numbers), _holds_of(numbers, zone)
    since = _followed([(row[2], row[3], row[6]) for row in rows])
    return [
        _order(*row, zone=zone, steps=steps[row[0]], holds=holds[row[0]], since=since.get((row[2], row[3], row[6])))
        for row in rows
    ]


def _steps_of(numbers: Collection[int]) -> dict[int, tuple[StepDays, ...]]:
    found: dict[int, list[StepDays]] = defaultdict(list)
    rows = DoseStep.objects.filter(order_id__in=numbers).order_by("order_id", "position") if numbers else ()
    for row in rows:
        found[row.order_id].append(StepDays(row.starts_on, row.ends_on, tuple(row.amounts)))
    return defaultdict(tuple, {number: tuple(steps) for number, steps in found.items()})


def _holds_of(numbers: Collection[int], zone: str) -> dict[int, tuple[HoldDays, ...]]:
    found: dict[int, list[HoldDays]] = defaultdict(list)
    rows = OrderHold.objects.filter(order_id__in=numbers).order_by("held_at", "pk") if numbers else ()
    for row in rows:
        lifted = local_date(row.lifted_at, zone) if row.lifted_at else None
        found[row.order_id].append(HoldDays(local_date(row.held_at, zone), lifted, by_job=bool(row.held_by_job)))
    return defaultdict(tuple, {number: tuple(holds) for number, holds in found.items()})


def _followed(keys: Iterable[tuple[int, int, str]]) -> dict[tuple[int, int, str], date]:
    """From which day doses are followed: as somebody said, or for methadone from the first dose on record."""
    wanted = set(keys)
    people = {patient for patient, _, _ in wanted}
    if not people:
        return {}
    said = FollowedDoses.objects.filter(patient_id__in=people, ended_at__isnull=True)
    found = {
        (patient, organisation, substance): since
        for patient, organisation, substance, since in said.values_list("patient_id", "organisation_id", "substance", "since")
    }
    on_methadone = [patient for patient, _, substance in wanted if substance == METHADONE]
    if on_methadone:
        first = Dose.objects.filter(patient_id__in=on_methadone, substance=METHADONE, voided_at__isnull=True)
        rows = first.order_by().values_list("patient_id", "organisation_id").annotate(first=Min("due_on"))
        found |= {(patient, organisation, METHADONE): day for patient, organisation, day in rows}
    return found


def _order(
    pk: Any, uuid: Any, patient_id: Any, _organisation: Any, name: Any, code: Any, substance: Any, is_depot: Any, amount: Any,
    unit: Any, route: Any, frequency: Any, status: Any, starts_on: Any, ends_on: Any, signed_at: Any, ended_at: Any,
    replaces: Any, instructions: Any, stops_on: Any, waits: Any, met_last: Any, *, zone: str,
    steps: tuple[StepDays, ...], holds: tuple[HoldDays, ...], since: date | None,
) -> AskingOrder:  # fmt: skip
    often = Frequency(frequency)
    begun = max((at for at in (signed_at, met_last) if at is not None), default=None) if signed_at and not waits else None
    return AskingOrder(
        pk=pk,
        uuid=uuid,
        patient_id=patient_id,
        text=schedule_text(name, [step.amounts for step in steps], unit)
        if steps
        else order_text(name, Decimal(amount), unit, often),
        name=name,
        medication_code=code,
        substance=substance,
        is_depot=is_depot,
        unit=unit,
        route=Route(route),
        status=OrderStatus(status),
        replaces=replaces,
        days=OrderDays(
            frequency=often,
            amount=amount,
            starts_on=starts_on,
            ends_on=min((day for day in (ends_on, stops_on) if day is not None), default=None),
            in_force_on=local_date(begun, zone) if begun else None,
            ended_on=local_date(ended_at, zone) if ended_at else None,
        ),
        steps=steps,
        holds=holds,
        instructions=instructions,
        followed_since=since,
    )


def may_follow(permit: Permit) -> QuerySet[FollowedDoses]:
    """What is said of following doses in the record that a permit opens; for this package."""
    permit.check(category=Category.SUD)
    return FollowedDoses.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
