"""How far the chain of seals has come, and who stands behind an event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from care.audit.models import AuditEvent, Seal
from care.audit.seals import events_waiting


def users_of_events(uuids: Iterable[UUID]) -> dict[UUID, int | None]:
    """Which user stands behind each event, by the event's number; one query."""
    return dict(AuditEvent.objects.filter(uuid__in=list(uuids)).values_list("uuid", "user_id"))


@dataclass(frozen=True, slots=True)
class SealState:
    """How far the chain of seals has come: its newest link, and how many events no seal covers yet."""

    number: int
    sealed_at: datetime | None
    waiting: int


def seal_state() -> SealState:
    """The newest seal and what waits for the next one; two queries. Says nothing of whether the trail is whole."""
    newest = Seal.objects.order_by("-number").values_list("number", "sealed_at").first()
    number, sealed_at = newest if newest else (0, None)
    return SealState(number=number, sealed_at=sealed_at, waiting=events_waiting())
