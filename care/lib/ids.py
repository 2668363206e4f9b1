"""Public identifiers."""

from uuid import UUID

from uuid6 import uuid7 as _uuid7


def uuid7() -> UUID:
    """A time-ordered random UUID (RFC 9562, version 7), as the standard UUID type."""
    return UUID(int=_uuid7().int)


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID in one of its usual spellings."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
