"""Real files: people invented by Synthea, made by others. A few by default, all with CARE_SYNTHEA_ALL=1."""

import os
from pathlib import Path

import pytest

from care.api.fhir_in.mapping.records import RECORDS
from care.api.fhir_in.reading import find_files
from patients.elsewhere.models import Record
from patients.models import Condition, Patient
from tests.care.api.fhir_in.people import fates
from tests.care.api.fhir_in.test_import import rows, versions
from tests.real_data import SYNTHEA

# Bills, and who and where elsewhere: what of them matters is named beside what happened.
PAPERS = {"Claim", "ExplanationOfBenefit", "Group", "Organization", "Practitioner", "MedicationRequest"}

pytestmark = pytest.mark.django_db

ALL = os.environ.get("CARE_SYNTHEA_ALL") == "1"
A_FEW = 4


@pytest.fixture
def paths() -> list[Path]:
    found = find_files([SYNTHEA]) if SYNTHEA.is_dir() else []
    if not found:
        pytest.skip("no Synthea files beside the repository: CARE_DATA names the folder")
    return found if ALL else sorted(found, key=lambda path: path.stat().st_size)[5 : 5 + A_FEW]


def test_all_of_them_are_valid_and_come_in_and_again_nothing_is_written(take, paths):
    report = take(*paths)
    assert report.refused == 0, [line.reason for line in report.lines][:5]
    assert report.people == Patient.objects.count() > 0
    found = fates(report)
    assert found["Condition", "taken"] == Condition.objects.count() > 0
    assert sum(number for (kind, fate), number in found.items() if fate == "taken" and kind in RECORDS) == Record.objects.count()
    assert {kind for kind, fate in found if fate == "no home yet"} <= PAPERS
    before = rows(), versions()
    again = take(*paths)
    assert {fate for _, fate in fates(again)} <= {"unchanged", "no home yet", "set aside", "repeated"}
    assert (rows(), versions()) == before


@pytest.mark.skipif(not ALL, reason="CARE_SYNTHEA_ALL=1 takes all of them")
def test_the_counts_are_those_of_the_files(take, paths):
    report = take(*paths)
    found = fates(report)
    assert (found["Patient", "taken"], found["Condition", "taken"], found["AllergyIntolerance", "taken"]) == (60, 538, 45)
    assert sum(found.values()) == 22_928
