"""Changing people, cut by noun: who they are, how they live and who stands by them; what harmed them; what
other systems send about them.
"""

from patients.operations.demographics import (
    NumberTaken,
    change_addresses,
    change_background,
    record_numbers,
)
from patients.operations.imports import (
    StatementRefused,
    register_imported,
    take_statements,
)
from patients.operations.people import (
    DIED,
    NO_CONTACT,
    AllergiesContradict,
    DeathAlreadyRecorded,
    ImpossibleBirthDate,
    ImpossibleDeathDate,
    LikelyDuplicate,
    MrnTaken,
    NoDeathRecorded,
    NoName,
    change_contact,
    change_identity,
    correct_death,
    record_allergies,
    record_death,
    register_patient,
)
from patients.operations.support import (
    NoSupporter,
    TooManySupporters,
    add_supporter,
    change_preferences,
    change_supporter,
    end_supporter,
)
from patients.operations.versions import FieldChange, StaleRecord

__all__ = [
    "DIED",
    "NO_CONTACT",
    "AllergiesContradict",
    "DeathAlreadyRecorded",
    "FieldChange",
    "ImpossibleBirthDate",
    "ImpossibleDeathDate",
    "LikelyDuplicate",
    "MrnTaken",
    "NoDeathRecorded",
    "NoName",
    "NoSupporter",
    "NumberTaken",
    "StaleRecord",
    "StatementRefused",
    "TooManySupporters",
    "add_supporter",
    "change_addresses",
    "change_background",
    "change_contact",
    "change_identity",
    "change_preferences",
    "change_supporter",
    "correct_death",
    "end_supporter",
    "record_allergies",
    "record_death",
    "record_numbers",
    "register_imported",
    "register_patient",
    "take_statements",
]
