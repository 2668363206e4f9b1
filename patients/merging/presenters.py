"""How records that look alike, two records side by side, and merges are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from care.lib.dates import age_in_years, date_text, local_date, moment_text
from patients.merging.queries import ClashOfTwo, Comparison, Held, MergeRow, PairRow
from patients.merging.rules import MergeState
from patients.presenters import likeness_words
from patients.queries import PersonLine


@dataclass(frozen=True, slots=True)
class Line:
    """A person among records that look alike: enough to tell two records apart, nothing of their care."""

    uuid: UUID
    name: str
    pronouns: str
    small: str


def person_line(person: PersonLine, today: date) -> Line:
    """The line of one record."""
    years = age_in_years(person.birth_date, person.deceased_on or today)
    died = "; has died" if person.deceased_on else ""
    return Line(
        uuid=person.uuid,
        name=person.display_name,
        pronouns=person.pronouns,
        small=f"born {date_text(person.birth_date)}, {years} years; MRN {person.mrn}{died}",
    )


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two records that may be of one person."""

    one: Line
    other: Line
    why: str
    said: str
    compare_url: str


def pair_lines(pairs: Iterable[PairRow], *, zone: str, at: datetime, seen_from: int | None = None) -> list[PairLine]:
    """The lines of a list of pairs; seen from one of the two records, the other stands second."""
    today = local_date(at, zone)
    lines = []
    for pair in pairs:
        first, second = (pair.other, pair.one) if seen_from == pair.other.patient_id else (pair.one, pair.other)
        said = ""
        if pair.decided_at is not None:
            said = f"{pair.decided_by}, {moment_text(pair.decided_at, zone, today)}" + (f": {pair.words}" if pair.words else "")
        lines.append(
            PairLine(
                one=person_line(first, today),
                other=person_line(second, today),
                why=_sentence(likeness_words(pair.reasons)),
                said=said,
                compare_url=reverse("merging:compare", args=[first.uuid, second.uuid]),
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class ComparisonCard:
    """Two records side by side, as the page reads them."""

    kept: Line
    gone: Line
    why: str
    waits_for: list[ClashOfTwo]
    held: list[Held]
    deaths_differ: bool
    hides: bool
    swap_url: str


def comparison_card(found: Comparison, today: date) -> ComparisonCard:
    """The card of a comparison; `waits_for` is what the reader's role does not decide."""
    return ComparisonCard(
        kept=person_line(found.kept, today),
        gone=person_line(found.gone, today),
        why=_sentence(likeness_words(found.reasons)) or "Nothing in common that the platform sees",
        waits_for=[clash for clash in found.clashes if clash.is_theirs],
        held=found.held,
        deaths_differ=found.deaths_differ,
        hides=found.hides,
        swap_url=reverse("merging:compare", args=[found.gone.uuid, found.kept.uuid]),
    )


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A merge: the record kept, the other one, who, when, why; and how it was undone."""

    url: str
    kept: Line
    other: Line
    merged: str
    why: str
    undone: str
    is_merged: bool


def merge_lines(merges: Iterable[MergeRow], *, zone: str, at: datetime) -> list[MergeLine]:
    """The lines of merges, for the page of the record kept and the one of all."""
    today = local_date(at, zone)
    return [
        MergeLine(
            url=reverse("merging:merged", args=[row.kept.uuid, row.uuid]),
            kept=person_line(row.kept, today),
            other=person_line(row.other, today),
            merged=f"{row.merged_by}, {moment_text(row.merged_at, zone, today)}",
            why=row.why,
            undone=f"{row.undone_by}, {moment_text(row.undone_at, zone, today)}: {row.undo_why}" if row.undone_at else "",
            is_merged=row.state is MergeState.MERGED,
        )
        for row in merges
    ]


def stayed_words(number: int) -> str:
    """What the message says of what was changed since a merge."""
    if not number:
        return "Everything stands as before."
    things = "One value" if number == 1 else f"{number} values"
    return f"{things} changed since the merge stayed as {'it is' if number == 1 else 'they are'} now."


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
