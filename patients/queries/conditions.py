"""Allergies and conditions of one person."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Category, Permit
from care.lib.prepared import prepared
from patients.models import Allergy, Condition, Patient
from patients.rules import (
    CATEGORIES,
    PRESENT,
    AllergiesState,
    ClinicalStatus,
    VerificationStatus,
)


@dataclass(frozen=True, slots=True)
class AllergyLine:
    """A substance, and what it did where that is known."""

    uuid: UUID
    substance: str
    reaction: str

    def __str__(self) -> str:
        return f"{self.substance}: {self.reaction}" if self.reaction else self.substance


@dataclass(frozen=True, slots=True)
class Allergies:
    """What is known of allergies. `is_hidden` when the permit does not cover it: then nothing is said either way."""

    state: AllergiesState
    items: tuple[AllergyLine, ...]
    is_hidden: bool = False

    @property
    def label(self) -> str:
        """'Penicillin: hives; latex', 'No known allergies', or 'Not asked'."""
        return "; ".join(str(item) for item in self.items) if self.items else self.state.label


def allergies_of(*, permit: Permit) -> Allergies:
    """The allergies of the permit's patient, in the order in which they were recorded. Two queries."""
    permit.check(category=Category.GENERAL)
    state = Patient.objects.values_list("allergies_state", flat=True).get(
        pk=permit.patient_id, organisation_id=permit.organisation_id
    )
    return allergies_in(permit.patient_id, AllergiesState(state))


def allergies_in(patient_id: int, state: AllergiesState) -> Allergies:
    """The list of a person whose state is known already; the caller has checked the permit. One query."""
    return Allergies(state, tuple(AllergyLine(*row) for row in _allergies(patient_id=patient_id)))


@prepared
def _allergies(*, patient_id: int) -> QuerySet[Allergy, tuple[Any, ...]]:
    rows = Allergy.objects.filter(patient_id=patient_id, removed_at__isnull=True).order_by("recorded_at", "pk")
    return rows.values_list("uuid", "substance", "reaction")


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition. Dates are of the precision that is known: '2015' or '2015-03-14'."""

    uuid: UUID
    display: str
    system: str
    code: str
    category: Category
    clinical_status: ClinicalStatus
    verification_status: VerificationStatus
    onset: str
    abatement: str

    @property
    def is_present(self) -> bool:
        """Whether the person has it now, or may have it."""
        return self.clinical_status in PRESENT and self.verification_status is not VerificationStatus.REFUTED


def conditions_of(*, permit: Permit) -> list[ConditionLine]:
    """The conditions of the permit's patient of the kinds that it covers, those that began last first. One query."""
    return [
        ConditionLine(
            uuid, display, system, code, Category(category), ClinicalStatus(clinical), VerificationStatus(sure), onset, abatement
        )
        for uuid, display, system, code, category, clinical, sure, onset, abatement in _conditions(permit=permit)
    ]


@prepared
def _conditions(*, permit: Permit) -> QuerySet[Condition, tuple[Any, ...]]:
    rows = Condition.objects.filter(
        patient_id=permit.patient_id,
        patient__organisation_id=permit.organisation_id,
        category__in=[category.value for category in CATEGORIES if permit.covers(category)],
        removed_at__isnull=True,
    ).order_by("-onset", "display", "pk")
    columns = ("uuid", "display", "system", "code", "category", "clinical_status", "verification_status", "onset", "abatement")
    return rows.values_list(*columns)
