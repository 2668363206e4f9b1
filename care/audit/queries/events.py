"""Events of one person, of one colleague, of a program in a period: newest first, with a keyset cursor and no count."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate

from care.actor import ActorKind, Category, Permit
from care.audit.kinds import Kind
from care.audit.models import AuditEvent
from care.lib.paging import Page, decode_cursor, encode_cursor


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event, with all that a report says of it."""

    event_id: int
    uuid: UUID
    at: datetime
    kind: Kind
    verb: str
    actor_kind: ActorKind
    actor_label: str
    user_id: int | None
    organisation_id: int | None
    patient_ids: list[int]
    category: str
    action: str
    purpose: str
    decision: str
    basis: str
    reason: str


_COLUMNS = [column.name for column in fields(EventRow) if column.name != "event_id"]


@dataclass(frozen=True, slots=True)
class Which:
    """Which events: of a period (`until` is the first moment after it), of some kinds, of one actor or one sort. Empty: all."""

    since: datetime
    until: datetime
    kinds: frozenset[Kind] = frozenset()
    actor_label: str = ""
    actor_kind: str = ""

    def condition(self) -> Q:
        """The same as a condition."""
        found = Q(at__gte=self.since, at__lt=self.until)
        if self.kinds:
            found &= Q(kind__in=sorted(kind.value for kind in self.kinds))
        if self.actor_label:
            found &= Q(actor_label=self.actor_label)
        if self.actor_kind:
            found &= Q(actor_kind=self.actor_kind)
        return found


def _page(events: QuerySet[AuditEvent], which: Which, *, after: str, limit: int) -> Page[EventRow]:
    """One page.

    Raises:
        BadCursor: `after` is not a cursor of such a list.
    """
    events = events.filter(which.condition())
    if after:
        moment, pk = decode_cursor(after)
        events = events.filter(Q(at__lt=moment) | Q(at=moment, pk__lt=pk))
    found = list(events.order_by("-at", "-pk").values("pk", *_COLUMNS)[: limit + 1])
    rows = [_row(values) for values in found[:limit]]
    return Page(rows, encode_cursor(rows[-1].at, rows[-1].event_id) if len(found) > limit else "")


def _row(values: dict[str, Any]) -> EventRow:
    values |= {"kind": Kind(values["kind"]), "actor_kind": ActorKind(values["actor_kind"])}
    return EventRow(event_id=values.pop("pk"), **values)


def _of_patient(permit: Permit, numbers: Collection[int]) -> QuerySet[AuditEvent]:
    permit.check(category=Category.DEMOGRAPHICS)
    return AuditEvent.objects.filter(patient_ids__overlap=sorted({permit.patient_id, *numbers}))


def events_of_patient(
    *, permit: Permit, which: Which, numbers: Collection[int] = (), after: str = "", limit: int = 200
) -> Page[EventRow]:
    """What was done with the record of the permit's patient, by whomever, wherever they work. One query.

    `numbers` are those under which the person was known as well (`patients.queries.numbers_of`): the trail is never rewritten,
    so that what was done with a record that was merged since stands under that one's number.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    return _page(_of_patient(permit, numbers), which, after=after, limit=limit)


def events_of_colleague(*, user_id: int, staff_id: int, which: Which, after: str = "", limit: int = 200) -> Page[EventRow]:
    """What one colleague did at this place of work. One query.

    The page asks `care.accounts.rules` whether the reader may see it, and the gate about the people whom it names.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    events = AuditEvent.objects.filter(user_id=user_id, actor_label=f"staff {staff_id}")
    return _page(events, which, after=after, limit=limit)


def events_of_program(*, organisation_id: int, which: Which, after: str = "", limit: int = 200) -> Page[EventRow]:
    """What happened at a program in a period. One query; as `events_of_colleague` for who may see it.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    return _page(AuditEvent.objects.filter(organisation_id=organisation_id), which, after=after, limit=limit)


@dataclass(frozen=True, slots=True)
class Summary:
    """What one actor did of one kind in a period: how often, on how many local days, first and last."""

    actor_kind: ActorKind
    actor_label: str
    user_id: int | None
    kind: Kind
    times: int
    days: int
    first_at: datetime
    last_at: datetime


def summary_of_patient(*, permit: Permit, which: Which, zone: str, numbers: Collection[int] = ()) -> list[Summary]:
    """Who did what with the record of the permit's patient, for the answer: most days first. One query.

    What is written of an access session itself (opened, extended, closed, reviewed) counts as access: nothing of the record
    was changed by it. `numbers` as for `events_of_patient`.
    """
    of_a_session = When(kind=Kind.CHANGE.value, verb__startswith="session.", then=Value(Kind.ACCESS.value))
    rows = (
        _of_patient(permit, numbers)
        .filter(which.condition())
        .annotate(told_as=Case(of_a_session, default=F("kind")))
        .values("actor_kind", "actor_label", "user_id", "told_as")
        .annotate(
            times=Count("pk"),
            days=Count(TruncDate("at", tzinfo=ZoneInfo(zone)), distinct=True),
            first_at=Min("at"),
            last_at=Max("at"),
        )
        .order_by("-days", "-last_at", "actor_label", "told_as")
    )
    columns = ("actor_kind", "actor_label", "user_id", "told_as", "times", "days", "first_at", "last_at")
    return [
        Summary(ActorKind(actor_kind), label, user_id, Kind(kind), times, days, first_at, last_at)
        for actor_kind, label, user_id, kind, times, days, first_at, last_at in rows.values_list(*columns)
    ]
