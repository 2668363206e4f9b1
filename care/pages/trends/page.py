"""The trend page and the card of the summary: which measures there are, which is shown, over which time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from care.lib.dates import local_date
from care.pages.trends import words
from care.pages.trends.gathering import Person, glance_change, lines_of, measure_of
from care.pages.trends.picture import spark
from patients.assessments.queries.trends import LineKey, LineRow
from patients.assessments.rules.change import FOLLOWED
from patients.assessments.rules.numbers import lowered, number_text

PERIODS = (("3m", "3 months", 91), ("1y", "1 year", 365), ("2y", "2 years", 730))
ALL = "all"
CARD = 5  # measures on the summary


class NoSuchLine(LookupError):
    """The address names a measure of which there is no score, or a time that is not offered."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Without a measure it is the first of the list."""

    instrument: str = ""
    subject: str = ""
    name: str = ""
    period: str = ALL

    @property
    def days(self) -> int | None:
        """So many days back, none for all of them.

        Raises:
            NoSuchLine: such a time is not offered.
        """
        if self.period == ALL:
            return None
        for key, _, days in PERIODS:
            if key == self.period:
                return days
        raise NoSuchLine


def chosen(rows: Sequence[LineRow], asked: Asked) -> LineRow | None:
    """The line that is shown, none where there is no score at all.

    Raises:
        NoSuchLine: there is none of this name.
    """
    if not asked.instrument:
        return rows[0] if rows else None
    for row in rows:
        key = row.key
        if key.instrument == asked.instrument and asked.subject in ("", key.subject) and asked.name in ("", key.name):
            return row
    raise NoSuchLine


def address(person: UUID, key: LineKey | None = None, period: str = ALL) -> str:
    """The trend of a line over a time."""
    query = {}
    if key is not None:
        query = {"measure": key.instrument} | ({"about": key.subject} if key.subject else {})
        query |= {"score": key.name} if key.name != "total" else {}
    if period != ALL:
        query["for"] = period
    path = reverse("pages:trends", args=[person])
    return f"{path}?{urlencode(query)}" if query else path


def periods(person: UUID, row: LineRow, asked: Asked, *, today: date, zone: str) -> list[Chip]:
    """The times that are shorter than what there is, and all of it; none where nothing is shorter."""
    whole = (today - local_date(row.first[0], zone)).days
    chips = [Chip(label, address(person, row.key, key), key == asked.period) for key, label, days in PERIODS if days < whole]
    return [*chips, Chip("All", address(person, row.key), asked.period == ALL)] if chips or asked.period != ALL else []


def instruments(person: UUID, rows: Sequence[LineRow], shown: LineRow, asked: Asked) -> list[Chip]:
    """One chip for each instrument and subject; it leads to the first of its scores."""
    chips = {}
    for row in rows:
        key = (row.key.instrument, row.key.subject)
        if key not in chips:
            name = measure_of(row.key).name
            label = name if row.key.name == "total" else name.partition(",")[0]
            label = f"{label} ({row.key.subject.replace('_', ' ')})" if row.key.subject and "(" not in label else label
            current = key == (shown.key.instrument, shown.key.subject)
            chips[key] = Chip(label, address(person, row.key, asked.period), current)
    return list(chips.values())


def parts(person: UUID, rows: Sequence[LineRow], shown: LineRow, asked: Asked) -> list[Chip]:
    """The scores of the instrument that is shown, where it gives several."""
    same = [row for row in rows if (row.key.instrument, row.key.subject) == (shown.key.instrument, shown.key.subject)]
    if len(same) < 2:
        return []
    return [Chip(measure_of(row.key).scale.label, address(person, row.key, asked.period), row.key == shown.key) for row in same]


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """One measure in a list: a spark line, the last score, and what its course says."""

    name: str
    url: str
    value: str
    small: str
    spark: SafeString
    findings: list[words.FindingCard]
    current: bool


def glances(person: Person, uuid: UUID, rows: Sequence[LineRow], *, shown: LineKey | None = None) -> list[GlanceLine]:
    """Each line at a glance."""
    return [_glance(person, uuid, row, row.key == shown) for row in rows]


@dataclass(frozen=True, slots=True)
class Card:
    """The measures on the summary, and how many lines there are besides."""

    lines: list[GlanceLine]
    more: int


def card(person: Person, uuid: UUID) -> Card:
    """The measures that are followed over time, by their main score, the newest first. One query."""
    rows = lines_of(person)
    main = [row for row in rows if FOLLOWED.get(row.key.instrument) == row.key.name]
    shown = sorted(main, key=lambda row: row.latest[-1][0], reverse=True)[:CARD]
    return Card(glances(person, uuid, shown), len(rows) - len(shown))


def _glance(person: Person, uuid: UUID, row: LineRow, current: bool) -> GlanceLine:
    measure = measure_of(row.key)
    change = glance_change(row, measure, person.zone)
    at, value = row.latest[-1]
    small = words.day_words(local_date(at, person.zone), person.today)
    if row.count > 1:
        step = value - row.latest[-2][1]
        how = f"{number_text(abs(step))} {'higher' if step > 0 else 'lower'} than" if step else "as"
        small += f"; {how} the time before"
    return GlanceLine(
        name=measure.name,
        url=address(uuid, row.key),
        value=", ".join(part for part in (number_text(value), lowered(row.band_label)) if part),
        small=small,
        spark=spark([score for _, score in row.latest], measure.scale),
        findings=words.finding_cards(change, measure, person.today),
        current=current,
    )
