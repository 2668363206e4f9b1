"""The check-in form: what a question takes, and which answers are none. Pure. Source: clinical reference 7.2."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LONGEST_TEXT = 2000
SCALE = range(11)
NOTHING = "nothing"


class QuestionKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICE = "choice"
    MANY = "many"
    DAYS = "days"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with the code and the English label of each choice; a page translates by the code. All can be skipped."""

    code: str
    kind: QuestionKind
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    ends: tuple[str, ...] = ()
    required: bool = False

    def label_of(self, code: str) -> str:
        """How an answer reads in English."""
        return dict(self.choices).get(code, code)


class AnswersWrong(ValueError):
    """Answers that the form does not have: for each question's code the sentence that mends it."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(errors)))
        self.errors = errors


def clean_answers(questions: Sequence[Question], given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are stored, by the questions' codes: numbers, codes, lists, text. What was skipped is left out.

    Takes what a form posts (texts) as well as numbers; what no question asks for is passed over.

    Raises:
        AnswersWrong: an answer that its question does not have.
    """
    cleaned: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for question in questions:
        value = given.get(question.code)
        if value in (None, "", [], ()):
            continue
        try:
            answer = _CLEANERS[question.kind](question, value)
        except ValueError as error:
            errors[question.code] = str(error)
            continue
        if answer not in ("", []):
            cleaned[question.code] = answer
    if errors:
        raise AnswersWrong(errors)
    return cleaned


def _scale(_question: Question, value: Any) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    if number not in SCALE:
        raise ValueError("A number from 0 to 10.")
    return number


def _choice(question: Question, value: Any) -> str:
    code = str(value)
    if code not in dict(question.choices):
        raise ValueError("One of the answers shown.")
    return code


def _many(question: Question, value: Any) -> list[str]:
    chosen = {_choice(question, code) for code in ([value] if isinstance(value, str) else list(value))}
    if len(chosen) > 1:
        chosen.discard(NOTHING)
    return [code for code, _ in question.choices if code in chosen]


def _text(_question: Question, value: Any) -> str:
    text = "".join(mark for mark in str(value) if mark in "\n\t" or unicodedata.category(mark) != "Cc").strip()
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"{LONGEST_TEXT:,} characters at most.")
    return text


_CLEANERS = {
    QuestionKind.SCALE: _scale,
    QuestionKind.CHOICE: _choice,
    QuestionKind.DAYS: _choice,
    QuestionKind.MANY: _many,
    QuestionKind.TEXT: _text,
}
