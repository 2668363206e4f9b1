"""Figures of the safety rules: those that come with the platform, and those of one organization with who set them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from care.accounts.rules import Work, check_work
from care.actor import Actor
from treatment_plans.regimens.alert_words import Verdict
from treatment_plans.regimens.models import OwnThreshold


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One figure of one's own: proposed, decided on by another, perhaps withdrawn."""

    uuid: UUID
    key: str
    value: Decimal
    effective_from: date
    why: str
    proposed_at: datetime
    proposed_by: str
    proposed_by_id: int
    verdict: Verdict | None
    decided_at: datetime | None
    decided_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str

    @property
    def is_open(self) -> bool:
        """Nobody has decided, and it was not taken back."""
        return self.verdict is None and self.withdrawn_at is None

    @property
    def holds(self) -> bool:
        """Approved and not withdrawn."""
        return self.verdict is Verdict.APPROVED and self.withdrawn_at is None


def own_figures(*, actor: Actor) -> list[OwnRow]:
    """All figures that the actor's organization ever proposed, newest first. One query.

    Raises:
        WorkRefused: the actor does not look at the rules.
    """
    check_work(actor, Work.SEE_SAFETY_RULES)
    _, organisation = actor.colleague()
    rows = OwnThreshold.objects.filter(organisation_id=organisation).select_related("proposed_by", "decided_by", "withdrawn_by")
    return [
        OwnRow(
            row.uuid,
            row.key,
            row.value,
            row.effective_from,
            row.why,
            row.proposed_at,
            row.proposed_by.name,
            row.proposed_by_id,
            Verdict(row.verdict) if row.verdict else None,
            row.decided_at,
            row.decided_by.name if row.decided_by else "",
            row.withdrawn_at,
            row.withdrawn_by.name if row.withdrawn_by else "",
        )
        for row in rows.order_by("-proposed_at", "-pk")[:500]
    ]
