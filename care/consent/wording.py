"""What a person reads before they sign: our own plain words, by version and language, from `data/wording.json`.

The blocks hold what 42 CFR 2.31(a) asks a consent to say beside its terms (clinical reference 3.2): the right to take it back
and its limit, what the recipient may do with it, the court statement, when it ends, and that care does not depend on it.
Our own wording; whoever runs a clinic lets their counsel read it.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "wording.json"
BLOCKS = ("choice", "patient_here", "revoke", "redisclosure", "court", "ending")
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One version in one language: paragraphs by block, in the order in which they are read."""

    version: str
    language: str
    blocks: tuple[tuple[str, str], ...]


@cache
def _file() -> dict[str, dict[str, dict[str, str]]]:
    content: dict[str, dict[str, dict[str, str]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return content


def versions() -> tuple[str, ...]:
    """Every version that was ever in use, oldest first."""
    return tuple(_file())


def wording(*, language: str, version: str = "") -> Wording:
    """The text of a version, the newest when none is named; in English where it is not written in this language.

    Raises:
        KeyError: there is no such version.
    """
    number = version or versions()[-1]
    texts = _file()[number]
    spoken = language if language in texts else DEFAULT_LANGUAGE
    return Wording(number, spoken, tuple((block, texts[spoken][block]) for block in BLOCKS))
