"""The tables of this room, read once."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a file, each by its columns."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
