"""Tables for a spreadsheet program."""

import csv
import io
from collections.abc import Iterable, Sequence

from care.lib.text import csv_cell


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file with a head (RFC 4180) that runs no formula, with the mark by which spreadsheet programs know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return f"\ufeff{out.getvalue()}"
