"""Which days are covered by a medicine: PDC and gaps. Pure. Sources: clinical reference 6.2 (events, gaps) and 6.3 (PDC).

A day is covered by what was dispensed or given for it. Supply of the same medicine that overlaps is shifted forward; different
medicines are counted beside each other, a day once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

ADHERENT = Decimal("0.80")  # 6.3
GAP = 8  # consecutive days without cover: 6.2
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Supply:
    """What was given or dispensed on a day, and for how many days it lasts from then on."""

    on: date
    days: int
    medicine: str


@dataclass(frozen=True, slots=True)
class Covered:
    """Days with cover among the days that count."""

    days: int
    of: int

    @property
    def share(self) -> Decimal:
        """The proportion of days covered; nought where no day counts."""
        return min(Decimal(1), Decimal(self.days) / self.of) if self.of else Decimal(0)

    @property
    def is_adherent(self) -> bool:
        """Whether it is 0.80 or more (6.3)."""
        return self.share >= ADHERENT


def spans_of(supplies: Iterable[Supply]) -> list[tuple[date, date]]:
    """First and last day of each supply, after supply of the same medicine that overlaps was shifted forward (6.2, step 2)."""
    by_medicine: dict[str, list[Supply]] = defaultdict(list)
    for supply in supplies:
        if supply.days > 0:
            by_medicine[supply.medicine].append(supply)
    spans = []
    for found in by_medicine.values():
        free_from = date.min
        for supply in sorted(found, key=lambda one: one.on):
            begins = max(supply.on, free_from)
            free_from = begins + timedelta(days=supply.days)
            spans.append((begins, free_from - DAY))
    return sorted(spans)


def covered_days(supplies: Iterable[Supply], *, since: date, until: date) -> frozenset[date]:
    """The days from `since` to `until`, both counted, on which there was some medicine."""
    found: set[date] = set()
    for first, last in spans_of(supplies):
        begins, ends = max(first, since), min(last, until)
        found.update(begins + timedelta(days=number) for number in range((ends - begins).days + 1))
    return frozenset(found)


def proportion(supplies: Iterable[Supply], *, since: date, until: date, away: Collection[date] = ()) -> Covered:
    """The proportion of days covered from `since` to `until`, both counted (6.3).

    `away` are days that do not count either way, as those in a hospital where a program's policy says so.
    """
    out = {day for day in away if since <= day <= until}
    covered = covered_days(supplies, since=since, until=until) - out
    return Covered(len(covered), max((until - since).days + 1 - len(out), 0))


def longest_gap(covered: Collection[date], *, since: date, until: date) -> int:
    """The longest run of days without cover from `since` to `until`, both counted."""
    longest, last = 0, since - DAY
    for day in sorted(day for day in covered if since <= day <= until):
        longest = max(longest, (day - last).days - 1)
        last = day
    return max(longest, (until - last).days)


def stayed(covered: Collection[date], *, since: date, days: int) -> bool:
    """Whether there was no run of 8 days or more without cover in the first so many days (6.2, steps 5 and 6)."""
    return longest_gap(covered, since=since, until=since + timedelta(days=days - 1)) < GAP
