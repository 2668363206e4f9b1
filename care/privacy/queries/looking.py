"""What may be worth a look, and what came of looking."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from care.actor import Actor
from care.lib.paging import Page, decode_cursor, encode_cursor
from care.privacy.models import Observation
from care.privacy.vocabulary import Kind, Outcome

CAP = 100  # counts above it read "100+"


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """One thing to look at; people and colleagues by number."""

    observation_id: int
    uuid: UUID
    kind: Kind
    staff_id: int
    patient_id: int | None
    day: date
    times: int
    found_at: datetime
    reviewed_at: datetime | None
    reviewed_by_id: int | None
    outcome: Outcome | None
    note: str


_COLUMNS = [column.name for column in fields(ObservationRow) if column.name != "observation_id"]


def observations_of(
    *, actor: Actor, reviewed: bool = False, kind: Kind | None = None, after: str = "", limit: int = 50
) -> Page[ObservationRow]:
    """What waits for a look, or with `reviewed` what was looked at: the found last first. One query, no count.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    rows = Observation.objects.filter(organisation_id=actor.organisation_id or 0, reviewed_at__isnull=not reviewed)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if after:
        moment, pk = decode_cursor(after)
        rows = rows.filter(Q(found_at__lt=moment) | Q(found_at=moment, pk__lt=pk))
    found = list(rows.order_by("-found_at", "-pk").values("pk", *_COLUMNS)[: limit + 1])
    shown = [
        ObservationRow(
            observation_id=row.pop("pk"),
            **(row | {"kind": Kind(row["kind"]), "outcome": Outcome(row["outcome"]) if row["outcome"] else None}),
        )
        for row in found[:limit]
    ]
    return Page(shown, encode_cursor(shown[-1].found_at, shown[-1].observation_id) if len(found) > limit else "")


def is_ours(*, actor: Actor, observation: UUID) -> bool:
    """Whether there is such a thing to look at for the actor's organization. One query."""
    return Observation.objects.filter(uuid=observation, organisation_id=actor.organisation_id or 0).exists()


def count_to_look_at(*, actor: Actor) -> int:
    """How many wait, up to one more than `CAP`. One query."""
    rows = Observation.objects.filter(organisation_id=actor.organisation_id or 0, reviewed_at__isnull=True)
    return rows.order_by()[: CAP + 1].count()
