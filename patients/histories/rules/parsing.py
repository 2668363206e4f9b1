"""One field of a line: a text becomes a value, or is refused with a reason that repeats nothing of it. Pure."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from care.actor.vocabulary import Described

Fields = Mapping[str, str]
FURTHEST = 60_000  # days from a base date: 164 years
_DAY = re.compile(r"[+-]?\d{1,6}(\.0+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,12})?")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})


class BadLine(ValueError):
    """A line cannot be taken; `reason` says why, in words that name columns and no value of the record."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Whose:
    """What must be known of a person to read a line about them: from which day days count, and between which days a fact lies."""

    today: date
    base_date: date | None = None
    birth_date: date | None = None


def text(name: str, most: int) -> Callable[[Fields], str]:
    """A column of words, `most` characters long at most."""

    def read(fields: Fields) -> str:
        value = unicodedata.normalize("NFC", fields.get(name, "").strip())
        if len(value) > most:
            raise BadLine(f"{name} is longer than {most} characters")
        if any(unicodedata.category(sign) in _UNSEEN for sign in value):
            raise BadLine(f"{name} holds a character without meaning")
        return value

    return read


def needed(read: Callable[[Fields], str], name: str) -> Callable[[Fields], str]:
    """The same column where it may not be empty."""

    def read_needed(fields: Fields) -> str:
        value = read(fields)
        if not value:
            raise BadLine(f"{name} is missing")
        return value

    return read_needed


def word(name: str, words: type[Described], default: str | None = None) -> Callable[[Fields], str]:
    """A column that holds one of some words; `default` where it is empty, else it is needed."""

    def read(fields: Fields) -> str:
        value = fields.get(name, "").strip().casefold()
        if not value:
            if default is None:
                raise BadLine(f"{name} is missing")
            return default
        if value not in words.values():
            raise BadLine(f"{name} is none of {', '.join(words.values())}")
        return value

    return read


def some_words(name: str, words: type[Described]) -> Callable[[Fields], list[str]]:
    """A column that holds several of some words, with semicolons between them; in the order of the words."""

    def read(fields: Fields) -> list[str]:
        given = {part.strip().casefold() for part in fields.get(name, "").split(";")} - {""}
        if not given <= set(words.values()):
            raise BadLine(f"{name} holds a word that is none of {', '.join(words.values())}")
        return [value for value in words.values() if value in given]

    return read


def number(name: str, *, low: Decimal, high: Decimal, places: int) -> Callable[[Fields], Decimal | None]:
    """A column with a number within its limits; None where it is empty."""

    def read(fields: Fields) -> Decimal | None:
        value = fields.get(name, "").strip()
        if not value:
            return None
        if not _NUMBER.fullmatch(value):
            raise BadLine(f"{name} is not a number")
        try:
            found = Decimal(value)
        except InvalidOperation:
            raise BadLine(f"{name} is not a number") from None
        if not low <= found <= high:
            raise BadLine(f"{name} is not between {low} and {high}")
        rounded = round(found, places)
        if rounded != found:
            raise BadLine(f"{name} has more than {places} decimal places")
        return rounded.normalize() if rounded else Decimal(0)

    return read


def plain_date(name: str) -> Callable[[Fields], date | None]:
    """A column with a date, YYYY-MM-DD; None where it is empty."""

    def read(fields: Fields) -> date | None:
        value = fields.get(name, "").strip()
        if not value:
            return None
        try:
            if _DATE.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise BadLine(f"{name} is not a date such as 2024-03-14")

    return read


def day_of(
    fields: Fields, whose: Whose, *, on: str = "date", day: str = "day", is_needed: bool = True
) -> tuple[date | None, str]:
    """When a fact was: a date, or a number of days from the person's base date; and how the file writes it.

    It lies neither before the person's birth nor ahead.
    """
    written, offset = plain_date(on)(fields), fields.get(day, "").strip()
    if written is not None and offset:
        raise BadLine(f"{on} and {day} are both given")
    if written is None and not offset:
        if is_needed:
            raise BadLine(f"neither {on} nor {day} is given")
        return None, ""
    if written is None:
        if not _DAY.fullmatch(offset) or abs(int(float(offset))) > FURTHEST:
            raise BadLine(f"{day} is not a whole number of days")
        if whose.base_date is None:
            raise BadLine(f"{day} is given, and no base_date of the person")
        written, offset = whose.base_date + timedelta(days=int(float(offset))), f"{int(float(offset)):+d}"
    if written > whose.today:
        raise BadLine(f"{on if not offset else day} lies ahead")
    if whose.birth_date is not None and written < whose.birth_date:
        raise BadLine(f"{on if not offset else day} lies before the birth")
    return written, offset or written.isoformat()


def key_of(*parts: Any) -> str:
    """By which a line is known again."""
    return "|".join(str(part) for part in parts)
