"""A trend in words: its sentence, its table, what its course says and on which rule that stands. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from care.lib.dates import date_text, day_text
from care.pages.trends.values import Dot, MarkKind, Measure, Span, Trend
from patients.assessments.rules.change import Change, Course, Finding, rule_of
from patients.assessments.rules.numbers import lowered, number_text

TONES = {
    Course.REMISSION: ("well", "check"),
    Course.RESPONSE: ("well", "check"),
    Course.NOT_YET: ("over", "clock"),
    Course.WORSE: ("over", "over"),
}


def day_words(day: date, today: date) -> str:
    """'Mon Nov 23', or 'Nov 23, 2024' of another year."""
    return day_text(day, today) if day.year == today.year else date_text(day)


def picture_title(trend: Trend) -> str:
    """'PHQ-9, Jul 6, 2026 to Nov 23, 2026'."""
    return f"{trend.measure.name}, {date_text(trend.first_day)} to {date_text(trend.last_day)}"


def sentence(trend: Trend) -> str:
    """What the picture shows: from which score to which, how far that is, and the lowest and highest between.

    'From 19 on Mon Jul 6 to 9 on Fri Nov 20 (mild): 10 lower, a fall of 53 %. Lowest 6 on Mon Oct 26.'
    """
    dots, today = trend.dots, trend.last_day
    if not dots:
        return f"No score of {trend.measure.name} in this time."
    last = f"{number_text(dots[-1].value)} on {day_words(dots[-1].on, today)}{_band(dots[-1])}"
    if len(dots) == 1:
        return f"One score: {last}."
    first = f"{number_text(dots[0].value)} on {day_words(dots[0].on, today)}"
    return " ".join([f"From {first} to {last}: {_step(trend)}.", *_between(trend)])


def _band(dot: Dot) -> str:
    return f" ({lowered(dot.band)})" if dot.band else ""


def _step(trend: Trend) -> str:
    first, last = trend.dots[0].value, trend.dots[-1].value
    if first == last:
        return "the same"
    step = f"{number_text(abs(last - first))} {'lower' if last < first else 'higher'}"
    if last < first and first > 0 and trend.measure.scale.low == 0:
        step += f", a fall of {part_text(first, last)}"
    return f"{step}, which is better" if (last > first) is trend.measure.scale.higher_is_better else step


def part_text(first: Decimal, last: Decimal) -> str:
    """'53 %': a fall as a part of the first, cut and not rounded, so that 50 % is never said of less than half."""
    return f"{int((first - last) * 100 / first)} %"


def _between(trend: Trend) -> list[str]:
    """The lowest and the highest score, where they are not the two ends."""
    dots = trend.dots
    ends = {dots[0].value, dots[-1].value}
    said = []
    for word, value in (("Lowest", min(dot.value for dot in dots)), ("Highest", max(dot.value for dot in dots))):
        if value not in ends:
            on = next(dot.on for dot in reversed(dots) if dot.value == value)
            said.append(f"{word} {number_text(value)} on {day_words(on, trend.last_day)}.")
    return said


@dataclass(frozen=True, slots=True)
class FindingCard:
    """One thing that the course says, with the rule that it stands on."""

    label: str
    text: str
    tone: str
    icon: str
    source: str
    confidence: str


def finding_cards(change: Change | None, measure: Measure, today: date) -> list[FindingCard]:
    """What the whole course says, each with the two scores that it compares."""
    return [_finding(finding, change, measure, today) for finding in change.findings] if change else []


def _finding(finding: Finding, change: Change, measure: Measure, today: date) -> FindingCard:
    first = f"{number_text(change.first.value)} on {day_words(change.first.on, today)}"
    rule = rule_of(measure.key.instrument, measure.key.name)
    tone, icon = TONES[finding.course]
    text = ""
    if finding.course is Course.WORSE and change.before is not None:
        step = abs(change.last.value - change.before.value)
        more = "lower" if change.last.value < change.before.value else "higher"
        text = f"{number_text(step)} {more} than {number_text(change.before.value)} on {day_words(change.before.on, today)}"
    elif rule is not None and finding.course is Course.REMISSION and rule.remission_below is not None:
        text = f"under {number_text(rule.remission_below)}, from {first}"
    elif finding.course is Course.RESPONSE:
        text = f"at most half of {first}"
    elif rule is not None and rule.target_below is not None:
        text = f"12 weeks and more after {first}, neither half of it nor under {number_text(rule.target_below)}"
    return FindingCard(finding.course.label, text, tone, icon, finding.source, finding.confidence)


def target_of(measure_key: tuple[str, str]) -> tuple[str, Decimal | None]:
    """What the target line says, and where it stands."""
    rule = rule_of(*measure_key)
    if rule is not None and rule.target_below is not None:
        return f"target: under {number_text(rule.target_below)}", rule.target_below
    if rule is not None and rule.target_from is not None:
        return f"{number_text(rule.target_from)} and more goes with sustained remission", rule.target_from
    return "", None


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One row of the table of scores."""

    day: str
    value: str
    band: str
    step: str
    how: str


def score_lines(dots: Sequence[Dot], today: date) -> list[ScoreLine]:
    """The table: every score of the picture, the newest first, with its step from the one before."""
    lines = []
    before: Dot | None = None
    for dot in dots:
        made_up = "; missing answers made up for" if dot.is_prorated else ""
        lines.append(
            ScoreLine(day_words(dot.on, today), number_text(dot.value), dot.band, _signed(before, dot), f"{dot.how}{made_up}")
        )
        before = dot
    return lines[::-1]


def _signed(before: Dot | None, dot: Dot) -> str:
    if before is None:
        return ""
    step = dot.value - before.value
    return "same" if step == 0 else f"{'+' if step > 0 else '−'}{number_text(abs(step))}"


@dataclass(frozen=True, slots=True)
class HappenedLine:
    """One row of the table of doses and events. `number` is that of the picture."""

    number: str
    day: str
    kind: str
    what: str


def happened_lines(trend: Trend) -> list[HappenedLine]:
    """Everything beside the scores, the newest first: what the picture shows, then what has no day in it."""
    today = trend.last_day
    numbers = {id(mark): str(number) for number, mark in enumerate(trend.numbered, start=1)}
    dated = [
        (span.starts_on, HappenedLine("", day_words(span.starts_on, today), "Medication", _dose_words(span, today)))
        for span in trend.spans_shown
    ]
    dated += [
        (mark.on, HappenedLine(numbers.get(id(mark), ""), mark.when, mark.kind.label, mark.what))
        for mark in trend.marks
        if mark.on is not None and trend.shows(mark.on)
    ]
    dated.sort(key=lambda line: line[0], reverse=True)
    undrawn = [
        HappenedLine("", f"{mark.when}, not drawn", mark.kind.label, mark.what)
        for mark in reversed(trend.marks)
        if mark.kind is not MarkKind.MISSED and not trend.shows(mark.on)
    ]
    return [line for _, line in dated] + undrawn


def _dose_words(span: Span, today: date) -> str:
    until = f", until {day_words(span.until, today)}" if span.until else ""
    holds = [
        f"on hold from {day_words(held_on, today)}{f' to {day_words(lifted_on, today)}' if lifted_on else ''}"
        for held_on, lifted_on in span.paused
    ]
    past = " (from another system)" if span.is_past_system else ""
    return "; ".join([f"{span.name} {span.dose}{until}{past}", *holds])
