"""Writing many lines: COPY, straight from values to the server, within the caller's transaction."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from django.db import connection
from django.db.models import Model

NOTHING = r"\N"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def copy_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Copy rows into a table; `columns` are those of the table, in the order of the values."""
    named = ", ".join(connection.ops.quote_name(column) for column in columns)
    text = StringIO("".join("\t".join(map(_as_text, row)) + "\n" for row in rows))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {connection.ops.quote_name(model._meta.db_table)} ({named}) FROM STDIN", text)


def _as_text(value: Any) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        quoted = (part.replace("\\", "\\\\").replace('"', '\\"') for part in value)
        return ("{" + ",".join(f'"{part}"' for part in quoted) + "}").translate(_ESCAPES)
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    raise TypeError(type(value).__name__)
