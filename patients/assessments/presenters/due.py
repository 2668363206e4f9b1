"""What is due, of everybody: one row for each person and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from care.lib.dates import date_text
from patients.assessments.presenters.heads import begin_line
from patients.assessments.presenters.measures import due_mark
from patients.assessments.presenters.words import Mark
from patients.assessments.queries import DueLine
from patients.queries import PersonLine

SHOWS = {"mine": "Mine", "all": "Everybody"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A way to narrow the list."""

    label: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DueInstrument:
    """One instrument that waits for somebody."""

    title: str
    last: str
    put_off: str
    begin_url: str
    put_off_url: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """One person, and what has been due since the same day."""

    name: str
    pronouns: str
    mark: Mark
    measures_url: str
    instruments: tuple[DueInstrument, ...]


def due_chips(show: str) -> list[Chip]:
    """The two ways to see the list."""
    return [Chip(label, f"?show={key}", key == show) for key, label in SHOWS.items()]


def due_rows(lines: Sequence[DueLine], names: Mapping[int, PersonLine], *, today: date, back: str) -> list[DueRow]:
    """The rows, in the order of the list: lines of one person and one day that follow each other are one row. `back` is the page
    to come back to.
    """
    rows = []
    for (patient_id, due_on), together in groupby(lines, key=lambda line: (line.patient_id, line.due_on)):
        person = names[patient_id]
        rows.append(
            DueRow(
                name=person.display_name,
                pronouns=person.pronouns,
                mark=due_mark(due_on, today),
                measures_url=reverse("assessments:measures", args=[person.uuid]),
                instruments=tuple(_instrument(line, person, back) for line in together),
            )
        )
    return rows


def _instrument(line: DueLine, person: PersonLine, back: str) -> DueInstrument:
    return DueInstrument(
        title=line.definition.title,
        last=f"Last {date_text(line.last_on)}" if line.last_on else "Not asked yet",
        put_off=f"Put off by {line.put_off_by}: {line.put_off_reason}" if line.put_off_at is not None else "",
        begin_url=begin_line(line.definition, person=person.uuid).begin_url,
        put_off_url=f"{reverse('assessments:put_off', args=[person.uuid, line.instrument])}?{urlencode({'next': back})}",
    )
