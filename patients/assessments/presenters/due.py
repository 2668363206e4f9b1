"""What is due, of everybody: one row for each person and instrument."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
class DueRow:
    """One person and one instrument."""

    name: str
    pronouns: str
    title: str
    mark: Mark
    last: str
    put_off: str
    measures_url: str
    begin_url: str
    put_off_url: str


def due_chips(show: str) -> list[Chip]:
    """The two ways to see the list."""
    return [Chip(label, f"?show={key}", key == show) for key, label in SHOWS.items()]


def due_rows(lines: Sequence[DueLine], names: Mapping[int, PersonLine], *, today: date, back: str) -> list[DueRow]:
    """The rows, in the order of the list. `back` is the page to come back to."""
    rows = []
    for line in lines:
        person = names[line.patient_id]
        put_off = f"Put off by {line.put_off_by}: {line.put_off_reason}" if line.put_off_at is not None else ""
        rows.append(
            DueRow(
                name=person.display_name,
                pronouns=person.pronouns,
                title=line.definition.title,
                mark=due_mark(line.due_on, today),
                last=date_text(line.last_on) if line.last_on else "never",
                put_off=put_off,
                measures_url=reverse("assessments:measures", args=[person.uuid]),
                begin_url=begin_line(line.definition, person=person.uuid).begin_url,
                put_off_url=f"{reverse('assessments:put_off', args=[person.uuid, line.instrument])}?{urlencode({'next': back})}",
            )
        )
    return rows
