"""Words for what could be said in a kinder way, while somebody writes."""

from collections.abc import Collection
from dataclasses import dataclass

from care.language import find_terms, with_article

LONGEST = 20_000  # characters that are looked through; as many as a note holds
MOST = 4  # shown at a time: the next ones follow when these are settled


@dataclass(frozen=True, slots=True)
class Hint:
    """A place in a text with what could stand there, counted as a browser counts; `is_advice` says it is no word to put there."""

    start: int
    end: int
    term: str
    suggestion: str
    is_advice: bool


@dataclass(frozen=True, slots=True)
class Hints:
    """The first places of a text, and how many follow."""

    shown: list[Hint]
    more: int


def hints_for(text: str, *, left: Collection[str] = ()) -> Hints:
    """What a text could say in a kinder way, but for the words that whoever writes has left as they are."""
    text = text[:LONGEST]
    kept = {term.casefold() for term in left}
    terms = [one if _is_advice(one.suggestion) else with_article(one, text) for one in find_terms(text)]
    found = [one for one in terms if one.term.casefold() not in kept]
    shown = [
        Hint(
            start=_units(text[: one.start]),
            end=_units(text[: one.end]),
            term=one.term,
            suggestion=one.suggestion.strip().removeprefix("(").removesuffix(")")
            if _is_advice(one.suggestion)
            else one.suggestion,
            is_advice=_is_advice(one.suggestion),
        )
        for one in found[:MOST]
    ]
    return Hints(shown, len(found) - len(shown))


def _is_advice(suggestion: str) -> bool:
    """'(describe the need)': something to do, and no words to put there."""
    return suggestion.startswith("(")


def _units(text: str) -> int:
    """How long a browser says that a text is: what lies beyond the first plane counts twice there."""
    return len(text.encode("utf-16-le")) // 2
