"""What a backup says of itself, and what differs between that and a database. Pure."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import orjson

FORMAT = 1


class NotABackup(ValueError):
    """The file is not a backup, was cut or changed, or is of a format that this version does not know."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table: how many, and a sum over the codes of all of them that does not depend on their order."""

    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a backup says of itself. `dump_sha256` binds the dump to it, and a code under the audit's key binds it."""

    created_at: datetime
    commit: str
    server_version: int
    program_version: int
    tables: dict[str, Table]
    grants: dict[str, list[str]]
    migrations: list[tuple[str, str]]
    last_seal_number: int
    last_seal_mac: str
    dump_bytes: int = 0
    dump_sha256: str = ""
    format: int = field(default=FORMAT)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def as_bytes(self) -> bytes:
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)

    @classmethod
    def parse(cls, content: bytes) -> "Manifest":
        """Read a manifest back.

        Raises:
            NotABackup: it is not one, or of another format.
        """
        try:
            read: dict[str, Any] = orjson.loads(content)
            if read["format"] != FORMAT:
                raise NotABackup(f"format {read['format']} of backups is not known to this version")
            return cls(
                **{
                    **read,
                    "created_at": datetime.fromisoformat(read["created_at"]),
                    "tables": {name: Table(**table) for name, table in read["tables"].items()},
                    "migrations": [(app, name) for app, name in read["migrations"]],
                }
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if isinstance(error, NotABackup):
                raise
            raise NotABackup("its manifest cannot be read") from error


def manifest_mac(key: bytes, content: bytes) -> str:
    """The code that only a holder of the audit's key can make."""
    return hmac.digest(key, b"backup:" + content, "sha256").hex()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def differences(expected: dict[str, Table], found: dict[str, Table]) -> list[str]:
    """One line for each table that is not as it was; table names and counts only."""
    lines = [f"{name}: missing" for name in sorted(expected.keys() - found.keys())]
    lines += [f"{name}: not in the backup" for name in sorted(found.keys() - expected.keys())]
    for name in sorted(expected.keys() & found.keys()):
        before, now = expected[name], found[name]
        if before.rows != now.rows:
            lines.append(f"{name}: {before.rows} rows in the backup, {now.rows} here")
        elif before.checksum != now.checksum:
            lines.append(f"{name}: {before.rows} rows, and their contents differ")
    return lines


def unknown_migrations(manifest: Manifest, known: Iterable[tuple[str, str]]) -> list[str]:
    """Migrations that the backup has and this version does not: it was made by a newer one."""
    here = set(known)
    return [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in here]


def missing_migrations(manifest: Manifest, known: Iterable[tuple[str, str]]) -> list[str]:
    """Migrations that this version has and the backup does not: `migrate` comes after the restore."""
    there = set(manifest.migrations)
    return sorted(f"{app}.{name}" for app, name in known if (app, name) not in there)
