"""Who stayed in treatment, by medicine and by dose band. Pure. Sources: clinical reference 6.2 (the gap), 6.4 (the days).

One person counts once for each medicine: from the first day with cover. Whoever began later than the asked number of days ago
cannot be told yet, and does not count.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from treatment_plans.regimens.monitoring.rules.coverage import stayed

MARKS = (30, 90, 180, 365)  # days: 6.4
BAND_DAYS = 30  # the dose of a course is its median over the days on which it was taken, up to the mark; own


@dataclass(frozen=True, slots=True)
class Course:
    """One person on one medicine: days with cover, and the dose of each day on which it was taken."""

    medicine: str
    covered: frozenset[date]
    amounts: tuple[tuple[date, Decimal], ...] = ()

    @property
    def first(self) -> date:
        """The day on which it began."""
        return min(self.covered)


@dataclass(frozen=True, slots=True)
class Kept:
    """Of so many who began long enough ago, so many stayed."""

    stayed: int
    of: int

    @property
    def share(self) -> Decimal | None:
        """The proportion; none where nobody began long enough ago."""
        return Decimal(self.stayed) / self.of if self.of else None


def median_dose(course: Course, *, days: int) -> Decimal | None:
    """The median daily dose in the first so many days; of an even number the lower one, so that it is a dose that was taken."""
    until = course.first + timedelta(days=days - 1)
    found = sorted(amount for on, amount in course.amounts if amount > 0 and course.first <= on <= until)
    return found[(len(found) - 1) // 2] if found else None


def kept(courses: Iterable[Course], *, mark: int, last: Callable[[Course], date]) -> Kept:
    """How many stayed until a mark. `last` is the last day that is known of a course: today, or the end of a study."""
    told = [course for course in courses if course.covered and (last(course) - course.first).days + 1 >= mark]
    return Kept(sum(stayed(course.covered, since=course.first, days=mark) for course in told), len(told))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: a medicine, or one dose band of it, and what came of it at each mark."""

    medicine: str
    band: str
    courses: int
    marks: tuple[Kept, ...]


def table(
    courses: Iterable[Course], *, band_of: Callable[[str, Decimal], str], last: Callable[[Course], date], days: int = BAND_DAYS
) -> list[Line]:
    """A row for each medicine, followed by one for each of its dose bands; a course without a dose is in no band."""
    by_medicine: dict[str, list[Course]] = defaultdict(list)
    for course in courses:
        if course.covered:
            by_medicine[course.medicine].append(course)
    lines = []
    for medicine, found in sorted(by_medicine.items()):
        lines.append(_line(medicine, "", found, last))
        by_band: dict[str, list[Course]] = defaultdict(list)
        lowest: dict[str, Decimal] = {}
        for course in found:
            dose = median_dose(course, days=days)
            if dose is not None:
                band = band_of(medicine, dose)
                by_band[band].append(course)
                lowest[band] = min(dose, lowest.get(band, dose))
        lines += [_line(medicine, band, by_band[band], last) for band in sorted(by_band, key=lowest.__getitem__) if band]
    return lines


def _line(medicine: str, band: str, courses: list[Course], last: Callable[[Course], date]) -> Line:
    return Line(medicine, band, len(courses), tuple(kept(courses, mark=mark, last=last) for mark in MARKS))
