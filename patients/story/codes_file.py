"""Code lists from their files: code, system, display, source, and where there are such billable (Y or N) and group.

The two files in `codes/` are made from the published lists: ICD-10-CM of April 2026 without most injuries, eyes, ears and
details of joints, which this care codes by their headings; RxNorm for the medicines of opioid and alcohol use disorder.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from django.db import connection

from patients.story.rules import code_words

FOLDER = Path(__file__).resolve().parent / "codes"
SHIPPED = (("icd10cm.csv.gz", "2026-04"), ("rxnorm.csv.gz", "2025-05"))
NEEDED = ("code", "system", "display", "source")


class BadCodeFile(ValueError):
    """Not a list of codes: a column is missing, or a row has no code, system, name or source."""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code as a file names it, and the text by which it is found."""

    system: str
    code: str
    version: str
    display: str
    is_billable: bool
    group: str
    source: str
    words: str


def read_codes(path: Path, *, version: str) -> Iterator[CodeRow]:
    """The rows of one file, which may be packed with gzip.

    Raises:
        BadCodeFile: with the number of the line.
    """
    with path.open("rb") as file:
        plain = gzip.GzipFile(fileobj=file) if path.suffix == ".gz" else file
        yield from rows_of(csv.DictReader(TextIOWrapper(plain, encoding="utf-8", newline="")), version=version)


def rows_of(rows: Iterable[dict[str, str]], *, version: str) -> Iterator[CodeRow]:
    """The rows of a table that was read."""
    for number, row in enumerate(rows, start=2):
        if not all((row.get(name) or "").strip() for name in NEEDED):
            raise BadCodeFile(f"line {number}: {', '.join(NEEDED)} are needed")
        code, display = row["code"].strip(), " ".join(row["display"].split())
        if "-" in code and row.get("billable") == "N":
            continue  # a chapter's range, which nobody codes
        yield CodeRow(
            system=row["system"].strip(),
            code=code,
            version=version,
            display=display,
            is_billable=row.get("billable", "Y") != "N",
            group=(row.get("group") or "").strip(),
            source=row["source"].strip(),
            words=code_words(code, display),
        )


_PUT = """
INSERT INTO story_code (system, code, version, display, is_billable, "group", source, words)
SELECT system, code, version, display, is_billable, "group", source, to_tsvector('simple', words)
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::boolean[], %s::text[], %s::text[], %s::text[])
  AS row (system, code, version, display, is_billable, "group", source, words)
ON CONFLICT (system, code) DO UPDATE SET
  version = EXCLUDED.version, display = EXCLUDED.display, is_billable = EXCLUDED.is_billable,
  "group" = EXCLUDED."group", source = EXCLUDED.source, words = EXCLUDED.words
"""


def put_codes(rows: Sequence[CodeRow]) -> int:
    """Write rows into the table in one statement; for the operation, and for the migration that brings the shipped lists.

    Gives how many; of a code that comes twice the last row counts.
    """
    once = {(row.system, row.code): row for row in rows}.values()
    columns = [[getattr(row, name) for row in once] for name in CodeRow.__slots__]
    with connection.cursor() as cursor:
        cursor.execute(_PUT, columns)
    return len(once)
