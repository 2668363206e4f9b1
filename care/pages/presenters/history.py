"""What happened to a person's enrolment and own data, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from care.lib.dates import date_text, day_text, local_date, moment_text
from care.pages.presenters.medication import ChangeLine
from care.teams.queries import EnrolmentRow
from patients.queries import Version

FIELDS = {
    "legal_given": "Legal given names",
    "legal_family": "Legal family names",
    "chosen_name": "Chosen name",
    "former_names": "Former names",
    "pronouns": "Pronouns",
    "birth_date": "Birth date",
    "zone": "Time zone",
    "language": "Language",
    "allergies_state": "Allergies",
    "ask_for": "Ask for",
    "code_word": "Code word",
    "contact_note": "How to reach",
    "deceased_on": "Died on",
    "mrn": "MRN",
}


def enrolment_words(enrolments: Sequence[EnrolmentRow], zone: str, at: datetime) -> list[str]:
    """'In care since Mon Oct 12, admitted by Priya Nair', newest first."""
    today = local_date(at, zone)

    def day(moment: datetime) -> str:
        return day_text(local_date(moment, zone), today)

    lines = []
    for row in enrolments:
        if row.ended_at is None:
            lines.append(f"In care since {day(row.admitted_at)}, admitted by {row.admitted_by}")
            if row.treatment_completed_on is not None:
                on = day_text(row.treatment_completed_on, today)
                lines.append(f"Treatment completed {on}, said by {row.treatment_completed_by}")
        else:
            reason = row.end_reason.label.lower() if row.end_reason else "no reason recorded"
            lines.append(f"{day(row.admitted_at)} to {day(row.ended_at)}: {reason}, ended by {row.ended_by}")
    return lines


@dataclass(frozen=True, slots=True)
class _Step:
    version: Version
    field: str
    before: Any
    after: Any


def identity_changes(versions: Sequence[Version], *, who: Mapping[UUID, str], zone: str, at: datetime) -> list[ChangeLine]:
    """Which field of the person's own data changed from what to what, newest first. `who` names the author of each event.

    From the database's own record of each change: one made past the platform shows as well, and says so.
    """
    today = local_date(at, zone)
    steps = [
        _Step(after, label, before.values[name], after.values[name])
        for before, after in pairwise(versions)
        for name, label in FIELDS.items()
        if before.values[name] != after.values[name]
    ]
    return [
        ChangeLine(
            when=moment_text(step.version.values["pgh_created_at"], zone, today),
            who=who.get(step.version.event, "") or "unknown" if step.version.event else "unknown",
            field=step.field,
            before=_words(step.before),
            after=_words(step.after),
            is_traced=step.version.event in who,
        )
        for step in reversed(steps)
    ]


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value) or "nothing"
    if hasattr(value, "year"):
        return date_text(value)
    return str(value).replace("_", " ") if value else "nothing"
