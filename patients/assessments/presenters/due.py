"""What is due, of everybody: one row for each person and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from care.lib.dates import date_text
from patients.assessments.presenters.heads import begin_line
from patients.assessments.presenters.measures import due_mark
from patients.assessments.presenters.words import Mark
from patients.assessments.queries import DueDay, DueLine
from patients.queries import PersonLine

SHOWS = {"mine": "Mine", "all": "Everybody"}
CAP = 200  # chips count no further than this and then say "200+"


@dataclass(frozen=True, slots=True)
class Chip:
    """A way to narrow the list, and how many rows it has then."""

    label: str
    count: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DueInstrument:
    """One instrument that waits for somebody."""

    title: str
    short: str
    begin_url: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """One person, and what has been due since the same day."""

    name: str
    pronouns: str
    mark: Mark
    last: str
    measures_url: str
    put_off: tuple[str, ...]
    instruments: tuple[DueInstrument, ...]


def due_chips(show: str, counts: Mapping[str, int]) -> list[Chip]:
    """The ways to see the list, each with the number of its rows."""
    return [
        Chip(SHOWS[key], f"{CAP}+" if count > CAP else str(count), f"?show={key}", key == show) for key, count in counts.items()
    ]


def due_rows(days: Sequence[DueDay], names: Mapping[int, PersonLine], *, today: date) -> list[DueRow]:
    """The rows, in the order of the list."""
    rows = []
    for day in days:
        person = names[day.patient_id]
        last = max((line.last_on for line in day.lines if line.last_on), default=None)
        rows.append(
            DueRow(
                name=person.display_name,
                pronouns=person.pronouns,
                mark=due_mark(day.due_on, today),
                last=date_text(last) if last else "never",
                measures_url=reverse("assessments:measures", args=[person.uuid]),
                put_off=tuple(_put_off(line) for line in day.lines if line.put_off_at is not None),
                instruments=tuple(_instrument(line, person) for line in day.lines),
            )
        )
    return rows


def _put_off(line: DueLine) -> str:
    return f"{line.definition.short} was put off by {line.put_off_by}: {line.put_off_reason}"


def _instrument(line: DueLine, person: PersonLine) -> DueInstrument:
    begin = begin_line(line.definition, person=person.uuid)
    return DueInstrument(title=begin.title, short=begin.short, begin_url=begin.begin_url)
