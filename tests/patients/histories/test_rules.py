"""One line of a history: what is read, what is refused and why; the README; weeks and what a test should find."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from patients.histories.rules import (
    FORMATS,
    PEOPLE_COLUMNS,
    BadLine,
    Course,
    DoseWeek,
    Kind,
    ScreenFact,
    VisitFact,
    VisitOutcome,
    Whose,
    by_week,
    faults_of_head,
    is_expected,
    read_person,
)

TODAY = date(2026, 11, 23)
BASE = date(2020, 1, 6)
BORN = date(1980, 2, 3)
WHOSE = Whose(TODAY, BASE, BORN)
GOOD: dict[Kind, dict[str, str]] = {
    Kind.ORDER: {"person": "a", "day": "0", "medication": "Methadone"},
    Kind.DOSE: {"person": "a", "day": "0", "medication": "Methadone", "amount": "60"},
    Kind.VISIT: {"person": "a", "day": "0", "outcome": "kept"},
    Kind.TEST: {"person": "a", "day": "0", "substance": "Cocaine", "finding": "found"},
    Kind.SCORE: {"person": "a", "day": "0", "instrument": "Scale", "value": "4"},
}
REFUSED: list[tuple[Kind, dict[str, str], str]] = [
    (Kind.DOSE, {"day": ""}, "neither date nor day is given"),
    (Kind.DOSE, {"date": "2020-01-06"}, "date and day are both given"),
    (Kind.DOSE, {"day": "1.5"}, "day is not a whole number of days"),
    (Kind.DOSE, {"day": "99999"}, "day is not a whole number of days"),
    (Kind.DOSE, {"day": "", "date": "01/06/2020"}, "date is not a date such as 2024-03-14"),
    (Kind.DOSE, {"day": "", "date": "2020-02-30"}, "date is not a date such as 2024-03-14"),
    (Kind.DOSE, {"day": "", "date": "2026-11-24"}, "date lies ahead"),
    (Kind.DOSE, {"day": "9000"}, "day lies ahead"),
    (Kind.DOSE, {"day": "-20000"}, "day lies before the birth"),
    (Kind.DOSE, {"amount": ""}, "amount is missing"),
    (Kind.DOSE, {"amount": "12mg"}, "amount is not a number"),
    (Kind.DOSE, {"amount": "-1"}, "amount is not between 0 and 100000"),
    (Kind.DOSE, {"amount": "1.0001"}, "amount has more than 3 decimal places"),
    (Kind.DOSE, {"medication": " "}, "medication is missing"),
    (Kind.DOSE, {"medication": "x" * 81}, "medication is longer than 80 characters"),
    (Kind.DOSE, {"medication": "Metha\x07done"}, "medication holds a character without meaning"),
    (Kind.DOSE, {"outcome": "lost"}, "outcome is none of given, take_home, missed, refused, vomited"),
    (Kind.DOSE, {"number": "0"}, "number is not between 1 and 20"),
    (Kind.ORDER, {"end_day": "-1"}, "it ends before it begins"),
    (Kind.VISIT, {"outcome": ""}, "outcome is missing"),
    (Kind.VISIT, {"reasons": "jail;rain"}, "reasons holds a word that is none of"),
    (Kind.TEST, {"substance": ""}, "substance is missing"),
    (Kind.TEST, {"finding": ""}, "finding is missing"),
    (Kind.SCORE, {"value": ""}, "value is missing"),
    (Kind.SCORE, {"instrument": ""}, "instrument is missing"),
]


def reason_of(kind: Kind, change: dict[str, str], whose: Whose = WHOSE) -> str:
    try:
        FORMATS[kind].read(GOOD[kind] | change, whose)
    except BadLine as fault:
        return fault.reason
    return ""


def test_a_line_is_taken_or_refused_with_a_reason() -> None:
    wrong = [(kind, change) for kind, change, reason in REFUSED if not reason_of(kind, change).startswith(reason)]
    assert wrong == []
    assert [kind for kind in GOOD if reason_of(kind, {})] == []
    assert reason_of(Kind.DOSE, {}, Whose(TODAY)) == "day is given, and no base_date of the person"


def test_a_reason_repeats_nothing_of_the_record() -> None:
    told = " ".join(reason_of(kind, change | {"person": "canary"}) for kind, change, _ in REFUSED)
    assert not re.search(r"canary|lost|rain|12mg|01/06|Metha", told)


def test_what_a_line_says_and_by_what_it_is_known_again() -> None:
    dose = FORMATS[Kind.DOSE].read(GOOD[Kind.DOSE] | {"day": "7.0", "amount": "60.500"}, WHOSE)
    assert (dose.on, dose.key) == (date(2020, 1, 13), "a|methadone|+7|1")
    assert dose.says == {"medication": "Methadone", "amount": Decimal("60.5"), "unit": "mg", "outcome": "given"}
    missed = FORMATS[Kind.DOSE].read(GOOD[Kind.DOSE] | {"amount": "", "outcome": "MISSED"}, WHOSE)
    assert (missed.says["amount"], missed.says["outcome"]) == (None, "missed")
    visit = FORMATS[Kind.VISIT].read(GOOD[Kind.VISIT] | {"reasons": "other; jail ;"}, WHOSE)
    assert visit.says["reasons"] == ["jail", "other"]
    longest = FORMATS[Kind.TEST].read(
        GOOD[Kind.TEST] | {"person": "p" * 64, "substance": "s" * 60, "specimen": "u" * 20, "day": "-100"}, WHOSE
    )
    assert len(longest.key) < 260


def person(**change: str) -> Any:
    return read_person({"person": "a", "birth_date": "1980-02-03", "given_name": "Mari"} | change, TODAY)


def test_who_somebody_is() -> None:
    found = person(sex="Female", race="2106-3;2054-5", phone="401 555 0122", base_date="2020-01-06", mrn="A 17")
    assert (found.said.sex, found.said.race) == ("female", ("2054-5", "2106-3"))
    assert found.said.points == (("phone", "+14015550122"),)
    assert (found.base_date, found.mrn) == (BASE, "A 17")
    wrong: list[tuple[dict[str, str], str]] = [
        ({"birth_date": ""}, "birth_date is missing"),
        ({"given_name": ""}, "no name is given: given_name, family_name or chosen_name"),
        ({"birth_date": "1880-01-01"}, "the birth date is in the future or more than 130 years ago"),
        ({"died_on": "1979-01-01"}, "the death is in the future or before the birth"),
        ({"phone": "12"}, "phone is not a phone number"),
        ({"base_date": "2027-01-01"}, "base_date lies ahead"),
        ({"person": ""}, "person is missing"),
        ({"person": "p" * 65}, "person is longer than 64 characters"),
    ]
    for change, reason in wrong:
        with pytest.raises(BadLine) as fault:
            person(**change)
        assert fault.value.reason == reason


def test_a_head_says_what_is_wrong_with_it() -> None:
    format_ = FORMATS[Kind.DOSE]
    head = ["person", "medication", "medication", "strength"]
    assert faults_of_head("doses", head, format_.columns, format_.must) == [
        "doses.csv: the column amount is missing",
        "doses.csv: the column strength is not known",
        "doses.csv: the column medication stands there twice",
        "doses.csv: the column date or day is missing",
    ]


def test_the_readme_documents_every_file_and_column() -> None:
    text = (Path(__file__).parents[3] / "patients" / "histories" / "README.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"### (\w+)\.csv\n(.*?)(?=\n###|\n## )", text, re.DOTALL))
    wanted = {"people": PEOPLE_COLUMNS} | {kind.value: format_.columns for kind, format_ in FORMATS.items()}
    told = {
        name: {column for cells in re.findall(r"^\| (`.*?) \|", part, re.MULTILINE) for column in re.findall(r"`(\w+)`", cells)}
        for name, part in parts.items()
    }
    assert told == {name: set(columns) for name, columns in wanted.items()}


def test_what_a_drug_test_should_find() -> None:
    courses = [Course("Methadone", date(2020, 1, 6), date(2020, 2, 1)), Course("Buprenorphine/naloxone", date(2020, 3, 1))]
    table = [
        ("Methadone", "found", "", date(2020, 1, 10), True),
        ("Methadone", "found", "", date(2020, 2, 8), True),  # a week after its end
        ("Methadone", "found", "", date(2020, 2, 9), False),
        ("Buprenorphine", "found", "", date(2020, 3, 1), True),
        ("Opioid", "found", "", date(2020, 1, 10), False),
        ("Opioid", "found", "expected", date(2020, 1, 10), True),
        ("", "not_found", "", date(2020, 1, 10), True),
        ("Methadone", "not_found", "unexpected", date(2020, 1, 10), False),
        ("", "unreadable", "", date(2020, 1, 10), None),
    ]
    wrong = [row for row in table if is_expected(*row[:3], on=row[3], courses=courses) is not row[4]]
    assert wrong == []


def test_a_week_begins_on_monday_and_the_latest_comes_first() -> None:
    dose = DoseWeek(date(2020, 1, 6), "Methadone", "mg", Decimal(60), 7)
    visit = VisitFact(date(2020, 1, 12), "Week 1", VisitOutcome.KEPT)
    test = ScreenFact(date(2020, 1, 13), ("Cocaine",))
    weeks = by_week([dose], [visit], [test])
    assert [(week.starts_on, len(week.doses), len(week.visits), len(week.tests)) for week in weeks] == [
        (date(2020, 1, 13), 0, 0, 1),
        (date(2020, 1, 6), 1, 1, 0),
    ]
