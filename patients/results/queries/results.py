"""Results of one person: written down here, said by other systems, and what was told of pregnancy. Newest last."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, DateTimeField, DecimalField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from care.actor import Category, Permit
from care.lib.prepared import prepared
from patients.elsewhere.queries import open_records
from patients.elsewhere.rules import Precision, RecordKind
from patients.results.models import Result
from patients.results.rules import (
    Formula,
    ResultKind,
    Shape,
    compared,
    facts_of,
    kinds_by_code,
    unit_as_filed,
)
from patients.rules import CATEGORIES
from patients.story.queries import pregnancy_rows

LOINC = "http://loinc.org"
HERE, TOLD = "", "The person told"
_ANSWERS = {
    "pregnant": "pregnant", "not": "not pregnant", "may_be": "may be pregnant", "postpartum": "not pregnant, gave birth",
    "ended": "not pregnant, ended",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result. `value`, `second` and `upper` are in `unit`, that of its kind; `given` and `given_unit` as it was written.

    What another system wrote in a unit that its kind does not know keeps that unit, and its value is as it was given.
    `source` is empty for what was written down here; else the system that says so, or that the person told it.
    """

    uuid: UUID
    kind: ResultKind
    category: Category
    value: Decimal | None
    second: Decimal | None
    unit: str
    given: Decimal | None
    given_unit: str
    upper: Decimal | None
    words: str
    at: datetime
    qt: Decimal | None
    rr: Decimal | None
    heart_rate: Decimal | None
    formula: Formula | None
    device: Decimal | None
    read_by: str
    is_sure: bool
    place: str
    note: str
    recorded_at: datetime
    recorded_by: str
    source: str
    wrong_at: datetime | None = None
    wrong_by: str = ""
    wrong_reason: str = ""


_COLUMNS = (
    *("uuid", "r_kind", "category", "value", "second", "unit", "given", "given_unit", "upper", "words", "at", "qt", "rr"),
    *("heart_rate", "formula", "device", "read_by", "is_sure", "place", "note", "r_recorded_at", "r_recorded_by", "r_source"),
)


