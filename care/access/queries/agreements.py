"""Reading agreements: for the gate, by number; for the privacy officer, those of one program."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from care.access.models import Agreement
from care.access.vocabulary import AGREED_WITH, AgreementKind
from care.actor import Actor, Category, Requester
from care.lib.dates import local_date


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement, as a screen shows it."""

    uuid: UUID
    kind: AgreementKind
    party: str
    reference: str
    covers: str
    categories: tuple[Category, ...]
    from_day: date
    until_day: date | None
    destroy_day: date | None
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None
    ended_by: str
    ended_reason: str
    in_force: bool

    @property
    def requester(self) -> Requester:
        """Who may ask on it."""
        return AGREED_WITH[self.kind]


def _rows(agreements: Iterable[Agreement], at: datetime) -> list[AgreementRow]:
    return [
        AgreementRow(
            uuid=row.uuid,
            kind=AgreementKind(row.kind),
            party=row.party,
            reference=row.reference,
            covers=row.covers,
            categories=tuple(category for category in Category if category.value in row.categories),
            from_day=row.from_day,
            until_day=row.until_day,
            destroy_day=row.destroy_day,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by.name,
            ended_at=row.ended_at,
            ended_by=row.ended_by.name if row.ended_by else "",
            ended_reason=row.ended_reason,
            in_force=_stands(row, local_date(at, row.organisation.zone), at),
        )
        for row in agreements
    ]


def _stands(row: Agreement, today: date, at: datetime) -> bool:
    ended = row.ended_at is not None and row.ended_at <= at
    return not ended and row.from_day <= today and (row.until_day is None or today <= row.until_day)


def agreements_of(*, organisation_id: int, at: datetime) -> list[AgreementRow]:
    """Every agreement of a program, newest first. One query."""
    rows = Agreement.objects.filter(organisation_id=organisation_id).select_related("organisation", "recorded_by", "ended_by")
    return _rows(rows.order_by("-from_day", "-pk"), at)


def agreements_in_force(*, actor: Actor, at: datetime) -> list[AgreementRow]:
    """Those on which a colleague's program may give something now, by party. One query."""
    rows = agreements_of(organisation_id=actor.organisation_id or 0, at=at)
    return sorted((row for row in rows if row.in_force), key=lambda row: (row.party, row.reference))


def covered_by(*, agreement: UUID | None, organisation_id: int | None, requester: Requester, at: datetime) -> frozenset[Category]:
    """What an agreement that a colleague names opens to whoever asks, at this moment; nothing where it does not stand.

    For the gate. One query; none where no agreement is named.
    """
    if agreement is None or organisation_id is None:
        return frozenset()
    found = Agreement.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=at), uuid=agreement, organisation_id=organisation_id
    )
    row = found.select_related("organisation").order_by("pk").first()
    if row is None or AGREED_WITH[AgreementKind(row.kind)] is not requester:
        return frozenset()
    if not _stands(row, local_date(at, row.organisation.zone), at):
        return frozenset()
    return frozenset(Category(category) for category in row.categories)
