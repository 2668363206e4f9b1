"""The list of injections: who is due, by tier."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from care.lib.dates import day_text
from patients.queries import PersonLine
from treatment_plans.regimens.presenters.doses import TIER_TONES, days_text
from treatment_plans.regimens.queries.injections import InjectionRow
from treatment_plans.regimens.rules.injections import Tier

WEEK = timedelta(days=7)
# Ways to narrow the list, and the tiers in each; none for all.
SHOWS: Mapping[str, tuple[str, frozenset[Tier] | None]] = {
    "now": ("Due or late", frozenset({Tier.DUE, Tier.LATE, Tier.ASK})),
    "open": ("May be given", frozenset({Tier.OPEN})),
    "late": ("Late", frozenset({Tier.LATE, Tier.ASK})),
    "ask": ("Prescriber first", frozenset({Tier.ASK})),
    "early": ("Not yet", frozenset({Tier.EARLY})),
    "all": ("All", None),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A way to narrow the list, and how many rows it has then."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The next injection of one person."""

    name: str
    pronouns: str
    url: str
    text: str
    tier: str
    tone: str
    due: str
    last: str
    window: str
    why_not: str


def shown(rows: Iterable[InjectionRow], show: str) -> list[InjectionRow]:
    """The rows of one way to see the list."""
    tiers = SHOWS[show][1]
    return [row for row in rows if tiers is None or row.tier in tiers]


def chips(show: str, whose: str, rows: Sequence[InjectionRow]) -> list[Chip]:
    """The ways to narrow the list, each with the number of its rows."""
    of = Counter(row.tier for row in rows)
    return [
        Chip(label, len(rows) if tiers is None else sum(of[tier] for tier in tiers), f"?show={key}&who={whose}", key == show)
        for key, (label, tiers) in SHOWS.items()
    ]


def lines(rows: Iterable[InjectionRow], names: Mapping[int, PersonLine], *, today: date) -> list[Line]:
    """The rows in the order of the list."""
    found = []
    for row in rows:
        person, window = names[row.patient_id], row.window
        last = (
            f"{day_text(window.last_on, today)}, {days_text((today - window.last_on).days)} ago"
            if window.last_on
            else "none on record"
        )
        late = f", late after {day_text(window.late_after, today)}" if window.late_after else ""
        found.append(
            Line(
                name=person.display_name,
                pronouns=person.pronouns,
                url=reverse("regimens:calendar", args=[person.uuid]),
                text=row.text,
                tier=row.tier.label,
                tone=TIER_TONES[row.tier],
                due=day_text(window.due, today),
                last=last,
                window=f"from {day_text(window.earliest, today)}{late}",
                why_not="on hold" if row.is_held else "",
            )
        )
    return found
