"""Until when who must be told of a breach. Days are calendar days of the program's zone. Pure.

Source: clinical reference 3.7 (42 CFR 2.16(b); 45 CFR 164.404 to 164.408). Where the reference and the regulation count
differently, the stricter one holds: the press from 500 people of one state, the Secretary at once from 500 people in all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from care.privacy.vocabulary import Duty, State

MANY = 500  # people: from here on the press, and the Secretary at the same time
LONGEST = timedelta(days=60)  # from discovery, or from the end of its year
AIM = timedelta(days=30)  # own default for "without undue delay"
ASSESS_WITHIN = timedelta(days=10)  # own default: until when somebody decides


@dataclass(frozen=True, slots=True)
class Count:
    """How many people are affected: in all, and in the state with the most of them.

    Where nobody has said in which states they live, all of them count as living in one.
    """

    people: int
    most_in_one_place: int

    @classmethod
    def of(cls, *, named: int, places: Iterable[int]) -> "Count":
        """From the people who were named and the estimates by state; of two counts the larger one holds."""
        by_place = list(places)
        people = max(named, sum(by_place))
        unplaced = max(0, named - sum(by_place))
        return cls(people, max(by_place, default=0) + unplaced)


@dataclass(frozen=True, slots=True)
class Clock:
    """One duty: by when we mean to have done it, the last day that the law gives, and the day on which it was done."""

    duty: Duty
    aim_on: date
    latest_on: date
    done_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.done_on is None

    def is_late(self, today: date) -> bool:
        """Not done, and the last day has passed."""
        return self.done_on is None and today > self.latest_on

    def is_behind(self, today: date) -> bool:
        """Not done, and the day at which we aimed has passed."""
        return self.done_on is None and today > self.aim_on


def clocks(*, discovered_on: date, count: Count, done: Mapping[Duty, date], state: State) -> list[Clock]:
    """The duties that this entry brings, the nearest last day first. None where it was decided that it is no breach.

    A duty that was done stays in the list, also where the count has meanwhile fallen below what it asks for.
    """
    if state is State.NOT_BREACH:
        return []
    soon, last = discovered_on + AIM, discovered_on + LONGEST
    year_end = date(discovered_on.year, 12, 31)
    found = [Clock(Duty.PEOPLE, soon, last, done.get(Duty.PEOPLE))]
    if count.most_in_one_place >= MANY or Duty.MEDIA in done:
        found.append(Clock(Duty.MEDIA, soon, last, done.get(Duty.MEDIA)))
    if count.people >= MANY:
        found.append(Clock(Duty.HHS, soon, last, done.get(Duty.HHS)))
    else:
        found.append(Clock(Duty.HHS, year_end + AIM, year_end + LONGEST, done.get(Duty.HHS)))
    return sorted(found, key=lambda clock: clock.latest_on)


def next_clock(found: Iterable[Clock]) -> Clock | None:
    """The duty that runs out first; none when everything is done."""
    return min((clock for clock in found if clock.is_open), key=lambda clock: (clock.latest_on, clock.aim_on), default=None)
