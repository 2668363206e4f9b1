"""A clinic's protocols as tables: how late an injection may be, and what follows on missed doses. Pure.

The days, doses and caps of a row are figures of data/thresholds.csv, so that an organization sets its own by their day of effect;
who schedules an injection or counts missed days reads the same rows as the rules do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.settings import Settings, read_rows

STRONG = Decimal(300)  # mg: the larger of the two injections of Sublocade (clinical reference 1.2)


@dataclass(frozen=True, slots=True)
class Tier:
    """What holds from one day after the last injection until the next tier begins. No severity: nothing is said."""

    schedule: str
    tier: str  # not_due, give, conditions, strict, prescriber
    from_key: str
    severity: Severity | None  # at the dosing window
    says: str
    source: str
    flag: str


@dataclass(frozen=True, slots=True)
class MissedRow:
    """What holds from so many missed days on. `limit` says how much a new order may then hold."""

    rule: str
    medicine: str
    phases: frozenset[str]  # early: the days of initiation; stable
    from_key: str
    percent_key: str
    cap_key: str
    severity: Severity
    says: str
    source: str
    flag: str

    @property
    def needs_order(self) -> bool:
        return self.severity.stops

    def limit(self, before: Decimal | None, settings: Settings) -> Decimal | None:
        """The part of the dose before, and at most the cap; None where neither can be worked out."""
        part = before * settings.number(self.percent_key) / 100 if self.percent_key and before is not None else None
        cap = settings.number(self.cap_key) if self.cap_key else None
        return min((amount for amount in (part, cap) if amount is not None), default=None)


@lru_cache(maxsize=1)
def tiers() -> tuple[Tier, ...]:
    """The whole table, each schedule from its first day on."""
    return tuple(
        Tier(
            schedule=row["schedule"],
            tier=row["tier"],
            from_key=row["from_key"],
            severity=Severity(row["severity"]) if row["severity"] else None,
            says=row["says"],
            source=row["source"],
            flag=row["flag"],
        )
        for row in read_rows("late_injections.csv")
    )


@lru_cache(maxsize=1)
def missed_rows() -> tuple[MissedRow, ...]:
    return tuple(
        MissedRow(
            rule=row["rule"],
            medicine=row["medicine"],
            phases=frozenset(row["phases"].split()),
            from_key=row["from_key"],
            percent_key=row["percent_key"],
            cap_key=row["cap_key"],
            severity=Severity(row["severity"]),
            says=row["says"],
            source=row["source"],
            flag=row["flag"],
        )
        for row in read_rows("missed_doses.csv")
    )


def missed_row(medicine: str, *, days: int, early: bool, settings: Settings) -> MissedRow | None:
    """The row that so many missed days in a row ask for; None below the first."""
    phase = "early" if early else "stable"
    mine = [row for row in missed_rows() if row.medicine == medicine and phase in row.phases]
    reached = [row for row in mine if settings.number(row.from_key) <= days]
    return max(reached, key=lambda row: settings.number(row.from_key), default=None)


def schedule_of(
    product: str, *, dose: Decimal | None, injections: Sequence[tuple[date, Decimal | None]], settings: Settings
) -> str:
    """Which schedule of the table holds. Sublocade: by the smaller of the last and the next dose, and by how many there were.

    An amount that is not known counts as the smaller one: its tiers begin sooner.
    """
    if product != "sublocade":
        return product
    last = injections[-1][1] if injections else None
    if last is None or last < STRONG or (dose is not None and dose < STRONG):
        return "sublocade_100"
    needed = settings.whole("sublocade_300_steady.doses")
    recent = injections[-needed:]
    longest = max(((later - earlier).days for (earlier, _), (later, _) in pairwise(recent)), default=0)
    steady = len(recent) == needed and all(amount is not None and amount >= STRONG for _, amount in recent)
    return "sublocade_300_steady" if steady and longest <= settings.whole("sublocade_300_steady.gap_days") else "sublocade_300"


def tier_on(schedule: str, *, days: int, earliest: int, settings: Settings) -> Tier:
    """The tier of a day after the last injection. `earliest` is the shortest spacing that holds for this person."""
    reached = [tier for tier in tiers() if tier.schedule == schedule and first_day_of(tier, earliest, settings) <= days]
    if not reached:
        raise LookupError(schedule)
    return max(reached, key=lambda tier: first_day_of(tier, earliest, settings))


def first_day_of(tier: Tier, earliest: int, settings: Settings) -> int:
    """The first day after the last injection on which a tier holds."""
    if tier.tier == "not_due":
        return 0
    return earliest if tier.tier == "give" else settings.whole(tier.from_key)
