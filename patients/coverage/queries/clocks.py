"""Figures that hold at a program, and what runs out next: of one person, and of everybody whom the reader may see."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from care.accounts.queries import law_of
from care.actor import Actor, Category, Permit
from care.actor.vocabulary import Described
from care.lib.paging import Page, decode_cursor, encode_cursor
from patients.coverage.models import Deadline, OwnClock, PlanClock
from patients.coverage.rules import Limit
from patients.coverage.vocabulary import Clock, Figure, Ground, PlanKind, Subject, TimeUnit

MOST_ROWS = 50  # of the navigator's list on one page
COUNTED = 999  # counts above it read "999+"


def limits_of(*, organisation_id: int) -> list[Limit]:
    """The list's figures and the program's own. Two queries."""
    listed = PlanClock.objects.order_by("pk").values_list(
        "figure", "plan_kind", "state", "value", "unit", "source", "verified_on"
    )
    limits = [
        Limit(Figure(figure), PlanKind(kind) if kind else None, state, value, TimeUnit(unit), source, verified_on)
        for figure, kind, state, value, unit, source, verified_on in listed
    ]
    own = OwnClock.objects.filter(organisation_id=organisation_id).order_by("pk")
    limits += [
        Limit(Figure(figure), PlanKind(kind), "", value, TimeUnit(unit), source, read_at.date(), is_ours=True)
        for figure, kind, value, unit, source, read_at in own.values_list(
            "figure", "plan_kind", "value", "unit", "source", "read_at"
        )
    ]
    return limits


def law_at(*, organisation_id: int) -> str:
    """The state whose law holds at a program; empty where nobody has said. One query."""
    return law_of(organisation_id)


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One figure as its page shows it. `read_by` is the colleague who read the source, for a figure of the program's own."""

    figure: Figure
    plan_kind: PlanKind | None
    state: str
    value: int
    unit: TimeUnit
    source: str
    noted_on: date | None
    verified_on: date | None
    uuid: UUID | None = None
    read_by: str = ""
    read_at: datetime | None = None


def limit_rows(*, organisation_id: int) -> list[LimitRow]:
    """The whole list with the program's own figures first. Two queries."""
    own = OwnClock.objects.filter(organisation_id=organisation_id).select_related("read_by").order_by("plan_kind", "figure")
    rows = [
        LimitRow(
            figure=Figure(row.figure),
            plan_kind=PlanKind(row.plan_kind),
            state="",
            value=row.value,
            unit=TimeUnit(row.unit),
            source=row.source,
            noted_on=None,
            verified_on=row.read_at.date(),
            uuid=row.uuid,
            read_by=row.read_by.name,
            read_at=row.read_at,
        )
        for row in own
    ]
    rows += [
        LimitRow(
            figure=Figure(row.figure),
            plan_kind=PlanKind(row.plan_kind) if row.plan_kind else None,
            state=row.state,
            value=row.value,
            unit=TimeUnit(row.unit),
            source=row.source,
            noted_on=row.noted_on,
            verified_on=row.verified_on,
        )
        for row in PlanClock.objects.order_by("pk")
    ]
    return rows


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """Something that runs out. `source` says by which letter or rule, `is_verified` whether somebody has read that rule."""

    deadline_id: int
    patient_id: int
    subject_kind: Subject
    subject: UUID
    clock: Clock
    what: str
    payer: str
    is_expedited: bool
    due_at: datetime
    aim_at: datetime
    ground: Ground
    source: str
    is_verified: bool

    def is_late(self, at: datetime) -> bool:
        """Whether it has run out."""
        return self.due_at < at


_COLUMNS = [column.name for column in fields(DeadlineRow) if column.name != "deadline_id"]
_WORDS: dict[str, type[Described]] = {"subject_kind": Subject, "clock": Clock, "ground": Ground}


def _rows(found: Iterable[dict[str, Any]]) -> list[DeadlineRow]:
    rows = []
    for values in found:
        values |= {name: kind(values[name]) for name, kind in _WORDS.items()}
        rows.append(DeadlineRow(deadline_id=values.pop("pk"), **values))
    return rows


def deadlines_of(*, permit: Permit) -> list[DeadlineRow]:
    """What runs out next for the permit's patient here, soonest first. One query."""
    permit.check(category=Category.SUD)
    found = Deadline.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return _rows(found.order_by("due_at", "pk").values("pk", *_COLUMNS))


class Show(StrEnum):
    """The ways to see the navigator's list."""

    EVERYTHING = "everything"
    LATE = "late"
    SOON = "soon"
    COVERAGE = "coverage"
    AUTHORIZATION = "authorization"
    DENIAL = "denial"
    AID = "aid"


def _seen_by(actor: Actor, condition: Q) -> QuerySet[Deadline]:
    return Deadline.objects.filter(condition, organisation_id=actor.organisation_id or 0, patient__deceased_on__isnull=True)


def open_deadlines(
    *,
    actor: Actor,
    condition: Q,
    show: Show = Show.EVERYTHING,
    at: datetime,
    soon: timedelta,
    after: str = "",
    limit: int = MOST_ROWS,
) -> Page[DeadlineRow]:
    """What runs out next of everybody alive whom the gate's condition (on `patient_id`) lets the reader see. One query, no count.

    Late is what ran out before `at`; soon is that, and what runs out within `soon`.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    found = _seen_by(actor, condition)
    if show is Show.LATE:
        found = found.filter(due_at__lt=at)
    elif show is Show.SOON:
        found = found.filter(due_at__lt=at + soon)
    elif show is not Show.EVERYTHING:
        found = found.filter(subject_kind=show.value)
    if after:
        moment, pk = decode_cursor(after)
        found = found.filter(Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=pk))
    rows = _rows(found.order_by("due_at", "pk").values("pk", *_COLUMNS)[: limit + 1])
    shown = rows[:limit]
    return Page(shown, encode_cursor(shown[-1].due_at, shown[-1].deadline_id) if len(rows) > limit else "")


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that runs out, as far as it is counted."""

    subject_kind: Subject
    due_at: datetime


def counted_deadlines(*, actor: Actor, condition: Q) -> list[Counted]:
    """What the chips of the list count, up to one more than `COUNTED`. One query."""
    rows = _seen_by(actor, condition).order_by("due_at", "pk").values_list("subject_kind", "due_at")[: COUNTED + 1]
    return [Counted(Subject(kind), due_at) for kind, due_at in rows]
