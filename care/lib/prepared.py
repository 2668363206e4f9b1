"""Questions to the database that are put together once, and then only asked.

Django writes the text of a query anew each time, which takes it longer than PostgreSQL takes to answer. A prepared question
is written once in a process for each shape that it has, about stand-ins; asked, what the caller gave takes their places. Nothing
of an answer is kept, and nothing is decided here: the conditions of a question are in its text, whoever asks.

    @prepared
    def _orders(*, patient_id: int, organisation_id: int) -> QuerySet[Order]:
        return Order.objects.filter(patient_id=patient_id, organisation_id=organisation_id).order_by("-pk")

    orders = _orders(patient_id=permit.patient_id, organisation_id=permit.organisation_id)   # a list

Numbers, words, moments, days, UUIDs and lists of numbers are given anew each time. Everything else (None, a limit inside an
enum, the categories of a permit) is part of the shape. A list is asked for with `__among`, whose text is the same for any length.
"""

from collections.abc import Callable, Hashable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Field, ForeignObject, QuerySet
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

MOST_SHAPES = 2_000  # of one question; more is a fault: something that is never twice the same is taken for a part of the shape

# What a question is written about, by the type of what is given: two of each, so that what is made of a stand-in is noticed.
_STAND_INS: Mapping[type, Callable[[int], Any]] = {
    int: lambda number: 31_000 + number,  # which any column of numbers can hold
    str: lambda number: f"\ue000{number}\ue001",
    datetime: lambda number: datetime(1700, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
    date: lambda number: date(1700, 1, 1) + timedelta(days=number),
    UUID: lambda number: UUID(int=(0xCA2E << 96) + number),
    list: lambda number: [31_000 + number],
}


class CannotPrepare(TypeError):
    """A question does something with what it is given, so that its text cannot be written before. A fault in code."""


P = ParamSpec("P")
R = TypeVar("R")


def prepared(build: Callable[P, QuerySet[Any, R]]) -> Callable[P, list[R]]:
    """A function that builds a queryset from keyword arguments, as one that asks it and gives the rows in a list.

    Raises:
        CannotPrepare: the queryset holds something else than what was given, as `at - timedelta(days=1)` would be, or leaves
            something out that was given.
    """
    names = tuple(signature(build).parameters)
    texts: dict[Hashable, _Text | None] = {}

    @wraps(build)
    def ask(*_: P.args, **given: P.kwargs) -> list[R]:
        shape = tuple([_shape(given[name]) for name in names])
        if shape not in texts:
            if len(texts) >= MOST_SHAPES:
                raise CannotPrepare(f"{build.__qualname__} has another shape each time")
            texts[shape] = _written(build, given)
        text = texts[shape]
        return text.rows(given) if text is not None else []

    return ask


@dataclass(frozen=True, slots=True)
class _Text:
    """What was written of one shape: the text, its values, and in which places stands what is given."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    values: list[Any]
    places: list[tuple[int, str]]

    def rows(self, given: Mapping[str, Any]) -> list[Any]:
        """The answer, as the queryset would give it: Django makes rows of it by what it knows since the text was written."""
        values = self.values.copy()
        for place, name in self.places:
            values[place] = given[name]
        compiler: Any = copy(self.compiler)
        compiler.connection = connections[compiler.using]  # the caller's thread has its own
        compiler.as_sql = lambda *_, **__: (self.sql, values)
        query: Any = _Written(self.queryset.query, compiler)
        rows: Any = QuerySet(model=self.queryset.model, query=query, using=compiler.using)
        for name in _OF_ROWS:
            setattr(rows, name, getattr(self.queryset, name))
        return list(rows)


_OF_ROWS = ("_iterable_class", "_fields", "_prefetch_related_lookups", "_known_related_objects", "_hints")


class _Written:
    """A query whose text is written: it gives the compiler that has it. For the rest it is the query that it was."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self._query = query
        self._compiler = compiler

    def get_compiler(self, using: str | None = None, connection: Any = None, elide_empty: bool = True) -> Any:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)


def _written(build: Callable[..., QuerySet[Any, Any]], given: Mapping[str, Any]) -> _Text | None:
    """The text of one shape; none where Django sees that there can be no rows."""
    first, second = (_stand_ins(given, start) for start in (1, len(given) + 1))
    try:
        text, again = (_text(build, {**given, **names}) for names in (first, second))
    except EmptyResultSet:
        return None
    (queryset, compiler, sql, values), (*_, same_sql, others) = text, again
    places = []
    for place, (one, other) in enumerate(zip(values, others, strict=True)):
        if _same(one, other):
            continue
        name = next((name for name in first if _same(first[name], one) and _same(second[name], other)), None)
        if name is None:
            raise CannotPrepare(f"{build.__qualname__} makes something of what it is given")
        places.append((place, name))
    missing = first.keys() - {name for _, name in places}
    if sql != same_sql or missing:
        raise CannotPrepare(f"{build.__qualname__} is not the same for everybody: {', '.join(sorted(missing)) or 'its text'}")
    return _Text(queryset, compiler, sql, values, places)


def _shape(value: Any) -> Any:
    """What of a value stands in the text: its type where it is given anew each time, else the value itself, as of no numbers."""
    if value == []:
        return ()
    return kind if (kind := type(value)) in _STAND_INS else value


def _same(one: Any, other: Any) -> bool:
    """Whether two values are one: of the same type, and equal."""
    return type(one) is type(other) and bool(one == other)


def _stand_ins(given: Mapping[str, Any], start: int) -> dict[str, Any]:
    return {
        name: _STAND_INS[type(value)](number)
        for number, (name, value) in enumerate(given.items(), start)
        if _shape(value) is type(value)
    }


def _text(build: Callable[..., QuerySet[Any, Any]], given: Mapping[str, Any]) -> tuple[Any, SQLCompiler, str, list[Any]]:
    queryset = build(**given)
    compiler = queryset.query.get_compiler(using=queryset.db)
    sql, values = compiler.as_sql()
    return queryset, compiler, sql, list(values)


@Field.register_lookup
@ForeignObject.register_lookup
class Among(Lookup):
    """`pk__among=[1, 2, 3]`: as `__in`, with one value for the whole list, so that the text is the same for any length."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """`column = ANY(list)`; of an empty list Django sees that nothing is among it, and does not ask."""
        if not self.rhs:
            raise EmptyResultSet
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*values, self.rhs)
