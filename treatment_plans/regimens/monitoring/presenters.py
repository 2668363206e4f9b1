"""Monitoring in words: what is due, drug tests, look-ups, days covered, doses, retention."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from care.lib.dates import day_text, local_date
from care.lib.states import STATES
from treatment_plans.regimens.monitoring import operations, sources
from treatment_plans.regimens.monitoring.gathering import Picture
from treatment_plans.regimens.monitoring.queries import Interval, LookupRow
from treatment_plans.regimens.monitoring.rules import adequacy, coverage, panels, retention, schedule
from treatment_plans.regimens.monitoring.vocabulary import DueState, Verdict
from treatment_plans.regimens.queries import OrderRow
from treatment_plans.regimens.rules import amount_text
from treatment_plans.regimens.vocabulary import Frequency, Phase

SENTENCES: dict[type[Exception], str] = {
    operations.PersonDied: "The record says that the person has died: nothing new is written here.",
    operations.WordsMissing: "Say in words what was found, or why it was not possible.",
    operations.NotYet: "A look-up was today or before.",
    operations.SourceMissing: "Say who says so.",
}
REFUSALS: tuple[type[Exception], ...] = tuple(SENTENCES)
TONES = {
    DueState.OVERDUE: ("over", "clock"),
    DueState.DUE: ("info", "clock"),
    DueState.ASK: ("info", "question"),
    DueState.DONE: ("well", "check"),
}
VERDICT_TONES = {Verdict.UNEXPECTED: ("over", "question"), Verdict.EXPECTED: ("well", "check")}
PLAIN = ("plain", "dot")
TIMES_A_DAY = {
    Frequency.DAILY: 1,
    Frequency.TWICE_DAILY: 2,
    Frequency.THREE_TIMES_DAILY: 3,
    Frequency.FOUR_TIMES_DAILY: 4,
}
PERIODS = (30, 90)  # days of which the covered share is told


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal."""
    return SENTENCES[type(refusal)]


@dataclass(frozen=True, slots=True)
class DueRow:
    """One line of what is due: the test, how it stands, when, and why."""

    label: str
    state: str
    tone: str
    icon: str
    last: str
    when: str
    why: str
    medicine: str
    source: str


def due_rows(items: Iterable[schedule.Item], *, today: date) -> list[DueRow]:
    """Everything that the schedule asks, the most pressing first."""
    return [_due_row(item, today) for item in items]


def _due_row(item: schedule.Item, today: date) -> DueRow:
    tone, icon = TONES.get(item.state, PLAIN)
    return DueRow(
        label=item.label,
        state=item.state.label,
        tone=tone,
        icon=icon,
        last=day_text(item.last, today) if item.last else "",
        when=_when(item, today),
        why=". ".join(part[:1].upper() + part[1:] for part in (item.why, item.note) if part),
        medicine=item.medicine,
        source=f"{item.source}{', to be verified' if item.flag == 'verify' else ''}",
    )


def _when(item: schedule.Item, today: date) -> str:
    if item.closes is None or item.state in {DueState.NOT_NEEDED, DueState.NOT_RECORDED}:
        return ""
    if item.state is DueState.OVERDUE:
        return f"since {day_text(item.closes, today)}"
    if item.state is DueState.DONE and item.opens is not None:
        return f"again from {day_text(item.opens, today)}"
    return f"by {day_text(item.closes, today)}"


@dataclass(frozen=True, slots=True)
class AnalyteRow:
    """One analyte with its verdict."""

    text: str
    verdict: str
    tone: str
    icon: str
    why: str


@dataclass(frozen=True, slots=True)
class TestRow:
    """One drug test: its day, whether at random, and what each analyte says."""

    day: str
    kind: str
    verdict: str
    tone: str
    icon: str
    analytes: list[AnalyteRow]
    missing: str


def test_rows(tests: Iterable[tuple[sources.TestHad, panels.Judged]], *, today: date, most: int) -> list[TestRow]:
    """The newest drug tests, judged against what was prescribed and reported."""
    return [_test_row(test, judged, today) for test, judged in list(tests)[:most]]


def _test_row(test: sources.TestHad, judged: panels.Judged, today: date) -> TestRow:
    tone, icon = VERDICT_TONES.get(judged.verdict, PLAIN)
    return TestRow(
        day=day_text(test.on, today),
        kind="at random" if test.is_random else "asked for",
        verdict=judged.verdict.label if test.has_results else "No result yet",
        tone=tone,
        icon=icon,
        analytes=[_analyte_row(line) for line in judged.lines],
        missing=f"This panel does not look for {', '.join(judged.not_looked_for)}." if judged.not_looked_for else "",
    )


