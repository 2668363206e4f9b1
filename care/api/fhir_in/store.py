"""What a run remembers of its files: on disk, nameless, gone with the process, so that memory stays constant.

The first pass writes one short row for each resource, and for those with a home what they say; the second reads them person
by person. References may point forward, so that they are resolved between the two.
"""

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ABSOLUTE = re.compile(r"^https?://.*?/([A-Z][A-Za-z]+/[A-Za-z0-9\-.]{1,64})$")
_SCHEMA = """
CREATE TABLE resource (
    seq INTEGER PRIMARY KEY, file INTEGER, entry INTEGER, type TEXT, id TEXT, full_url TEXT, digest BLOB,
    about TEXT, body TEXT
);
CREATE TABLE belongs (person INTEGER, seq INTEGER);
CREATE TABLE astray (wanted TEXT, seq INTEGER);
CREATE TABLE name (file INTEGER, name TEXT, seq INTEGER, type TEXT);
"""
_INDEXES = """
CREATE INDEX name_by_name ON name (name, file);
CREATE INDEX resource_by_key ON resource (type, id, seq);
CREATE INDEX name_by_seq ON name (seq);
"""
AMBIGUOUS = "two"
# What a resource of another kind can be about; a reference to anything else is not looked for.
SUBJECTS = frozenset({"Patient", "Group", "Device", "Location", "Practitioner", "Organization", "Medication", "Substance"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a resource stands: the number of its file and entry, both from 1, its type and id."""

    file: int
    entry: int
    type: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A resource with a home: where it stands, and the resource."""

    seq: int
    place: Place
    body: dict[str, Any]


class Store:
    """One run's memory. A context manager; nothing of it is left afterwards."""

    def __init__(self) -> None:
        # The file loses its name at once: whatever ends the process, nobody finds it. What people said is in it.
        with tempfile.TemporaryDirectory(prefix="import-") as folder:
            self.db = sqlite3.connect(Path(folder) / "run.sqlite", isolation_level=None)
            for line in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -16000"):
                self.db.execute(f"PRAGMA {line}")
            self.db.executescript(_SCHEMA)
        self.db.execute("PRAGMA temp_store = FILE")
        self.db.execute("BEGIN")
        self.count = 0

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    def add(self, place: Place, *, full_url: str, digest: bytes, about: str | None, body: dict[str, Any] | None) -> None:
        """Remember a resource. `about` is its reference to a person, None where it has none."""
        self.count += 1
        self.db.execute(
            "INSERT INTO resource VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(self.count, place.file, place.entry, place.type, place.id, full_url, digest, about),
                json.dumps(body, separators=(",", ":")) if body is not None else None,
            ),
        )
        if place.type in SUBJECTS:
            names = {full_url, f"{place.type}/{place.id}"} - {""}
            rows = [(place.file, name, self.count, place.type) for name in sorted(names)]
            self.db.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", rows)

    def forget_file(self, file: int) -> None:
        """Take back what a file gave."""
        self.db.execute("DELETE FROM resource WHERE file = ?", (file,))
        self.db.execute("DELETE FROM name WHERE file = ?", (file,))

    def index(self) -> None:
        """After the first pass."""
        self.db.executescript(_INDEXES)
        self.db.execute("BEGIN")

    def repeated(self) -> Iterator[tuple[Place, Place, bool]]:
        """Resources that have the type and id of an earlier one: their place, the earlier place, whether they say the same.

        The first stays, also under the names of those that say the same. Who stands there with two contents is nobody
        that a reference could mean.
        """
        self.db.execute(
            "CREATE TABLE repeat AS SELECT later.seq AS seq, first.seq AS first FROM resource later JOIN resource first"
            " ON first.seq = (SELECT min(seq) FROM resource r WHERE r.type = later.type AND r.id = later.id)"
            " WHERE later.seq > first.seq AND later.id <> ''"
        )
        rows = self.db.execute(
            "SELECT l.file, l.entry, l.type, l.id, f.file, f.entry, f.digest = l.digest"
            " FROM repeat JOIN resource l ON l.seq = repeat.seq JOIN resource f ON f.seq = repeat.first ORDER BY repeat.seq"
        )
        for file, entry, kind, number, first_file, first_entry, same in rows:
            yield Place(file, entry, kind, number), Place(first_file, first_entry, kind, number), bool(same)
        self.db.execute(
            "UPDATE name SET seq = repeat.first, type = CASE WHEN l.digest = f.digest THEN name.type ELSE ? END"
            " FROM repeat JOIN resource l ON l.seq = repeat.seq JOIN resource f ON f.seq = repeat.first"
            " WHERE repeat.seq = name.seq",
            (AMBIGUOUS,),
        )
        self.db.execute("DELETE FROM resource WHERE seq IN (SELECT seq FROM repeat)")

    def link(self) -> None:
        """Find the person of each resource in these files; what finds nobody is astray."""
        rows = self.db.execute("SELECT seq, file, about, body IS NOT NULL FROM resource WHERE about IS NOT NULL ORDER BY seq")
        for seq, file, about, has_home in rows:
            named = relative(about)
            if not has_home and not named and not about.startswith("urn:"):
                continue  # it names its subject in words, or by a search
            target = self._find(about, file)
            if target is not None and has_home and target[1] == "Patient":
                self.db.execute("INSERT INTO belongs VALUES (?, ?)", (target[0], seq))
            elif has_home or (target is None and named.partition("/")[0] in ("Patient", "")):
                wanted = named if target is None and named.startswith("Patient/") else ""
                wanted = AMBIGUOUS if target is not None and target[1] == AMBIGUOUS else wanted
                self.db.execute("INSERT INTO astray VALUES (?, ?)", (wanted, seq))
        self.db.execute("CREATE INDEX belongs_by_person ON belongs (person)")
        self.db.execute("CREATE INDEX astray_by_wanted ON astray (wanted)")

    def _find(self, reference: str, file: int) -> tuple[int, str] | None:
        """What a reference names: in its own file first, then in the others."""
        for name in dict.fromkeys((reference.split("/_history/")[0], relative(reference))):
            found = self.db.execute(
                "SELECT seq, type FROM name WHERE name = ? ORDER BY file <> ?, file, type <> ?, seq LIMIT 1",
                (name, file, AMBIGUOUS),
            ).fetchone()
            if found:
                return int(found[0]), str(found[1])
        return None

    def without_home(self) -> dict[str, int]:
        """How many resources of each type have no home."""
        return dict(self.db.execute("SELECT type, count(*) FROM resource WHERE body IS NULL GROUP BY type").fetchall())

    def astray(self) -> Iterator[str]:
        """Whom the resources ask for who find nobody in these files: 'Patient/id', nobody (empty), or one of two (AMBIGUOUS)."""
        for (wanted,) in self.db.execute("SELECT DISTINCT wanted FROM astray ORDER BY wanted"):
            yield wanted

    def asking_for(self, wanted: str) -> Iterator[tuple[Place, dict[str, Any] | None]]:
        """The resources that ask for somebody who is not in these files, with the body of those that have a home."""
        rows = self.db.execute(
            "SELECT file, entry, type, id, body FROM astray JOIN resource ON resource.seq = astray.seq"
            " WHERE wanted = ? ORDER BY astray.seq",
            (wanted,),
        )
        for file, entry, kind, number, body in rows:
            yield Place(file, entry, kind, number), json.loads(body) if body is not None else None

    def people(self) -> int:
        """How many people the second pass goes through."""
        return int(self.db.execute("SELECT count(*) FROM resource WHERE type = 'Patient'").fetchone()[0])

    def each_person(self) -> Iterator[Stored]:
        """Every Patient resource, in the order of the files."""
        yield from self._stored("type = 'Patient'", ())

    def of_person(self, seq: int) -> list[Stored]:
        """The other resources with a home of a person in these files."""
        return list(self._stored("seq IN (SELECT seq FROM belongs WHERE person = ?)", (seq,)))

    def _stored(self, condition: str, values: tuple[Any, ...]) -> Iterator[Stored]:
        columns = "seq, file, entry, type, id, body"
        rows = self.db.execute(f"SELECT {columns} FROM resource WHERE {condition} ORDER BY seq", values)  # noqa: S608
        for seq, file, entry, kind, number, body in rows:
            yield Stored(seq, Place(file, entry, kind, number), json.loads(body))


def relative(reference: str) -> str:
    """'Patient/1' of 'Patient/1', 'Patient/1/_history/2' and 'https://server/fhir/Patient/1'; else nothing."""
    reference = reference.split("/_history/")[0]
    absolute = _ABSOLUTE.match(reference)
    if absolute:
        return absolute.group(1)
    return reference if re.fullmatch(r"[A-Z][A-Za-z]+/[A-Za-z0-9\-.]{1,64}", reference) else ""
