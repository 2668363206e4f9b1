"""The sheets themselves: whole, in both languages, with sources, and read with six years of school."""

import re

import pytest

from care.language.checker import find_terms
from care.language.reading import reading_grade
from tests.real_data import BESIDE
from treatment_plans.catalogue import read_rows
from treatment_plans.regimens import catalogue
from treatment_plans.regimens.teaching.sheets import (
    DATA,
    LANGUAGES,
    NALOXONE,
    filled,
    paper_words,
    part_title,
    sheet_of,
    sheets,
    sheets_for,
)
from treatment_plans.regimens.teaching.vocabulary import SheetPart

REFERENCE = BESIDE.parent / "clinical-reference.md"
TAKEN = {SheetPart.HOW, SheetPart.GIVEN, SheetPart.USE}
ASKED = {SheetPart.EXPECT, SheetPart.EFFECTS, SheetPart.DANGER, SheetPart.MISSED, SheetPart.STORAGE, SheetPart.NALOXONE}
# The medicines; what is ordered for withdrawal or by others has no sheet yet, and the page says so.
WITHOUT = {"methadone-injection", "nalmefene", "clonidine", "lofexidine", "baclofen"}


def test_every_sheet_is_whole_in_both_languages() -> None:
    wrong = []
    for code, sheet in sheets().items():
        parts = {line.part for line in sheet.lines}
        asked = ASKED - {SheetPart.MISSED, SheetPart.NALOXONE} if code == NALOXONE else ASKED
        if asked - parts or len(parts & TAKEN) != 1 or parts - ASKED - TAKEN:
            wrong.append(f"{code}: parts {sorted(parts)}")
        for line in sheet.lines:
            english, spanish = (filled(line.words[one]) for one in LANGUAGES)
            if not english or not spanish or english == spanish or not line.source:
                wrong.append(f"{code}: {english!r}")
            if line.flag not in {"checked", "known", "own"}:
                wrong.append(f"{code}: {line.flag!r} of {english!r}")
            if not english.endswith((".", "?")) or not spanish.endswith((".", "?")):
                wrong.append(f"{code}: no end of {english!r} or {spanish!r}")
            if set(re.findall(r"\d+", english)) - {"1"} != set(re.findall(r"\d+", spanish.replace("oprima 2", ""))) - {"1"}:
                wrong.append(f"{code}: other numbers in {spanish!r}")
        said = " ".join(filled(line.words["en"]) for line in sheet.lines)
        if "911" not in said:
            wrong.append(f"{code}: when to call 911 is missing")
        if sheet.version < 1 or not sheet.source.startswith("Clinical reference"):
            wrong.append(f"{code}: version {sheet.version} of {sheet.source!r}")
    assert wrong == []


def test_they_are_read_with_six_years_of_school_and_speak_of_people_kindly() -> None:
    grades = {code: reading_grade(" ".join(filled(line.words["en"]) for line in one.lines)) for code, one in sheets().items()}
    assert {code: grade for code, grade in grades.items() if grade > 6.0} == {}
    lines = [filled(line.words["en"]) for one in sheets().values() for line in one.lines]
    assert [line for line in lines if reading_grade(line) > 10.0] == []  # names of medicines are long
    assert [line for line in lines if find_terms(line)] == []
    # Spanish has no such measure here; short sentences of ours
    longest = [
        sentence
        for one in sheets().values()
        for line in one.lines
        for sentence in re.split(r"[.?:]\s", filled(line.words["es"]))
        if len(sentence.split()) > 24
    ]
    assert longest == []


def test_every_medicine_that_may_be_ordered_has_a_sheet_or_is_named_here() -> None:
    catalogued = {row["code"] for row in read_rows(catalogue.DATA / "medications.csv")}
    assert {code for code in catalogued if sheet_of(code) is None} <= WITHOUT
    claimed = [medication for one in sheets().values() for medication in one.medications]
    assert (sorted(claimed), set(claimed) - catalogued) == (sorted(set(claimed)), set())
    assert {path.stem for path in (DATA / "sheets").glob("*.csv")} == set(sheets())


def test_naloxone_goes_along_with_what_is_for_opioids() -> None:
    found = {
        code: [one.code for one in sheets_for([code])] for code in ("methadone", "naltrexone-xr", "acamprosate", "clonidine")
    }
    assert found == {
        "methadone": ["methadone", "naloxone"],
        "naltrexone-xr": ["naltrexone-injection", "naloxone"],
        "acamprosate": ["acamprosate"],
        "clonidine": [],
    }


def test_a_language_without_sheets_is_read_in_english() -> None:
    methadone = sheets()["methadone"]
    assert (methadone.title("fr"), methadone.title("es")) == ("Methadone", "Metadona")
    assert methadone.sections("fr") == methadone.sections("en") != methadone.sections("es")
    assert part_title(SheetPart.MISSED, "es") == "Si se le pasa una dosis"
    assert paper_words("fr") == paper_words("en") != paper_words("es")


def test_each_source_is_a_section_of_the_reference() -> None:
    if not REFERENCE.exists():
        pytest.skip("the clinical reference is not beside this tree")
    there = set(re.findall(r"^#{2,3} (\d+(?:\.\d+)?)", REFERENCE.read_text(), re.MULTILINE))
    cited = {
        number
        for one in sheets().values()
        for line in one.lines
        if line.source != "own"
        for number in re.findall(r"(?:^|[;,] |and )(\d+\.\d+)", line.source)
    }
    assert (cited - there, len(cited) > 10) == (set(), True)
    assert [line.source for one in sheets().values() for line in one.lines if not re.match(r"own$|\d+\.\d+", line.source)] == []
