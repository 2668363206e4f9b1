"""Drug tests in words: how far one is, and what it found."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from care.lib.dates import date_text, moment_text
from patients.results.presenters.results import Mark, Reader
from patients.results.queries import Analyte, DrugTestRow
from patients.results.rules import AnalyteWord, DrugTestState, DrugTestStep, Method, Outcome, age_words, plain, steps_from

STATE_MARKS = {
    DrugTestState.ORDERED: ("info", "clock"),
    DrugTestState.COLLECTED: ("info", "test"),
    DrugTestState.RESULTED: ("well", "check"),
    DrugTestState.CANCELLED: ("plain", "close"),
    DrugTestState.DECLINED: ("plain", "close"),
}
OUTCOME_MARKS = {
    Outcome.POSITIVE: ("info", "plus"),
    Outcome.NEGATIVE: ("plain", "minus"),
    Outcome.INVALID: ("over", "over"),
    Outcome.NOT_DONE: ("plain", "dot"),
}
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class AnalyteLine:
    """What a test said of one substance by one method."""

    what: str
    name: str
    method: str
    mark: Mark
    level: str
    small: str
    wrong: str
    wrong_url: str


@dataclass(frozen=True, slots=True)
class TestLine:
    """One drug test in a list."""

    title: str
    small: str
    mark: Mark
    found: str
    url: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can be done with a test: its button, and where it is done."""

    label: str
    url: str
    is_next: bool


@dataclass(frozen=True, slots=True)
class TestCard:
    """One drug test as its page shows it."""

    title: str
    small: str
    mark: Mark
    facts: list[tuple[str, str]]
    lines: list[AnalyteLine]
    unanswered: str
    steps: list[Step]
    wrong: str
    wrong_url: str
    url: str


def _title(row: DrugTestRow, reader: Reader) -> str:
    return f"{row.specimen.label}, {date_text(reader.day(row.at))}"


def _state(row: DrugTestRow) -> Mark:
    if row.wrong_at:
        return Mark("Marked wrong", "over", "over")
    tone, icon = STATE_MARKS[row.status]
    return Mark(row.status.label, tone, icon)


def names(words: Iterable[AnalyteWord]) -> str:
    """'Methadone, EDDP and fentanyl', as they are listed."""
    return ", ".join(word.label for word in words)


def positives(row: DrugTestRow) -> list[AnalyteWord]:
    """What was found: a confirmation speaks for its substance where there is one."""
    said: dict[AnalyteWord, Outcome] = {}
    for one in row.analytes:  # screens come first
        if one.method is Method.SCREEN or one.outcome in (Outcome.POSITIVE, Outcome.NEGATIVE):
            said[one.analyte] = one.outcome
    return [word for word, outcome in said.items() if outcome is Outcome.POSITIVE]


def found_words(row: DrugTestRow) -> str:
    """'Found: methadone, EDDP', or that nothing was found; nothing while no result is in."""
    if row.status is not DrugTestState.RESULTED:
        return ""
    found = positives(row)
    if not found:
        return "None of what it looked for was found"
    shown = ", ".join(word.label for word in found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return f"Found: {shown}{f' and {more} more' if more > 0 else ''}"


def test_line(row: DrugTestRow, *, reader: Reader) -> TestLine:
    """One drug test in a list."""
    parts = [age_words(reader.day(row.at), reader.today)]
    parts += ["drawn at random"] if row.is_random else []
    parts += [f"{len(row.looked_for)} substances"]
    return TestLine(
        title=_title(row, reader),
        small="; ".join(parts),
        mark=_state(row),
        found=found_words(row),
        url=reverse("results:drug_test", args=[reader.person, row.uuid]),
        is_wrong=row.wrong_at is not None,
    )


def analyte_line(one: Analyte, row: DrugTestRow, *, reader: Reader) -> AnalyteLine:
    """One answer of a test."""
    tone, icon = OUTCOME_MARKS[one.outcome]
    level = f"{plain(one.level)} {one.unit}" if one.level is not None else ""
    cutoff = f"cutoff {plain(one.cutoff)} {one.unit}" if one.cutoff is not None else ""
    wrong = f"Marked wrong by {reader.stamp(one.wrong_at, one.wrong_by)}: {one.wrong_reason}" if one.wrong_at else ""
    url = reverse("results:answer_wrong", args=[reader.person, row.uuid, one.pk]) if not one.wrong_at and not row.wrong_at else ""
    return AnalyteLine(
        what=f"{one.analyte.label}, {one.method.label.lower()}: {one.outcome.label.lower()}",
        name=one.analyte.label,
        method=one.method.label,
        mark=Mark(one.outcome.label, tone, icon),
        level="; ".join(part for part in (level, cutoff) if part),
        small=f"written down by {reader.stamp(one.recorded_at, one.recorded_by)}",
        wrong=wrong,
        wrong_url=url,
    )


def _facts(row: DrugTestRow, reader: Reader) -> list[tuple[str, str]]:
    found = [("Written down", reader.stamp(row.recorded_at, row.recorded_by))]
    if row.collected_at:
        present = ", a colleague was present" if row.was_observed else ""
        moment = moment_text(row.collected_at, reader.zone, reader.today)
        found.append(("Collected", f"{moment}{present}; noted by {row.collected_by}"))
    if row.resulted_at:
        found.append(("Result in", reader.stamp(row.resulted_at, row.resulted_by)))
    if row.ended_at:
        note = f": {row.end_note}" if row.end_note else ""
        found.append((row.status.label, f"{reader.stamp(row.ended_at, row.ended_by)}{note}"))
    found += [("Laboratory", row.lab)] if row.lab else []
    found.append(("Looks for", names(row.looked_for)))
    found += [("Note", row.note)] if row.note else []
    return found


_STEPS = {DrugTestStep.COLLECT: ("It is collected", "collect"), DrugTestStep.RESULT: ("Write down what it found", "findings")}


def _steps(row: DrugTestRow, reader: Reader) -> list[Step]:
    if row.wrong_at:
        return []
    possible = steps_from(row.status)
    found: list[Step] = []
    for step, (label, name) in _STEPS.items():
        if step in possible:
            more = "Add or correct what it found" if row.status is DrugTestState.RESULTED else label
            found.append(Step(more, reverse(f"results:{name}", args=[reader.person, row.uuid]), is_next=not found))
    if DrugTestStep.CANCEL in possible or DrugTestStep.DECLINE in possible:
        found.append(Step("It is not done", reverse("results:end", args=[reader.person, row.uuid]), is_next=False))
    return found


def test_card(row: DrugTestRow, *, reader: Reader) -> TestCard:
    """One drug test as its page shows it."""
    parts = [row.status.prose]
    parts += ["The day was drawn at random."] if row.is_random else []
    return TestCard(
        title=f"Drug test: {_title(row, reader)}",
        small=" ".join(parts),
        mark=_state(row),
        facts=_facts(row, reader),
        lines=[analyte_line(one, row, reader=reader) for one in row.analytes],
        unanswered=names(row.unanswered) if row.status is DrugTestState.RESULTED else "",
        steps=_steps(row, reader),
        wrong=f"Marked wrong by {reader.stamp(row.wrong_at, row.wrong_by)}: {row.wrong_reason}" if row.wrong_at else "",
        wrong_url="" if row.wrong_at else reverse("results:drug_test_wrong", args=[reader.person, row.uuid]),
        url=reverse("results:drug_test", args=[reader.person, row.uuid]),
    )
