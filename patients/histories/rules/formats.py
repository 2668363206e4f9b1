"""The files of a history: their columns, and what one line of each says. README.md documents them, and a test compares. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from patients.histories.rules.parsing import (
    BadLine,
    Fields,
    Whose,
    day_of,
    key_of,
    needed,
    number,
    plain_date,
    some_words,
    text,
    word,
)
from patients.histories.rules.words import DoseOutcome, Expected, Finding, Kind, VisitOutcome, VisitReason
from patients.rules import Ethnicity, Language, Race, SaidPerson, Sex, impossible_dates, normalise_phone

PEOPLE = "people"
LONGEST_KEY = 64
person_key = needed(text("person", LONGEST_KEY), "person")
_amount = number("amount", low=Decimal(0), high=Decimal(100_000), places=3)
_score = number("value", low=Decimal(-100_000), high=Decimal(100_000), places=2)
_medication = needed(text("medication", 80), "medication")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line that is read: of which kind, by which key it is known again, when it was, and what it says, column by column."""

    kind: Kind
    key: str
    on: date
    says: Mapping[str, Any]
    line: int = 0


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One file: its columns in the order of the README, which of them its head must name, and how a line is read."""

    name: str
    columns: tuple[str, ...]
    must: tuple[str, ...]
    read: Callable[[Fields, Whose], Entry] = field(repr=False)


# --- people ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of people.csv: who it is, from which day offsets count, and by which record number they may be here already."""

    key: str
    said: SaidPerson
    base_date: date | None
    mrn: str
    line: int = 0


PEOPLE_COLUMNS = (
    *("person", "birth_date", "given_name", "family_name", "chosen_name", "mrn", "base_date", "sex", "race", "ethnicity"),
    *("language", "phone", "died_on"),
)
PEOPLE_MUST = ("person", "birth_date")


def read_person(fields: Fields, today: date) -> PersonLine:
    """One line of people.csv. Raises BadLine."""
    key = person_key(fields)
    born = plain_date("birth_date")(fields)
    if born is None:
        raise BadLine("birth_date is missing")
    given, family, chosen = (text(f"{name}_name", 120)(fields) for name in ("given", "family", "chosen"))
    if not (given or family or chosen):
        raise BadLine("no name is given: given_name, family_name or chosen_name")
    phone = text("phone", 40)(fields)
    points: tuple[tuple[str, str], ...] = ()
    if phone:
        try:
            points = (("phone", normalise_phone(phone)),)
        except ValueError:
            raise BadLine("phone is not a phone number") from None
    said = SaidPerson(
        birth_date=born,
        legal_given=given,
        legal_family=family,
        chosen_name=chosen,
        language=word("language", Language, "")(fields),
        points=points,
        died=plain_date("died_on")(fields),
        sex=word("sex", Sex, "")(fields),
        race=tuple(some_words("race", Race)(fields)),
        ethnicity=word("ethnicity", Ethnicity, "")(fields),
    )
    reason = impossible_dates(said, today=today)
    if reason:
        raise BadLine(reason)
    base = plain_date("base_date")(fields)
    if base is not None and base > today:
        raise BadLine("base_date lies ahead")
    return PersonLine(key, said, base, text("mrn", 32)(fields))


# --- what happened ------------------------------------------------------------------------------------------------------------


def _on(fields: Fields, whose: Whose) -> tuple[date, str]:
    on, written = day_of(fields, whose)
    assert on is not None
    return on, written


def _order(fields: Fields, whose: Whose) -> Entry:
    on, written = _on(fields, whose)
    ended, _ = day_of(fields, whose, on="end_date", day="end_day", is_needed=False)
    if ended is not None and ended < on:
        raise BadLine("it ends before it begins")
    medication = _medication(fields)
    says = {
        "medication": medication,
        "ended_on": ended,
        "amount": _amount(fields),
        "unit": text("unit", 20)(fields),
        "frequency": text("frequency", 60)(fields),
    }
    return Entry(Kind.ORDER, key_of(person_key(fields), medication.casefold(), written), on, says)


