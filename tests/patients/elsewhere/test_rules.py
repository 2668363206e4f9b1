"""Moments of any precision, which kind of data a record is, and how numbers are shown."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from care.actor import Category
from patients import rules as person
from patients.elsewhere import rules
from patients.elsewhere.presenters import record_title, unit_text, value_words
from patients.elsewhere.rules import (
    BadMoment,
    Moment,
    Precision,
    RecordKind,
    SaidPart,
    SaidRecord,
    category_of_record,
    ends_before,
    moment_of,
    moment_words,
    number_words,
)
from patients.rules import Coding

LOINC, SNOMED, CVX = "http://loinc.org", "http://snomed.info/sct", "http://hl7.org/fhir/sid/cvx"
NOON = (12, 0)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("2015", datetime(2015, 1, 1, *NOON, tzinfo=UTC), Precision.YEAR),
        ("2015-03", datetime(2015, 3, 1, *NOON, tzinfo=UTC), Precision.MONTH),
        ("2015-03-14", datetime(2015, 3, 14, *NOON, tzinfo=UTC), Precision.DAY),
        ("2015-03-14T23:30:00-05:00", datetime(2015, 3, 15, 4, 30, tzinfo=UTC), Precision.MOMENT),
        ("2015-03-14T23:30:00Z", datetime(2015, 3, 14, 23, 30, tzinfo=UTC), Precision.MOMENT),
        ("2015-03-14T23:30:00", datetime(2015, 3, 14, *NOON, tzinfo=UTC), Precision.DAY),  # a time of some zone
    ],
)
def test_a_moment_keeps_the_precision_that_it_has(text, at, precision):
    assert moment_of(text) == Moment(at, precision)


@pytest.mark.parametrize("text", ["", "2015-13", "2015-02-30", "last year", "20150314T", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(BadMoment):
        moment_of(text)


@pytest.mark.parametrize(
    ("start", "end", "before"),
    [
        ("2015", "2015", False),
        ("2015-06", "2015", False),
        ("2016", "2015", True),
        ("2015-03-14", "2015-03-14T00:10:00Z", False),
        ("2015-03-14T10:00:00Z", "2015-03-14T09:00:00Z", True),
        ("2015-03-14T10:00:00Z", "2015-03-14", False),
        ("2015-03-14", "2015-03-13", True),
    ],
)
def test_whether_something_ends_before_it_begins_as_far_as_is_known(start, end, before):
    assert ends_before(moment_of(end), moment_of(start)) is before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2015", "2015"),
        ("2015-03", "Mar 2015"),
        ("2015-03-14", "Mar 14, 2015"),
        ("2026-11-20", "Fri Nov 20"),
        ("2015-03-15T02:00:00Z", "Mar 14, 2015, 10:00 pm"),
    ],
)
def test_a_screen_says_no_more_than_is_known(text, words):
    assert moment_words(moment_of(text), "America/New_York", date(2026, 11, 23), with_time=True) == words


def test_a_day_is_the_same_day_in_every_zone_of_the_country():
    moment = moment_of("2015-03-14")
    for zone in ("Pacific/Honolulu", "America/Anchorage", "America/Puerto_Rico", "America/Los_Angeles"):
        assert moment_words(moment, zone, date(2026, 11, 23)) == "Mar 14, 2015"


@pytest.mark.parametrize(
    ("codings", "category"),
    [
        ([(LOINC, "29463-7")], Category.GENERAL),
        ([(LOINC, "72166-2")], Category.SUD),  # tobacco, as F17 is
        ([(LOINC, "55758-7")], Category.MENTAL_HEALTH),
        ([(LOINC, "65750-2")], Category.SUD),
        ([(LOINC, "55277-8")], Category.SUD),  # HIV, as B20 is
        ([(LOINC, "LA33-6")], Category.GENERAL),
        ([(LOINC, "99999-1")], Category.SUD),
        ([(LOINC, "29463")], Category.SUD),
        ([(CVX, "140")], Category.GENERAL),
        ([(CVX, "")], Category.SUD),
        ([(SNOMED, "38341003")], Category.GENERAL),  # in the table of conditions
        ([(SNOMED, "56876005")], Category.SUD),
        ([(SNOMED, "185347001"), (SNOMED, "55680006")], Category.SUD),  # a visit because of an overdose
        ([(LOINC, "29463-7"), (LOINC, "55758-7")], Category.MENTAL_HEALTH),
        ([(LOINC, "29463-7"), ("urn:local", "w")], Category.SUD),
        ([], Category.SUD),
    ],
)
def test_codes_decide_which_kind_of_data_a_record_is(codings, category):
    assert category_of_record(Coding(system, code) for system, code in codings) is category


def test_each_line_of_the_table_names_its_source_and_no_condition_stands_in_both_tables():
    lines = list(csv.DictReader(Path(rules.__file__).with_name("record_categories.csv").open(encoding="utf-8")))
    assert len({(line["system"], line["code"]) for line in lines}) == len(lines) > 300
    for line in lines:
        assert all(line.values()), line
        assert Category(line["category"]) in person.CATEGORIES
    conditions = csv.DictReader(Path(person.__file__).with_name("condition_categories.csv").open(encoding="utf-8"))
    assert not {(line["system"], line["code"]) for line in lines} & {(line["system"], line["code"]) for line in conditions}


def test_a_record_that_says_the_same_has_the_same_digest():
    one = SaidRecord(RecordKind.OBSERVATION, "Weight", number=Decimal("71.50"), parts=(SaidPart("a", number=Decimal("1.0")),))
    same = SaidRecord(RecordKind.OBSERVATION, "Weight", number=Decimal("71.5"), parts=(SaidPart("a", number=Decimal(1)),))
    other = SaidRecord(RecordKind.OBSERVATION, "Weight", number=Decimal("71.6"))
    assert one.digest() == same.digest() != other.digest()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("71.5", "71.5"),
        ("27.421836", "27.42"),
        ("80.00", "80"),
        ("0.00123456", "0.00123"),
        ("0", "0"),
        ("-2.5", "-2.5"),
        ("1000000", "1000000"),
    ],
)
def test_a_number_is_shown_without_what_nobody_reads(number, words):
    assert number_words(Decimal(number)) == words


@pytest.mark.parametrize(
    ("value", "number", "unit", "words"),
    [
        ("82 mm[Hg]", "82", "mm[Hg]", "82 mmHg"),
        ("4 {score}", "4", "{score}", "4"),
        ("6.4 %", "6.4", "%", "6.4%"),
        ("12 10*3/uL", "12", "10*3/uL", "12 ×10³/µL"),
        ("<5 mg/dL", None, "mg/dL", "<5 mg/dL"),
        ("Negative (qualifier value)", None, "", "Negative"),
        ("", None, "", ""),
    ],
)
def test_a_value_is_told_as_people_write_it(value, number, unit, words):
    assert value_words(value, Decimal(number) if number else None, unit) == words
    assert unit_text("1") == ""


@pytest.mark.parametrize(
    ("kind", "display", "status", "title"),
    [
        (RecordKind.IMMUNIZATION, "Td (adult)", "not-done", "Immunization: Td (adult), not done"),
        (RecordKind.PROCEDURE, "Colonoscopy (procedure)", "completed", "Colonoscopy"),
        (RecordKind.VISIT, "Visit", "finished", "Visit"),
        (RecordKind.OBSERVATION, "Glucose", "preliminary", "Glucose, preliminary"),
    ],
)
def test_the_title_says_what_must_be_said_of_a_state(kind, display, status, title):
    assert record_title(kind, display, status) == title
