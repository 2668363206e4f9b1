"""Questions to the database that are put together once, and then only asked.

Django writes the text of a query anew each time, which takes it longer than PostgreSQL takes to answer. A prepared question
is written once in a process for each shape that it has, about stand-ins; asked, what the caller gave takes their places. Nothing
of an answer is kept, and nothing is decided here: the conditions of a question are in its text, whoever asks.

    @prepared
    def _orders(*, permit: Permit, starts_on: date) -> QuerySet[Order]:
        return orders_of(permit).filter(starts_on__lte=starts_on).order_by("-pk")

    orders = _orders(permit=permit, starts_on=today)   # a list

Numbers, words, moments, days, UUIDs and lists of numbers are given anew each time, also inside a tuple; of a permit its patient
and its programme, of a condition of the gate whose it is. Everything else (None, a member of an enum, a frozenset, the categories
of a permit) is part of the shape. A list is asked for with `__among`, whose text is the same for any length.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from inspect import signature
from typing import Any, NoReturn, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Field, ForeignObject, Q, QuerySet
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

from care.lib.apart import Parts, TakenApart

MOST_SHAPES = 2_000  # of one question; more is a fault: something that is never twice the same is taken for a part of the shape

# What a question is written about, by the type of what is given.
_STAND_INS: Mapping[type, Callable[[int], Any]] = {
    int: lambda number: 31_000 + number,  # which any column of numbers can hold
    str: lambda number: f"\ue000{number}\ue001",
    datetime: lambda number: datetime(1700, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
    date: lambda number: date(1700, 1, 1) + timedelta(days=number),
    UUID: lambda number: UUID(int=(0xCA2E << 96) + number),
    list: lambda number: [31_000 + number],
}

P = ParamSpec("P")
R = TypeVar("R")


class CannotPrepare(TypeError):
    """A question does something with what it is given, so that its text cannot be written before. A fault in code."""


def prepared(build: Callable[P, QuerySet[Any, R]]) -> Callable[P, list[R]]:
    """A function that builds a queryset from keyword arguments, as one that asks it and gives the rows in a list.

    Given a condition that cannot be taken apart it asks as Django would.

    Raises:
        CannotPrepare: the queryset holds something else than what was given, as `at - timedelta(days=1)` would be, or leaves
            something out that was given otherwise than in a tuple.
    """
    texts = _Texts(build)

    @wraps(build)
    def ask(*_: P.args, **given: P.kwargs) -> list[R]:
        if _has_foreign(given.values()):
            return list(build(*_, **given))
        text, values = texts.of(given)
        return text.rows(values) if text is not None else []

    return ask


def prepared_text(build: Callable[P, QuerySet[Any, Any]]) -> Callable[P, tuple[str, list[Any]]]:
    """As `prepared`, for what is a part of a larger statement: gives the text and its values.

    Raises:
        CannotPrepare: as above; and a queryset that Django knows to be empty, which should be written with an empty list instead.
    """
    texts = _Texts(build, elide_empty=False)

    @wraps(build)
    def write(*_: P.args, **given: P.kwargs) -> tuple[str, list[Any]]:
        if _has_foreign(given.values()):
            sql, values = build(*_, **given).query.get_compiler(using="default", elide_empty=False).as_sql()
            return sql, list(values)
        text, values = texts.of(given)
        if text is None:
            raise CannotPrepare(f"{build.__qualname__} is empty for everybody")
        return text.sql, text.filled(values)

    return write


class Condition(Q, TakenApart):
    """A condition that can be taken apart: how it is made, its path, and whom it is about. What is made of it is a Q."""

    def __init__(self, make: Callable[[str, int], Q], path: str, number: int) -> None:
        super().__init__(make(path, number))
        self._made = (make, path, number)

    def parts(self) -> Parts:
        """As `care.lib.apart`."""
        make, path, number = self._made
        return Parts((make, path), (number,), lambda about: Condition(make, path, about))

    def copy(self) -> Any:
        """A condition like it, of which something else may be made."""
        return Q(*self.children)

    @classmethod
    def create(cls, children: Any = None, connector: Any = None, negated: bool = False) -> Any:
        """What is made of conditions: no longer one of these."""
        return Q.create(children, connector, negated)

    def negate(self) -> NoReturn:
        """Refused: it would say something else than what it is made of. `~condition` gives another."""
        raise TypeError("a condition of the gate does not change")


@dataclass(frozen=True, slots=True)
class _Text:
    """What was written of one shape: the text, its values, and in which places stands what is given."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    values: list[Any]
    places: list[tuple[int, int]]

    def filled(self, given: Sequence[Any]) -> list[Any]:
        """The values with what is given among them."""
        values = self.values.copy()
        for place, number in self.places:
            values[place] = given[number]
        return values

    def rows(self, given: Sequence[Any]) -> list[Any]:
        """The answer, as the queryset would give it: Django makes rows of it by what it knows since the text was written."""
        values = self.filled(given)
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


