"""Keyset paging: a cursor is the sort key of the last row shown, so that a page costs the same anywhere in a list."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

import orjson

Row = TypeVar("Row")


class BadCursor(ValueError):
    """The cursor did not come from this list, or was cut."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list, and the cursor of the next one where there is more."""

    rows: list[Row]
    next_cursor: str


def encode_cursor(moment: datetime, pk: int) -> str:
    """An opaque cursor; it carries a time and a row number, nothing about a person."""
    return encode_key(moment, pk)


def decode_cursor(cursor: str) -> tuple[datetime, int]:
    """The sort key inside a cursor.

    Raises:
        BadCursor: when the text is not one that `encode_cursor` made.
    """
    moment, numbers = decode_key(cursor)
    if len(numbers) != 1:
        raise BadCursor(cursor)
    return moment, numbers[0]


def encode_key(moment: datetime, *numbers: int) -> str:
    """`encode_cursor` for a list that joins several: more numbers than that of a row."""
    return base64.urlsafe_b64encode(orjson.dumps([moment.isoformat(), *numbers])).decode().rstrip("=")


def decode_key(cursor: str) -> tuple[datetime, tuple[int, ...]]:
    """What `encode_key` put in.

    Raises:
        BadCursor: when the text is not one that it made.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        moment, *numbers = orjson.loads(raw)
        parsed = datetime.fromisoformat(moment)
        if parsed.tzinfo is None:
            raise BadCursor(cursor)
        return parsed, tuple(int(number) for number in numbers)
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadCursor(cursor) from error
