"""Reading the accounting of disclosures, with a permit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from care.access.models import Disclosure
from care.access.vocabulary import Channel, Ground, Outcome
from care.actor import Category, Permit, Purpose, Requester


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One thing that was given, as a screen shows it. `came_back`: a later row says that nobody received it."""

    uuid: UUID
    at: datetime
    requester: Requester
    name: str
    recipient: str
    partner: str
    by: str
    purpose: Purpose
    ground: Ground
    basis: str
    papers: str
    resource: str
    parts: tuple[str, ...]
    count: int
    categories: tuple[Category, ...]
    consent: UUID | None
    notice: str
    channel: str
    outcome: Outcome
    summary: str
    came_back: bool


def disclosures_of(
    *, permit: Permit, limit: int = 100, since: datetime | None = None, person: Q | None = None
) -> list[DisclosureRow]:
    """What left the record of the permit's patient here, newest first. Two queries.

    `person` is the condition on `patient_id` that knows under which numbers the person was here (`patients.queries.same_person`):
    the accounting is append-only, so that what left a record that was merged since stands under that one's number.
    """
    permit.check(category=Category.SUD)
    rows = Disclosure.objects.filter(person or Q(patient_id=permit.patient_id), organisation_id=permit.organisation_id)
    came_back = set(rows.filter(amends__isnull=False).order_by("pk").values_list("amends_id", flat=True))
    rows = rows.filter(amends__isnull=True).select_related("recipient", "partner", "consent", "by", "agreement")
    if since is not None:
        rows = rows.filter(at__gte=since)
    return _rows(rows.order_by("-at", "-pk")[:limit], came_back)


def _rows(disclosures: Iterable[Disclosure], came_back: Collection[int]) -> list[DisclosureRow]:
    return [
        DisclosureRow(
            uuid=row.uuid,
            at=row.at,
            requester=Requester(row.requester),
            name=row.requester_name,
            recipient=row.recipient.name if row.recipient else row.requester_organisation or row.requester_name,
            partner=row.partner.name if row.partner else "",
            by=row.by.name if row.by else "",
            purpose=Purpose(row.purpose),
            ground=Ground(row.ground),
            basis=row.basis,
            papers=_papers(row),
            resource=row.resource,
            parts=tuple(row.parts),
            count=len(row.uuids),
            categories=tuple(category for category in Category if category.value in row.categories),
            consent=row.consent.uuid if row.consent else None,
            notice=row.notice,
            channel=Channel(row.channel).label,
            outcome=Outcome(row.outcome),
            summary=row.summary,
            came_back=row.pk in came_back,
        )
        for row in disclosures
    ]


def _papers(row: Disclosure) -> str:
    """The papers of the ground in one line: the order's number, the agreement's, the nature of the emergency."""
    if row.order_number:
        return f"order {row.order_number}, subpoena {row.subpoena_number}; {row.order_limits}"
    if row.agreement is not None:
        return f"{row.agreement.party}, {row.agreement.reference}"
    return row.emergency_nature or row.reference
