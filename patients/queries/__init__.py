"""Reading people, cut by noun."""

from patients.queries.banner import Banner, banner
from patients.queries.conditions import Allergies, AllergyLine, ConditionLine, allergies_of, conditions_of
from patients.queries.imports import KnownResource, NumberElsewhere, known_resources, numbers_elsewhere, patients_of_resources
from patients.queries.merged import absorbed_by, merged_among, numbers_of, same_person, standing_number
from patients.queries.people import (
    LINE_COLUMNS,
    Person,
    PersonLine,
    Version,
    contact_of,
    find_patient_id,
    get_patient,
    identity_of,
    language_of,
    line,
    names_in,
    names_of,
    readable_lines,
    versions_since,
)
from patients.queries.search import Found, exactly, patients_with_phone, search, similar_people

__all__ = [
    "LINE_COLUMNS",
    "Allergies",
    "AllergyLine",
    "Banner",
    "ConditionLine",
    "Found",
    "KnownResource",
    "NumberElsewhere",
    "Person",
    "PersonLine",
    "Version",
    "absorbed_by",
    "allergies_of",
    "banner",
    "conditions_of",
    "contact_of",
    "exactly",
    "find_patient_id",
    "get_patient",
    "identity_of",
    "known_resources",
    "language_of",
    "line",
    "merged_among",
    "names_in",
    "names_of",
    "numbers_elsewhere",
    "numbers_of",
    "patients_of_resources",
    "patients_with_phone",
    "readable_lines",
    "same_person",
    "search",
    "similar_people",
    "standing_number",
    "versions_since",
]
