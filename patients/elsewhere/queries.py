"""What other systems say happened to one person: how much there is, the newest of each kind, one kind page by page."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from care.actor import Category, Permit
from care.lib.paging import Page, decode_cursor, encode_cursor
from care.lib.prepared import prepared
from patients.elsewhere.models import Record, RecordPart
from patients.elsewhere.rules import Moment, Precision, RecordKind, RecordStatement
from patients.queries import KnownResource
from patients.rules import CATEGORIES, ResourceKey

PAGE = 50


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a record."""

    label: str
    value: str
    number: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record as a reader may see it. `place` and `who` are empty for who does not read substance use care,
    and so are the members of a team: such names may say what no code says.
    """

    pk: int
    uuid: UUID
    kind: RecordKind
    category: Category
    source: str
    system: str
    code: str
    display: str
    status: str
    happened: Moment
    ended: Moment | None
    value: str
    number: Decimal | None
    unit: str
    interpretation: str
    reference_range: str
    reason: str
    place: str
    who: str
    parts: list[PartLine] = field(default_factory=list)


_COLUMNS = (
    *("pk", "uuid", "kind", "category", "source", "system", "code", "display", "status", "happened", "precision", "ended"),
    *("ended_precision", "value", "number", "unit", "interpretation", "reference_range", "reason", "place", "who"),
)


def open_records(permit: Permit) -> QuerySet[Record]:
    """The records of the permit's patient of the kinds of data that it covers, and that their source has not taken back."""
    covered = [category.value for category in CATEGORIES if permit.covers(category)]
    return Record.objects.filter(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        category__in=covered,
        withdrawn_at__isnull=True,
    )


def record_counts(*, permit: Permit) -> dict[RecordKind, int]:
    """How many records of each kind the reader may see. One query."""
    return {RecordKind(kind): number for kind, number in _counts(permit=permit)}


@prepared
def _counts(*, permit: Permit) -> QuerySet[Record, tuple[Any, ...]]:
    return open_records(permit).values("kind").annotate(number=Count("pk")).order_by("kind").values_list("kind", "number")


