"""What is due, of everybody: one row for each plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from care.lib.dates import day_text
from patients.queries import PersonLine
from treatment_plans.reviews.queries import DueReview
from treatment_plans.reviews.vocabulary import CauseKind

CAP = 200  # chips count no further than this and then say "200+"
SHOWS = {"mine": "Mine", "all": "Everybody", "mine_late": "Mine, late", "late": "Late"} | {
    kind.value: kind.label for kind in CauseKind
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A way to narrow the list, and how many rows it has then."""

    label: str
    count: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DueRow:
    """One person whose plan is to be looked at."""

    name: str
    pronouns: str
    plan_url: str
    due: str
    is_late: bool
    because: tuple[str, ...]
    review_url: str


def chips(show: str, counts: Mapping[str, int]) -> list[Chip]:
    """The ways to see the list, each with the number of its rows; causes that nothing has are left out."""
    return [
        Chip(SHOWS[key], f"{CAP}+" if count > CAP else str(count), f"?show={key}", key == show)
        for key, count in counts.items()
        if count or key == show or key in ("mine", "all")
    ]


def due_rows(rows: Sequence[DueReview], names: Mapping[int, PersonLine], *, today: date) -> list[DueRow]:
    """The rows, in the order of the list."""
    found = []
    for row in rows:
        person = names[row.patient_id]
        found.append(
            DueRow(
                name=person.display_name,
                pronouns=person.pronouns,
                plan_url=reverse("pages:plan", args=[person.uuid]),
                due=day_text(row.due_on, today),
                is_late=row.due_on < today,
                because=tuple(dict.fromkeys(f"{kind.label}: {day_text(on, today)}" for kind, on in row.causes)),
                review_url=reverse("pages:plan_review", args=[person.uuid, row.review]) if row.review else "",
            )
        )
    return found
