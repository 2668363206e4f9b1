"""An official FHIR Questionnaire laid over one of our instruments: it supplies the words, our definition keeps the numbers. Pure.

A question is the same where its LOINC code or its link id is; an option where its number is: the extension `ordinalValue` (or
`itemWeight`), else the option's prefix, else a code that is a number or LOINC's yes or no. Nothing is guessed from words: what
does not fit is said, and nothing of it is taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from patients.assessments.rules.definitions import Definition, Item
from patients.assessments.rules.numbers import number_text
from patients.assessments.rules.words import ItemKind

LOINC = "http://loinc.org"
WEIGHTS = ("ordinalValue", "itemWeight")
PREFIX = "optionPrefix"
YES_NO: Mapping[str, Decimal] = {"LA33-6": Decimal(1), "LA32-8": Decimal(0)}
MOST_ITEMS = 400
DEEPEST = 8
LONGEST = 2000
ASIDE = frozenset({"group", "display"})
NUMBERS = frozenset({"integer", "decimal", "quantity", "string", "choice"})


@dataclass(frozen=True, slots=True)
class MappedItem:
    """The words of one question, and of its options by their number."""

    link_id: str
    text: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a Questionnaire supplies for an instrument. With `reasons` it does not fit; `left_out` are questions of it that the
    instrument does not have, by link id.
    """

    title: str
    intro: str
    url: str
    published: str
    rights: str
    items: tuple[MappedItem, ...]
    left_out: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether it may be loaded."""
        return not self.reasons


@dataclass(slots=True)
class _Found:
    items: list[dict[str, Any]] = field(default_factory=list)
    intro: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def panel_of(document: Mapping[str, Any]) -> str:
    """The LOINC code of the whole; empty where it has none."""
    return _loinc(document)


def read_questionnaire(definition: Definition, document: object, *, language: str = "en") -> Mapped:
    """Lay a Questionnaire over an instrument. Whatever is wrong with it becomes a reason; nothing is raised."""
    if not isinstance(document, dict) or document.get("resourceType") != "Questionnaire":
        return Mapped("", "", "", "", "", (), (), ("It is not a FHIR Questionnaire.",))
    found = _Found()
    _check_head(definition, document, language, found)
    for item, depth in _walk(document.get("item"), 1):
        if depth > DEEPEST or len(found.items) > MOST_ITEMS:
            found.reasons.append("It is larger than a questionnaire is.")
            break
        if item.get("type") not in ASIDE:
            found.items.append(item)
        elif not found.items and _text(item):
            found.intro.append(_text(item))
    items, used = [], set[int]()
    names: Mapping[str, str] = definition.settings.get("link_ids", {})
    for ours in definition.items:
        matching = [number for number, item in enumerate(found.items) if _is_same(ours, item, names)]
        if len(matching) > 1:
            found.reasons.append(f"It asks {_name(ours)} more than once.")
        elif matching:
            used.add(matching[0])
            mapped = _mapped(ours, found.items[matching[0]], found.reasons)
            items += [mapped] if mapped else []
        elif ours.is_scored:
            found.reasons.append(f"It does not ask {_name(ours)}.")
    return Mapped(
        title=str(document.get("title") or definition.title)[:300],
        intro="\n".join(found.intro)[:LONGEST],
        url=str(document.get("url") or "")[:300],
        published=str(document.get("version") or document.get("date") or "")[:40],
        rights=str(document.get("copyright") or ""),
        items=tuple(items),
        left_out=tuple(str(item.get("linkId", "")) for number, item in enumerate(found.items) if number not in used),
        reasons=tuple(dict.fromkeys(found.reasons)),
    )


def _check_head(definition: Definition, document: Mapping[str, Any], language: str, found: _Found) -> None:
    panel = _loinc(document)
    if panel and definition.panel_code and panel != definition.panel_code:
        found.reasons.append(f"It is another instrument: LOINC {panel}, not {definition.panel_code}.")
    said = str(document.get("language") or "").split("-")[0].lower()
    if said and said != language:
        found.reasons.append(f"It is in another language: {said}, not {language}.")


def _walk(items: object, depth: int) -> Iterator[tuple[dict[str, Any], int]]:
    """Each item with its depth, in order; never deeper than one step too deep."""
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield item, depth
            if depth <= DEEPEST:
                yield from _walk(item.get("item"), depth + 1)


def _is_same(ours: Item, item: Mapping[str, Any], names: Mapping[str, str]) -> bool:
    """By the code where both have one, else by link id: ours, our code, or a name that a publisher gave the question."""
    link_id = str(item.get("linkId", "")).removeprefix("/")
    code = _loinc(item)
    if ours.code and code:
        return ours.code == code
    return names.get(link_id, link_id) in {ours.link_id, ours.code} - {""}


def _mapped(ours: Item, item: Mapping[str, Any], reasons: list[str]) -> MappedItem | None:
    """The words of one question; none where it is not scored and its answers do not fit."""
    text = _text(item)
    wrong: list[str] = []
    if not text or len(text) > LONGEST:
        wrong.append(f"It has no words for {_name(ours)}.")
    options: dict[str, str] = {}
    if ours.kind is ItemKind.CHOICE:
        options = _options(ours, item, wrong)
    elif item.get("type") not in NUMBERS:
        wrong.append(f"It asks {_name(ours)} in a way that takes another kind of answer.")
    if wrong:
        reasons += wrong if ours.is_scored else []
        return None
    return MappedItem(ours.link_id, text, options)


def _options(ours: Item, item: Mapping[str, Any], wrong: list[str]) -> dict[str, str]:
    wanted = {one.value for one in ours.options}
    if item.get("type") == "boolean" and wanted == {Decimal(0), Decimal(1)}:
        return {}
    found: dict[Decimal, str] = {}
    for option in item.get("answerOption") or ():
        value = _value(option)
        words = _words(option)
        if value is None:
            wrong.append(f"An answer to {_name(ours)} has no number.")
            return {}
        if value in found or not words:
            wrong.append(f"Two answers to {_name(ours)} have one number, or one has no words.")
        found[value] = words
    if found.keys() != wanted:
        ranges = ", ".join(number_text(value) for value in sorted(wanted))
        wrong.append(f"The answers to {_name(ours)} do not have the numbers {ranges}.")
    return {number_text(value): words for value, words in found.items()}


def _value(option: Mapping[str, Any]) -> Decimal | None:
    """The number that an option counts for."""
    coding = option.get("valueCoding")
    coding = coding if isinstance(coding, dict) else {}
    told = {
        str(one.get("url", "")).rpartition("/")[2].removeprefix("questionnaire-"): one
        for one in [*(option.get("extension") or ()), *(coding.get("extension") or ())]
        if isinstance(one, dict)
    }
    for name in WEIGHTS:
        if name in told:
            return _number(next((value for key, value in told[name].items() if key.startswith("value")), None))
    if PREFIX in told:
        return _number(told[PREFIX].get("valueString"))
    code = coding.get("code")
    if isinstance(code, str) and code in YES_NO:
        return YES_NO[code]
    return _number(option.get("valueInteger", code))


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _words(option: Mapping[str, Any]) -> str:
    coding = option.get("valueCoding")
    words = coding.get("display") if isinstance(coding, dict) else option.get("valueString", option.get("valueInteger"))
    return str(words if words is not None else "").strip()[:300]


def _text(item: Mapping[str, Any]) -> str:
    return str(item.get("text") or "").strip()


def _loinc(item: Mapping[str, Any]) -> str:
    codes = item.get("code")
    for one in codes if isinstance(codes, list) else ():
        if isinstance(one, dict) and one.get("system") == LOINC:
            return str(one.get("code", ""))
    return ""


def _name(ours: Item) -> str:
    return f"question {ours.link_id} ({ours.label.lower()})"
