"""What a history says week by week, and whether a drug test is as expected. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from patients.histories.rules.words import Expected, Finding, VisitOutcome

# Which findings are expected of which medication: the substance, as tests name it, by a part of the medication's name. Own.
EXPECTED_OF = {"methadone": ("methadone", "eddp"), "buprenorphine": ("buprenorphine", "norbuprenorphine")}


@dataclass(frozen=True, slots=True)
class Course:
    """An order as far as it decides what a test should find."""

    medication: str
    starts_on: date
    ends_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it was in force on a day, or had ended within the week before."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on + timedelta(days=7))


def is_expected(substance: str, finding: str, said: str, *, on: date, courses: Iterable[Course]) -> bool | None:
    """Whether a finding is as expected: what the source says of it, else by what was ordered. None where nobody can say.

    What is prescribed and found is expected; anything else that is found is not; nothing found is expected.
    """
    if said:
        return said == Expected.EXPECTED
    if finding == Finding.UNREADABLE:
        return None
    if finding == Finding.NOT_FOUND:
        return True
    prescribed = {
        name
        for course in courses
        if course.holds(on)
        for part, names in EXPECTED_OF.items()
        if part in course.medication.casefold()
        for name in names
    }
    return substance.casefold() in prescribed


def monday_of(day: date) -> date:
    """The first day of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class DoseWeek:
    """The doses of one medication in one week: the mean of the days on which any was given, and how many these are."""

    week: date
    medication: str
    unit: str
    mean: Decimal
    days: int


@dataclass(frozen=True, slots=True)
class VisitFact:
    """One visit."""

    on: date
    name: str
    outcome: VisitOutcome
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenFact:
    """One drug test: what it found, and whether that is as expected; `unexpected` are the substances that were not."""

    on: date
    found: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    is_expected: bool | None = None
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a history."""

    starts_on: date
    doses: tuple[DoseWeek, ...] = ()
    visits: tuple[VisitFact, ...] = ()
    tests: tuple[ScreenFact, ...] = ()


def by_week(doses: Sequence[DoseWeek], visits: Sequence[VisitFact], tests: Sequence[ScreenFact]) -> list[Week]:
    """Every week of which a history says anything, the latest first."""
    weeks = {one.week for one in doses} | {monday_of(visit.on) for visit in visits} | {monday_of(test.on) for test in tests}
    by_dose: dict[date, list[DoseWeek]] = {}
    by_visit: dict[date, list[VisitFact]] = {}
    by_test: dict[date, list[ScreenFact]] = {}
    for dose in doses:
        by_dose.setdefault(dose.week, []).append(dose)
    for visit in visits:
        by_visit.setdefault(monday_of(visit.on), []).append(visit)
    for test in tests:
        by_test.setdefault(monday_of(test.on), []).append(test)
    return [
        Week(week, tuple(by_dose.get(week, ())), tuple(by_visit.get(week, ())), tuple(by_test.get(week, ())))
        for week in sorted(weeks, reverse=True)
    ]
