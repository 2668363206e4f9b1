"""When somebody may be written to, and how often. Pure; moments are UTC, hours are those of a zone.

Hours come from `data/quiet_hours.csv`: the federal rule for everybody, and the narrower one of some states, known by the
number's area code. Nobody is written to outside all of them together with the person's own hours.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from care.lib.dates import ZONE_NAMES, is_zone

DATA = Path(__file__).resolve().parent.parent / "data" / "quiet_hours.csv"
DAYS_AHEAD = 8  # how far an hour is looked for
MOST_IN_A_DAY = 1
MOST_IN_A_WEEK = 3
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Hours:
    """From a local time up to another, every day, in a zone. Past midnight where the end comes before the beginning."""

    zone: str
    start: time
    end: time

    def hold(self, moment: datetime) -> bool:
        """Whether a moment lies within them."""
        local = moment.astimezone(ZoneInfo(self.zone)).time()
        if self.start <= self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: hours by law in a place. `flag` is the reference's: 'verify' is not yet confirmed."""

    place: str
    area_codes: frozenset[str]
    start: time
    end: time
    flag: str


@cache
def table() -> tuple[Rule, ...]:
    """Every line of the table; the first holds everywhere."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(
                place=row["place"],
                area_codes=frozenset(row["area_codes"].split()),
                start=time.fromisoformat(row["start"]),
                end=time.fromisoformat(row["end"]),
                flag=row["flag"],
            )
            for row in csv.DictReader(file)
        )


def lawful_hours(*, zone: str, number: str = "") -> list[Hours]:
    """The hours that the law leaves, all of which must hold: in the person's zone, and narrower by the number's state.

    A zone that is not known means the strictest: the hours of every zone in which we work.
    """
    zones = [zone] if is_zone(zone) else list(ZONE_NAMES)
    area = number[2:5] if number.startswith("+1") else ""
    rules = [rule for rule in table() if not rule.area_codes or area in rule.area_codes]
    return [Hours(place, rule.start, rule.end) for place in zones for rule in rules]


def own_hours(*, zone: str, start: time | None, end: time | None) -> list[Hours]:
    """What the person asked for, where they did."""
    if start is None or end is None:
        return []
    return [Hours(zone if is_zone(zone) else "America/New_York", start, end)]


def next_allowed(at: datetime, hours: Sequence[Hours]) -> datetime | None:
    """The first moment from `at` on that lies within all of these hours; none where they never meet.

    A beginning that the clocks skip in spring is the moment of the change; one that comes twice in autumn is the first.
    """
    candidates = sorted({at, *(begin for each in hours for begin in _beginnings(each, at))})
    return next((moment for moment in candidates if all(each.hold(moment) for each in hours)), None)


def _beginnings(hours: Hours, at: datetime) -> Iterator[datetime]:
    zone = ZoneInfo(hours.zone)
    first = at.astimezone(zone).date()
    for number in range(DAYS_AHEAD + 1):
        for moment in _moments(first + timedelta(days=number), hours.start, zone):
            if moment >= at:
                yield moment


def _moments(day: date, clock: time, zone: ZoneInfo) -> Iterator[datetime]:
    """When a clock on a wall shows this time: once, twice, or, where it is skipped, the moment of the change."""
    wall = datetime.combine(day, clock)
    early, late = (wall.replace(fold=fold, tzinfo=zone).astimezone(UTC) for fold in (0, 1))
    if early <= late:
        yield from {early, late}
        return
    low, high = late, early  # a gap: the change lies between the two readings
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset():
            low = middle
        else:
            high = middle
    yield high.replace(microsecond=0)


def next_by_number(at: datetime, sent: Iterable[datetime], *, zone: str) -> datetime:
    """The first moment from `at` on at which one more message is not too many: one on a day of theirs, three in seven days.

    Source: 47 CFR 64.1200(a)(9)(iv), clinical reference 7.4.
    """
    tz = ZoneInfo(zone if is_zone(zone) else "America/New_York")
    earlier = sorted(sent)
    while True:
        today = [moment for moment in earlier if moment.astimezone(tz).date() == at.astimezone(tz).date()]
        week = [moment for moment in earlier if at - WEEK < moment <= at]
        if len(today) >= MOST_IN_A_DAY:
            following = at.astimezone(tz).date() + timedelta(days=1)
            at = datetime.combine(following, time(), tzinfo=tz).astimezone(UTC)
        elif len(week) >= MOST_IN_A_WEEK:
            at = week[-MOST_IN_A_WEEK] + WEEK
        else:
            return at
