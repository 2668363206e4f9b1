"""Conditions: which kind of data a code is, how they are told, who reads them, and how the chart shows a long list."""

import csv
from pathlib import Path

import pytest

from care.actor import Category, PermitMismatch, Role
from patients import rules
from patients.presenters import condition_card
from patients.queries import conditions_of
from patients.rules import Coding, category_of, condition_text, partial_date_text
from tests.factories.accounts import staff_with
from tests.factories.patients import ConditionFactory, enrolled_patient, permit_for

ICD = "http://hl7.org/fhir/sid/icd-10-cm"
SNOMED = "http://snomed.info/sct"


@pytest.mark.parametrize(
    ("codings", "category"),
    [
        ([(ICD, "I10")], Category.GENERAL),
        ([(ICD, "f11.20")], Category.SUD),
        ([(ICD, "F17.210")], Category.SUD),
        ([(ICD, "F32.9")], Category.MENTAL_HEALTH),
        ([(ICD, "F1")], Category.MENTAL_HEALTH),  # no code; what begins so is
        ([(ICD, "K70.30")], Category.SUD),
        ([(ICD, "K75.81")], Category.GENERAL),
        ([(ICD, "O99.324")], Category.SUD),
        ([(ICD, "O99.344")], Category.MENTAL_HEALTH),
        ([(ICD, "R45.851")], Category.MENTAL_HEALTH),
        ([(ICD, "T40.2X1A")], Category.SUD),
        ([(ICD, "Z71.51")], Category.SUD),
        ([(ICD, "B20")], Category.SUD),
        ([(SNOMED, "38341003")], Category.GENERAL),
        ([(SNOMED, "370143000")], Category.MENTAL_HEALTH),
        ([(SNOMED, "5602001")], Category.SUD),
        ([(SNOMED, "3834100")], Category.SUD),  # the beginning of a code is not the code
        ([(SNOMED, "999999999")], Category.SUD),
        ([("urn:local", "I10")], Category.SUD),
        ([], Category.SUD),
        ([(ICD, "")], Category.SUD),
        ([(ICD, "I10"), (SNOMED, "38341003")], Category.GENERAL),
        ([(ICD, "I10"), (ICD, "F32.9")], Category.MENTAL_HEALTH),
        ([(ICD, "I10"), ("urn:local", "x")], Category.SUD),
    ],
)
def test_a_code_decides_which_kind_of_data_a_condition_is(codings, category):
    assert category_of(Coding(system, code) for system, code in codings) is category


def test_every_code_on_substance_use_that_the_table_s_source_lists_is_strict():
    """Of ICD-10-CM chapter F: all of F10 to F19 and nothing else."""
    for number in range(100):
        strict = category_of([Coding(ICD, f"F{number:02d}.9")]) is Category.SUD
        assert strict == (10 <= number <= 19)


def test_each_line_of_the_table_names_its_source():
    path = Path(rules.__file__).with_name("condition_categories.csv")
    lines = list(csv.DictReader(path.open(encoding="utf-8")))
    assert len({(line["system"], line["code"]) for line in lines}) == len(lines) > 100
    for line in lines:
        assert all(line.values()), line
        assert Category(line["category"]) in rules.CATEGORIES
        assert line["system"] == ICD or "*" not in line["code"]


@pytest.mark.parametrize(
    ("display", "text"),
    [
        ("Hypertension (disorder)", "Hypertension"),
        ("Severe anxiety (panic) (finding", "Severe anxiety (panic)"),
        ("Anemia", "Anemia"),
        ("(disorder)", "(disorder)"),
    ],
)
def test_a_condition_is_called_without_its_tag(display, text):
    assert condition_text(display) == text


@pytest.mark.parametrize(("day", "text"), [("2015", "2015"), ("2015-03", "Mar 2015"), ("2015-03-04", "Mar 4, 2015")])
def test_a_date_is_told_as_exactly_as_it_is_known(day, text):
    assert partial_date_text(day) == text


# --- reading ----------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_reader_sees_the_kinds_that_their_permit_covers(at):
    alice = staff_with(Role.COORDINATOR)
    mari = enrolled_patient(alice)
    for category in rules.CATEGORIES:
        ConditionFactory(patient=mari, category=category.value, display=category.value)
    ConditionFactory(patient=mari, display="removed", removed_at=at, removed_by=alice.user)
    ConditionFactory(patient=enrolled_patient(alice), display="somebody else's")
    assert {line.display for line in conditions_of(permit=permit_for(alice, mari, at=at))} == set(rules.CATEGORIES)
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    assert conditions_of(permit=permit_for(desk, mari, category=Category.DEMOGRAPHICS, at=at)) == []


@pytest.mark.django_db
def test_reading_takes_one_query_however_many_there_are(at, django_assert_num_queries):
    alice = staff_with(Role.COORDINATOR)
    mari = enrolled_patient(alice)
    permit = permit_for(alice, mari, at=at)
    for number in range(30):
        ConditionFactory(patient=mari, code=f"I{number:02d}", display=f"Condition {number}")
    with django_assert_num_queries(1):
        assert len(conditions_of(permit=permit)) == 30


@pytest.mark.django_db
def test_a_permit_for_another_person_gives_nothing_of_this_one(at):
    alice = staff_with(Role.COORDINATOR)
    mari, other = enrolled_patient(alice), enrolled_patient(alice)
    ConditionFactory(patient=mari)
    assert conditions_of(permit=permit_for(alice, other, at=at)) == []
    with pytest.raises(PermitMismatch):
        permit_for(alice, other, at=at).check(category=Category.SUD, patient_id=mari.pk)


# --- the chart --------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_long_list_shows_what_is_present_first_and_each_name_once(at):
    alice = staff_with(Role.COORDINATOR)
    mari = enrolled_patient(alice)
    for number in range(8):
        ConditionFactory(patient=mari, code=f"I{number:02d}", display=f"Present {number}", onset=f"{2010 + number}")
    for year in (2001, 2003, 2002):
        over = {"clinical_status": "resolved", "onset": f"{year}-02-03", "abatement": f"{year}-03"}
        ConditionFactory(patient=mari, code="J01", display="Sinusitis (disorder)", system=SNOMED, **over)
    ConditionFactory(patient=mari, code="C34", display="Cancer", verification_status="refuted", onset="")
    card = condition_card(conditions_of(permit=permit_for(alice, mari, at=at)))
    assert card.number == 8
    assert [row.text for row in card.first] == [f"Present {number}" for number in (7, 6, 5, 4, 3, 2)]
    assert card.first[0].small == "Since 2017; ICD-10-CM I07"
    assert [(fold.label, len(fold.lines)) for fold in card.folds] == [("2 more", 2), ("Earlier or ruled out: 2", 2)]
    assert [(row.text, row.small) for row in card.folds[1].lines] == [
        ("Sinusitis", "Recorded 3 times; last Feb 3, 2003 to Mar 2003; resolved; SNOMED CT J01"),
        ("Cancer", "Ruled out; ICD-10-CM C34"),
    ]


@pytest.mark.django_db
def test_nobody_s_conditions_are_no_list():
    card = condition_card([])
    assert (card.number, card.first, card.folds) == (0, [], [])
