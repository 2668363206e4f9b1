"""The navigator's list: chips with counts, and a row for each thing that runs out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse

from patients.coverage.presenters.words import DeadlineLine, Reader, deadline_line
from patients.coverage.queries import DeadlineRow, LimitRow
from patients.coverage.queries.clocks import COUNTED, Counted, Show
from patients.queries import PersonLine

SOON = timedelta(days=7)
LABELS = {
    Show.EVERYTHING: "Everything",
    Show.LATE: "Late",
    Show.SOON: "Within 7 days",
    Show.COVERAGE: "Coverage",
    Show.AUTHORIZATION: "Prior authorizations",
    Show.DENIAL: "Denials and appeals",
    Show.AID: "Help with costs",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter of the list; its count is the number of rows that it shows."""

    key: str
    label: str
    count: str
    url: str
    chosen: bool
    hard: bool


def chips(counts: Mapping[Show, int], chosen: Show) -> list[Chip]:
    """One chip for each way to see the list."""
    return [
        Chip(
            key=show.value,
            label=LABELS[show],
            count=f"{COUNTED}+" if counts[show] > COUNTED else str(counts[show]),
            url=f"?{urlencode({'show': show.value})}",
            chosen=show is chosen,
            hard=show is Show.LATE and counts[show] > 0,
        )
        for show in Show
    ]


def counts(found: Sequence[Counted], reader: Reader) -> dict[Show, int]:
    """How many rows each chip shows, from the same rows."""
    late = sum(row.due_at < reader.at for row in found)
    soon = sum(row.due_at < reader.at + SOON for row in found)
    kinds = {show: sum(row.subject_kind.value == show.value for row in found) for show in Show}
    return kinds | {Show.EVERYTHING: len(found), Show.LATE: late, Show.SOON: soon}


@dataclass(frozen=True, slots=True)
class DeskRow:
    """Something that runs out for somebody."""

    name: str
    pronouns: str
    coverage_url: str
    kind: str
    line: DeadlineLine


def desk_rows(rows: Sequence[DeadlineRow], people: Mapping[int, PersonLine], reader: Reader) -> list[DeskRow]:
    """The rows of the list, each with the person whom it is about."""
    return [
        DeskRow(
            name=person.display_name,
            pronouns=person.pronouns,
            coverage_url=reverse("coverage:coverage", args=[person.uuid]),
            kind=row.subject_kind.label,
            line=deadline_line(row, person=person.uuid, reader=reader),
        )
        for row in rows
        if (person := people.get(row.patient_id)) is not None
    ]


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One figure of the list of clocks."""

    figure: str
    prose: str
    plan: str
    length: str
    source: str
    is_ours: bool
    is_verified: bool
    who: str
    drop_url: str


def limit_line(row: LimitRow, reader: Reader) -> LimitLine:
    """A figure with its source, and whether somebody has read it."""
    who = f"{row.read_by}, {reader.moment(row.read_at)}" if row.read_at else ""
    noted = f"noted {reader.day(row.noted_on)}" if row.noted_on else ""
    return LimitLine(
        figure=row.figure.label,
        prose=row.figure.prose,
        plan=row.plan_kind.label if row.plan_kind else "Any plan",
        length=f"{row.value} {row.unit.label}",
        source=row.source.replace(" [verify]", ""),
        is_ours=row.uuid is not None,
        is_verified=row.verified_on is not None,
        who=who or noted,
        drop_url=str(row.uuid) if row.uuid else "",
    )