def results_of(*, permit: Permit, kinds: Collection[ResultKind] | None = None, since: datetime | None = None) -> list[ResultRow]:
    """Everything that was measured, newest last, of the kinds of data that the permit covers; without what was marked wrong.

    What other systems say is among it, marked with its source, where its code is that of a kind and it says when it was; and
    what was told of pregnancy. One query.
    """
    wanted = tuple(kind for kind in ResultKind if kinds is None or kind in kinds)
    if not wanted or not any(permit.covers(category) for category in CATEGORIES):
        return []
    rows = _union(permit, wanted, since)
    return [_row(dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def latest_of(rows: Iterable[ResultRow]) -> dict[ResultKind, ResultRow]:
    """The newest result of each kind, of rows that are in order."""
    return {row.kind: row for row in rows}


def _row(found: Mapping[str, Any]) -> ResultRow:
    """A row of the question as a result: one of another system is put into the unit of its kind."""
    source = found["r_source"]
    own = dict(found)
    code = own.pop("r_kind")
    kind = kinds_by_code()[code] if code in kinds_by_code() else ResultKind(code)
    own |= {"recorded_at": own.pop("r_recorded_at"), "recorded_by": own.pop("r_recorded_by"), "source": own.pop("r_source")}
    own |= {"category": Category(own["category"]), "formula": Formula(own["formula"]) if own["formula"] else None}
    if source == TOLD:
        own["words"] = _ANSWERS[own["words"]]
    elif source != HERE:
        own |= _put_right(kind, own)
    return ResultRow(kind=kind, **own)


def _put_right(kind: ResultKind, own: Mapping[str, Any]) -> dict[str, Any]:
    facts, given = facts_of(kind), own["given"]
    words = "" if given is not None and facts.shape is not Shape.ANSWER else " ".join(own["words"].split())[:300].lower()
    if given is None:
        return {"value": None, "unit": "", "given_unit": "", "words": words}
    unit = unit_as_filed(facts, own["given_unit"])
    if not unit:
        return {"value": given, "unit": own["given_unit"], "words": words}
    return {"value": compared(facts, given, unit), "unit": facts.unit, "given_unit": unit, "words": words}


@prepared
def _union_of_all(*, permit: Permit, kinds: frozenset[ResultKind]) -> QuerySet[Any, tuple[Any, ...]]:
    return _parts(permit, kinds, None)


@prepared
def _union_since(*, permit: Permit, kinds: frozenset[ResultKind], since: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    return _parts(permit, kinds, since)


def _union(permit: Permit, kinds: Collection[ResultKind], since: datetime | None) -> list[tuple[Any, ...]]:
    wanted = frozenset(kinds)
    if since is None:
        return _union_of_all(permit=permit, kinds=wanted)
    return _union_since(permit=permit, kinds=wanted, since=since)


def _parts(permit: Permit, kinds: frozenset[ResultKind], since: datetime | None) -> QuerySet[Any, tuple[Any, ...]]:
    first = _here(permit, kinds, since)
    others = [rows for rows in (_elsewhere(permit, kinds, since), _told(permit, kinds, since)) if rows is not None]
    return first.union(*others, all=True).order_by("at", "r_recorded_at", "uuid")


def open_results(permit: Permit) -> QuerySet[Result]:
    """The results of the permit's patient of the kinds of data that it covers, those marked wrong among them."""
    covered = [category.value for category in CATEGORIES if permit.covers(category)]
    return Result.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, category__in=covered)


_TEXT, _BOOL, _WHEN = CharField(), BooleanField(), DateTimeField()
_NUMBER: "DecimalField[Any, Any]" = DecimalField(max_digits=24, decimal_places=8)


def _nothing() -> Cast:
    return Cast(Value(None), _NUMBER)


def _text(words: str) -> Cast:
    return Cast(Value(words), TextField())


def _as_number(column: str) -> Cast:
    return Cast(F(column), _NUMBER)


def _selected(rows: QuerySet[Any], columns: Mapping[str, Any]) -> QuerySet[Any, tuple[Any, ...]]:
    """The columns of a result in their order, each under a name of its own, since a table may have one of the same name."""
    annotated = {f"as_{name}": columns[name] for name in _COLUMNS}
    annotated["at"] = annotated.pop("as_at")
    annotated["r_recorded_at"] = annotated.pop("as_r_recorded_at")
    names = [name if name in ("uuid", "at", "r_recorded_at") else f"as_{name}" for name in _COLUMNS]
    annotated.pop("as_uuid")
    found: QuerySet[Any, tuple[Any, ...]] = rows.annotate(**annotated).order_by().values_list(*names)
    return found


def _here(permit: Permit, kinds: frozenset[ResultKind], since: datetime | None) -> QuerySet[Any, tuple[Any, ...]]:
    rows = open_results(permit).filter(kind__in=sorted(kind.value for kind in kinds), wrong_at__isnull=True)
    if since is not None:
        rows = rows.filter(measured_at__gte=since)
    numbers = ("value", "second", "given", "upper", "qt", "rr", "heart_rate", "device")
    words = ("category", "unit", "given_unit", "words", "formula", "place", "note")
    columns: dict[str, Any] = {name: _as_number(name) for name in numbers} | {name: Cast(F(name), TextField()) for name in words}
    columns |= {
        "uuid": None, "r_kind": Cast(F("kind"), TextField()), "read_by": Cast(F("reader"), TextField()), "at": F("measured_at"),
        "is_sure": F("is_sure"), "r_recorded_at": F("recorded_at"), "r_source": _text(HERE),
        "r_recorded_by": Cast(F("recorded_by__name"), TextField()),
    }  # fmt: skip
    return _selected(rows, columns)


def _elsewhere(permit: Permit, kinds: frozenset[ResultKind], since: datetime | None) -> QuerySet[Any, tuple[Any, ...]] | None:
    """What other systems say, by code. What has no date, or neither a number nor words, is left where it stands."""
    codes = sorted(code for code, kind in kinds_by_code().items() if kind in kinds and facts_of(kind).shape is not Shape.PAIR)
    if not codes:
        return None
    rows = open_records(permit).filter(kind=RecordKind.OBSERVATION.value, system=LOINC, code__in=codes)
    rows = rows.filter(Q(number__isnull=False) | ~Q(value="")).exclude(precision=Precision.UNKNOWN.value)
    if since is not None:
        rows = rows.filter(happened__gte=since)
    columns = _empty_columns() | {
        "r_kind": Cast(F("code"), TextField()), "category": Cast(F("category"), TextField()),
        "value": _as_number("number"), "given": _as_number("number"), "given_unit": Cast(F("unit"), TextField()),
        "words": Cast(F("value"), TextField()), "at": F("happened"), "r_recorded_at": F("recorded_at"),
        "r_source": Cast(F("source"), TextField()),
    }  # fmt: skip
    return _selected(rows, columns)


def _told(permit: Permit, kinds: frozenset[ResultKind], since: datetime | None) -> QuerySet[Any, tuple[Any, ...]] | None:
    """What the person told of pregnancy."""
    if ResultKind.PREGNANCY not in kinds or not permit.covers(Category.GENERAL):
        return None
    rows = pregnancy_rows(permit).filter(answer__in=sorted(_ANSWERS))
    if since is not None:
        rows = rows.filter(recorded_at__gte=since)
    columns = _empty_columns() | {
        "r_kind": _text(ResultKind.PREGNANCY.value), "category": _text(Category.GENERAL.value),
        "words": Cast(F("answer"), TextField()), "at": F("recorded_at"), "r_recorded_at": F("recorded_at"),
        "r_recorded_by": Cast(F("recorded_by__name"), TextField()), "r_source": _text(TOLD),
    }  # fmt: skip
    return _selected(rows, columns)


def _empty_columns() -> dict[str, Any]:
    """A result that says nothing: another table fills in what it has."""
    numbers = ("value", "second", "given", "upper", "qt", "rr", "heart_rate", "device")
    words = ("unit", "given_unit", "words", "formula", "read_by", "place", "note", "r_recorded_by")
    columns: dict[str, Any] = {name: _nothing() for name in numbers} | {name: _text("") for name in words}
    return columns | {"uuid": None, "is_sure": Cast(Value(False), _BOOL)}


def get_result(*, permit: Permit, result: UUID) -> ResultRow | None:
    """One result that was written down here, also one that was marked wrong. One query."""
    row = open_results(permit).select_related("recorded_by", "wrong_by").filter(uuid=result).first()
    return row_of(row) if row is not None else None


def wrong_results(*, permit: Permit, kind: ResultKind) -> list[ResultRow]:
    """The results of a kind that were marked wrong, the newest mark first. One query."""
    rows = open_results(permit).select_related("recorded_by", "wrong_by").filter(kind=kind.value, wrong_at__isnull=False)
    return [row_of(row) for row in rows.order_by("-wrong_at", "-pk")]


def row_of(row: Result) -> ResultRow:
    """A row of the table as a result; its `recorded_by` and `wrong_by` should be selected with it."""
    return ResultRow(
        uuid=row.uuid,
        kind=ResultKind(row.kind),
        category=Category(row.category),
        value=row.value,
        second=row.second,
        unit=row.unit,
        given=row.given,
        given_unit=row.given_unit,
        upper=row.upper,
        words=row.words,
        at=row.measured_at,
        qt=row.qt,
        rr=row.rr,
        heart_rate=row.heart_rate,
        formula=Formula(row.formula) if row.formula else None,
        device=row.device,
        read_by=row.reader,
        is_sure=row.is_sure,
        place=row.place,
        note=row.note,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name,
        source=HERE,
        wrong_at=row.wrong_at,
        wrong_by=row.wrong_by.name if row.wrong_by else "",
        wrong_reason=row.wrong_reason,
    )
