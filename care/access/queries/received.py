"""Who received something on a consent: for telling them that it is taken back."""

from dataclasses import dataclass
from uuid import UUID

from care.access.models import Disclosure
from care.actor import Category, Permit


@dataclass(frozen=True, slots=True)
class Received:
    """One recipient of a consent's data. `consent` is its public number, which stood on all that they were given."""

    consent: UUID
    recipient_id: int
    recipient: str


def received_on(*, permit: Permit, consent_id: int) -> list[Received]:
    """Each organisation that was given something of the permit's patient on one consent, by name. One query."""
    permit.check(category=Category.SUD)
    rows = Disclosure.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, consent_id=consent_id
    ).order_by("recipient__name", "recipient_id")
    return [Received(*row) for row in rows.values_list("consent__uuid", "recipient_id", "recipient__name").distinct()]
