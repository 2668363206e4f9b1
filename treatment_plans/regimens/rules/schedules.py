"""Schedules: which amounts of which day, step after step; templates to begin with, and tapers. Pure.

Sources: clinical reference 1.3 (phases, low-dose start), 1.4, 1.5, 1.7, 1.8 (first days), 1.3 (taper: 5 to 10 percent every
1 to 2 weeks or slower, led by the person).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from treatment_plans.regimens.rules.orders import NoDose, check_dose
from treatment_plans.regimens.rules.texts import amount_text
from treatment_plans.regimens.vocabulary import Frequency, Pathway, Phase

MOST_STEPS = 40
MOST_AMOUNTS = 6
ONE_DAY = timedelta(days=1)


class NoSchedule(ValueError):
    """The steps do not make a schedule. `why` is a sentence."""

    def __init__(self, why: str) -> None:
        super().__init__("no schedule")
        self.why = why


@dataclass(frozen=True, slots=True)
class Step:
    """From `starts_on` these amounts are due each day, one a time, until `ends_on`; the last step may have no end."""

    starts_on: date
    amounts: tuple[Decimal, ...]
    note: str = ""
    ends_on: date | None = None

    @property
    def total(self) -> Decimal:
        """What one day of it adds up to."""
        return sum(self.amounts, Decimal(0))

    @property
    def text(self) -> str:
        """'4 + 4', as it is typed."""
        return " + ".join(amount_text(amount) for amount in self.amounts)


def arranged(steps: Iterable[Step], *, starts_on: date, ends_on: date | None, frequency: Frequency) -> tuple[Step, ...]:
    """The steps in the order of their days, each until the day before the next, the last until the order's end.

    Raises:
        NoSchedule: the first does not begin with the order, two begin on one day, one begins after the end, there are too many,
            or the order is not given day by day.
        NoDose: of an amount.
    """
    found = sorted(steps, key=lambda step: step.starts_on)
    if not found:
        return ()
    if frequency is not Frequency.DAILY:
        raise NoSchedule("A schedule says what is due each day: choose “daily”; two doses of a day are two amounts.")
    if len(found) > MOST_STEPS:
        raise NoSchedule(f"At most {MOST_STEPS} steps; the last one stays until the next order.")
    if found[0].starts_on != starts_on:
        raise NoSchedule("The first step begins on the first day of the order.")
    if ends_on is not None and found[-1].starts_on > ends_on:
        raise NoSchedule("A step begins after the order has ended.")
    if any(one.starts_on == other.starts_on for one, other in pairwise(found)):
        raise NoSchedule("Two steps begin on the same day. Several doses of one day are one step: 4 + 4.")
    for step in found:
        if not 1 <= len(step.amounts) <= MOST_AMOUNTS:
            raise NoSchedule(f"A day has one to {MOST_AMOUNTS} doses.")
        for amount in step.amounts:
            check_dose(amount)
    lasts = [later.starts_on - ONE_DAY for later in found[1:]]
    return tuple(replace(step, ends_on=last) for step, last in zip(found, [*lasts, ends_on], strict=True))


def read_amounts(text: str) -> tuple[Decimal, ...]:
    """'4 + 4' as two amounts.

    Raises:
        NoDose: a part of it is no dose.
    """
    found = []
    for part in text.split("+"):
        word = part.strip()
        if not word or not set(word) <= set("0123456789."):
            raise NoDose
        try:
            amount = Decimal(word)
        except ArithmeticError as error:
            raise NoDose from error
        check_dose(amount)
        found.append(amount)
    return tuple(found)


# --- templates -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """One step of a template; `day` counts from 1."""

    day: int
    amounts: tuple[Decimal, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Template:
    """A schedule to begin with; every step of it may be changed before the order is signed."""

    code: str
    label: str
    medications: frozenset[str]
    pathway: Pathway
    phase: Phase
    steps: tuple[TemplateStep, ...]
    source: str


def read_templates(rows: Iterable[Mapping[str, str]]) -> dict[str, Template]:
    """Templates from the lines of `data/schedules.csv`, one line to a step; the source is that of the first."""
    lines: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        lines.setdefault(row["template"], []).append(row)
    return {
        code: Template(
            code=code,
            label=found[0]["label"],
            medications=frozenset(found[0]["medications"].split()),
            pathway=Pathway(found[0]["pathway"]),
            phase=Phase(found[0]["phase"]),
            steps=tuple(TemplateStep(int(row["day"]), read_amounts(row["amounts"]), row["note"]) for row in found),
            source=found[0]["source"],
        )
        for code, found in lines.items()
    }


def from_template(template: Template, *, starts_on: date) -> list[Step]:
    """The steps of a template that begins on a day."""
    return [Step(starts_on + timedelta(days=step.day - 1), step.amounts, step.note) for step in template.steps]


# --- tapers --------------------------------------------------------------------------------------------------------------------


def taper(
    amount: Decimal,
    *,
    starts_on: date,
    every_days: int,
    percent: Decimal | None = None,
    by: Decimal | None = None,
    to: Decimal = Decimal(0),
    grain: Decimal = Decimal("0.5"),
) -> list[Step]:
    """Lower doses, step after step, until `to` or for as many steps as a schedule holds: each `percent` less than the one before,
    or less `by`; to the nearest `grain`, and always by one grain at least. The first step is the first lowered dose.

    Raises:
        NoSchedule: nothing would be lowered.
    """
    if (percent is None) == (by is None) or every_days < 1 or grain <= 0:
        raise NoSchedule("Say by how much each step is lower, in percent or in milligrams, and after how many days.")
    steps: list[Step] = []
    day, dose = starts_on, amount
    while len(steps) < MOST_STEPS:
        less = dose * percent / 100 if percent is not None else by or Decimal(0)
        lower = ((dose - less) / grain).quantize(Decimal(1), rounding=ROUND_HALF_UP) * grain
        dose = min(lower, dose - grain)
        if dose <= 0 or dose < to:
            break
        steps.append(Step(day, (dose,)))
        day += timedelta(days=every_days)
    if not steps:
        raise NoSchedule("This dose cannot be lowered in steps: stop the order instead.")
    return steps


def is_lowering(steps: Sequence[Step]) -> bool:
    """Whether no day's total is above the one before, and the last is below the first."""
    totals = [step.total for step in steps]
    return bool(totals) and totals == sorted(totals, reverse=True) and totals[-1] < totals[0]
