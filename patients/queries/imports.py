"""What other systems call a person, and what of theirs was taken before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from care.actor import Category, Permit
from patients.models import ForeignIdentifier, ImportedResource
from patients.rules import (
    ResourceKey,
    Statement,
)


@dataclass(frozen=True, slots=True)
class NumberElsewhere:
    """What another system calls the person: the name that its numbers have, and the number."""

    system: str
    value: str


def numbers_elsewhere(*, permit: Permit) -> list[NumberElsewhere]:
    """Under which numbers other systems know the permit's patient. One query."""
    permit.check(category=Category.DEMOGRAPHICS)
    rows = ForeignIdentifier.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)
    return [NumberElsewhere(*row) for row in rows.order_by("system", "value").values_list("system", "value")]


@dataclass(frozen=True, slots=True)
class KnownResource:
    """That a resource of another system was taken before: for whom, and whether it says now what it said then."""

    patient_id: int
    says_the_same: bool


def known_resources(*, organisation_id: int, source: str, statements: Sequence[Statement]) -> dict[ResourceKey, KnownResource]:
    """Which of these statements an organisation has taken before; gives nothing of what they say. One query."""
    said = {statement.key: statement.said.taken() for statement in statements}
    rows = _imported(organisation_id, source, said).values_list("resource_type", "resource_id", "patient_id", "taken")
    found = {ResourceKey(kind, number): (patient_id, taken) for kind, number, patient_id, taken in rows}
    return {key: KnownResource(found[key][0], found[key][1] == said[key]) for key in said if key in found}


def patients_of_resources(*, organisation_id: int, source: str, keys: Iterable[ResourceKey]) -> dict[ResourceKey, int]:
    """Whom these resources of type Patient are here; numbers only. One query."""
    rows = _imported(organisation_id, source, keys).values_list("resource_type", "resource_id", "patient_id")
    return {ResourceKey(kind, number): patient_id for kind, number, patient_id in rows}


def _imported(organisation_id: int, source: str, keys: Iterable[ResourceKey]) -> QuerySet[ImportedResource]:
    keys = set(keys)
    return ImportedResource.objects.filter(
        organisation_id=organisation_id,
        source=source,
        resource_type__in={key.type for key in keys},
        resource_id__in={key.id for key in keys},
    )
