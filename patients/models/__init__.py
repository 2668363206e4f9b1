"""The tables of the person, cut by noun."""

from patients.models.conditions import CATEGORY_CHOICES, CLINICAL_CHOICES, VERIFICATION_CHOICES, Allergy, Condition
from patients.models.demographics import Demographics, KnownNumber, PersonAddress, choices_of
from patients.models.imports import IMPORTED_CHOICES, ForeignIdentifier, ImportedResource
from patients.models.merged import MergedRecord
from patients.models.people import ALLERGIES_CHOICES, CONTACT_CHOICES, LANGUAGE_CHOICES, ContactPoint, Patient
from patients.models.search import KEY_CHOICES, SearchKey
from patients.models.support import CarePreference, SupportPerson

__all__ = [
    "ALLERGIES_CHOICES",
    "CATEGORY_CHOICES",
    "CLINICAL_CHOICES",
    "CONTACT_CHOICES",
    "IMPORTED_CHOICES",
    "KEY_CHOICES",
    "LANGUAGE_CHOICES",
    "VERIFICATION_CHOICES",
    "Allergy",
    "CarePreference",
    "Condition",
    "ContactPoint",
    "Demographics",
    "ForeignIdentifier",
    "ImportedResource",
    "KnownNumber",
    "MergedRecord",
    "Patient",
    "PersonAddress",
    "SearchKey",
    "SupportPerson",
    "choices_of",
]
