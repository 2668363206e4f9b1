"""The notice that travels with each disclosure made with consent (42 CFR 2.32): versioned text from `data/notices.json`. Pure."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "notices.json"
CONSENT = "2.32"  # what a row of the decision table asks for; a version of the text begins so


@dataclass(frozen=True, slots=True)
class Notice:
    """One version of the text, verbatim from the regulation."""

    version: str
    text: str
    source: str
    since: date


@cache
def notices() -> tuple[Notice, ...]:
    """Every version, in the order of the file."""
    content = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Notice(version, row["text"], row["source"], date.fromisoformat(row["from"])) for version, row in content.items())


def notice_on(day: date, *, required: str = CONSENT) -> Notice:
    """The text in force on a day.

    Raises:
        LookupError: none was in force.
    """
    found = [notice for notice in notices() if notice.version.startswith(required) and notice.since <= day]
    if not found:
        raise LookupError(required)
    return max(found, key=lambda notice: notice.since)


def notice(version: str) -> Notice:
    """One version.

    Raises:
        LookupError: there is none of this name.
    """
    for found in notices():
        if found.version == version:
            return found
    raise LookupError(version)
