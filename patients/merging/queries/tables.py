"""Every column that points to a person, found by looking at the models; and where two records get in each other’s way."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection
from django.db.models import Field, ForeignKey, Model, Q, UniqueConstraint
from django.db.models.constraints import BaseConstraint

from patients.merging.rules import STAYS, Once, once_of
from patients.models import Patient

NUMBER_NAMES = ("patient_id", "patient_ids", "person_id", "person_ids")


@dataclass(frozen=True)
class Column:
    """A column of a table that points to a person."""

    model: type[Model]
    field: "Field[Any, Any]"

    @property
    def table(self) -> str:
        """'teams.Enrolment'."""
        return label(self.model)

    @property
    def key(self) -> str:
        """'teams.Enrolment.patient'."""
        return f"{self.table}.{self.field.name}"

    @property
    def moves(self) -> bool:
        """Whether its rows go over to the record kept."""
        return self.key not in STAYS


def label(model: type[Model]) -> str:
    """The name of a table as the rules write it."""
    return f"{model._meta.app_label}.{model.__name__}"


def model_of(table: str) -> type[Model] | None:
    """The model of a table that the rules name; none where its room is not built."""
    try:
        return apps.get_model(table)
    except LookupError:
        return None


@cache
def columns() -> tuple[Column, ...]:
    """Every foreign key to a person, in every room, many-to-many tables too; not the history that triggers write."""
    return tuple(
        Column(model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
        for field in model._meta.local_concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Patient
    )


@cache
def number_columns() -> tuple[str, ...]:
    """Columns that hold numbers of people without being foreign keys: '<table>.<column>'."""
    return tuple(
        f"{label(model)}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not hasattr(model, "pgh_tracked_model")
        for field in model._meta.local_concrete_fields
        if field.name in NUMBER_NAMES and not field.is_relation
    )


def once_names(column: Column) -> Iterator[str]:
    """The names of everything in the database by which a column lets something be there once for each person."""
    if column.field.unique and not column.field.primary_key:
        yield one_each(column)
    for constraint in column.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint | ExclusionConstraint) and _names(constraint, column.field):
            yield constraint.name


def one_each(column: Column) -> str:
    """The name by which the rules know that a person has one row of a table at most."""
    return f"one {column.table}"


def _names(constraint: BaseConstraint, field: "Field[Any, Any]") -> bool:
    """Whether a constraint speaks of the column. What is built of expressions is read in its own words."""
    if isinstance(constraint, UniqueConstraint) and constraint.fields:
        return field.name in constraint.fields
    _, _, given = constraint.deconstruct()
    return f"'{field.name}'" in repr(given) or f"F({field.name})" in repr((constraint, given))


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rows of which there can be one: that of the record kept, and that of the record that is merged into it."""

    once: Once
    kept: int
    gone: int

    @property
    def key(self) -> str:
        """What a form calls the question."""
        return f"{self.once.constraint}-{self.kept}-{self.gone}"


def clashes(column: Column, *, kept_id: int, gone_id: int) -> list[Clash]:
    """The clashes of one table by the constraints that the rules name, each row in one of them. One query for each constraint."""
    found = []
    for once in once_of(column.table):
        named = _fields_of(once, column)
        if named is None:
            continue
        fields, condition, nulls_distinct = named
        found += [
            Clash(once, *pair)
            for pair in _equal(column, fields, condition, kept_id=kept_id, gone_id=gone_id, nulls_distinct=nulls_distinct)
        ]
    return found


def _fields_of(once: Once, column: Column) -> tuple[list[str], Q, bool] | None:
    """The other columns of a constraint, the rows that it speaks of, and whether two unknowns differ; none for exclusions."""
    if once.constraint == one_each(column):
        return [], Q(), True
    for constraint in column.model._meta.constraints:
        if constraint.name == once.constraint and isinstance(constraint, UniqueConstraint):
            fields = [name for name in constraint.fields if name != column.field.name]
            return fields, constraint.condition or Q(), constraint.nulls_distinct is not False
    return None


def condition_of(once: Once) -> Q | None:
    """Which rows of a table the constraint of a line speaks of; none where it is no constraint of rows alike."""
    for column in columns():
        if column.table == once.table and (named := _fields_of(once, column)) is not None:
            return named[1]
    return None


def _equal(
    column: Column, fields: list[str], condition: Q, *, kept_id: int, gone_id: int, nulls_distinct: bool
) -> list[tuple[int, int]]:
    person = column.field.name
    rows = column.model._base_manager.filter(condition, **{f"{person}__in": [kept_id, gone_id]}).order_by("pk")
    found: dict[int, dict[str, int]] = {kept_id: {}, gone_id: {}}
    for pk, whose, *values in rows.values_list("pk", person, *fields):
        if not (nulls_distinct and None in values):
            found[whose][repr(values)] = pk
    return [(found[kept_id][key], pk) for key, pk in found[gone_id].items() if key in found[kept_id]]


def counts(*, patient_ids: tuple[int, ...]) -> dict[str, dict[int, int]]:
    """How many rows of each table point to each of these people, by column. One query."""
    quote = connection.ops.quote_name
    parts: list[str] = []
    given: list[Any] = []
    for column in columns():
        name = quote(column.field.column or column.field.attname)
        parts.append(
            f"SELECT %s, {name}, count(*) FROM {quote(column.model._meta.db_table)} WHERE {name} = ANY(%s) GROUP BY 2"  # noqa: S608
        )
        given += [column.key, list(patient_ids)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        rows = cursor.fetchall()
    found: dict[str, dict[int, int]] = {}
    for key, patient_id, number in rows:
        found.setdefault(key, {})[patient_id] = number
    return found
