"""How much on which day: an order's own days and steps, and a draft taken apart into the stretches that are judged. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache

from treatment_plans.regimens.safety.facts import Drug, Ordered, Step

DEPOTS = ("sublocade", "brixadi_weekly", "brixadi_monthly", "vivitrol")
DEPOT_ROUTE = {
    "sublocade": "subcutaneous",
    "brixadi_weekly": "subcutaneous",
    "brixadi_monthly": "subcutaneous",
    "vivitrol": "intramuscular",
}
AGONISTS = frozenset({"methadone", "buprenorphine"})
A_DAY = timedelta(days=1)


class Kind(Enum):
    """What the draft does to what the person takes."""

    START = "start"
    RAISE = "raise"
    SAME = "same"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of the draft at one dose. Totals hold what other orders of the same agonist give on that day."""

    number: int
    of: int
    first_day: date
    drafted: Decimal | None  # mg a day by the draft alone
    dose: Decimal | None  # mg: the largest single dose
    beside: tuple[Ordered, ...]
    total: Decimal | None  # mg a day
    before: Decimal | None  # mg a day before it; None at a start, and where it is not known
    changed_on: date | None  # since when `before` holds

    @property
    def step(self) -> Decimal:
        """How far up, in mg a day; 0 where either end is not known."""
        return self.total - self.before if self.total is not None and self.before is not None else Decimal(0)


def core(drug: Drug) -> frozenset[str]:
    """What makes two orders orders of the same medicine: with or without naloxone, buprenorphine is buprenorphine."""
    return _core(drug.ingredients)


@cache
def _core(ingredients: frozenset[str]) -> frozenset[str]:
    return ingredients - {"naloxone"} if "buprenorphine" in ingredients else ingredients


def is_depot(drug: Drug) -> bool:
    return drug.product in DEPOTS


def way(order: Ordered) -> str:
    """How it enters the body, roughly: under the tongue and inside the cheek are one way."""
    route = order.route or DEPOT_ROUTE.get(order.drug.product, "")
    if route in ("sublingual", "buccal") or (not route and "buprenorphine" in order.drug.ingredients):
        return "mouth"
    return route or "oral"


def total(order: Ordered) -> Decimal | None:
    """Milligrams a day; of a schedule its highest day. Without a timing one dose is the least that it can be."""
    if order.steps:
        return max((step.day_total for step in order.steps if step.day_total is not None), default=None)
    if order.day_total is not None:
        return order.day_total
    if order.dose is not None and order.times_a_day is not None and order.times_a_day >= 1:
        return order.dose * order.times_a_day
    return order.dose


def steps_of(order: Ordered) -> list[Step]:
    return sorted(order.steps, key=lambda step: step.first_day)


def step_on(order: Ordered, day: date) -> Step | None:
    """The step in force on a day, before the first one that one; None for an order without steps."""
    steps = steps_of(order)
    return next((step for step in reversed(steps) if step.first_day <= day), steps[0]) if steps else None


def total_on(order: Ordered, day: date) -> Decimal | None:
    """Milligrams on one day."""
    step = step_on(order, day)
    return step.day_total if step else total(order)


def stretches(draft: Ordered, first_day: date, *, one_day: bool) -> list[tuple[date, Decimal | None, Decimal | None]]:
    """First day, total and largest single dose of each step from a day on; of that day alone at the dosing window."""
    if not draft.steps:
        return [(first_day, total(draft), draft.dose if draft.dose is not None else total(draft))]
    steps = steps_of(draft)
    begun = sum(step.first_day <= first_day for step in steps)
    now, ahead = steps[max(begun - 1, 0) : begun], steps[begun:]
    asked = now if one_day and now else now + ahead
    return [(max(step.first_day, first_day), step.day_total, _single(draft, step)) for step in asked]


def _single(draft: Ordered, step: Step) -> Decimal | None:
    if step.dose is not None or step.day_total is None:
        return step.dose
    return step.day_total / draft.times_a_day if draft.times_a_day and draft.times_a_day > 1 else step.day_total


def stages(
    draft: Ordered,
    *,
    first_day: date,
    prior: Ordered | None,
    changed_on: date | None,
    beside: Iterable[Ordered],
    began: dict[str, date | None],
    one_day: bool,
) -> Iterator[Stage]:
    """The draft stretch by stretch. `beside` are other orders of the same agonist, by `began` from their first day on.

    Of these, what is only drafted raises the day's total and is no part of what the person took before.
    """
    others = tuple(beside)
    parts = stretches(draft, first_day, one_day=one_day)
    last: Decimal | None = None
    for number, (day, drafted, dose) in enumerate(parts, start=1):
        there = tuple(order for order in others if _holds(order, day, began))
        if number == 1:
            signed = [order for order in there if order.status != "draft"]
            then = day - A_DAY if prior is draft else day  # at the window an order goes on with its own step of yesterday
            before = _sum([total_on(prior, then), *(total_on(order, then) for order in signed)]) if prior else None
        else:
            earlier = [order for order in others if _holds(order, day - A_DAY, began)]
            before = _sum([last, *(total_on(order, day - A_DAY) for order in earlier)])
        together = _sum([drafted, *(total_on(order, day) for order in there)])
        yield Stage(number, len(parts), day, drafted, dose, there, together, before, changed_on)
        if before is None or together != before:
            changed_on = day
        last = drafted


def kind_of(parts: Iterable[Stage], prior: Ordered | None) -> Kind:
    """Of a schedule: a raise where any step is one, else lower where any is."""
    if prior is None:
        return Kind.START
    steps = [stage.step for stage in parts]
    if any(step > 0 for step in steps):
        return Kind.RAISE
    return Kind.LOWER if any(step < 0 for step in steps) else Kind.SAME


def _holds(order: Ordered, day: date, began: dict[str, date | None]) -> bool:
    first, last = began.get(order.id), order.ended_on or order.ends_on
    return (first is None or first <= day) and (last is None or last >= day)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The first is the medicine that is asked about: unknown, the sum is; the others count as far as they are known."""
    first, *rest = amounts
    return None if first is None else first + sum((amount for amount in rest if amount is not None), Decimal(0))
