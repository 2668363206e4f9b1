"""Days on which a dose was due and not taken, counted as clinical reference 1.9 says. Pure.

Only a day on which a dose was due counts. Take-home, guest, closure and hospital doses count as taken when they are confirmed:
whoever calls puts their days among those taken. A day that was not due neither counts nor ends a run.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Run:
    """Due days in a row without a dose: the first, the last, and how many."""

    first: date
    last: date
    days: int


def counter(due: Collection[date], taken: Collection[date]) -> dict[date, int]:
    """For each due day, how many due days in a row were missed right before it: what the window sees on that day."""
    had = frozenset(taken)
    found, count = {}, 0
    for day in sorted(set(due)):
        found[day] = count
        count = 0 if day in had else count + 1
    return found


def missed_before(due: Collection[date], taken: Collection[date], *, on: date) -> int:
    """How many due days in a row were missed, up to the day before `on`. Nought where the last due day was taken."""
    return counter([*(day for day in due if day < on), on], taken)[on]


def runs(due: Collection[date], taken: Collection[date]) -> list[Run]:
    """Each run of missed days, the earliest first."""
    return list(_runs(due, frozenset(taken)))


def longest(due: Collection[date], taken: Collection[date]) -> int:
    """The most due days in a row that were missed."""
    return max((run.days for run in _runs(due, frozenset(taken))), default=0)


def _runs(due: Collection[date], taken: frozenset[date]) -> Iterator[Run]:
    first = last = None
    count = 0
    for day in sorted(set(due)):
        if day in taken:
            if first is not None and last is not None:
                yield Run(first, last, count)
            first, count = None, 0
        else:
            first, last, count = first or day, day, count + 1
    if first is not None and last is not None:
        yield Run(first, last, count)
