"""Where days and values stand in a picture, and what is written at its edges. Pure."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from patients.assessments.rules import ScoreDefinition

LEFT, RIGHT = 36.0, 632.0
LAST = RIGHT - 24.0  # where the last day stands, with room for its score
TOP, BOTTOM = 16.0, 230.0
TICK_ROOM = 56.0  # a label of the time axis
LONGEST_SCALE = Decimal(100)  # a longer range is cut to what is there

# How many days a picture may have at most for a tick each so many months; 0: weeks.
_MONTHS = ((75, 0), (230, 1), (460, 2), (730, 3), (1500, 6), (3300, 12), (8000, 24))
_WEEKS = ((40, 7), (75, 14))


@dataclass(frozen=True, slots=True)
class Axes:
    """The two axes of one picture."""

    first_day: date
    last_day: date
    low: Decimal
    high: Decimal

    def x(self, day: date) -> float:
        """Where a day stands; a day outside stands at the edge."""
        part = (day - self.first_day).days / max((self.last_day - self.first_day).days, 1)
        return LEFT + (LAST - LEFT) * min(max(part, 0.0), 1.0)

    def y(self, value: Decimal) -> float:
        """Where a value stands."""
        return BOTTOM - (BOTTOM - TOP) * float((value - self.low) / max(self.high - self.low, Decimal(1)))


def axes_of(scale: ScoreDefinition, values: list[Decimal], first_day: date, last_day: date) -> Axes:
    """The axes for some values: the whole range of the score, unless it is so long that nothing could be seen."""
    high = scale.high
    if any(band.low == high for band in scale.bands):
        high += 1  # a band that is one number, the highest, has its place too
    if high - scale.low > LONGEST_SCALE and not scale.bands:
        high = scale.low + Decimal(ceil(max([*values, scale.low + 10]) / 10) * 10)
    return Axes(first_day, last_day, min([scale.low, *values]), max([high, *values]))


def value_ticks(axes: Axes, scale: ScoreDefinition) -> list[Decimal]:
    """The numbers at the left: where bands begin, and the two ends; without bands five steps."""
    if scale.bands:
        return sorted(
            {axes.low, min(axes.high, scale.high), *(band.low for band in scale.bands if axes.low <= band.low <= axes.high)}
        )
    step = (axes.high - axes.low) / 5
    return [axes.low + step * number for number in range(6)]


def day_ticks(axes: Axes) -> list[tuple[date, str]]:
    """The days written below, with their words: 'Jul 6', 'Jul', '2025'."""
    days = (axes.last_day - axes.first_day).days
    months = next((step for longest, step in _MONTHS if days <= longest), 60)
    ticks = list(_weeks(axes, days) if not months else _month_starts(axes, months))
    return [(day, words) for day, words in ticks if axes.x(day) <= RIGHT - TICK_ROOM / 4]


def _weeks(axes: Axes, days: int) -> Iterator[tuple[date, str]]:
    step = next((step for longest, step in _WEEKS if days <= longest), 14)
    day = axes.first_day
    while day <= axes.last_day:
        yield day, f"{calendar.month_abbr[day.month]} {day.day}"
        day += timedelta(days=step)


def _month_starts(axes: Axes, step: int) -> Iterator[tuple[date, str]]:
    year, month = axes.first_day.year, axes.first_day.month
    first = True
    number = year * 12 + month - 1
    number += (step - number % step) % step
    while (day := date(number // 12, number % 12 + 1, 1)) <= axes.last_day:
        if day >= axes.first_day:
            yield day, str(day.year) if day.month == 1 else f"{calendar.month_abbr[day.month]}{f' {day.year}' if first else ''}"
            first = False
        number += step
