"""When an injection may be given, is due, is late, and when a prescriber decides first: clinical reference 1.6 and 1.7. Pure.

The schedule and its tiers are those of the safety rules, so that the list, the calendar and the alerts say one thing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from care.actor.vocabulary import Described
from treatment_plans.regimens.rules.calendar import EVERY
from treatment_plans.regimens.safety.protocols import first_day_of, schedule_of, tiers
from treatment_plans.regimens.safety.settings import Settings
from treatment_plans.regimens.vocabulary import Frequency

# The product of each injection of the catalogue, as the safety rules name it.
PRODUCTS: Mapping[str, str] = {
    "buprenorphine-xr-sublocade": "sublocade",
    "buprenorphine-xr-brixadi-weekly": "brixadi_weekly",
    "buprenorphine-xr-brixadi-monthly": "brixadi_monthly",
    "naltrexone-xr": "vivitrol",
}


@dataclass(frozen=True, slots=True)
class Injection:
    """One that was given. An amount that is not known counts as the smaller one."""

    on: date
    product: str
    amount: Decimal | None


class Tier(Described):
    """Where an injection stands today."""

    EARLY = "early", "Not yet", "Fewer days have passed than must lie between two injections."
    OPEN = "open", "May be given", "Its window is open; its day is still to come."
    DUE = "due", "Due", "Its day is here, and its window is open."
    LATE = "late", "Late", "Its window has closed: as soon as possible."
    ASK = "ask", "Prescriber first", "So late that a prescriber decides before it is given."


@dataclass(frozen=True, slots=True)
class Window:
    """The days of the next injection. `late_after` and `ask_from` are none for a first one, which cannot be late by days."""

    last_on: date | None
    earliest: date
    due: date
    late_after: date | None
    ask_from: date | None

    def tier(self, today: date) -> Tier:
        """Where it stands on a day."""
        if self.ask_from is not None and today >= self.ask_from:
            return Tier.ASK
        if self.late_after is not None and today > self.late_after:
            return Tier.LATE
        if today >= self.due:
            return Tier.DUE
        return Tier.OPEN if today >= self.earliest else Tier.EARLY


def window_of(
    product: str,
    frequency: Frequency,
    *,
    starts_on: date,
    given: Sequence[Injection],
    settings: Settings,
    dose: Decimal | None = None,
) -> Window:
    """The window of the next injection of a product, after those of the same substance so far (oldest first). `dose` is what is
    to be given next.

    After another product, that one's days count, as `safety.rules.intervals` has it. The first of all is due on its order's day.
    """
    if not given:
        return Window(None, starts_on, starts_on, None, None)
    last_on, last = given[-1].on, given[-1].product
    second = last == product == "sublocade" and len(given) == 1
    shortest = settings.whole("sublocade.second_min_days" if second else f"{last}.min_days")
    every = EVERY.get(frequency, timedelta(days=28)) if last == product else _interval(last, settings)
    earliest = last_on + timedelta(days=shortest)
    return Window(
        last_on=last_on,
        earliest=earliest,
        due=max(last_on + every, earliest),
        late_after=last_on + timedelta(days=settings.whole(f"{last}.late_days")),
        ask_from=last_on + timedelta(days=_asks_after(product, given, dose, shortest, settings)),
    )


def _asks_after(product: str, given: Sequence[Injection], dose: Decimal | None, shortest: int, settings: Settings) -> int:
    """Days after the last injection from which the prescriber decides, by the schedule of what is in the body."""
    last = given[-1].product
    schedule = schedule_of(
        last,
        dose=dose if product == last else None,
        injections=[(one.on, one.amount) for one in given if one.product == last],
        settings=settings,
    )
    [asks] = [tier for tier in tiers() if tier.schedule == schedule and tier.tier == "prescriber"]
    return first_day_of(asks, shortest, settings)


def _interval(product: str, settings: Settings) -> timedelta:
    key = f"{product}.interval_days"
    return timedelta(days=settings.whole(key)) if key in settings.in_force else timedelta(days=28)
