"""Which coverages of another system were taken before; gives nothing of what they say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from patients.coverage.models import Coverage


@dataclass(frozen=True, slots=True)
class ImportedCoverage:
    """For whom a coverage was taken, and when it begins and ends as far as the other system said. `is_off`: taken off here."""

    patient_id: int
    payer: str
    plan: str
    member_number: str
    starts_on: date | None
    ends_on: date | None
    is_off: bool


def imported_coverages(*, organisation_id: int, keys: Collection[str]) -> dict[str, ImportedCoverage]:
    """By the key of the other system. One query."""
    rows = Coverage.objects.filter(organisation_id=organisation_id, imported_key__in=list(keys))
    return {
        row.imported_key: ImportedCoverage(
            row.patient_id, row.payer, row.plan, row.member_number, row.starts_on, row.ends_on, row.removed_at is not None
        )
        for row in rows
    }
