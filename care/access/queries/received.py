"""Who received something on a consent: for telling them that it is taken back."""

from dataclasses import dataclass
from uuid import UUID

from care.access.models import Disclosure
from care.actor import Category, Permit


@dataclass(frozen=True, slots=True)
class Received:
    """One recipient of a consent's data. `consent` is its public number, which stood on all that they were given."""

    consent: UUID
    recipient_id: int | None
    recipient: str


def received_on(*, permit: Permit, consent_id: int) -> list[Received]:
    """Everybody who was given something of the permit's patient on one consent, by name. One query.

    Who is no organisation of the platform is known by the name under which they asked.
    """
    permit.check(category=Category.SUD)
    rows = Disclosure.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, consent_id=consent_id
    ).values_list("consent__uuid", "recipient_id", "recipient__name", "requester_organisation", "requester_name")
    found = {
        Received(consent, recipient_id, name or organisation or person)
        for consent, recipient_id, name, organisation, person in rows.order_by("pk")
    }
    return sorted(found, key=lambda one: (one.recipient, one.recipient_id or 0))
