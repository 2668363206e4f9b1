"""How far the chain of seals has come, and who stands behind an event."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from care.audit.kinds import Kind
from care.audit.models import AuditEvent, Seal
from care.audit.seals import events_waiting


def users_of_events(uuids: Iterable[UUID]) -> dict[UUID, int | None]:
    """Which user stands behind each event, by the event's number; one query."""
    return dict(AuditEvent.objects.filter(uuid__in=list(uuids)).values_list("uuid", "user_id"))


KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Trace:
    """One event that somebody left in one person's record. `page` is the name of the address that was asked for."""

    at: datetime
    kind: Kind
    verb: str
    category: str
    action: str
    page: str


def traces_of(
    *, user_id: int, patient_ids: Collection[int], since: datetime, until: datetime, bases: Collection[str], limit: int = 500
) -> list[Trace]:
    """What one user read, changed and was refused of one person in a period, oldest first. One query.

    `patient_ids` are all numbers of the person (`patients.queries.numbers_of`). Of what was allowed, only what rested on one of
    these rows of the decision table.
    """
    allowed = Q(kind__in=[Kind.ACCESS.value, Kind.CHANGE.value], basis__in=list(bases))
    rows = AuditEvent.objects.filter(
        allowed | Q(kind=Kind.REFUSAL.value),
        user_id=user_id,
        at__gte=since,
        at__lte=until,
        patient_ids__overlap=sorted(patient_ids),
    )
    columns = ("at", "kind", "verb", "category", "action", "detail")
    return [
        Trace(at, KINDS[kind], verb, category, action, str(detail.get("page", "")))
        for at, kind, verb, category, action, detail in rows.order_by("at", "pk").values_list(*columns)[:limit]
    ]


@dataclass(frozen=True, slots=True)
class SealState:
    """How far the chain of seals has come: its newest link, and how many events no seal covers yet."""

    number: int
    sealed_at: datetime | None
    waiting: int
    waiting_since: datetime | None


def seal_state() -> SealState:
    """The newest seal and what waits for the next one; two queries. Says nothing of whether the trail is whole."""
    newest = Seal.objects.order_by("-number").values_list("number", "sealed_at").first()
    number, sealed_at = newest if newest else (0, None)
    waiting = events_waiting()
    return SealState(number=number, sealed_at=sealed_at, waiting=waiting.events, waiting_since=waiting.since)
