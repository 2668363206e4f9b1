"""Lines that somebody in need can call or text at any hour, from `data/crisis_lines.csv`. Source: clinical reference 9.1."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "crisis_lines.csv"
VERIFIED_FOR = timedelta(days=180)  # clinical reference 9.1: then somebody looks again


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """One line: its number as people read it, what a phone dials, where to text and what. Empty where it has no such way."""

    code: str
    name: str
    call: str
    text: str
    text_words: str
    verified_on: date


@cache
def crisis_lines() -> dict[str, CrisisLine]:
    """Every line by its code."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: CrisisLine(
                row["code"], row["name"], row["call"], row["text"], row["text_words"], date.fromisoformat(row["verified_on"])
            )
            for row in csv.DictReader(file)
        }


def to_verify(today: date) -> list[str]:
    """The codes of the lines at which nobody has looked for too long."""
    return [line.code for line in crisis_lines().values() if today - line.verified_on > VERIFIED_FOR]
