"""Which doses an order asks for on which days, and what a day without one means. Pure.

A day is the program's day. An order asks from the day on which it begins, was signed and its start conditions were met,
whichever comes last, to the day before it ended: on that day what took its place asks, or nothing does. While it is on hold
it asks for nothing. What is given every few weeks is asked for counted from when it was given last.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from treatment_plans.regimens.vocabulary import DoseOutcome, Frequency

DAY = timedelta(days=1)
PARTS: Mapping[Frequency, int] = {
    Frequency.ONCE: 1,
    Frequency.DAILY: 1,
    Frequency.TWICE_DAILY: 2,
    Frequency.THREE_TIMES_DAILY: 3,
    Frequency.FOUR_TIMES_DAILY: 4,
}
# A month is four weeks, as the labels of the injections count it (clinical reference 1.1 and 1.6).
EVERY: Mapping[Frequency, timedelta] = {
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.EVERY_28_DAYS: timedelta(days=28),
    Frequency.MONTHLY: timedelta(days=28),
}
TAKEN = frozenset({DoseOutcome.OBSERVED, DoseOutcome.DISPENSED, DoseOutcome.REPORTED})
NOT_TAKEN = frozenset({DoseOutcome.MISSED, DoseOutcome.REFUSED})
# Vomited sooner than this it counts as not taken, unless it was given again (clinical reference 1.9, known and varying).
KEPT_AFTER_MINUTES = 15


@dataclass(frozen=True, slots=True)
class OrderDays:
    """What of an order says on which days it asks. `in_force_on` is the day on which it was signed and nothing was left open
    any more; none before that. `ended_on` is the day on which it ended.
    """

    frequency: Frequency
    amount: Decimal
    starts_on: date
    ends_on: date | None
    in_force_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class StepDays:
    """One step of the schedule of an order."""

    starts_on: date
    ends_on: date | None
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class HoldDays:
    """The days of a hold: from one to the day on which it was lifted, which asks again; none while it lasts."""

    held_on: date
    lifted_on: date | None
    by_job: bool = False


@dataclass(frozen=True, slots=True)
class DueDose:
    """One dose that is due: the `part` of `parts` of a day."""

    on: date
    part: int
    parts: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one dose, as far as counting goes."""

    on: date
    part: int
    outcome: DoseOutcome
    vomited_after: int | None = None
    given_again: bool = False

    @property
    def counts(self) -> bool:
        """Whether it counts as taken: a vomited one does when it was kept long enough or given again."""
        if self.outcome is DoseOutcome.VOMITED:
            return self.given_again or (self.vomited_after or 0) >= KEPT_AFTER_MINUTES
        return self.outcome in TAKEN


def due_days(
    order: OrderDays,
    steps: Sequence[StepDays] = (),
    holds: Sequence[HoldDays] = (),
    *,
    since: date,
    until: date,
    given: Collection[date] = (),
    also_held_by_job: bool = False,
) -> list[DueDose]:
    """The doses that an order asks for from one day to another, both included, in their order.

    `given` are the days on which something that is given every few days or weeks was given so far. With `also_held_by_job`
    days count on which a job holds the order because doses were missed: they go on being missed.
    """
    if order.in_force_on is None:
        return []
    first = max(order.starts_on, order.in_force_on)
    ends = [day for day in (order.ends_on, order.ended_on - DAY if order.ended_on else None) if day is not None]
    last = min([until, *ends])
    held = [hold for hold in holds if not (also_held_by_job and hold.by_job)]
    if not steps and order.frequency in EVERY:
        wanted = _every(order, first, last, EVERY[order.frequency], given)
    else:
        wanted = (first + DAY * number for number in range((last - first).days + 1))
    found = []
    for day in wanted:
        if day < since or any(_covers(hold, day) for hold in held):
            continue
        amounts = _amounts(order, steps, day)
        found += [DueDose(day, part, len(amounts), amount) for part, amount in enumerate(amounts, start=1)]
    return found


def _covers(hold: HoldDays, day: date) -> bool:
    return hold.held_on <= day and (hold.lifted_on is None or day < hold.lifted_on)


def _amounts(order: OrderDays, steps: Sequence[StepDays], day: date) -> tuple[Decimal, ...]:
    if steps:
        return next((step.amounts for step in steps if _in_step(step, day)), ())
    if order.frequency is Frequency.ONCE:
        return (order.amount,) if day == order.starts_on else ()
    if order.frequency in EVERY:
        return (order.amount,)
    return (order.amount,) * PARTS.get(order.frequency, 0)


def _in_step(step: StepDays, day: date) -> bool:
    return step.starts_on <= day and (step.ends_on is None or day <= step.ends_on)


def _every(order: OrderDays, first: date, last: date, every: timedelta, given: Iterable[date]) -> Iterator[date]:
    """Days on which it was given, then every so many days after the last one; the first is asked for on the first day."""
    so_far = sorted(given)
    yield from (day for day in so_far if first <= day <= last)
    day = max(so_far[-1] + every, first) if so_far else first
    while day <= last:
        yield day
        day += every


def strip_taken(due: Iterable[DueDose], taken: Iterable[Taken]) -> list[DueDose]:
    """Of what is due, what nothing is recorded of."""
    known = {(one.on, one.part) for one in taken}
    return [dose for dose in due if (dose.on, dose.part) not in known]


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row on which something was due and nothing was taken. `last_taken` is the day of the last dose before them."""

    days: int
    since: date | None
    last_taken: date | None


def missed_run(due: Iterable[date], taken: Iterable[Taken], *, until: date) -> Run:
    """The run of missed days that ends with the last day on which something was due, up to `until`.

    Days on which nothing was due neither count nor end it (clinical reference 1.9). One part of a day taken is a day taken.
    """
    counted = {one.on for one in taken if one.counts and one.on <= until}
    asked = {day for day in due if day <= until} | {one.on for one in taken if one.outcome in NOT_TAKEN and one.on <= until}
    missed: list[date] = []
    last = max(counted, default=None)
    for day in sorted(asked - counted, reverse=True):
        if last is not None and day < last:
            break
        missed.append(day)
    return Run(len(missed), missed[-1] if missed else None, last)
