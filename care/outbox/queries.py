"""Reading the outbox: what a worker holds, and what was not delivered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from care.actor import Category, Permit
from care.outbox.models import Delivery
from care.outbox.rules import State


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row in a worker's hands.

    `lease` is what lets it mark the row. `is_alone`: an earlier worker died with it, so that it was claimed without
    neighbours, and this claim is counted among `attempts` already. `reference`: handed over before, only to be settled.
    """

    id: int
    uuid: UUID
    kind: str
    key: str
    organisation_id: int | None
    patient_id: int | None
    about: dict[str, Any]
    due_at: datetime
    attempts: int
    lease: int = 1
    is_alone: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that has not gone yet. `next_try_at` is when it is asked next; `reason` why it was put off, `error` what failed."""

    uuid: UUID
    about: dict[str, Any]
    due_at: datetime
    next_try_at: datetime
    attempts: int
    reason: str
    error: str


def waiting_for(*, permit: Permit, kind: str, limit: int = 50) -> list[Waiting]:
    """What of one kind waits to go to the permit's patient, soonest first. One query."""
    permit.check(category=Category.SUD)
    rows = Delivery.objects.filter(
        state=State.WAITING.value, kind=kind, patient_id=permit.patient_id, organisation_id=permit.organisation_id
    ).order_by("next_try_at", "pk")
    columns = ("uuid", "about", "due_at", "next_try_at", "attempts", "reason", "last_error")
    return [Waiting(*row) for row in rows.values_list(*columns)[:limit]]
