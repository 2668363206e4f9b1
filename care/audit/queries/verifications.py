"""Runs of the verification and what they found."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from care.audit.models import Verification
from care.audit.rules import UNFINISHED, State


@dataclass(frozen=True, slots=True)
class VerificationRow:
    """One reading of the whole trail."""

    uuid: UUID
    asked_at: datetime
    asked_by: int | None
    asked_by_job: str
    state: State
    begun_at: datetime | None
    alive_at: datetime | None
    events_expected: int
    events: int
    seals: int
    ended_at: datetime | None
    is_sound: bool | None
    faults: int
    first_row: str
    first_fault: str
    untraced: int
    first_untraced: str
    error: str

    @property
    def is_unfinished(self) -> bool:
        """Whether it waits or runs."""
        return self.state in UNFINISHED


_COLUMNS = [column.name for column in fields(VerificationRow)]


def last_verifications(limit: int = 10) -> list[VerificationRow]:
    """The newest runs, newest first. One query."""
    rows = Verification.objects.order_by("-asked_at", "-pk").values(*_COLUMNS)[:limit]
    return [VerificationRow(**(row | {"state": State(row["state"])})) for row in rows]


def waiting_verification() -> VerificationRow | None:
    """The run that waits or runs now, the one asked for first. One query."""
    rows = Verification.objects.filter(state__in=[state.value for state in UNFINISHED]).order_by("asked_at", "pk")
    row = rows.values(*_COLUMNS).first()
    return VerificationRow(**(row | {"state": State(row["state"])})) if row else None
