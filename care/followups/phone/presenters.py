"""The form as the page draws it: three short parts, each answer with what was filled in before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from care.followups.rules.form import LONGEST_TEXT, SCALE, Question, QuestionKind

PARTS = (
    ("feeling", "craving", "withdrawal", "sleep"),
    ("used", "used_what", "medication", "side_effects", "side_effects_what", "naloxone"),
    ("safe", "need", "note"),
)
ICONS = {
    "no": "minus", "yes": "check", "prefer_not": "question", "good": "well", "fair": "dot", "bad": "minus",
    "call": "phone", "ride": "car", "food": "food", "nothing": "well", "none": "minus",
}  # fmt: skip
SAFE_ICONS = {"yes": "home", "no": "close"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One tile."""

    value: str
    label: str
    icon: str
    is_chosen: bool
    is_number: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One question with its tiles or its text. The words are those of the code; `label` is for one that has none here."""

    code: str
    kind: str
    label: str
    ends: tuple[str, ...]
    choices: list[Choice]
    text: str
    error: str
    longest: int = LONGEST_TEXT

    @property
    def numbers(self) -> list[Choice]:
        """The tiles that are numbers, in the grid of the scale."""
        return [choice for choice in self.choices if choice.is_number]

    @property
    def words(self) -> list[Choice]:
        """The tiles that are words."""
        return [choice for choice in self.choices if not choice.is_number]


def parts_of(questions: Sequence[Question], given: Mapping[str, Any], errors: Mapping[str, str]) -> list[list[Field]]:
    """The questions in their parts; one that has no part stands in the last."""
    placed = {code for part in PARTS for code in part}
    found = {question.code: _field(question, given.get(question.code), errors.get(question.code, "")) for question in questions}
    parts = [[found[code] for code in part if code in found] for part in PARTS]
    parts[-1] += [field for code, field in found.items() if code not in placed]
    return [part for part in parts if part]


def _field(question: Question, value: Any, error: str) -> Field:
    pairs = [(str(number), str(number)) for number in SCALE] if question.kind is QuestionKind.SCALE else list(question.choices)
    chosen = {str(one) for one in value} if isinstance(value, list) else {str(value)}
    icons = ICONS | (SAFE_ICONS if question.code == "safe" else {})
    return Field(
        code=question.code,
        kind=question.kind.value,
        label=question.label,
        ends=question.ends,
        choices=[Choice(code, label, icons.get(code, "dot"), code in chosen, code.isdecimal()) for code, label in pairs],
        text=str(value) if question.kind is QuestionKind.TEXT and value is not None else "",
        error=error,
    )