def newest_of_each(*, permit: Permit, most: int) -> dict[RecordKind, list[RecordLine]]:
    """The newest records of each kind but results, the newest first, so many at most of each. Two queries."""
    ranked = (
        open_records(permit)
        .exclude(kind=RecordKind.OBSERVATION.value)
        .annotate(place_in_kind=Window(RowNumber(), partition_by=F("kind"), order_by=[F("happened").desc(), F("pk").desc()]))
        .filter(place_in_kind__lte=most)
        .order_by("kind", "-happened", "-pk")
    )
    found: dict[RecordKind, list[RecordLine]] = {}
    for line in _lines(ranked, permit):
        found.setdefault(line.kind, []).append(line)
    return found


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that was measured, once or more often: its newest result, and how many there are."""

    newest: RecordLine
    times: int


MOST_VISITS = 200
HOSPITAL_VISITS = ("Emergency visit", "Hospital stay", "Observation stay")  # as the source's class of a visit is kept


@dataclass(frozen=True, slots=True)
class HospitalVisit:
    """One time in an emergency department or a hospital, as another system tells it."""

    uuid: UUID
    category: Category
    happened: Moment
    ended: Moment | None
    what: str
    source: str


def hospital_visits(*, permit: Permit) -> list[HospitalVisit]:
    """The newest times in an emergency department or a hospital that other systems tell of, the first first. One query."""
    return [
        HospitalVisit(
            uuid,
            Category(category),
            Moment(happened, Precision(precision)),
            Moment(ended, Precision(ended_precision)) if ended else None,
            what,
            source,
        )
        for uuid, category, happened, precision, ended, ended_precision, what, source in reversed(_hospital_visits(permit=permit))
    ]


@prepared
def _hospital_visits(*, permit: Permit) -> QuerySet[Record, tuple[Any, ...]]:
    rows = open_records(permit).filter(kind=RecordKind.VISIT.value, parts__value__in=HOSPITAL_VISITS).order_by("-happened", "-pk")
    columns = ("uuid", "category", "happened", "precision", "ended", "ended_precision", "parts__value", "source")
    return rows.values_list(*columns)[:MOST_VISITS]


def people_in_hospital(*, organisation_id: int, since: datetime) -> set[tuple[int, UUID]]:
    """Of whom other systems tell that they were in an emergency department or a hospital since a moment: numbers alone, for a job
    that asks the gate for each of them. One query.
    """
    rows = Record.objects.filter(
        organisation_id=organisation_id,
        kind=RecordKind.VISIT.value,
        happened__gte=since,
        withdrawn_at__isnull=True,
        parts__value__in=HOSPITAL_VISITS,
    )
    return set(rows.values_list("patient_id", "uuid"))


def newest_results(*, permit: Permit, most: int) -> list[Measure]:
    """The newest result of each thing that was measured, what was measured last first, so many at most. Three queries."""
    same = [F("system"), F("code"), F("display")]
    results = open_records(permit).filter(kind=RecordKind.OBSERVATION.value)
    ranked = results.annotate(
        rank=Window(RowNumber(), partition_by=same, order_by=[F("happened").desc(), F("pk").desc()]),
        times=Window(Count("pk"), partition_by=same),
    ).filter(rank=1)
    times = dict(ranked.order_by("-happened", "-pk").values_list("pk", "times")[:most])
    newest = Record.objects.filter(pk__in=list(times)).order_by("-happened", "-pk") if times else Record.objects.none()
    return [Measure(line, times[line.pk]) for line in _lines(newest, permit)]


def records_of_kind(*, permit: Permit, kind: RecordKind, like: UUID | None = None, cursor: str = "") -> Page[RecordLine]:
    """One kind, newest first, page by page; with `like` only those of the same thing as that record. Three queries at most.

    Raises:
        BadCursor: the cursor is none of this list.
    """
    rows = open_records(permit).filter(kind=kind.value)
    if like is not None:
        same = rows.filter(uuid=like).order_by("pk").values("system", "code", "display").first()
        if same is None:
            return Page([], "")
        rows = rows.filter(**same)
    if cursor:
        moment, pk = decode_cursor(cursor)
        rows = rows.filter(Q(happened__lt=moment) | Q(happened=moment, pk__lt=pk))
    lines = _lines(rows.order_by("-happened", "-pk")[: PAGE + 1], permit)
    more = len(lines) > PAGE
    return Page(lines[:PAGE], encode_cursor(lines[PAGE - 1].happened.at, lines[PAGE - 1].pk) if more else "")


def _lines(rows: QuerySet[Record], permit: Permit) -> list[RecordLine]:
    """Rows with their parts. One query, and one for the parts."""
    lines = [_line(row, names_places=permit.covers(Category.SUD)) for row in rows.values_list(*_COLUMNS)]
    by_pk = {line.pk: line for line in lines}
    told = [line.pk for line in lines if line.kind is not RecordKind.CARE_TEAM or permit.covers(Category.SUD)]
    parts = RecordPart.objects.filter(record__in=told).order_by("record_id", "position") if told else []
    for part in parts:
        by_pk[part.record_id].parts.append(PartLine(part.label, part.value, part.number, part.unit))
    return lines


def _line(row: Sequence[Any], *, names_places: bool) -> RecordLine:
    (
        pk, uuid, kind, category, source, system, code, display, status, happened, precision, ended, ended_precision, value,
        number, unit, interpretation, reference_range, reason, place, who,
    ) = row  # fmt: skip
    return RecordLine(
        pk=pk,
        uuid=uuid,
        kind=RecordKind(kind),
        category=Category(category),
        source=source,
        system=system,
        code=code,
        display=display,
        status=status,
        happened=Moment(happened, Precision(precision)),
        ended=Moment(ended, Precision(ended_precision)) if ended else None,
        value=value,
        number=number,
        unit=unit,
        interpretation=interpretation,
        reference_range=reference_range,
        reason=reason,
        place=place if names_places else "",
        who=who if names_places else "",
    )


# --- what was taken before -----------------------------------------------------------------------------------------------------


def known_records(
    *, organisation_id: int, source: str, statements: Sequence[RecordStatement]
) -> dict[ResourceKey, KnownResource]:
    """Which of these an organisation has taken before, and whether they say the same; nothing of what they say. One query."""
    said = {statement.key: statement.said for statement in statements}
    rows = _of_keys(organisation_id, source, said).values_list("resource_type", "resource_id", "patient_id", "digest")
    found = {ResourceKey(kind, number): (patient_id, digest) for kind, number, patient_id, digest in rows}
    return {key: KnownResource(found[key][0], found[key][1] == said[key].digest()) for key in said if key in found}


def records_of_keys(
    *, organisation_id: int, source: str, keys: Collection[ResourceKey], for_update: bool = False
) -> dict[ResourceKey, Record]:
    """The rows that some records of a source became; for the operation that takes them. One query."""
    rows = _of_keys(organisation_id, source, keys)
    if for_update:
        rows = rows.select_for_update(no_key=True).order_by("pk")
    found = {ResourceKey(row.resource_type, row.resource_id): row for row in rows}
    return {key: found[key] for key in keys if key in found}


def _of_keys(organisation_id: int, source: str, keys: Iterable[ResourceKey]) -> QuerySet[Record]:
    wanted = set(keys)
    return Record.objects.filter(
        organisation_id=organisation_id,
        source=source,
        resource_type__in={key.type for key in wanted},
        resource_id__in={key.id for key in wanted},
    )
