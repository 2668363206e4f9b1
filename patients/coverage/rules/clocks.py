"""How long a payer or a person has, by the list of limits. Pure.

No figure stands in code: `patients/coverage/data/clocks.csv` holds them with their sources, a program's own figures go before
them, and a date that the payer itself named goes before both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from care.lib.dates import local_date
from patients.coverage.vocabulary import Figure, Ground, Level, PlanKind, TimeUnit

EVENING = time(17, 0)  # own: until when a payer or an office is reached on a last day


@dataclass(frozen=True, slots=True)
class Limit:
    """One figure: for which kind of plan (none: for any) and state (none: for all), how long, and who says so.

    `is_ours` when the program wrote it down itself; `verified_on` is the day on which somebody read the source.
    """

    figure: Figure
    plan_kind: PlanKind | None
    state: str
    value: int
    unit: TimeUnit
    source: str
    verified_on: date | None = None
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """When something runs out, and on which ground: `source` says by which rule or letter, `is_verified` whether it was read."""

    at: datetime
    ground: Ground
    source: str = ""
    is_verified: bool = True


def pick(clocks: Iterable[Limit], *, figure: Figure, plan_kind: PlanKind, state: str) -> Limit | None:
    """The figure that holds: the program's own before the list's, this kind of plan before any, this state before all."""
    fitting = [
        one
        for one in clocks
        if one.figure is figure and one.plan_kind in (plan_kind, None) and one.state in (state, "") and (one.state == "" or state)
    ]
    return max(fitting, key=lambda one: (one.is_ours, one.plan_kind is not None, one.state != ""), default=None)


def evening_of(day: date, zone: str) -> datetime:
    """The last moment of a day that counts: the evening, in the program's zone."""
    return datetime.combine(day, EVENING, tzinfo=ZoneInfo(zone))


def day_after(start: date, value: int, unit: TimeUnit) -> date:
    """A day so many days or months after another; the end of a shorter month where there is no such day."""
    if unit is TimeUnit.DAYS:
        return start + timedelta(days=value)
    months = start.year * 12 + start.month - 1 + value
    year, month = divmod(months, 12)
    for day in range(start.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise ValueError("a month has a day")


def runs_until(clock: Limit, *, since: datetime, zone: str) -> datetime:
    """The moment at which a clock that began at `since` runs out: hours to the minute, days and months to the evening."""
    if clock.unit is TimeUnit.HOURS:
        return since.astimezone(UTC) + timedelta(hours=clock.value)
    return evening_of(day_after(local_date(since, zone), clock.value, clock.unit), zone)


def due_by_rule(
    clocks: Iterable[Limit], *, figure: Figure, plan_kind: PlanKind, state: str, since: datetime, zone: str
) -> Due | None:
    """When something runs out by the list; none where the list says nothing of this."""
    clock = pick(clocks, figure=figure, plan_kind=plan_kind, state=state)
    if clock is None:
        return None
    ground = Ground.OWN if clock.plan_kind is None and not clock.is_ours else Ground.RULE
    words = f"{clock.value} {clock.unit.label}; {clock.source}"
    return Due(runs_until(clock, since=since, zone=zone), ground, words, clock.verified_on is not None or clock.is_ours)


def due_as_said(day: date, zone: str) -> Due:
    """When something runs out as the payer wrote or said."""
    return Due(evening_of(day, zone), Ground.SAID, "As the payer said")


# Which level may follow which. Source: as the list of limits.
_AFTER: dict[PlanKind, tuple[Level, ...]] = {
    PlanKind.MEDICAID_PLAN: (Level.PLAN, Level.HEARING),
    PlanKind.MEDICAID: (Level.HEARING,),
    PlanKind.MEDICARE: (Level.PLAN, Level.JUDGE),
    PlanKind.MEDICARE_ADVANTAGE: (Level.PLAN, Level.JUDGE),
    PlanKind.MARKETPLACE: (Level.PLAN, Level.EXTERNAL),
    PlanKind.EMPLOYER: (Level.PLAN, Level.PLAN_AGAIN, Level.EXTERNAL),
}
_ANY = (Level.PLAN, Level.PLAN_AGAIN, Level.EXTERNAL)


def levels_for(plan_kind: PlanKind, *, tried: Iterable[Level]) -> tuple[Level, ...]:
    """The levels that this kind of plan has and that were not tried; a level may be passed over, never gone back to."""
    levels = _AFTER.get(plan_kind, _ANY)
    last = max((levels.index(level) for level in tried if level in levels), default=-1)
    return levels[last + 1 :]
