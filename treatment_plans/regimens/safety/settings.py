"""The figures that the rules use: rows with source, version and the day from which they hold. Pure."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One figure. `flag` is the confidence of the clinical reference (0.1): checked, known, verify or own."""

    key: str
    value: Decimal
    unit: str
    about: str
    source: str
    flag: str
    version: str
    effective_from: date


@dataclass(frozen=True, slots=True)
class Settings:
    """The figures in force on one day, by key."""

    in_force: Mapping[str, Threshold]

    def number(self, key: str) -> Decimal:
        """A key that nobody has set is a mistake in the code or in the table: it raises, it is never guessed."""
        return self.in_force[key].value

    def whole(self, key: str) -> int:
        return int(self.in_force[key].value)


def read_rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def shipped() -> tuple[Threshold, ...]:
    """The figures that come with the platform; an organization's own rows come after them."""
    return tuple(
        Threshold(
            key=row["key"],
            value=Decimal(row["value"]),
            unit=row["unit"],
            about=row["about"],
            source=row["source"],
            flag=row["flag"],
            version=row["version"],
            effective_from=date.fromisoformat(row["effective_from"]),
        )
        for row in read_rows("thresholds.csv")
    )


def settings_on(day: date, *, own: Iterable[Threshold] = ()) -> Settings:
    """The figures in force on a day. `own` rows of an organization stand above the shipped ones from their day on.

    Before a shipped row's own day the earliest row of its key holds: a rule is never without its figure.
    """
    found: dict[str, Threshold] = {}
    for row in sorted(shipped(), key=lambda row: row.effective_from):
        if row.key not in found or row.effective_from <= day:
            found[row.key] = row
    for row in sorted(own, key=lambda row: row.effective_from):
        if row.key in found and row.effective_from <= day:
            found[row.key] = row
    return Settings(found)
