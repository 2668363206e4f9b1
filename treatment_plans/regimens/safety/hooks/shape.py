"""JSON that somebody else wrote, taken apart without trusting its shape. Pure.

A field that is not there and one that is of another shape than FHIR R4 gives it both read as empty: what a resource cannot do
without is asked for by its reader, which then says `Unreadable`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Json = dict[str, Any]
LARGEST_POWER = 12  # of ten: beyond it stands no amount of anything


class Unreadable(ValueError):
    """A resource, or a part of one, that cannot be read. Says why in words for a card."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What was sent and not read, and why."""

    resource: str  # "Observation/123"
    why: str


def obj(value: Any) -> Json:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: Any) -> list[Json]:
    """The objects of a list; one object alone counts as a list of one."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def word(value: Any) -> str:
    """A string without its margins; a number as it is written; anything else is empty."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else ""


def words(value: Any) -> list[str]:
    """The strings of a list."""
    items = value if isinstance(value, list) else [value]
    return [text for item in items if (text := word(item))]


def number(value: Any) -> Decimal | None:
    """A number of a size that an amount can have, also one written as a string."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        found = Decimal(value.strip() if isinstance(value, str) else str(value) if isinstance(value, float) else value)
    except (ArithmeticError, TypeError, ValueError):
        return None
    return found if found.is_finite() and (not found or abs(found.adjusted()) <= LARGEST_POWER) else None


def name_of(resource: Json) -> str:
    """'Observation/123', as a card names it."""
    return f"{word(resource.get('resourceType')) or 'Resource'}/{word(resource.get('id')) or 'without an id'}"


def strings_in(value: Any) -> Iterator[str]:
    """Every string below a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings_in(part)
