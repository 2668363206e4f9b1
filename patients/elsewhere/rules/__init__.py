"""What another system says happened: its kinds, its dates of any precision, which kind of data each is. Pure."""

from patients.elsewhere.rules.categories import category_of_record
from patients.elsewhere.rules.moments import BadMoment, Moment, Precision, ends_before, moment_of, moment_words
from patients.elsewhere.rules.records import (
    LONGEST_VALUE,
    SHOWN_KINDS,
    RecordKind,
    RecordStatement,
    SaidPart,
    SaidRecord,
    number_words,
)

__all__ = [
    "LONGEST_VALUE",
    "SHOWN_KINDS",
    "BadMoment",
    "Moment",
    "Precision",
    "RecordKind",
    "RecordStatement",
    "SaidPart",
    "SaidRecord",
    "category_of_record",
    "ends_before",
    "moment_of",
    "moment_words",
    "number_words",
]
