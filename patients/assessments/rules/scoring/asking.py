"""What is asked now, and which answers are allowed. Pure."""

import operator
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal

from patients.assessments.rules.definitions import Answers, Condition, Definition, Item
from patients.assessments.rules.words import ItemKind

COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
MOST_WORDS = 1000
MOST_PLACES = Decimal("0.01")
SAID = {
    "en": {
        "unknown": "This question is not part of the instrument.",
        "number": "A number is needed here.",
        "whole": "A whole number is needed here.",
        "option": "This answer is not one of the choices.",
        "low": "The lowest number here is {low}.",
        "high": "The highest number here is {high}.",
        "words": "Words are needed here.",
        "long": "At most {most} characters.",
        "must": "This is needed to complete it.",
    },
    "es": {
        "unknown": "Esta pregunta no es parte del cuestionario.",
        "number": "Aquí hace falta un número.",
        "whole": "Aquí hace falta un número entero.",
        "option": "Esta respuesta no es una de las opciones.",
        "low": "El número más bajo aquí es {low}.",
        "high": "El número más alto aquí es {high}.",
        "words": "Aquí hacen falta palabras.",
        "long": "Como máximo {most} caracteres.",
        "must": "Esto hace falta para terminar.",
    },
}


def asked(definition: Definition, answers: Answers, subject: str = "") -> list[Item]:
    """The questions that are asked now, in their order: those without a condition and those whose condition holds.

    With `subject` the questions of other subjects are left out.
    """
    found: list[Item] = []
    names: set[str] = set()
    for item in definition.items:
        if item.subjects and subject and subject not in item.subjects:
            continue
        holding = [_holds(condition, answers, names) for condition in item.asked_if]
        if not holding or (all(holding) if item.needs_all else any(holding)):
            found.append(item)
            names.add(item.link_id)
    return found


def number(answers: Answers, link_id: str) -> Decimal | None:
    """The number of an answer; None where it waits, was declined or is words."""
    given = answers.get(link_id)
    return None if given is None or isinstance(given, str) else given


def _holds(condition: Condition, answers: Answers, names: Collection[str]) -> bool:
    if condition.link_id not in names or (condition.other and condition.other not in names):
        return False
    if condition.op == "answered":
        return answers.get(condition.link_id) not in (None, "")
    left = number(answers, condition.link_id)
    if condition.other:
        right = number(answers, condition.other)
        return left is not None and right is not None and COMPARE[condition.op](left, right)
    if left is None:
        return condition.op == "!="
    assert condition.value is not None
    return COMPARE[condition.op](left, condition.value)


def problems(definition: Definition, answers: Answers, language: str = "en") -> dict[str, str]:
    """What is wrong, by link id: an unknown question, a value that is not among the choices, a number out of range.

    Answers to questions that are not asked are no problem: they are kept and not counted.
    """
    items = {item.link_id: item for item in definition.items}
    said = SAID.get(language, SAID["en"])
    found: dict[str, str] = {}
    for link_id, given in answers.items():
        item = items.get(link_id)
        if item is None:
            found[link_id] = said["unknown"]
        elif given is not None and (wrong := _wrong(item, given)):
            found[link_id] = said[wrong].format(low=item.low, high=item.high, most=MOST_WORDS)
    for check in definition.settings.get("checks", ()):
        left, right = number(answers, check["left"]), number(answers, check["right"])
        if left is not None and right is not None and not COMPARE[check["op"]](left, right):
            found.setdefault(check["left"], check["says"].get(language, check["says"]["en"]))
    return found


def unanswered(definition: Definition, answers: Answers, subject: str = "", language: str = "en") -> dict[str, str]:
    """What must be answered before it can be completed, by link id: few instruments have such, as the reason why a level of
    care differs from the one recommended. Other missing answers leave a score out, they hold up nothing.
    """
    must: Collection[str] = definition.settings.get("must", ())
    names = [item.link_id for item in asked(definition, answers, subject) if item.link_id in must] if must else []
    return {name: SAID.get(language, SAID["en"])["must"] for name in names if answers.get(name) in (None, "")}


def _wrong(item: Item, given: Decimal | str) -> str:
    if item.kind is ItemKind.TEXT:
        if not isinstance(given, str):
            return "words"
        return "long" if len(given) > MOST_WORDS else ""
    if isinstance(given, str | bool) or not Decimal(given).is_finite():
        return "number"
    if item.kind is ItemKind.CHOICE:
        return "" if given in {option.value for option in item.options} else "option"
    if (item.is_whole and given % 1) or Decimal(given).remainder_near(MOST_PLACES):
        return "whole" if item.is_whole else "number"
    if item.low is not None and given < item.low:
        return "low"
    return "high" if item.high is not None and given > item.high else ""
