"""Which medicines of another system were taken before; gives nothing of what they say."""

from collections.abc import Sequence

from patients.queries import KnownResource
from patients.story.models import Medicine
from patients.story.queries.rows import stored_of
from patients.story.rules import SaidMedicine


def known_medicines(*, organisation_id: int, source: str, items: Sequence[SaidMedicine]) -> dict[str, KnownResource]:
    """By the source's number: for whom each was taken, and whether it says now what it said then. One query."""
    said = {item.key: stored_of(item.medicine) | {"is_open": item.is_open} for item in items}
    rows = Medicine.objects.filter(patient__organisation_id=organisation_id, source=source, key__in=list(said))
    return {
        key: KnownResource(patient_id, before == said[key])
        for key, patient_id, before in rows.values_list("key", "patient_id", "said")
    }