class _Texts:
    """The texts of one question, by shape."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *, elide_empty: bool = True) -> None:
        self._build = build
        self._elide_empty = elide_empty
        self._names = tuple(signature(build).parameters)
        self._texts: dict[Hashable, _Text | None] = {}

    def of(self, given: Mapping[str, Any]) -> tuple[_Text | None, list[Any]]:
        """The text for what is given, none where Django sees that there can be no rows; and the values that it is filled with."""
        values: list[Any] = []
        shape = tuple([_shape(given[name], values) for name in self._names])
        if shape not in self._texts:
            if len(self._texts) >= MOST_SHAPES:
                raise CannotPrepare(f"{self._build.__qualname__} has another shape each time")
            self._texts[shape] = self._written(given, values)
        return self._texts[shape], values

    def _written(self, given: Mapping[str, Any], values: list[Any]) -> _Text | None:
        """Written twice about different stand-ins: what differs must be one of them, and all of them must be there."""
        first, second = (
            [_STAND_INS[type(value)](number) for number, value in enumerate(values, start)] for start in (1, len(values) + 1)
        )
        try:
            text, again = (self._text(given, stand_ins) for stand_ins in (first, second))
        except EmptyResultSet:
            return None
        name, places = self._build.__qualname__, []
        for place, (one, other) in enumerate(zip(text.values, again.values, strict=True)):
            if _same(one, other):
                continue
            number = next((n for n, pair in enumerate(zip(first, second, strict=True)) if _same(pair, (one, other))), None)
            if number is None:
                raise CannotPrepare(f"{name} makes something of what it is given")
            places.append((place, number))
        if text.sql != again.sql or self._needed(given) - {number for _, number in places}:
            raise CannotPrepare(f"{name} is not the same for everybody")
        text.places.extend(places)
        return text

    def _needed(self, given: Mapping[str, Any]) -> set[int]:
        """Which values must be in the text: all but those in a tuple, of which a part may be empty for everybody."""
        needed: set[int] = set()
        values: list[Any] = []
        for name in self._names:
            before = len(values)
            _shape(given[name], values)
            if type(given[name]) is not tuple:
                needed |= set(range(before, len(values)))
        return needed

    def _text(self, given: Mapping[str, Any], stand_ins: list[Any]) -> _Text:
        names = iter(stand_ins)
        queryset = self._build(**{name: _about(given[name], names) for name in self._names})
        compiler = queryset.query.get_compiler(using=queryset.db, elide_empty=self._elide_empty)
        sql, values = compiler.as_sql()
        return _Text(queryset, compiler, sql, list(values), [])


def _shape(value: Any, values: list[Any]) -> Any:
    """What of a value stands in the text; what is given anew each time goes to `values`. An empty list stands in the text."""
    kind = type(value)
    if kind in _STAND_INS:
        if value == []:
            return ()
        values.append(value)
        return kind
    if kind is tuple:
        return (tuple, *[_shape(one, values) for one in value])
    if isinstance(value, TakenApart):
        parts = value.parts()
        values.extend(parts.values)
        return (kind, parts.says)
    return value


def _about(value: Any, stand_ins: Iterator[Any]) -> Any:
    """A value like this one, about stand-ins; in the same order as `_shape`."""
    kind = type(value)
    if kind in _STAND_INS:
        return value if value == [] else next(stand_ins)
    if kind is tuple:
        return tuple([_about(one, stand_ins) for one in value])
    if isinstance(value, TakenApart):
        parts = value.parts()
        return parts.about(*[next(stand_ins) for _ in parts.values])
    return value


def _has_foreign(given: Any) -> bool:
    """Whether a condition is among what is given that cannot be taken apart."""
    for one in given:
        if isinstance(one, Q) and not isinstance(one, Condition):
            return True
        if type(one) is tuple and _has_foreign(one):
            return True
    return False


def _same(one: Any, other: Any) -> bool:
    """Whether two values, or two pairs of them, are the same: of one type, and equal."""
    if type(one) is tuple and type(other) is tuple:
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)


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
