"""Writing many rows: COPY, straight from rows to the server, through the triggers that record history."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

from care.demo.rows import MOST_PER_PERSON, TABLES, Batch

NOTHING = r"\N"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def _list(values: list[str]) -> str:
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return ("{" + ",".join(f'"{value}"' for value in quoted) + "}").translate(_ESCAPES)


_AS_TEXT: dict[type[Any], Callable[[Any], str]] = {
    type(None): lambda _value: NOTHING,
    bool: lambda value: "t" if value else "f",
    int: str,
    str: lambda value: value.translate(_ESCAPES),
    datetime: datetime.isoformat,
    date: date.isoformat,
    time: time.isoformat,
    Decimal: str,
    UUID: str,
    list: _list,
}


def as_text(value: Any) -> str:
    """A value in the text form of COPY."""
    return _AS_TEXT[type(value)](value)


def model_of(kind: type[Any]) -> type[Model]:
    """The model whose rows a class of rows stands for."""
    return apps.get_model(TABLES[kind])


def _columns(model: type[Model], given: Sequence[str]) -> tuple[list[str], str]:
    """The columns to copy into, and the text of those that no story fills: their model's default, the same in each row."""
    others: list[Field[Any, Any]] = [
        column
        for column in model._meta.concrete_fields
        if column.attname not in given
        and not column.has_db_default()
        and not column.generated
        and not (column.primary_key and column.get_default() is None)  # the database counts
    ]
    rest = "".join(f"\t{as_text(column.get_default())}" for column in others)
    return [*given, *(str(column.attname) for column in others)], rest + "\n"


def copy_text(kind: type[Any], rows: Iterable[Sequence[Any]]) -> StringIO:
    """The rows in the text form of COPY."""
    return _text(rows, _columns(model_of(kind), kind._fields)[1])


def _text(rows: Iterable[Sequence[Any]], rest: str) -> StringIO:
    convert = _AS_TEXT
    return StringIO("".join("\t".join([convert[type(value)](value) for value in row]) + rest for row in rows))


def copy_into(model: type[Model], given: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Copy rows of these columns into a model's table; the other columns get the model's defaults, and a number."""
    names, rest = _columns(model, given)
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN', _text(rows, rest))


@contextmanager
def checked_at_once() -> Iterator[None]:
    """Foreign keys are checked after each statement, within the caller's transaction.

    Checks that wait for the end of the transaction are looked through again for each history row that a trigger inserts
    (measured: 3.2 s for 18,000 rows, and 0.8 s so).
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def take_numbers(people: int) -> dict[type[Any], int]:
    """The first of as many free numbers in each table as so many people may take, one after the other."""
    return {kind: _block(model_of(kind)._meta.db_table, most * people) for kind, most in MOST_PER_PERSON.items()}


def _block(table: str, count: int) -> int:
    while True:  # once, unless somebody else takes a number in between
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT min(number), max(number) FROM"
                " (SELECT nextval(pg_get_serial_sequence(%s, 'id')) AS number FROM generate_series(1, %s)) AS taken",
                [table, count],
            )
            first, last = cursor.fetchone()
        if last - first == count - 1:
            return int(first)


def write(batch: Batch) -> int:
    """Copy a batch into its tables, within the caller's transaction; the number of rows."""
    with checked_at_once():
        _copy(batch)
    return len(batch)


@contextmanager
def written_down_at_the_end() -> Iterator[None]:
    """Many transactions of this session that wait for the disk once, together, after the last of them.

    A crash of the machine in between cuts off the later ones, each as a whole.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
        yield
        cursor.execute("RESET synchronous_commit")
        cursor.execute("SELECT pg_logical_emit_message(true, 'demo', 'told')")


def write_without_triggers(batch: Batch, *, event: UUID) -> int:
    """The same rows and the same history several times as fast, for measuring: as the database's superuser.

    Triggers are off for this transaction, so foreign keys are not checked; the history that they would have written is
    made with one statement for each table.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        role = cursor.fetchone()[0]
        cursor.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        _copy(batch)
        for kind, rows in batch.rows.items():
            if rows:
                _write_history(kind, first=min(row[0] for row in rows), last=max(row[0] for row in rows), event=event)
        cursor.execute("SET LOCAL session_replication_role = origin")
        _be_again(role)
    return len(batch)


def _be_again(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE" if role == "none" else f"SET LOCAL ROLE {connection.ops.quote_name(role)}")


def _copy(batch: Batch) -> None:
    for kind, rows in batch.rows.items():
        if rows:
            copy_into(model_of(kind), kind._fields, rows)


def _write_history(kind: type[Any], *, first: int, last: int, event: UUID) -> None:
    model = model_of(kind)
    history = getattr(model, "pgh_event_model", None)
    if history is None:
        return
    own = [column.column for column in history._meta.concrete_fields if not column.name.startswith("pgh_")]
    columns = ", ".join(f'"{name}"' for name in own)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{history._meta.db_table}" ({columns}, pgh_obj_id, pgh_label, pgh_created_at, pgh_context_id)'  # noqa: S608
            f" SELECT {columns}, id, 'insert', clock_timestamp(), %s FROM \"{model._meta.db_table}\" WHERE id BETWEEN %s AND %s",
            [str(event), first, last],
        )


def analyze() -> None:
    """Tell the planner what the tables now hold, within a transaction, instead of waiting for autovacuum to notice.

    Only the tables' owner may: where the process cannot be that, the server passes them over.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        role = cursor.fetchone()[0]
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(f"ANALYZE {', '.join(connection.ops.quote_name(model_of(kind)._meta.db_table) for kind in TABLES)}")
    _be_again(role)
