"""Orders, their steps and the doses of our own record, as the rules read them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from care.actor import Permit
from care.lib.prepared import prepared
from treatment_plans.regimens.models import Dose, DoseStep, MedicationOrder
from treatment_plans.regimens.queries import orders_of
from treatment_plans.regimens.safety.drugs import recognize, settle
from treatment_plans.regimens.safety.facts import Drug, Given, Ordered, Step
from treatment_plans.regimens.vocabulary import DoseOutcome, Frequency, OrderStatus, Pathway, Route

DAYS = 400  # of doses
NOT_TAKEN = frozenset({DoseOutcome.MISSED.value, DoseOutcome.REFUSED.value})
_ROUTES = {Route.INTRANASAL.value: "nasal"}
_TIMES = {
    Frequency.DAILY.value: Decimal(1),
    Frequency.TWICE_DAILY.value: Decimal(2),
    Frequency.THREE_TIMES_DAILY.value: Decimal(3),
    Frequency.FOUR_TIMES_DAILY.value: Decimal(4),
    Frequency.WEEKLY.value: Decimal(1) / 7,
    Frequency.EVERY_28_DAYS.value: Decimal(1) / 28,
    Frequency.MONTHLY.value: Decimal(1) / 30,
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """What is due on each day from `starts_on` to `ends_on`: one amount for each time."""

    starts_on: date
    ends_on: date | None
    amounts: tuple[Decimal, ...]


@lru_cache(maxsize=500)
def drug_of(name: str, made_as: str, dose: Decimal | None, route: str) -> Drug:
    """The medicine of a line of the catalogue. Lines are few, so each is recognized once."""
    found = recognize(name, words=(made_as,) if made_as else ())
    return settle(found.drug, dose=dose, route=route, text=f"{name} {made_as}")


def ordered(order: MedicationOrder, steps: Sequence[StepRow], *, at: datetime, zone: ZoneInfo) -> Ordered:
    """An order, or a draft, with what its schedule asks for on the day of `at` or on its first day, whichever is later."""
    today = max(at.astimezone(zone).date(), order.starts_on)
    step = next((one for one in reversed(steps) if one.starts_on <= today), steps[0] if steps else None)
    route = _ROUTES.get(order.route, order.route)
    dose = max(step.amounts) if step else order.dose_amount
    times = Decimal(len(step.amounts)) if step else _TIMES.get(order.frequency)
    before = order.replaces
    return Ordered(
        id=str(order.uuid),
        drug=drug_of(order.medication.name, str(order.preparation or ""), order.dose_amount, route),
        route=route,
        dose=dose,
        times_a_day=times,
        day_total=sum(step.amounts, Decimal(0)) if step else dose * times if times is not None and times >= 1 else dose,
        status=order.status,
        authored_at=(order.signed_at or order.ordered_at).astimezone(zone),
        starts_on=order.starts_on,
        ends_on=order.ends_on,
        ended_on=order.ended_at.astimezone(zone).date() if order.ended_at else None,
        low_dose_initiation=order.pathway == Pathway.LOW_DOSE.value,
        is_transition=before is not None and before.substance != order.substance,
        prior=str(before.uuid) if before else "",
        steps=tuple(Step(one.starts_on, sum(one.amounts, Decimal(0)), max(one.amounts)) for one in steps),
    )


def orders_in(*, permit: Permit, at: datetime, zone: ZoneInfo) -> tuple[Ordered, ...]:
    """Every order that was signed. Two queries."""
    rows = _orders(permit=permit)
    steps = steps_in(row.pk for row in rows)
    return tuple(ordered(row, steps[row.pk], at=at, zone=zone) for row in rows)


@prepared
def _orders(*, permit: Permit) -> QuerySet[MedicationOrder]:
    signed = orders_of(permit).exclude(status__in=[OrderStatus.DRAFT.value, OrderStatus.CANCELLED.value])
    return signed.select_related("medication", "preparation", "replaces").order_by("pk")


def steps_in(orders: Iterable[int]) -> dict[int, list[StepRow]]:
    """The steps of orders, in their order. One query."""
    found: dict[int, list[StepRow]] = defaultdict(list)
    for row in _steps(numbers=list(orders)):
        found[row.order_id].append(StepRow(row.starts_on, row.ends_on, tuple(row.amounts)))
    return found


@prepared
def _steps(*, numbers: list[int]) -> QuerySet[DoseStep]:
    return DoseStep.objects.filter(order_id__among=numbers).order_by("order_id", "position")


def doses_in(*, permit: Permit, at: datetime, zone: ZoneInfo) -> tuple[Given, ...]:
    """The doses of the last days, oldest first, those recorded wrongly left out. One query."""
    since = at.astimezone(zone).date() - timedelta(days=DAYS)
    return tuple(_given(row, zone) for row in _doses(permit=permit, since=since))


@prepared
def _doses(*, permit: Permit, since: date) -> QuerySet[Dose]:
    mine = Dose.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    rows = mine.filter(voided_at__isnull=True, due_on__gte=since).order_by("due_on", "part", "pk")
    return rows.select_related("order__medication", "order__preparation")


def _given(row: Dose, zone: ZoneInfo) -> Given:
    """A dose stands on the day for which it was meant: a bottle taken home is taken there."""
    at = row.at.astimezone(zone)
    if at.date() != row.due_on:
        at = datetime.combine(row.due_on, time(12), tzinfo=zone)
    route = _ROUTES.get(row.route, row.route)
    drug = drug_of(row.order.medication.name, str(row.order.preparation or ""), row.order.dose_amount, route)
    return Given(
        drug=drug,
        at=at,
        route=route,
        site=row.site,
        amount=row.amount,
        taken=row.outcome not in NOT_TAKEN,
        vomited_after=row.vomited_after,
    )
