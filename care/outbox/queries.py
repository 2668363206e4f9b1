"""Reading the outbox: what a worker holds, and what was not delivered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from care.actor import Category, Permit
from care.lib.paging import Page, decode_cursor, encode_cursor
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


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A row that was given up, as the page of what was not delivered shows it. `was_handed_over`: it left, and only what follows
    from it could not be written."""

    id: int
    uuid: UUID
    kind: str
    organisation_id: int | None
    patient_id: int | None
    about: dict[str, Any]
    due_at: datetime
    given_up_at: datetime
    attempts: int
    error: str
    was_handed_over: bool


def _undelivered(rows: QuerySet[Delivery]) -> list[Undelivered]:
    return [
        Undelivered(
            id=row.pk,
            uuid=row.uuid,
            kind=row.kind,
            organisation_id=row.organisation_id,
            patient_id=row.patient_id,
            about=row.about,
            due_at=row.due_at,
            given_up_at=row.settled_at,
            attempts=row.attempts,
            error=row.last_error,
            was_handed_over=row.reference != "",
        )
        for row in rows
        if row.settled_at is not None
    ]


def undelivered(*, organisation_id: int, which: Q, after: str = "", limit: int = 50) -> Page[Undelivered]:
    """The organisation's dead letters that `which` names, the latest first. One query, no count.

    `which` is the gate's condition on `patient_id`, or that there is none.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    if after:
        moment, pk = decode_cursor(after)
        which &= Q(settled_at__lte=moment) & ~Q(settled_at=moment, pk__gte=pk)
    dead = Delivery.objects.filter(which, organisation_id=organisation_id, state=State.DEAD.value)
    rows = _undelivered(dead.order_by("-settled_at", "-pk")[: limit + 1])
    shown = rows[:limit]
    return Page(shown, encode_cursor(shown[-1].given_up_at, shown[-1].id) if len(rows) > limit else "")


def find_undelivered(*, uuid: UUID | None = None, delivery_id: int | None = None) -> Undelivered | None:
    """One dead letter, by its public number or its number inside: for a page or a job that asks the gate next."""
    which = Q(uuid=uuid) if uuid else Q(pk=delivery_id)
    return next(iter(_undelivered(Delivery.objects.filter(which, state=State.DEAD.value))), None)
