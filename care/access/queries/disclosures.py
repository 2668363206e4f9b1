"""Reading the accounting of disclosures, with a permit."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from care.access.models import Disclosure
from care.access.vocabulary import Channel, Outcome
from care.actor import Category, Permit, Purpose


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One thing that was given, as a screen shows it."""

    uuid: UUID
    at: datetime
    recipient: str
    partner: str
    purpose: Purpose
    resource: str
    count: int
    categories: tuple[Category, ...]
    consent: UUID | None
    notice: str
    channel: str
    outcome: Outcome


def disclosures_of(*, permit: Permit, limit: int = 100) -> list[DisclosureRow]:
    """What left the record of the permit's patient here, newest first. One query."""
    permit.check(category=Category.SUD)
    rows = (
        Disclosure.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
        .select_related("recipient", "partner", "consent")
        .order_by("-at", "-pk")[:limit]
    )
    return [
        DisclosureRow(
            uuid=row.uuid,
            at=row.at,
            recipient=row.recipient.name if row.recipient else row.requester_organisation or row.requester_name,
            partner=row.partner.name if row.partner else "",
            purpose=Purpose(row.purpose),
            resource=row.resource,
            count=len(row.uuids),
            categories=tuple(category for category in Category if category.value in row.categories),
            consent=row.consent.uuid if row.consent else None,
            notice=row.notice,
            channel=Channel(row.channel).label,
            outcome=Outcome(row.outcome),
        )
        for row in rows
    ]
