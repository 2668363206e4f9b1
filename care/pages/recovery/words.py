"""What the page says: one sentence on what grew, the strands as rows, how somebody lives. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString

from care.pages.recovery.gathering import Line, Said, Standing
from care.pages.trends.picture import spark
from care.pages.trends.words import day_words
from patients.assessments.rules.numbers import number_text
from patients.story.rules import Told
from treatment_plans.recovery.rules import Course, Strand, course_of

NAMED = 3  # strands that a sentence names; the table has them all


def joined(names: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join([part for part in (", ".join(names[:-1]), names[-1]) if part])


def _some(strands: Sequence[Strand]) -> str:
    names = [f"{one.label} ({number_text(one.values[0][1])} to {number_text(one.now)})" for one in strands[:NAMED]]
    more = len(strands) - len(names)
    return joined([*names, f"{more} more"] if more else names)


def capital_sentence(line: Line, today: date) -> str:
    """What became of the topics since they were asked about first, what grew first of all.

    'Since Mon Jul 6, 5 of 10 grew: Energy for tasks (2 to 5), ... 1 is less: ... The rest is as it was.'
    """
    course, days = course_of(line.strands), [on for strand in line.strands for on, _ in strand.values]
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return f"Asked once, on {day_words(first, today)}: the next time shows what grew."
    said = [f"{len(course.grew)} of {len(line.strands)} grew: {_some(course.grew)}." if course.grew else ""]
    said.append(f"{_less(course)}." if course.less else "")
    said.append(_rest(course))
    return f"Since {day_words(first, today)}: {' '.join(one for one in said if one)}"


def _less(course: Course) -> str:
    number = len(course.less)
    return f"{number} {'is' if number == 1 else 'are'} less than then: {_some(course.less)}"


def _rest(course: Course) -> str:
    if not course.same:
        return ""
    return "The rest is as it was." if course.grew or course.less else "All of it is as it was."


def strongest_sentence(line: Line) -> str:
    """What there is most of now."""
    names = [one.label for one in course_of(line.strands).strongest]
    return f"Strongest now: {joined(names)}." if names else ""


@dataclass(frozen=True, slots=True)
class StrandRow:
    """One topic: how much there was first and now, and the line between them."""

    label: str
    first: str
    now: str
    step: str
    icon: str
    tone: str
    spark: SafeString


def _step(step: Decimal, times: int) -> tuple[str, str, str]:
    if times == 1:
        return "asked once", "clock", "plain"
    if step == 0:
        return "as then", "steady", "plain"
    return (f"{number_text(step)} more", "rise", "well") if step > 0 else (f"{number_text(-step)} less", "fall", "plain")


def strand_rows(line: Line) -> list[StrandRow]:
    """Each topic; that of which there is most now comes first."""
    rows = []
    high = number_text(line.scale.high)
    for one in sorted(line.strands, key=lambda strand: (-strand.now, -strand.step)):
        values = [value for _, value in one.values]
        step, icon, tone = _step(one.step, len(values))
        now, first = f"{number_text(one.now)} of {high}", number_text(values[0]) if len(values) > 1 else ""
        rows.append(StrandRow(one.label, first, now, step, icon, tone, spark(values[-12:], line.scale)))
    return rows


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One part of life: how it was told last, and before."""

    label: str
    now: str
    day: str
    before: tuple[str, ...]


def _told(one: Said) -> str:
    if one.told is None:
        return one.words
    words = {Told.YES: "a need", Told.NO: "no need"}.get(one.told, one.told.label.lower())
    wants = ", wants help" if one.wants_help and one.told is Told.YES else ""
    return f"{words}{wants}{f': {one.words}' if one.words else ''}"


def standing_rows(found: Iterable[Standing], today: date) -> list[StandingRow]:
    """How somebody lives and works, the newest first, with what was told before where it was otherwise."""
    rows = []
    for one in found:
        newest, *older = one.said
        words = _told(newest)
        before = [f"{day_words(said.on, today)}: {_told(said)}" for said in older if _told(said) != words]
        rows.append(StandingRow(one.domain.label, words[:1].upper() + words[1:], day_words(newest.on, today), tuple(before[:3])))
    return rows
