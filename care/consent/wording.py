"""What a person reads before they sign: our own plain words, by version, language and kind, from `data/wording.json`.

The blocks hold what 42 CFR 2.31(a) asks a consent to say beside its terms (clinical reference 3.2): the right to take it back
and its limit, what the recipient may do with it, the court statement, when it ends, and what follows from saying no. A kind
says a block in its own words where the shared ones do not hold, or leaves it out. Our own wording; whoever runs a clinic lets
their counsel read it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from care.actor import Category, Purpose
from care.consent.rules import Kind

FILE = Path(__file__).parent / "data" / "wording.json"
BLOCKS = ("about", "choice", "patient_here", "revoke", "redisclosure", "court", "ending")
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One version in one language for one kind: paragraphs by block, in the order in which they are read."""

    version: str
    language: str
    title: str
    blocks: tuple[tuple[str, str], ...]


@cache
def _file() -> dict[str, dict[str, dict[str, Any]]]:
    content: dict[str, dict[str, dict[str, Any]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return content


def versions() -> tuple[str, ...]:
    """Every version that was ever in use, oldest first."""
    return tuple(_file())


def wording(*, language: str, kind: Kind = Kind.SPECIFIC, version: str = "") -> Wording:
    """The text of a version, the newest when none is named; in English where it is not written in this language.

    Raises:
        KeyError: there is no such version.
    """
    number = version or versions()[-1]
    texts = _file()[number]
    spoken = language if language in texts else DEFAULT_LANGUAGE
    said = texts[spoken]["shared"] | texts[spoken]["kinds"].get(kind.value, {})
    blocks = tuple((block, said[block]) for block in BLOCKS if said.get(block))
    return Wording(number, spoken, said.get("title", ""), blocks)


@dataclass(frozen=True, slots=True)
class Words:
    """How one version says data, purposes and recipients in one language, to the person."""

    language: str
    categories: dict[str, str]
    purposes: dict[str, str]
    recipients: dict[str, str]
    request: str
    back: str

    def data(self, categories: Iterable[Category]) -> list[str]:
        """The data in words, as 42 CFR 2.31(a)(3) asks, in the order of the vocabulary."""
        chosen = set(categories)
        return [self.categories[category.value] for category in Category if category in chosen]

    def reasons(self, purposes: Iterable[Purpose]) -> list[str]:
        """The purposes in words, in the order of the vocabulary."""
        chosen = set(purposes)
        return [self.purposes[purpose.value] for purpose in Purpose if purpose in chosen]


@cache
def words(*, language: str) -> Words:
    """The newest words of a language, of English where it is not written in this one."""
    texts = _file()[versions()[-1]]
    spoken = language if language in texts else DEFAULT_LANGUAGE
    return Words(spoken, **texts[spoken]["words"])


def described(categories: Iterable[Category], *, language: str = DEFAULT_LANGUAGE) -> str:
    """The data in one line: 'Who you are; your plan of care, medication and care team'."""
    line = "; ".join(words(language=language).data(categories))
    return line[:1].upper() + line[1:]
