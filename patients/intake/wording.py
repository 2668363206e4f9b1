"""What is read before somebody agrees to treatment: our own plain words, by version and language, from `data/treatment.json`.

Whoever runs a clinic lets their counsel and their medical director read it.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "treatment.json"
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One version in one language: a title, paragraphs in the order in which they are read, and each part in a sentence."""

    version: str
    language: str
    title: str
    paragraphs: tuple[str, ...]
    parts: dict[str, tuple[str, str]]


@cache
def _file() -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return content


def wording(*, language: str, version: str = "") -> Wording:
    """The text of a version, the newest when none is named; in English where it is not written in this language.

    Raises:
        KeyError: there is no such version.
    """
    number = version or list(_file())[-1]
    texts = _file()[number]
    spoken = language if language in texts else DEFAULT_LANGUAGE
    said = texts[spoken]
    return Wording(
        version=number,
        language=spoken,
        title=said["title"],
        paragraphs=tuple(said["paragraphs"]),
        parts={key: (label, sentence) for key, (label, sentence) in said["parts"].items()},
    )
