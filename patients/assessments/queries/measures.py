"""How the person is doing: the latest of each instrument, what is open, what is due, and one score over time."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from care.actor import Category, Permit
from care.lib.prepared import prepared
from patients.assessments.catalogue import definition as definition_of
from patients.assessments.catalogue import definitions
from patients.assessments.models import Response, Score
from patients.assessments.queries.due import DueLine, due_of
from patients.assessments.queries.outcomes import scored
from patients.assessments.queries.responses import covered, who
from patients.assessments.rules import Definition, Mode, Scored, State


@dataclass(frozen=True, slots=True)
class Result:
    """One completed time. `has_trigger`: an answer called for somebody."""

    uuid: UUID
    at: datetime
    mode: Mode
    by: str
    scores: tuple[Scored, ...]
    has_trigger: bool

    @property
    def score(self) -> Scored | None:
        """The main score: that named "total", else the first; none where answers were missing."""
        return next((one for one in self.scores if one.name == "total"), next(iter(self.scores), None))


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Answers that wait for more."""

    uuid: UUID
    mode: Mode
    begun_at: datetime
    begun_by: str
    changed_at: datetime
    answered: int


@dataclass(slots=True)
class Measure:
    """One instrument, about one thing where it is asked about something: latest first, then the one before."""

    definition: Definition
    subject: str
    latest: Result | None = None
    before: Result | None = None
    open: OpenLine | None = None
    due: DueLine | None = None

    @property
    def instrument(self) -> str:
        """Its code."""
        return self.definition.code

    @property
    def due_on(self) -> date | None:
        """When it is asked again."""
        return self.due.due_on if self.due else None


def measures_of(*, permit: Permit) -> list[Measure]:
    """Each instrument that was answered, is open or is due, of those that the permit covers, in the order of the catalogue.

    Five queries, however many there are.
    """
    found: dict[tuple[str, str], Measure] = {}
    known = definitions()

    def of(instrument: str, subject: str) -> Measure | None:
        if instrument not in known:
            return None
        return found.setdefault((instrument, subject), Measure(known[instrument], subject))

    for row in _latest_two(permit):
        measure = of(row.instrument, row.subject)
        if measure is not None and measure.latest is None:
            measure.latest = _result(row)
        elif measure is not None:
            measure.before = _result(row)
    waiting = covered(permit).filter(state=State.OPEN.value).select_related("begun_by").prefetch_related("answers")
    for row in waiting.order_by("pk"):
        measure = of(row.instrument, row.subject)
        if measure is not None:
            measure.open = OpenLine(
                uuid=row.uuid,
                mode=Mode(row.mode),
                begun_at=row.begun_at,
                begun_by=row.begun_by.name if row.begun_by else who(row.begun_by_job),
                changed_at=row.changed_at,
                answered=len(row.answers.all()),
            )
    for line in due_of(permit=permit):
        measure = of(line.instrument, "")
        if measure is not None:
            measure.due = line
    order = {code: number for number, code in enumerate(known)}
    return sorted(found.values(), key=lambda one: (order[one.instrument], one.subject))


@dataclass(frozen=True, slots=True)
class PartLine:
    """Answers that were set aside before the end: they count nowhere, and stay readable."""

    uuid: UUID
    definition: Definition
    subject: str
    ended_at: datetime
    reason: str
    answered: int


def parts_of(*, permit: Permit, since: datetime) -> list[PartLine]:
    """What was answered in part and set aside since a moment, newest first. One query."""
    rows = covered(permit).filter(state=State.SET_ASIDE.value, ended_at__gte=since).annotate(number=Count("answers"))
    return [
        PartLine(row.uuid, definition_of(row.instrument, row.version), row.subject, row.ended_at, row.end_reason, row.number)
        for row in rows.filter(number__gt=0).order_by("-ended_at", "-pk")
        if row.ended_at is not None
    ]


def _latest_two(permit: Permit) -> list[Response]:
    number = Window(
        RowNumber(),
        partition_by=[F("instrument"), F("subject")],
        order_by=[F("administered_at").desc(), F("pk").desc()],
    )
    rows = covered(permit).filter(state=State.COMPLETED.value).annotate(place=number).filter(place__lte=2)
    return list(rows.select_related("completed_by").prefetch_related("scores").order_by("instrument", "subject", "place"))


def _result(row: Response) -> Result:
    return Result(
        uuid=row.uuid,
        at=row.administered_at,
        mode=Mode(row.mode),
        by=row.completed_by.name if row.completed_by else who(row.completed_by_job),
        scores=tuple(scored(one) for one in sorted(row.scores.all(), key=lambda one: one.pk)),
        has_trigger=bool(row.found.get("triggers")),
    )


@dataclass(frozen=True, slots=True)
class Point:
    """One score at one moment."""

    at: datetime
    value: Decimal
    band: str
    is_positive: bool
    mode: Mode
    uuid: UUID
    subject: str = ""
    band_label: str = ""
    is_prorated: bool = False


def series(
    *, permit: Permit, instrument: str, name: str = "total", subject: str = "", since: datetime | None = None
) -> list[Point]:
    """One score of one instrument over time, oldest first, from other systems too. One query.

    Raises:
        KeyError: there is no such instrument.
        PermitMismatch: the permit does not cover its kind of data.
    """
    permit.check(category=definitions()[instrument].category)
    columns = _series(permit=permit, instrument=instrument, name=name, subject=subject, since=since)
    return [
        Point(at, value, band, is_positive, Mode(mode), uuid, subject, label, is_prorated)
        for at, value, band, is_positive, mode, uuid, label, is_prorated in columns
    ]


@prepared
def _series(
    *, permit: Permit, instrument: str, name: str, subject: str, since: datetime | None
) -> QuerySet[Score, tuple[Any, ...]]:
    rows = Score.objects.filter(
        name=name,
        response__patient_id=permit.patient_id,
        response__organisation_id=permit.organisation_id,
        response__instrument=instrument,
        response__subject=subject,
        response__state=State.COMPLETED.value,
    )
    if since is not None:
        rows = rows.filter(response__administered_at__gte=since)
    return rows.order_by("response__administered_at", "response__pk").values_list(
        "response__administered_at",
        "value",
        "band",
        "is_positive",
        "response__mode",
        "response__uuid",
        "band_label",
        "is_prorated",
    )


def history_of(*, permit: Permit, instrument: str, subject: str = "", limit: int = 50) -> list[Result]:
    """The latest times that one instrument was completed, newest first, for a serial view. Two queries.

    Raises:
        KeyError: there is no such instrument.
    """
    permit.check(category=Category(definitions()[instrument].category))
    rows = covered(permit).filter(instrument=instrument, subject=subject, state=State.COMPLETED.value)
    latest = rows.select_related("completed_by").prefetch_related("scores").order_by("-administered_at", "-pk")
    return [_result(row) for row in latest[:limit]]
