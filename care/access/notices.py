"""The notice that travels with each disclosure made with consent (42 CFR 2.32): versioned text from `data/notices.json`. Pure.

Either form is enough: the short one is the regulation's own sentence, the long one says what the recipient may do.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "notices.json"
CONSENT = "2.32"  # what a row of the decision table asks for; a version of the text begins so


class Form(StrEnum):
    """Which of the two statements of 42 CFR 2.32(a)."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Notice:
    """One version of the text, verbatim from the regulation."""

    version: str
    form: Form
    text: str
    source: str
    since: date


class OldWording(ValueError):
    """The text forbids disclosure and not use: the wording from before 2024, which no longer counts."""


def check_text(text: str) -> None:
    """Refuse a notice that is not worded as 42 CFR 2.32(a) has been since 2024.

    Raises:
        OldWording: as named.
    """
    words = " ".join(text.lower().split())
    if "use or disclosure" not in words or "prohibits unauthorized disclosure" in words:
        raise OldWording


def read(content: Mapping[str, Mapping[str, str]]) -> tuple[Notice, ...]:
    """The notices of a file, in its order.

    Raises:
        OldWording: one of them is worded as before 2024.
    """
    for row in content.values():
        check_text(row["text"])
    return tuple(
        Notice(version, Form(row["form"]), row["text"], row["source"], date.fromisoformat(row["from"]))
        for version, row in content.items()
    )


@cache
def notices() -> tuple[Notice, ...]:
    """Every version, in the order of the file."""
    return read(json.loads(FILE.read_text(encoding="utf-8")))


def notice_on(day: date, *, required: str = CONSENT, form: Form = Form.SHORT) -> Notice:
    """The text in force on a day, in the form asked for.

    Raises:
        LookupError: none was in force.
    """
    found = [
        notice for notice in notices() if notice.version.startswith(required) and notice.form is form and notice.since <= day
    ]
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