def _analyte_row(line: panels.Line) -> AnalyteRow:
    tone, icon = VERDICT_TONES.get(line.verdict, PLAIN)
    name = line.analyte.replace("_", " ")
    return AnalyteRow(f"{name}, {line.method}: {line.outcome.replace('_', ' ')}", line.verdict.label, tone, icon, line.why)


@dataclass(frozen=True, slots=True)
class LookupLine:
    """One look-up."""

    uuid: UUID
    day: str
    text: str
    words: str
    by: str
    wrong_url: str


def lookup_lines(rows: Iterable[LookupRow], *, person: UUID, zone: str, today: date, may_write: bool) -> list[LookupLine]:
    """The look-ups, the newest first."""
    return [
        LookupLine(
            row.uuid,
            day_text(local_date(row.at, zone), today),
            f"{STATES[row.state]}: {row.outcome.label.lower()}",
            row.words,
            row.by,
            reverse("monitoring:lookup_wrong", args=[person, row.uuid]) if may_write else "",
        )
        for row in rows
    ]


def interval_words(interval: Interval) -> str:
    """How often, and who says so."""
    state = STATES.get(interval.state, "this program")
    unsure = " Nobody has entered the rule of the state yet." if interval.is_own else ""
    return f"At least every {interval.every_days} days in {state} ({interval.source}).{unsure}"


@dataclass(frozen=True, slots=True)
class DoseFact:
    """The dose of one medicine beside what is usual, and the days covered lately."""

    name: str
    dose: str
    words: str
    source: str
    covered: list[str]


def dose_facts(picture: Picture, doses: Sequence[sources.DoseHad], *, today: date) -> list[DoseFact]:
    """For each medicine that the schedule knows: where its dose stands, and how many days were covered. Information, no alert."""
    return [_dose_fact(order, picture, doses, today) for order in picture.orders if schedule.medicine_of(order.medication_code)]


def _dose_fact(order: OrderRow, picture: Picture, doses: Sequence[sources.DoseHad], today: date) -> DoseFact:
    substance = schedule.medicine_of(order.medication_code).removesuffix("-xr")
    times = TIMES_A_DAY.get(order.frequency)
    band = adequacy.band(substance, order.dose_amount * times) if times and not order.is_depot else None
    words = f"{band.words}." if band else ""
    if band and band.is_below_usual and order.phase in {Phase.MAINTENANCE, Phase.STABILIZATION}:
        words += " Ask about withdrawal, craving and use before the next dose."
    taking = next((one for one in picture.taking if one.name == order.short_name), None)
    covered = _covered(substance, taking.since if taking else order.starts_on, doses, today)
    return DoseFact(order.short_name, f"{order.dose} {order.frequency.label}", words, band.source if band else "", covered)


def _covered(substance: str, since: date, doses: Sequence[sources.DoseHad], today: date) -> list[str]:
    supplies = sorted({(one.on, one.lasts, one.code) for one in doses if one.substance == substance})
    if not supplies:
        return []
    yesterday = today - timedelta(days=1)
    found = []
    for period in PERIODS:
        first = max(since, supplies[0][0], today - timedelta(days=period))
        if first > yesterday:
            continue
        told = coverage.proportion([coverage.Supply(*one) for one in supplies], since=first, until=yesterday)
        found.append(f"{told.days} of the last {told.of} days covered ({percent(told.share)})")
    return list(dict.fromkeys(found))


def percent(share: Decimal | None) -> str:
    """'87%'; a dash where nothing can be told."""
    return f"{share * 100:.0f}%" if share is not None else "–"


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """One row of retention: a medicine or a dose band of it, and what came of it at each mark."""

    name: str
    band: str
    courses: int
    marks: list[tuple[int, str, str]]


def retention_rows(lines: Iterable[retention.Line]) -> list[RetentionRow]:
    """The table of retention."""
    return [
        RetentionRow(
            line.medicine.capitalize(),
            line.band,
            line.courses,
            [
                (mark, percent(kept.share), f"{kept.stayed} of {kept.of}" if kept.of else "nobody yet")
                for mark, kept in zip(retention.MARKS, line.marks, strict=True)
            ],
        )
        for line in lines
    ]


def amount_words(amount: Decimal) -> str:
    """'80 mg'."""
    return f"{amount_text(amount)} mg"
