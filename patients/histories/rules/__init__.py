"""Decisions about histories: the files and their columns, one line of them, and what they say week by week. Pure."""

from patients.histories.rules.formats import (
    FORMATS,
    LONGEST_KEY,
    PEOPLE,
    PEOPLE_COLUMNS,
    PEOPLE_MUST,
    Entry,
    FileFormat,
    PersonLine,
    faults_of_head,
    person_key,
    read_person,
)
from patients.histories.rules.parsing import BadLine, Whose
from patients.histories.rules.weeks import (
    Course,
    DoseWeek,
    ScreenFact,
    VisitFact,
    Week,
    by_week,
    is_expected,
    monday_of,
)
from patients.histories.rules.words import DoseOutcome, Expected, Finding, Kind, VisitOutcome, VisitReason

__all__ = [
    "FORMATS",
    "LONGEST_KEY",
    "PEOPLE",
    "PEOPLE_COLUMNS",
    "PEOPLE_MUST",
    "BadLine",
    "Course",
    "DoseOutcome",
    "DoseWeek",
    "Entry",
    "Expected",
    "FileFormat",
    "Finding",
    "Kind",
    "PersonLine",
    "ScreenFact",
    "VisitFact",
    "VisitOutcome",
    "VisitReason",
    "Week",
    "Whose",
    "by_week",
    "faults_of_head",
    "is_expected",
    "monday_of",
    "person_key",
    "read_person",
]
