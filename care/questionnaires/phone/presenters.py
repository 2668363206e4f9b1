"""One question as the page draws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from care.questionnaires.rules.walking import LONGEST_TEXT, Place
from patients.assessments.queries import ShownItem
from patients.assessments.rules import ItemKind

MOST_TILES = 11  # a range from 0 to 10 is tapped; a longer one is typed


@dataclass(frozen=True, slots=True)
class Choice:
    """One tile."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its tiles, its number or its text."""

    name: str
    section: str
    text: str
    note: str
    kind: str  # choice, scale, number or text
    choices: list[Choice]
    value: str
    low: str
    high: str
    unit: str
    longest: int
    number: int
    count: int
    is_first: bool
    is_last: bool
    error: str


def question_of(
    place: Place, words: ShownItem, answers: Mapping[str, Decimal | str | None], *, typed: str | None = None, error: str = ""
) -> Question:
    """A question in its place, with what was filled in before. `typed` is what could not be read, shown again as it was."""
    item, kept = place.item, answers.get(place.item.link_id)
    value = typed if typed is not None else plain(kept)
    tiles = [(one.value, one.label) for one in words.options]
    kind = "choice"
    if item.kind is ItemKind.TEXT:
        kind = "text"
    elif item.kind is ItemKind.NUMBER:
        tiles = _scale(item.low, item.high) if not item.unit else []
        kind = "scale" if tiles else "number"
    return Question(
        name=item.link_id,
        section=words.item.section,
        text=words.text,
        note=words.item.note,
        kind=kind,
        choices=[Choice(code, label, code == value) for code, label in tiles],
        value=value,
        low=plain(item.low),
        high=plain(item.high),
        unit=words.item.unit,
        longest=LONGEST_TEXT,
        number=place.number,
        count=place.count,
        is_first=place.is_first,
        is_last=place.is_last,
        error=error,
    )


def _scale(low: Decimal | None, high: Decimal | None) -> list[tuple[str, str]]:
    if low is None or high is None or high - low >= MOST_TILES:
        return []
    return [(str(number), str(number)) for number in range(int(low), int(high) + 1)]


def plain(value: Decimal | str | None) -> str:
    """A value as a form posts it: 2, not 2.00."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value.normalize():f}"
