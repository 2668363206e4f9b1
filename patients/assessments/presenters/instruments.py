"""An instrument as an administrator sees it: its questions, the official wordings, and what a file would change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from patients.assessments.presenters.heads import LANGUAGES
from patients.assessments.presenters.words import Mark, Reader, count_text, number_text
from patients.assessments.queries import ShownItem, WordingLine
from patients.assessments.rules import Condition, Definition, Item, ItemKind
from patients.assessments.rules.official import Mapped, MappedItem

MOST_CONDITIONS = 3  # that are told one by one
OPS = {"=": "is", "!=": "is not", ">": "is above", ">=": "is at least", "<": "is below", "<=": "is at most"}


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question as people see it."""

    label: str
    answers: str
    condition: str


@dataclass(frozen=True, slots=True)
class WordingCard:
    """One official wording that was loaded."""

    title: str
    mark: Mark
    small: str
    rights: str
    retire_url: str


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One of our questions beside their words."""

    label: str
    words: str
    answers: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would change."""

    line: str
    lines: tuple[PreviewLine, ...]


def question_lines(items: Iterable[ShownItem], definition: Definition) -> list[QuestionLine]:
    """Every question with its answers and when it is asked."""
    labels = {item.link_id: item.label for item in definition.items}
    return [QuestionLine(one.text, answers_text(one), _condition(one.item, labels)) for one in items]


def answers_text(item: ShownItem) -> str:
    """'0 Not at all, 1 Several days'; the limits of a number."""
    if item.kind is ItemKind.CHOICE:
        return ", ".join(one.label if one.label == one.value else f"{one.value} {one.label}" for one in item.options)
    if item.kind is ItemKind.NUMBER:
        low, high = item.item.low, item.item.high
        limits = f"{number_text(low)} to {number_text(high)}" if low is not None and high is not None else "a number"
        return f"{limits} {item.item.unit}".strip()
    return "words"


def _condition(item: Item, labels: dict[str, str]) -> str:
    if not item.asked_if:
        return ""
    if len(item.asked_if) > MOST_CONDITIONS:
        return f"Asked by what {len(item.asked_if)} other answers say"
    parts = [_one(one, labels) for one in item.asked_if]
    return "Asked if " + (" and " if item.needs_all else " or ").join(parts)


def _one(condition: Condition, labels: dict[str, str]) -> str:
    name = f"“{labels.get(condition.link_id, condition.link_id)}”"
    if condition.op == "answered":
        return f"{name} is answered"
    against = labels.get(condition.other, condition.other) if condition.value is None else number_text(condition.value)
    return f"{name} {OPS[condition.op]} {against}"


def wording_cards(lines: Sequence[WordingLine], *, code: str, reader: Reader) -> list[WordingCard]:
    """The wordings of one instrument, those in use first."""
    return [_wording_card(line, reader) for line in lines if line.instrument == code]


def _wording_card(line: WordingLine, reader: Reader) -> WordingCard:
    parts = [LANGUAGES.get(line.language, line.language), f"version {line.published}" if line.published else "", line.url]
    parts.append(f"loaded {reader.day(line.loaded_at)} by {line.loaded_by}")
    if line.retired_at is not None:
        parts.append(f"retired {reader.day(line.retired_at)}{f' by {line.retired_by}' if line.retired_by else ''}")
    where = {"instrument": line.instrument, "wording": line.uuid}
    return WordingCard(
        title=line.title,
        mark=Mark("In use", "well", "check") if line.is_in_use else Mark("Retired", "plain", "saved"),
        small="; ".join(part for part in parts if part),
        rights="",
        retire_url=reverse("instruments:retire", kwargs=where) if line.is_in_use else "",
    )


def preview(definition: Definition, mapped: Mapped) -> Preview:
    """Their words beside our labels; a question that the file does not word keeps our label."""
    theirs = {one.link_id: one for one in mapped.items}
    lines = tuple(_preview_line(item, theirs.get(item.link_id)) for item in definition.items)
    words = [
        mapped.title,
        f"version {mapped.published}" if mapped.published else "",
        f"{len(theirs)} of {count_text(len(lines), 'question', 'questions')} in their words",
        f"{count_text(len(mapped.left_out), 'question', 'questions')} of theirs left out" if mapped.left_out else "",
    ]
    return Preview("; ".join(word for word in words if word), lines)


def _preview_line(item: Item, mapped: MappedItem | None) -> PreviewLine:
    if mapped is None:
        return PreviewLine(item.label, "Not in the file: our label stays", "")
    answers = ", ".join(f"{number} {words}" for number, words in mapped.options.items())
    return PreviewLine(item.label, mapped.text, answers)
