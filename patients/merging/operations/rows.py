"""Writing rows of any table, each logged with its columns before and after; and writing them back.

Tables of rooms above are reached by the app registry: a merge moves rows, it knows nothing of what they mean.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Field, Model

from patients.merging.models import Merge, MergedRow
from patients.merging.queries.tables import Column, model_of
from patients.merging.rules import Mark, What

BATCH = 2_000


def plain(value: Any) -> Any:
    """A value as JSON that `read_back` takes to the same value, to the microsecond."""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def read_back(column: "Field[Any, Any]", value: Any) -> Any:
    """The value of a column from what `plain` made of it."""
    base = getattr(column, "base_field", None)
    if base is not None and isinstance(value, list):
        return [base.to_python(one) for one in value]
    return column.to_python(value)


def columns_of(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    """The columns of a table by the names under which a row holds them."""
    return {column.attname: column for column in model._meta.local_concrete_fields}


@dataclass(slots=True)
class Log:
    """What a merge does to rows, while it does it; written at the end, in the order in which it was done."""

    merge: Merge
    by: int
    at: datetime
    rows: list[MergedRow] = field(default_factory=list)

    def left(self, table: str, row: int, *, twin: int | None = None) -> None:
        """A row stays where it was."""
        self.rows.append(MergedRow(merge=self.merge, table=table, row=row, what=What.LEFT.value, twin=twin))

    def write(self, table: str, row: int, values: Mapping[str, Any], *, twin: int | None = None) -> None:
        """Write columns of one row; what stands there already is not written."""
        model = model_of(table)
        assert model is not None, table
        names = list(values)
        if not names:
            return
        there = model._base_manager.filter(pk=row).order_by().values_list(*names).first()
        if there is None:
            return
        wanted = {name: self._value(value, twin) for name, value in values.items()}
        before = {name: value for name, value in zip(names, there, strict=True) if value != wanted[name]}
        if not before:
            return
        model._base_manager.filter(pk=row).update(**{name: wanted[name] for name in before})
        self._changed(table, row, before, {name: wanted[name] for name in before}, twin)

    def move(self, column: Column, *, gone_id: int, kept_id: int, leaves: Collection[int] = ()) -> None:
        """Let every row of a column that points to one record point to the other. One that cannot is left behind.

        `leaves` are rows that were left behind before.
        """
        name = column.field.attname
        left = [entry.row for entry in self.rows if entry.table == column.table and entry.what == What.LEFT.value]
        left += leaves
        rows = column.model._base_manager.filter(**{name: gone_id}).exclude(pk__in=left)
        numbers = list(rows.order_by("pk").values_list("pk", flat=True))
        for batch in (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)):
            moved = self._move(column, batch, kept_id)
            for number in batch:
                if number in moved:
                    self._changed(column.table, number, {name: gone_id}, {name: kept_id}, None)
                else:
                    self.left(column.table, number)

    def save(self) -> None:
        """Write the log."""
        MergedRow.objects.bulk_create(self.rows, batch_size=BATCH)

    def _changed(self, table: str, row: int, before: Mapping[str, Any], after: Mapping[str, Any], twin: int | None) -> None:
        then, now = ({name: plain(value) for name, value in side.items()} for side in (before, after))
        self.rows.append(
            MergedRow(merge=self.merge, table=table, row=row, what=What.CHANGED.value, before=then, after=now, twin=twin)
        )

    def _value(self, value: Any, twin: int | None) -> Any:
        if isinstance(value, Mark):
            return {Mark.AT: self.at, Mark.BY: self.by, Mark.TWIN: twin}[value]
        return value

    @staticmethod
    def _move(column: Column, numbers: Collection[int], kept_id: int) -> set[int]:
        """Together where the database takes them so, else one by one; gives which moved."""
        rows = column.model._base_manager.filter(pk__in=numbers)
        try:
            with transaction.atomic():
                rows.update(**{column.field.attname: kept_id})
        except IntegrityError:
            if len(numbers) == 1:
                return set()
            return {number for number in numbers if Log._move(column, [number], kept_id)}
        return set(numbers)


@dataclass(frozen=True, slots=True)
class Stayed:
    """A column that was changed since the merge, or hangs on something that was: it stays as it is now."""

    table: str
    row: int
    column: str


def write_back(entries: Iterable[MergedRow], *, keeps: Mapping[int, frozenset[str]]) -> list[Stayed]:
    """Write the columns of logged rows back, last first, where they still hold what the merge wrote.

    `keeps` names, for an entry, columns that stay as they are now. Gives what stayed though the merge had written it.
    """
    stayed = []
    for entry in entries:
        model = model_of(entry.table)
        if entry.what != What.CHANGED.value or model is None:
            continue
        known = columns_of(model)
        names = [name for name in entry.before if name in known]
        there = model._base_manager.filter(pk=entry.row).order_by().values_list(*names).first() if names else None
        if there is None:
            stayed.append(Stayed(entry.table, entry.row, "*"))
            continue
        now = dict(zip(names, there, strict=True))
        kept = keeps.get(entry.pk, frozenset())
        back = [name for name in names if name not in kept and plain(now[name]) == entry.after[name]]
        stayed += [Stayed(entry.table, entry.row, name) for name in names if name not in back]
        if back:
            values = {name: read_back(known[name], entry.before[name]) for name in back}
            model._base_manager.filter(pk=entry.row).update(**values)
    return stayed


def lock_rows(model: type[Model], numbers: Iterable[int]) -> list[Any]:
    """Rows of a table, locked in the order of their numbers, against anything that would point to them as well."""
    if not connection.in_atomic_block:
        raise RuntimeError("rows are locked in a transaction")
    return list(model._base_manager.select_for_update().filter(pk__in=sorted(numbers)).order_by("pk"))
