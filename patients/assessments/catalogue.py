"""The instruments: each file of `data/` is one of them in one version. Read once.

The `questionnaire` of a file is a FHIR R4 Questionnaire with our own short labels; the code of an option is the number that it
counts for. `scoring` holds what FHIR has no place for, `languages` the labels in others. A file is never edited once answers
rest on it: a change is a new file with a new version, and the old one's status becomes `retired`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from care.actor import Category
from patients.assessments.rules.definitions import Band, Condition, Definition, Item, Option, ScoreDefinition
from patients.assessments.rules.words import ItemKind, Mode

FOLDER = Path(__file__).parent / "data"
KINDS = {"choice": ItemKind.CHOICE, "integer": ItemKind.NUMBER, "decimal": ItemKind.NUMBER, "string": ItemKind.TEXT}


def definitions() -> Mapping[str, Definition]:
    """The version in use of each instrument, by code."""
    return _in_use()


def definition(code: str, version: str = "") -> Definition:
    """One instrument, in the version in use when none is named.

    Raises:
        KeyError: there is no such instrument or version.
    """
    if not version:
        return _in_use()[code]
    return _read()[code, version].definition


def in_language(definition: Definition, language: str) -> Definition:
    """The same with its labels in another language, where there are any; numbers and rules stay as they are."""
    words = _read()[definition.code, definition.version].languages.get(language)
    if words is None:
        return definition
    labels, answers = words.get("items", {}), words.get("answers", {})
    sections, units, notes = words.get("sections", {}), words.get("units", {}), words.get("notes", {})
    lists = _read()[definition.code, definition.version].lists
    items = tuple(
        replace(
            item,
            label=labels.get(item.link_id, item.label),
            section=sections.get(item.section, item.section),
            unit=units.get(item.unit, item.unit),
            note=notes.get(item.link_id, item.note),
            options=tuple(
                replace(option, label=answers.get(lists.get(item.link_id, ""), {}).get(f"{option.value:f}", option.label))
                for option in item.options
            ),
        )
        for item in definition.items
    )
    texts = {name: words[name] for name in ("title", "about", "look_back") if name in words}
    return replace(definition, items=items, **texts)


class _File:
    """One file, read."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.questionnaire: dict[str, Any] = content["questionnaire"]
        self.scoring: dict[str, Any] = content["scoring"]
        self.languages: dict[str, dict[str, Any]] = content.get("languages", {})
        self.lists: dict[str, str] = {}
        self.is_active: bool = self.questionnaire["status"] == "active"
        self.definition = self._definition()

    def _definition(self) -> Definition:
        form, scoring = self.questionnaire, self.scoring
        return Definition(
            code=form["name"],
            version=form["version"],
            title=form["title"],
            short=scoring["short"],
            about=form["description"],
            category=Category(scoring["category"]),
            modes=frozenset(Mode(mode) for mode in scoring["modes"]),
            items=tuple(self._items(form["item"], "")),
            scores=tuple(_score(one) for one in scoring["scores"]),
            scorer=scoring["scorer"],
            settings=MappingProxyType(scoring.get("settings", {})),
            look_back=scoring.get("look_back", ""),
            panel_code=_loinc(form),
            subjects=tuple(scoring.get("subjects", ())),
            licence=form["copyright"],
            source=scoring["source"],
            confidence=scoring["confidence"],
            as_of=date.fromisoformat(form["date"]),
        )

    def _items(self, rows: list[dict[str, Any]], section: str) -> Iterator[Item]:
        for row in rows:
            if row["type"] == "group":
                yield from self._items(row["item"], row["text"])
            else:
                yield self._item(row, section)

    def _item(self, row: dict[str, Any], section: str) -> Item:
        link_id, bounds = row["linkId"], {one["url"].rsplit("/", 1)[-1]: one for one in row.get("extension", ())}
        unit = bounds.get("questionnaire-unit", {}).get("valueCoding", {}).get("display", "")
        options: tuple[Option, ...] = ()
        if row["type"] == "choice":
            self.lists[link_id] = row["answerValueSet"].removeprefix("#")
            options = self._options(self.lists[link_id])
        return Item(
            link_id=link_id,
            label=row["text"],
            kind=KINDS[row["type"]],
            options=options,
            low=_bound(bounds, "minValue"),
            high=_bound(bounds, "maxValue"),
            unit=unit,
            code=_loinc(row),
            is_scored=row["type"] != "string" and link_id not in self.scoring.get("unscored", ()),
            is_required=row.get("required", False),
            asked_if=tuple(_condition(one) for one in row.get("enableWhen", self.scoring.get("asked_if", {}).get(link_id, ()))),
            needs_all=row.get("enableBehavior", "all") == "all",
            section=section,
            note=self.scoring.get("item_notes", {}).get(link_id, ""),
            is_whole=row["type"] != "decimal",
            subjects=tuple(self.scoring.get("only_about", {}).get(link_id, ())),
        )

    def _options(self, name: str) -> tuple[Option, ...]:
        held = next(one for one in self.questionnaire["contained"] if one["id"] == name)
        return tuple(Option(Decimal(one["code"]), one["display"]) for one in held["compose"]["include"][0]["concept"])


def _condition(row: dict[str, Any]) -> Condition:
    if "other" in row:
        return Condition(row["question"], row["operator"], other=row["other"])
    if row["operator"] == "exists":
        return Condition(row["question"], "answered")
    value = row["answerDecimal"] if "answerDecimal" in row else row["answerCoding"]["code"]
    return Condition(row["question"], row["operator"], Decimal(str(value)))


def _score(row: dict[str, Any]) -> ScoreDefinition:
    return ScoreDefinition(
        name=row["name"],
        label=row["label"],
        low=Decimal(row["low"]),
        high=Decimal(row["high"]),
        bands=tuple(
            Band(one["code"], one["label"], Decimal(one["low"]), Decimal(one["high"]), one.get("positive", False))
            for one in row.get("bands", ())
        ),
        code=row.get("code", ""),
        higher_is_better=row.get("higher_is_better", False),
        unit=row.get("unit", ""),
    )


def _bound(bounds: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(str(bounds[name]["valueInteger"])) if name in bounds else None


def _loinc(row: dict[str, Any]) -> str:
    return next((str(one["code"]) for one in row.get("code", ()) if one["system"] == "http://loinc.org"), "")


@cache
def _read() -> Mapping[tuple[str, str], _File]:
    files = [_File(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.json"))]
    return {(one.definition.code, one.definition.version): one for one in files}


@cache
def _in_use() -> Mapping[str, Definition]:
    return MappingProxyType({one.definition.code: one.definition for one in _read().values() if one.is_active})
