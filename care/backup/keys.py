"""Changing the keys of encrypted fields: everything that is encrypted is written anew under the newest key.

Which columns are is found in the models themselves; the secrets of second factors, which django-allauth keeps inside a JSON
column, are the accounts' own to renew. Each batch is a transaction of its own: a run that is interrupted has lost nothing, and
the next one goes on. People work meanwhile: a row is written only while it still holds what was read, and whatever somebody
else writes is under the newest key already.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from care.accounts.operations import renew_second_factor_secrets
from care.actor import Actor
from care.audit import operations as audit
from care.audit.kinds import Kind
from care.lib.fields import EncryptedTextField
from care.lib.secrets import WrongKey, renewed_bytes

BATCH = 500
# Columns that their rooms encrypt themselves, since they hold no text or one that no query ever reads.
BY_HAND = frozenset({"consent.ConsentPaper.content", "access.HandOver.passphrase"})


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of one column: rows written anew, rows under the newest key already, and the numbers that no key opens."""

    column: str
    renewed: int
    already: int
    unreadable: tuple[int, ...]


def encrypted_columns() -> list[tuple[type[models.Model], str]]:
    """Every encrypted column of the models there are, by table and name."""
    found = [
        (model, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if (isinstance(field, EncryptedTextField) or f"{model._meta.label}.{field.name}" in BY_HAND) and field.column
    ]
    return sorted(found, key=lambda one: (one[0]._meta.db_table, one[1]))


def rotate_field_keys(*, at: datetime, say: Callable[[Renewed], None], batch: int = BATCH) -> list[Renewed]:
    """Write every encrypted text anew under the newest of CARE_FIELD_KEYS that is not under it yet; `say` hears of each column.

    A text that none of the keys opens is passed over and named by its row's number.
    """
    actor = Actor.system(job="keys.rotate")
    done = []
    for model, column in encrypted_columns():
        done.append(_rotate_column(actor, model, column, at=at, batch=batch))
        say(done[-1])
    count = renew_second_factor_secrets(actor=actor, at=at, batch=batch)
    done.append(Renewed("second factors", count.renewed, count.already, count.unreadable))
    say(done[-1])
    return done


def _rotate_column(actor: Actor, model: type[models.Model], column: str, *, at: datetime, batch: int) -> Renewed:
    table = model._meta.db_table
    total, already = 0, 0
    unreadable: list[int] = []
    for rows in _batches(table, column, batch):
        new, old, bad = _anew(rows)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {_name(table)} SET {_name(column)} = %s WHERE id = %s AND {_name(column)} = %s",  # noqa: S608 - ours
                new,
            )
            if new or bad:
                detail = {"column": f"{table}.{column}", "rows": len(new), "unreadable": bad}
                audit.record(actor=actor, at=at, kind=Kind.CHANGE, verb="field_keys.rotated", detail=detail)
        total, already = total + len(new), already + old
        unreadable += bad
    return Renewed(f"{table}.{column}", total, already, tuple(unreadable))


Token = str | bytes


def _batches(table: str, column: str, batch: int) -> Iterator[list[tuple[int, Token]]]:
    """The rows that hold something, by number, so that a batch costs the same anywhere in a table."""
    after = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, {_name(column)} FROM {_name(table)} WHERE id > %s ORDER BY id LIMIT %s",  # noqa: S608 - ours
                [after, batch],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        after = rows[-1][0]
        yield [(number, bytes(token) if isinstance(token, memoryview) else token) for number, token in rows if token]


def _anew(rows: list[tuple[int, Token]]) -> tuple[list[tuple[Token, int, Token]], int, list[int]]:
    """What is to be written in the place of what, how many are under the newest key already, and which no key opens."""
    new: list[tuple[Token, int, Token]] = []
    already, bad = 0, []
    for number, token in rows:
        try:
            again = renewed_bytes(token.encode() if isinstance(token, str) else token, settings.CARE_FIELD_KEYS)
        except WrongKey:
            bad.append(number)
            continue
        if again is None:
            already += 1
        else:
            new.append((again.decode() if isinstance(token, str) else again, number, token))
    return new, already, bad


def _name(name: str) -> str:
    return connection.ops.quote_name(name)
