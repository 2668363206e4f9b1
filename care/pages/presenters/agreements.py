"""Agreements in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from care.access.queries import AgreementRow
from care.lib.dates import date_text, local_date


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """One agreement. `is_over`: nothing can rest on it any more."""

    uuid: UUID
    party: str
    kind: str
    reference: str
    covers: str
    categories: str
    days: str
    destroyed: str
    recorded: str
    ended: str
    state: str
    tone: str
    icon: str
    is_over: bool


def agreement_card(row: AgreementRow, *, zone: str, today: date) -> AgreementCard:
    """As the list shows it."""
    is_over = row.ended_at is not None or (row.until_day is not None and row.until_day < today)
    state, tone, icon = ("In force", "well", "check") if row.in_force else ("Not yet in force", "plain", "clock")
    if is_over:
        state, tone, icon = "Ended", "plain", "close"
    until = date_text(row.until_day) if row.until_day else "it is ended"
    ended = ""
    if row.ended_at is not None:
        ended = f"Ended {date_text(local_date(row.ended_at, zone))} by {row.ended_by}: {row.ended_reason}"
    return AgreementCard(
        uuid=row.uuid,
        party=row.party,
        kind=row.kind.label,
        reference=row.reference,
        covers=row.covers,
        categories=", ".join(category.label.lower() for category in row.categories),
        days=f"From {date_text(row.from_day)} until {until}",
        destroyed=f"Data destroyed by {date_text(row.destroy_day)}" if row.destroy_day else "",
        recorded=f"Written down {date_text(local_date(row.recorded_at, zone))} by {row.recorded_by}",
        ended=ended,
        state=state,
        tone=tone,
        icon=icon,
        is_over=is_over,
    )
