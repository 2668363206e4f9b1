"""The summary of an intake as it was read and signed: its parts, and whether it still says that. Pure."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

LONGEST = 200_000  # characters


@dataclass(frozen=True, slots=True)
class Part:
    """One section as the summary says it. `voice` holds the person's own words, never reworded; `how` says how it stands where
    nothing was told: not asked, prefers not to say, another day."""

    key: str
    title: str
    how: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = field(default=())


class TooLong(ValueError):
    """More than a summary holds."""


def written(parts: Sequence[Part]) -> str:
    """The parts as they are kept: the same parts give the same text.

    Raises:
        TooLong.
    """
    text = json.dumps([asdict(part) for part in parts], ensure_ascii=False, separators=(",", ":"))
    if len(text) > LONGEST:
        raise TooLong
    return text


def read(text: str) -> list[Part]:
    """The parts again."""
    rows: list[dict[str, Any]] = json.loads(text)
    return [
        Part(
            key=row["key"],
            title=row["title"],
            how=row["how"],
            facts=tuple((label, said) for label, said in row["facts"]),
            lines=tuple(row["lines"]),
            voice=tuple(row["voice"]),
            unsaid=tuple(row["unsaid"]),
        )
        for row in rows
    ]


def seal_of(key: bytes, *, uuid: UUID, text: str) -> str:
    """What the summary said when it was put down, as a number that nobody without the key can make: HMAC-SHA256, in hex."""
    return hmac.new(key, f"intake summary\n{uuid}\n{text}".encode(), hashlib.sha256).hexdigest()


def is_as_sealed(key: bytes, *, seal: str, uuid: UUID, text: str) -> bool:
    """Whether a summary says what it said when it was put down."""
    return hmac.compare_digest(seal, seal_of(key, uuid=uuid, text=text))
