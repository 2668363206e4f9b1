"""When a check-in opens and closes, when the person is asked again, and when the ladder's next step comes. Pure.

Days are those of the person's zone: a window that spans a change of the clocks is an hour shorter or longer.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from care.lib.dates import day_bounds, local_date

OPENS = time(10, 0)  # local; own default, within the quiet hours of every state
LINK_OUTLASTS = timedelta(days=31)  # after the window: an answer that comes late ends the outreach (its last step is on day 30)
SHORTEST_REST = timedelta(hours=1)  # between two steps of a ladder; own default
WORKDAY_ENDS = time(17, 0)


@dataclass(frozen=True, slots=True)
class Window:
    """When a check-in can be answered in time: from `opens_at` up to, and not at, `closes_at`. `due_on` is its day."""

    due_on: date
    opens_at: datetime
    closes_at: datetime


def window_of(*, day_zero: date, day: int, opens_day: int, closes_day: int, zone: str) -> Window:
    """The window of a step: from 10 am of its first local day to the end of its last one. Source: clinical reference 7.1.

    `due_on` is the step's day, or the last day of the window where that comes before it (day 14 closes on day 13).
    """
    opens_at = datetime.combine(day_zero + timedelta(days=opens_day), OPENS, tzinfo=ZoneInfo(zone))
    _, closes_at = day_bounds(day_zero + timedelta(days=closes_day), zone)
    return Window(day_zero + timedelta(days=min(day, closes_day)), opens_at, closes_at)


def ask_again_at(*, opens_at: datetime, closes_at: datetime, at: datetime) -> datetime:
    """When somebody who has not answered is asked again: halfway between now and the end of the window.

    `at` is when they were asked first, which can be later than the window's opening.
    """
    begins = max(opens_at, at)
    return begins + (closes_at - begins) / 2


@dataclass(frozen=True, slots=True)
class RungTime:
    """When a step of the ladder comes: some hours after the miss, or at a local clock time some days after its day."""

    hours: int | None
    day: int | None
    clock: time | None


def rung_at(rung: RungTime, *, missed_at: datetime, zone: str) -> datetime:
    """The moment of a ladder's step. Day 0 is the local day on which the miss was there: the day after the window's last one."""
    if rung.hours is not None:
        return missed_at + timedelta(hours=rung.hours)
    assert rung.day is not None
    assert rung.clock is not None
    return datetime.combine(local_date(missed_at, zone) + timedelta(days=rung.day), rung.clock, tzinfo=ZoneInfo(zone))


def next_rung_at(rung: RungTime, *, missed_at: datetime, zone: str, at: datetime) -> datetime:
    """The same for a step that follows one done at `at`: an hour later at least, so that an outage does not pile up steps."""
    return max(rung_at(rung, missed_at=missed_at, zone=zone), at + SHORTEST_REST)


def link_expires_at(*, closes_at: datetime, at: datetime) -> datetime:
    """Until when a check-in's link opens: long enough for an answer that comes late."""
    return max(closes_at, at) + LINK_OUTLASTS


def end_of_workday(at: datetime, zone: str) -> datetime:
    """By when a step of the ladder is to be done: 5 pm of its local day, and of the next one where that is near or past."""
    day = local_date(at, zone)
    end = datetime.combine(day, WORKDAY_ENDS, tzinfo=ZoneInfo(zone))
    if end - at < timedelta(hours=1):
        end = datetime.combine(day + timedelta(days=1), WORKDAY_ENDS, tzinfo=ZoneInfo(zone))
    return end