def _dose(fields: Fields, whose: Whose) -> Entry:
    on, written = _on(fields, whose)
    medication = _medication(fields)
    outcome = word("outcome", DoseOutcome, DoseOutcome.GIVEN.value)(fields)
    amount = _amount(fields)
    if amount is None and outcome in (DoseOutcome.GIVEN, DoseOutcome.TAKE_HOME):
        raise BadLine("amount is missing")
    turn = number("number", low=Decimal(1), high=Decimal(20), places=0)(fields) or Decimal(1)
    says = {"medication": medication, "amount": amount, "unit": text("unit", 20)(fields) or "mg", "outcome": outcome}
    return Entry(Kind.DOSE, key_of(person_key(fields), medication.casefold(), written, turn), on, says)


def _visit(fields: Fields, whose: Whose) -> Entry:
    on, written = _on(fields, whose)
    name = text("visit", 80)(fields)
    says = {
        "name": name,
        "outcome": word("outcome", VisitOutcome)(fields),
        "reasons": some_words("reasons", VisitReason)(fields),
    }
    return Entry(Kind.VISIT, key_of(person_key(fields), name.casefold(), written), on, says)


def _test(fields: Fields, whose: Whose) -> Entry:
    on, written = _on(fields, whose)
    substance = text("substance", 60)(fields)
    finding = word("finding", Finding)(fields)
    if finding == Finding.FOUND and not substance:
        raise BadLine("substance is missing")
    specimen = text("specimen", 20)(fields) or "urine"
    says = {
        "substance": substance,
        "finding": finding,
        "expected": word("expected", Expected, "")(fields),
        "specimen": specimen,
    }
    return Entry(Kind.TEST, key_of(person_key(fields), specimen.casefold(), substance.casefold(), written), on, says)


def _score_line(fields: Fields, whose: Whose) -> Entry:
    on, written = _on(fields, whose)
    instrument = needed(text("instrument", 60), "instrument")(fields)
    name = text("score", 24)(fields) or "total"
    value = _score(fields)
    if value is None:
        raise BadLine("value is missing")
    says = {"instrument": instrument, "name": name, "value": value, "words": text("words", 80)(fields)}
    return Entry(Kind.SCORE, key_of(person_key(fields), instrument.casefold(), name.casefold(), written), on, says)


_WHEN = ("person", "date", "day")
FORMATS: Mapping[Kind, FileFormat] = {
    Kind.ORDER: FileFormat(
        "orders",
        (*_WHEN, "medication", "amount", "unit", "frequency", "end_date", "end_day"),
        ("person", "medication"),
        _order,
    ),
    Kind.DOSE: FileFormat(
        "doses", (*_WHEN, "medication", "amount", "unit", "outcome", "number"), ("person", "medication", "amount"), _dose
    ),
    Kind.VISIT: FileFormat("visits", (*_WHEN, "visit", "outcome", "reasons"), ("person", "outcome"), _visit),
    Kind.TEST: FileFormat(
        "drug_tests", (*_WHEN, "substance", "finding", "expected", "specimen"), ("person", "substance", "finding"), _test
    ),
    Kind.SCORE: FileFormat(
        "scores", (*_WHEN, "instrument", "score", "value", "words"), ("person", "instrument", "value"), _score_line
    ),
}


def faults_of_head(file: str, head: list[str], columns: tuple[str, ...], must: tuple[str, ...]) -> list[str]:
    """Why the head of a file cannot be read; nothing of the folder is taken then."""
    found = [f"{file}.csv: the column {name} is missing" for name in must if name not in head]
    found += [f"{file}.csv: the column {name} is not known" for name in sorted(set(head) - set(columns))]
    found += [
        f"{file}.csv: the column {name} stands there twice" for name in sorted({one for one in head if head.count(one) > 1})
    ]
    if file != PEOPLE and not {"date", "day"} & set(head):
        found.append(f"{file}.csv: the column date or day is missing")
    return found
