"""What may be worth a look, in words that accuse nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from care.accounts.queries import ColleagueName
from care.lib.dates import day_text, moment_text
from care.privacy.queries import ObservationRow
from care.privacy.queries.looking import CAP
from care.privacy.vocabulary import Kind
from patients.queries import PersonLine

ICONS = {
    Kind.OWN_RECORD: "person",
    Kind.SAME_FAMILY: "people",
    Kind.REFUSALS: "eyeoff",
    Kind.ODD_HOURS: "clock",
    Kind.NO_ACT: "eye",
}


@dataclass(frozen=True, slots=True)
class LookLine:
    """One thing to look at."""

    uuid: UUID
    label: str
    prose: str
    icon: str
    colleague: str
    colleague_uuid: UUID | None
    person: str
    person_uuid: UUID | None
    day: str
    day_iso: str
    said: str
    after: str
    outcome: str
    reviewed: str
    note: str


def count_text(count: int) -> str:
    """'12', or '100+'."""
    return f"{CAP}+" if count > CAP else str(count)


def look_line(
    row: ObservationRow,
    staff: Mapping[int, ColleagueName],
    people: Mapping[int, PersonLine],
    reviewers: Mapping[int, str],
    *,
    zone: str,
    today: date,
) -> LookLine:
    """One row."""
    colleague, person = staff.get(row.staff_id), people.get(row.patient_id or 0)
    reviewed = ""
    if row.reviewed_at is not None:
        reviewed = f"{moment_text(row.reviewed_at, zone, today)}, {reviewers.get(row.reviewed_by_id or 0, 'a colleague')}"
    return LookLine(
        uuid=row.uuid,
        label=row.kind.label,
        prose=row.kind.prose,
        icon=ICONS[row.kind],
        colleague=colleague.name if colleague else "A colleague",
        colleague_uuid=colleague.uuid if colleague else None,
        person=person.display_name if person else "",
        person_uuid=person.uuid if person else None,
        day=day_text(row.day, today),
        day_iso=row.day.isoformat(),
        said=_said(row, with_person=person is not None),
        after=_after(row, with_person=person is not None),
        outcome=row.outcome.label if row.outcome else "",
        reviewed=reviewed,
        note=row.note,
    )


def _said(row: ObservationRow, *, with_person: bool) -> str:
    if row.kind is Kind.REFUSALS:
        return f"was refused {_times(row)}"
    if row.kind is Kind.NO_ACT and row.patient_id is None:
        return f"opened the records of {row.times} people"
    return "opened" if with_person else f"opened a record {_times(row)}"


def _after(row: ObservationRow, *, with_person: bool) -> str:
    """What follows the person's name: '’s record twice'."""
    return f"’s record {_times(row)}" if with_person else ""


def _times(row: ObservationRow) -> str:
    return {1: "once", 2: "twice"}.get(row.times, f"{row.times} times")
