"""Tables for a spreadsheet program: CSV that no cell of it can use to run a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet program reads as the beginning of a formula


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet program would take it for a formula (OWASP: CSV injection)."""
    return f"'{text}" if text.lstrip(" ").startswith(_RUNS) or text.startswith(_RUNS) else text


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file with a head (RFC 4180), beginning with the mark by which spreadsheet programs know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return f"\ufeff{out.getvalue()}"
