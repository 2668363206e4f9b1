"""How the person is doing, line by line: what is due, what is open, the latest of each instrument, what can be begun."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from care.lib.dates import date_text, day_text
from patients.assessments.presenters.heads import BeginLine, begin_line, title_of
from patients.assessments.presenters.words import (
    MODE_WORDS,
    Mark,
    Reader,
    band_mark,
    change_text,
    count_text,
    number_text,
)
from patients.assessments.queries import DueLine, Measure, PartLine, Result
from patients.assessments.rules import Definition, Scored

SERIAL = ("cows", "ciwa")  # asked again within hours, and read in a row
# What an instrument is for, in the order in which the page offers them; whatever is not named here stands under the last.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Mood, worry, what happened", ("phq2", "phq9", "gad2", "gad7", "pcptsd5")),
    ("Safety", ("cssrs",)),
    ("Withdrawal", SERIAL),
    (
        "Alcohol, drugs, tobacco",
        ("auditc", "audit", "dast10", "taps", "alcohol_days", "drug_days", "craving", "ort_oud", "dsm5_sud"),
    ),
    ("Recovery and what helps", ("bam", "bamr", "barc10", "hrsn")),
    ("Level of care", ("asam",)),
)
OTHERS = "Others"
MOST_RESULTS = 4  # of one instrument with many scores, those that say something first


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One score in a cell."""

    value: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """The latest of one instrument, beside the one before."""

    title: str
    url: str
    serial_url: str
    results: tuple[ResultLine, ...]
    before: str
    change: str
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class OpenCard:
    """Answers that wait for more, or were set aside."""

    title: str
    small: str
    url: str


@dataclass(frozen=True, slots=True)
class DueCard:
    """What is to be asked again of one person."""

    title: str
    code: str
    about: str
    mark: Mark
    small: str
    begin_url: str
    ways_url: str
    send_url: str
    put_off_url: str
    needs_choice: bool


@dataclass(frozen=True, slots=True)
class StartGroup:
    """Instruments for the same purpose."""

    title: str
    lines: tuple[BeginLine, ...]


def measure_lines(measures: Iterable[Measure], *, person: UUID, reader: Reader) -> list[MeasureLine]:
    """The latest results, in the order of the catalogue."""
    return [_line(one, one.latest, person=person, reader=reader) for one in measures if one.latest is not None]


def _line(measure: Measure, latest: Result, *, person: UUID, reader: Reader) -> MeasureLine:
    before, change = _before(measure, latest, reader)
    return MeasureLine(
        title=title_of(measure.definition, measure.subject),
        url=reverse("assessments:result", args=[person, latest.uuid]),
        serial_url=reverse("assessments:serial", args=[person, measure.instrument]) if measure.instrument in SERIAL else "",
        results=_results(latest.scores, measure.definition),
        before=before,
        change=change,
        when=reader.day(latest.at),
        who=f"{MODE_WORDS[latest.mode]}{f'; {latest.by}' if latest.by else ''}",
    )


def _results(scores: Sequence[Scored], definition: Definition) -> tuple[ResultLine, ...]:
    """The main score, or each of several: those that say something first, at most a few, and how many more there are."""
    if len(scores) < 2:
        return tuple(ResultLine(number_text(one.value), band_mark(one.band_label, is_positive=one.is_positive)) for one in scores)
    labels = {one.name: one.label for one in definition.scores}
    ordered = sorted(scores, key=lambda one: (one.name != "total", not one.is_positive))
    lines = [
        ResultLine(
            f"{labels.get(one.name, one.name)}: {number_text(one.value)}", band_mark(one.band_label, is_positive=one.is_positive)
        )
        for one in ordered[:MOST_RESULTS]
    ]
    more = len(ordered) - len(lines)
    return (*lines, ResultLine("", Mark(f"and {more} more"))) if more else tuple(lines)


def _before(measure: Measure, latest: Result, reader: Reader) -> tuple[str, str]:
    """What the main score was the time before, and the change since."""
    now, before = latest.score, measure.before
    if before is not None and len(measure.definition.scores) > 1:
        return reader.day(before.at), ""
    then = next((one for one in before.scores if now is not None and one.name == now.name), None) if before else None
    if now is None or before is None or then is None:
        return ("No score", reader.day(before.at)) if before is not None else ("First time", "")
    return f"{number_text(then.value)}, {reader.day(before.at)}", change_text(now.value, then.value)


def open_cards(measures: Iterable[Measure], *, person: UUID, reader: Reader) -> list[OpenCard]:
    """What waits to be finished."""
    cards = []
    for one in measures:
        if one.open is None:
            continue
        by = f" by {one.open.begun_by}" if one.open.begun_by else ""
        answered = count_text(one.open.answered, "answer", "answers")
        small = (
            f"{answered} so far; begun {reader.moment(one.open.begun_at)}{by}, last saved {reader.moment(one.open.changed_at)}"
        )
        cards.append(
            OpenCard(title_of(one.definition, one.subject), small, reverse("assessments:fill", args=[person, one.open.uuid]))
        )
    return cards


def part_cards(parts: Iterable[PartLine], *, person: UUID, reader: Reader) -> list[OpenCard]:
    """What was answered in part and will not be finished: to be read, no more."""
    return [
        OpenCard(
            title_of(one.definition, one.subject),
            f"{count_text(one.answered, 'answer', 'answers')}; set aside {reader.moment(one.ended_at)}: {one.reason}",
            reverse("assessments:result", args=[person, one.uuid]),
        )
        for one in parts
    ]


def due_card(line: DueLine, *, person: UUID, today: date) -> DueCard:
    """One instrument that is asked again."""
    begin = begin_line(line.definition, person=person)
    parts = [f"last {date_text(line.last_on)}" if line.last_on else "not asked yet"]
    if line.put_off_at is not None:
        parts.append(f"put off by {line.put_off_by}: {line.put_off_reason}")
    small = "; ".join(parts)
    return DueCard(
        title=line.definition.title,
        code=line.instrument,
        about=line.definition.about,
        mark=due_mark(line.due_on, today),
        small=small[:1].upper() + small[1:],
        begin_url=begin.begin_url,
        ways_url=begin.ways_url,
        send_url=begin.send_url,
        put_off_url=reverse("assessments:put_off", args=[person, line.instrument]),
        needs_choice=begin.needs_choice,
    )


def due_mark(due_on: date, today: date) -> Mark:
    """'3 days late', 'today', 'Mon Nov 30'."""
    late = (today - due_on).days
    if late > 0:
        return Mark(f"{count_text(late, 'day', 'days')} late", "over", "clock")
    return Mark("today", "over", "clock") if not late else Mark(day_text(due_on, today), "plain", "calendar")


def start_groups(definitions: Mapping[str, Definition], *, person: UUID) -> list[StartGroup]:
    """Every instrument, by what it is for."""
    named = {code for _, codes in GROUPS for code in codes}
    groups = [(title, [definitions[code] for code in codes if code in definitions]) for title, codes in GROUPS]
    groups.append((OTHERS, [one for code, one in definitions.items() if code not in named]))
    return [StartGroup(title, tuple(begin_line(one, person=person) for one in found)) for title, found in groups if found]
