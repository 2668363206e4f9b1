"""Which records are one person: the number that stands for another, and all numbers of somebody."""

from collections.abc import Iterable

from django.db.models import BigIntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from patients.models import MergedRecord, Patient


def numbers_of(patient_id: int) -> list[int]:
    """All numbers under which the platform knew the person: of the record kept, then of those merged into it. One query.

    For what cannot be moved: the audit trail, and what a room keeps as it was signed.
    """
    gone = MergedRecord.objects.filter(kept_id=patient_id).order_by("merged_at", "pk")
    return [patient_id, *gone.values_list("gone_id", flat=True)]


def same_person(patient_id: int, *, path: str = "patient_id") -> Q:
    """For querysets: rows of the person, those of records merged into theirs too. No query of its own."""
    return Q(**{path: patient_id}) | Q(
        **{f"{path}__in": MergedRecord.objects.filter(kept_id=patient_id).order_by().values("gone_id")}
    )


def standing_number(path: str = "patient_id") -> Coalesce:
    """For annotations: the number of the record that stands for the one at `path`, mostly that one. No query of its own."""
    kept = MergedRecord.objects.filter(gone_id=OuterRef(path)).order_by().values("kept_id")[:1]
    return Coalesce(Subquery(kept), path, output_field=BigIntegerField())


def merged_among(patient_ids: Iterable[int]) -> dict[int, int]:
    """Which of some records were merged into which other one. One query."""
    rows = MergedRecord.objects.filter(gone_id__in=set(patient_ids)).order_by("pk")
    return dict(rows.values_list("gone_id", "kept_id"))


def absorbed_by(patient_id: int) -> list[Patient]:
    """The rows of the records that were merged into one; for this package. One query."""
    return list(Patient.objects.filter(merged__kept_id=patient_id).order_by("pk"))
