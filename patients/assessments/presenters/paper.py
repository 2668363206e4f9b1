"""A blank form of an instrument on paper: the words that people see, with boxes for their answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from patients.assessments.catalogue import in_language
from patients.assessments.presenters.words import number_text
from patients.assessments.queries import ShownItem, WordingTold, shown
from patients.assessments.rules import Condition, Definition, Item, ItemKind, Mode

LANGUAGES = {"en": "English", "es": "Español"}
# When a question is asked, for who fills in a form without a computer. {number}: of the other question.
CONDITIONS: dict[str, dict[str, str]] = {
    "en": {
        "answered": "question {number} is answered",
        "=": "question {number} is “{value}”",
        "!=": "question {number} is not “{value}”",
        ">": "question {number} is above “{value}”",
        ">=": "question {number} is “{value}” or above",
        "<": "question {number} is below “{value}”",
        "<=": "question {number} is “{value}” or below",
        "other": "as question {number}",
        "all": " and ",
        "any": " or ",
        "only": "Only if {condition}",
        "range": "{low} to {high}",
        "number": "a number",
    },
    "es": {
        "answered": "la pregunta {number} tiene respuesta",
        "=": "la pregunta {number} es «{value}»",
        "!=": "la pregunta {number} no es «{value}»",
        ">": "la pregunta {number} es más que «{value}»",
        ">=": "la pregunta {number} es «{value}» o más",
        "<": "la pregunta {number} es menos que «{value}»",
        "<=": "la pregunta {number} es «{value}» o menos",
        "other": "como la pregunta {number}",
        "all": " y ",
        "any": " o ",
        "only": "Solo si {condition}",
        "range": "de {low} a {high}",
        "number": "un número",
    },
}
MOST_CONDITIONS = 4  # that are told one by one
MANY = {"en": "Only if the answers before ask for it", "es": "Solo si lo piden las respuestas anteriores"}


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question. `boxes` are answers to tick, `line` is what is written beside an empty line; neither: words."""

    number: int
    section: str
    text: str
    note: str
    condition: str
    boxes: tuple[str, ...]
    line: str
    may_decline: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole form. `mode`: who gives the answers, where only one may."""

    title: str
    short: str
    language: str
    look_back: str
    intro: str
    subjects: tuple[str, ...]
    questions: tuple[PaperQuestion, ...]
    by_person: bool
    by_clinician: bool
    rights: str
    name: str


def paper_of(definition: Definition, wording: WordingTold | None, *, language: str, name: str = "") -> Paper:
    """The form in a language, in the official wording where one is loaded; `name` is written in, or its line stays empty."""
    own = in_language(definition, language)
    items = shown(definition, wording, language=language)
    numbers = {item.link_id: number for number, item in enumerate(items, start=1)}
    names = definition.settings.get("names", {})
    return Paper(
        title=wording.title if wording else own.title,
        short=definition.short,
        language=wording.language if wording else language,
        look_back=own.look_back,
        intro=wording.intro if wording else "",
        subjects=tuple(str(names.get(one, one.replace("_", " "))) for one in definition.subjects),
        questions=tuple(_questions(items, numbers, language=language, by_person=Mode.SELF in definition.modes)),
        by_person=Mode.SELF in definition.modes,
        by_clinician=Mode.CLINICIAN in definition.modes,
        rights=(wording.rights if wording else "") or definition.licence,
        name=name,
    )


def has_language(definition: Definition, language: str) -> bool:
    """Whether its labels are there in a language."""
    return language == "en" or in_language(definition, language) != definition


def _questions(items: Sequence[ShownItem], numbers: dict[str, int], *, language: str, by_person: bool) -> Iterable[PaperQuestion]:
    section = ""
    options = {one.link_id: {option.value: option.label for option in one.options} for one in items}
    for one in items:
        item = one.item
        yield PaperQuestion(
            number=numbers[one.link_id],
            section=item.section if item.section != section else "",
            text=one.text,
            note=item.note,
            condition=_condition(item, numbers, options, CONDITIONS[language], language),
            boxes=tuple(_box(option.value, option.label) for option in one.options),
            line=_line(item, CONDITIONS[language]) if one.kind is ItemKind.NUMBER else "",
            may_decline=by_person and one.kind is not ItemKind.TEXT,
        )
        section = item.section


def _box(value: str, label: str) -> str:
    """'More than half the days (2)': the number is what is counted when somebody writes it in."""
    return label if label == value else f"{label} ({value})"


def _line(item: Item, words: dict[str, str]) -> str:
    """'days, 0 to 30'."""
    limits = ""
    if item.low is not None and item.high is not None:
        limits = words["range"].format(low=number_text(item.low), high=number_text(item.high))
    return ", ".join(part for part in (item.unit, limits) if part) or words["number"]


def _condition(
    item: Item, numbers: dict[str, int], options: dict[str, dict[str, str]], words: dict[str, str], language: str
) -> str:
    """'Only if question 2 is “Yes”': what somebody without a computer needs to know."""
    if len(item.asked_if) > MOST_CONDITIONS:
        return MANY[language]
    parts = [_one(one, numbers, options, words) for one in item.asked_if]
    return words["only"].format(condition=words["all" if item.needs_all else "any"].join(parts)) if parts else ""


def _one(condition: Condition, numbers: dict[str, int], options: dict[str, dict[str, str]], words: dict[str, str]) -> str:
    if condition.value is None:
        value = words["other"].format(number=numbers.get(condition.other, ""))
    else:
        number = number_text(condition.value)
        value = options.get(condition.link_id, {}).get(number, number)
    return words[condition.op].format(number=numbers.get(condition.link_id, ""), value=value)


# --- the page around it --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaperWay:
    """Another way to print the same form."""

    label: str
    url: str
    chosen: bool


def paper_languages(definition: Definition) -> dict[str, str]:
    """The languages in which a form can be printed."""
    return {code: label for code, label in LANGUAGES.items() if has_language(definition, code)}


def paper_query(*, name: str, language: str) -> str:
    """The address of the same page in another way."""
    given = {"name": name, "language": "" if language == "en" else language}
    return "?" + urlencode({key: value for key, value in given.items() if value})


def paper_html(definition: Definition, wording: WordingTold | None, *, language: str, name: str) -> SafeString:
    """The sheet itself, in the language that is active."""
    return render_to_string("assessments/_sheet.html", {"paper": paper_of(definition, wording, language=language, name=name)})
