"""The sheets: our own plain words about each medicine, from `data/`. Pure.

A sheet is a file of lines, each with its part, its words in both languages, its source and how sure it is (clinical reference
0.1; "own" is a choice of ours). A line that several sheets have stands once, in `shared.csv`. What a sheet is called, for which
medicines it is, its version and day stand in `sheets.csv`; who changes a line raises the version.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from care.reminders.crisis_lines import crisis_lines
from treatment_plans.regimens.teaching.vocabulary import SheetPart

DATA = Path(__file__).resolve().parent / "data"
LANGUAGES = {"en": "English", "es": "Spanish"}
NALOXONE = "naloxone"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line in both languages, with the place of the reference that it comes from."""

    part: SheetPart
    words: Mapping[str, str]
    source: str
    flag: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a sheet as it is read."""

    code: str
    title: str
    lines: tuple[str, ...]
    is_danger: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of some medicines. `medications` are codes of the catalogue."""

    code: str
    titles: Mapping[str, str]
    medications: frozenset[str]
    with_naloxone: bool
    version: int
    as_of: date
    source: str
    lines: tuple[SheetLine, ...]

    def title(self, language: str) -> str:
        """What it is called; in English where we do not write in the language."""
        return self.titles.get(language, self.titles["en"])

    def sections(self, language: str) -> list[Section]:
        """Its parts in a language, the numbers to call filled in."""
        language = language if language in LANGUAGES else "en"
        found = []
        for part in SheetPart:
            lines = tuple(filled(line.words[language]) for line in self.lines if line.part is part)
            if lines:
                found.append(Section(part.value, part_title(part, language), lines, part is SheetPart.DANGER))
        return found


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def _numbers() -> Mapping[str, str]:
    return {code: crisis_lines()[code].name for code in ("emergency", "lifeline")}


def filled(words: str) -> str:
    """A line with the numbers to call in it."""
    return words.format(**_numbers())


@cache
def _part_titles() -> Mapping[str, Mapping[str, str]]:
    return {row["part"]: row for row in _rows(DATA / "parts.csv")}


def part_title(part: SheetPart, language: str) -> str:
    """What the person reads above a part."""
    return _part_titles()[part.value][language]


@cache
def paper_words(language: str) -> Mapping[str, str]:
    """What else stands on a sheet of paper, in a language; English where we do not write in it."""
    return {row["code"]: row.get(language) or row["en"] for row in _rows(DATA / "paper.csv")}


@cache
def sheets() -> Mapping[str, Sheet]:
    """Every sheet by its code, in the order of the file."""
    shared = {row["code"]: row for row in _rows(DATA / "shared.csv")}
    return {row["code"]: _sheet(row, shared) for row in _rows(DATA / "sheets.csv")}


def _sheet(row: Mapping[str, str], shared: Mapping[str, Mapping[str, str]]) -> Sheet:
    return Sheet(
        code=row["code"],
        titles={language: row[language] for language in LANGUAGES},
        medications=frozenset(row["medications"].split()),
        with_naloxone=row["with_naloxone"] == "yes",
        version=int(row["version"]),
        as_of=date.fromisoformat(row["as_of"]),
        source=row["source"],
        lines=tuple(_line(line, shared) for line in _rows(DATA / "sheets" / f"{row['code']}.csv")),
    )


def _line(row: Mapping[str, str], shared: Mapping[str, Mapping[str, str]]) -> SheetLine:
    said = shared[row["shared"]] if row["shared"] else row
    return SheetLine(SheetPart(row["part"]), {one: said[one] for one in LANGUAGES}, said["source"], said["flag"])


@cache
def _by_medication() -> Mapping[str, Sheet]:
    return {medication: sheet for sheet in sheets().values() for medication in sheet.medications}


def sheet_of(medication: str) -> Sheet | None:
    """The sheet of a medicine of the catalogue; none where we have not written one."""
    return _by_medication().get(medication)


def sheets_for(medications: Iterable[str]) -> list[Sheet]:
    """The sheets of these medicines, and that of naloxone where one of them asks for it, in the order of the file."""
    codes = {sheet.code for medication in medications if (sheet := sheet_of(medication)) is not None}
    codes |= {NALOXONE} if any(sheets()[code].with_naloxone for code in codes) else set()
    return [sheet for code, sheet in sheets().items() if code in codes]
