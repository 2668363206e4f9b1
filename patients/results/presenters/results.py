"""What was measured, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from care.actor import Permit
from care.lib.dates import date_text, local_date, moment_text, time_text
from patients.elsewhere.rules import number_words
from patients.results.queries import HERE, ResultRow, latest_of
from patients.results.rules import (
    Certainty,
    Panel,
    ResultAnswer,
    ResultKind,
    SaidResult,
    age_words,
    facts_of,
    is_stale,
    kinds_of,
    mark_of,
    plain,
    unit_words,
)

ICONS = {"hard": "hard", "over": "over", "info": "info", "well": "check", "plain": "info"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A word with its tone and icon."""

    text: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Of whom, when, and in which zone somebody reads."""

    person: UUID
    at: datetime
    zone: str

    @property
    def today(self) -> date:
        """The reader's day."""
        return local_date(self.at, self.zone)

    def day(self, at: datetime) -> date:
        """The day of a moment."""
        return local_date(at, self.zone)

    def stamp(self, at: datetime, who: str) -> str:
        """'Priya Nair, Mon Nov 23, 10:41 am'."""
        return f"{who or 'a colleague'}, {moment_text(at, self.zone, self.today)}"


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One result on the page."""

    kind: ResultKind
    what: str
    text: str
    as_given: str
    date: str
    day: str
    age: str
    small: str
    marks: list[Mark]
    kind_url: str
    wrong_url: str
    wrong: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one panel."""

    panel: Panel
    lines: list[ResultLine]


@dataclass(frozen=True, slots=True)
class PanelLink:
    """The way to the form of one panel."""

    label: str
    url: str
    current: bool


def answer_words(words: str) -> str:
    """'Negative', 'Antibody found, virus not looked for'; other words as they are."""
    known = {answer.value: answer.label for answer in ResultAnswer}
    return known.get(words, words[:1].upper() + words[1:])


def result_words(row: ResultRow) -> str:
    """'0.9 mg/dL', '128/82 mmHg', 'Negative', '7 points, class B'."""
    if row.value is None:
        return answer_words(row.words)
    number = number_words(row.value) if row.second is None else f"{plain(row.value)}/{plain(row.second)}"
    text = f"{number} {unit_words(row.unit)}".rstrip()
    return f"{text}, {row.words}" if row.words else text


def given_words(row: ResultRow) -> str:
    """As it was written down, where that is another unit; how a QTc came about."""
    if row.kind is ResultKind.QTC and row.formula is not None:
        parts = [row.formula.label]
        parts += [f"QT {plain(row.qt)} ms"] if row.qt is not None else []
        parts += [f"RR {plain(row.rr)} ms"] if row.rr is not None else []
        parts += [f"device {plain(row.device)} ms"] if row.device is not None and row.device != row.value else []
        parts += [f"read by {row.read_by}"] if row.read_by else []
        return "; ".join(parts)
    if row.given is None or row.given_unit == row.unit:
        return ""
    return f"given as {plain(row.given)} {unit_words(row.given_unit)}"


def _marks(row: ResultRow, reader: Reader) -> list[Mark]:
    found = mark_of(row.kind, row.value, row.second, row.upper, row.words)
    marks = [Mark(found[0], found[1], ICONS[found[1]])] if found else []
    if is_stale(row.kind, reader.day(row.at), reader.today):
        marks.append(Mark(f"older than {facts_of(row.kind).stale_months} months", "over", "clock"))
    return marks


def result_line(row: ResultRow, *, reader: Reader, count: int = 1) -> ResultLine:
    """One result; `count` is how many there are of its kind."""
    day = reader.day(row.at)
    parts = [part for part in (given_words(row), row.place, row.note) if part]
    if row.upper is not None:
        parts.insert(0, f"normal up to {plain(row.upper)}")
    parts += ["far from usual, asked once more"] if row.is_sure else []
    who = f"from {row.source}" if row.source and not row.recorded_by else row.source
    parts.append(who if row.source else f"written down by {row.recorded_by}")
    wrong = f"Marked wrong by {reader.stamp(row.wrong_at, row.wrong_by)}: {row.wrong_reason}" if row.wrong_at else ""
    text = result_words(row)
    return ResultLine(
        kind=row.kind,
        what=f"{row.kind.label}: {text}",
        text=text,
        as_given=given_words(row),
        date=date_text(day),
        day=f"{date_text(day)}, {time_text(row.at, reader.zone)}",
        age=age_words(day, reader.today),
        small="; ".join(parts),
        marks=_marks(row, reader) if not row.wrong_at else [],
        kind_url=reverse("results:kind", args=[reader.person, row.kind.value]),
        wrong_url=reverse("results:wrong", args=[reader.person, row.uuid]) if row.source == HERE and not row.wrong_at else "",
        wrong=wrong,
        count=count,
    )


def groups(rows: Sequence[ResultRow], *, reader: Reader) -> list[Group]:
    """The latest of each kind, by panel; panels of which nothing was measured are left out."""
    latest = latest_of(rows)
    counts = {kind: sum(row.kind is kind for row in rows) for kind in latest}
    found = []
    for panel in Panel:
        lines = [
            result_line(latest[facts.kind], reader=reader, count=counts[facts.kind])
            for facts in kinds_of(panel)
            if facts.kind in latest
        ]
        if lines:
            found.append(Group(panel, lines))
    return found


def missing(rows: Iterable[ResultRow], *, permit: Permit) -> list[str]:
    """The kinds that the reader may see and of which nothing is known."""
    known = {row.kind for row in rows}
    return [kind.label for kind in ResultKind if kind not in known and permit.covers(facts_of(kind).category)]


def panel_links(current: Panel | None, *, reader: Reader) -> list[PanelLink]:
    """The forms of all panels."""
    return [
        PanelLink(panel.label, reverse("results:new_panel", args=[reader.person, panel.value]), panel is current)
        for panel in Panel
    ]


def panel_of(kind: ResultKind, *, reader: Reader) -> PanelLink:
    """The form on which a kind is written down."""
    panel = facts_of(kind).panel
    return PanelLink(panel.label, reverse("results:new_panel", args=[reader.person, panel.value]), current=False)


_SURE = {Certainty.OWN: "chosen here", Certainty.KNOWN: "known", Certainty.CHECKED: "checked"}


def facts_line(kind: ResultKind) -> str:
    """What is known of a kind: how long it speaks for now, in which unit it is compared, and which code it has."""
    facts = facts_of(kind)
    parts = [kind.prose.rstrip(".")]
    if facts.stale_months:
        parts.append(f"speaks for now for {facts.stale_months} months ({facts.stale_source})")
    if facts.low is not None and facts.high is not None:
        unit = unit_words(facts.unit)
        parts.append(
            f"asked once more outside {plain(facts.low)} to {plain(facts.high)} {unit}".rstrip() + f" ({_SURE[facts.flag]})"
        )
    parts += [f"LOINC {facts.loinc}"] if facts.loinc else []
    return "; ".join(parts) + "."


def written(said: Sequence[SaidResult]) -> str:
    """What a toast says."""
    names = [one.kind.label for one in said]
    if len(names) == 1:
        return f"{names[0]} is written down"
    return f"{', '.join(names[:-1])} and {names[-1]} are written down"
