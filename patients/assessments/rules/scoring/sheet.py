"""One set of answers as a scorer sees it, and what a scorer gives back. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from patients.assessments.rules.definitions import Answers, Band, Definition, Facts, Item, Scored, Trigger
from patients.assessments.rules.scoring.asking import COMPARE, asked, number


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers that count: those to questions that are asked. `waiting` are the questions asked that have no number."""

    definition: Definition
    facts: Facts
    asked: Mapping[str, Item]
    numbers: Mapping[str, Decimal]

    @property
    def settings(self) -> Mapping[str, Any]:
        """The figures of the instrument."""
        return self.definition.settings

    def missing(self, link_ids: Iterable[str]) -> tuple[str, ...]:
        """Those of these questions that are asked and have no number, in their order."""
        return tuple(name for name in link_ids if name in self.asked and name not in self.numbers)

    def total(self, link_ids: Iterable[str]) -> Decimal:
        """The sum over these questions; one that is not asked counts for nothing."""
        return sum((self.numbers[name] for name in link_ids if name in self.numbers), Decimal(0))

    def is_yes(self, link_id: str) -> bool:
        """Whether a question was answered with 1 or more."""
        return self.numbers.get(link_id, Decimal(0)) >= 1

    def scored(self, name: str, value: Decimal, *, answered: int, is_prorated: bool = False) -> Scored:
        """A score with the band that it falls in."""
        band = band_of(self.definition, name, value, self.facts)
        if band is None:
            return Scored(name, value, answered=answered, is_prorated=is_prorated)
        return Scored(name, value, band.code, band.label, band.is_positive, answered, is_prorated)


@dataclass(slots=True)
class Result:
    """What a scorer found. `at_least` is what the answers come to already where a score waits for others."""

    scores: list[Scored] = field(default_factory=list)
    unscored: dict[str, tuple[str, ...]] = field(default_factory=dict)
    at_least: dict[str, Decimal] = field(default_factory=dict)
    triggers: list[Trigger] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)
    review_days: int = 0


def sheet_of(definition: Definition, answers: Answers, facts: Facts) -> Sheet:
    """Leave out the answers to questions that are not asked."""
    questions = {item.link_id: item for item in asked(definition, answers, facts.subject)}
    numbers = {name: Decimal(given) for name in questions if (given := number(answers, name)) is not None}
    return Sheet(definition, facts, questions, numbers)


def bands_for(definition: Definition, name: str, facts: Facts) -> tuple[Band, ...]:
    """The bands of a score for this person. Those in the definition hold where sex is not known: the lower cut-off."""
    for choice in definition.settings.get("bands_by", {}).get(name, ()):
        is_old = "up_to_age" in choice and facts.age is not None and facts.age > choice["up_to_age"]
        if choice["sex"] == facts.sex and not is_old:
            return tuple(
                Band(one["code"], one["label"], Decimal(one["low"]), Decimal(one["high"]), one.get("positive", False))
                for one in choice["bands"]
            )
    return next((one.bands for one in definition.scores if one.name == name), ())


def band_of(definition: Definition, name: str, value: Decimal, facts: Facts) -> Band | None:
    """The band that a value falls in; None where the score has none."""
    return next((band for band in bands_for(definition, name, facts) if band.low <= value <= band.high), None)


def meets(tests: Iterable[Mapping[str, Any]], sheet: Sheet, result: Result, *, needs_all: bool = True) -> bool:
    """Whether what a row of the data asks for holds: of items, of scores, or of what the answers come to already."""
    values = {one.name: one.value for one in result.scores}
    holding = []
    for test in tests:
        if "item" in test:
            if test["op"] == "missing":
                holding.append(bool(sheet.missing([test["item"]])))
                continue
            value = sheet.numbers.get(test["item"])
        else:
            value = values.get(test["score"])
            if value is None and test["op"] in (">", ">="):
                value = result.at_least.get(test["score"])
        holding.append(value is not None and COMPARE[test["op"]](value, Decimal(test["value"])))
    return all(holding) if needs_all else any(holding)
