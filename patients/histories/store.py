"""The lines of a folder, put in order by person on disk: an import holds a few people in memory, however many there are."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType

Fields = dict[str, str]
_TABLES = """
    CREATE TABLE people (key TEXT PRIMARY KEY, line INTEGER, fields TEXT) WITHOUT ROWID;
    CREATE TABLE lines (person TEXT, file TEXT, line INTEGER, fields TEXT);
    CREATE TABLE left_out (file TEXT, line INTEGER, reason TEXT);
"""


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One line as it came."""

    file: str
    line: int
    fields: Fields


class Store:
    """A database in a file without a name, gone when it is closed."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(f"PRAGMA cache_size = -16000; {_TABLES} BEGIN;")

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()

    def add_person(self, key: str, line: int, fields: Fields) -> int:
        """Remember a person; gives the line on which the same key stood before, else 0."""
        try:
            self._db.execute("INSERT INTO people VALUES (?, ?, ?)", [key, line, json.dumps(fields)])
        except sqlite3.IntegrityError:
            return int(self._db.execute("SELECT line FROM people WHERE key = ?", [key]).fetchone()[0])
        return 0

    def add_lines(self, rows: Sequence[tuple[str, str, int, str]]) -> None:
        """Remember lines: person, file, number of the line, fields as JSON."""
        self._db.executemany("INSERT INTO lines VALUES (?, ?, ?, ?)", rows)

    def refuse(self, file: str, line: int, reason: str) -> None:
        """Remember why a line is not taken."""
        self._db.execute("INSERT INTO left_out VALUES (?, ?, ?)", [file, line, reason])

    def refused(self) -> Iterator[tuple[str, int, str]]:
        """File, line and reason of all that was refused, in the order of the files."""
        yield from self._db.execute("SELECT file, line, reason FROM left_out ORDER BY file, line")

    def index(self) -> None:
        """Between writing and reading."""
        self._db.execute("CREATE INDEX lines_by_person ON lines (person, file, line)")

    def number_of_people(self) -> int:
        """How many keys there are, in people.csv or in lines alone."""
        found = self._db.execute("SELECT count(*) FROM (SELECT key FROM people UNION SELECT person FROM lines)").fetchone()
        return int(found[0])

    def keys(self, most: int) -> Iterator[list[str]]:
        """All keys, in order, so many at a time."""
        after = ""
        while True:
            rows = self._db.execute(
                "SELECT key FROM people WHERE key > :after UNION SELECT person FROM lines WHERE person > :after"
                " ORDER BY 1 LIMIT :most",
                {"after": after, "most": most},
            ).fetchall()
            if not rows:
                return
            yield [key for (key,) in rows]
            after = rows[-1][0]

    def person(self, key: str) -> StoredLine | None:
        """The line of people.csv about somebody."""
        row = self._db.execute("SELECT line, fields FROM people WHERE key = ?", [key]).fetchone()
        return StoredLine("people", row[0], json.loads(row[1])) if row else None

    def lines_of(self, key: str) -> Iterator[StoredLine]:
        """Everything else about somebody, file by file."""
        for file, line, fields in self._db.execute(
            "SELECT file, line, fields FROM lines WHERE person = ? ORDER BY file, line", [key]
        ):
            yield StoredLine(file, line, json.loads(fields))
