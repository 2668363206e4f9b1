"""What somebody typed into a form that could not be saved: shown back to them, so that nothing typed is lost. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# The fields of these rooms into which words are typed, with what their forms call them.
LABELS: Mapping[str, str] = {
    "own_words": "In their own words",
    "words": "In their own words",
    "measure": "How we will know",
    "text": "The text",
    "title": "What it is",
    "who": "Who else",
    "frequency": "How often",
    "reason": "Why",
    "note": "In a sentence",
    "strengths": "Strengths",
    "preferences": "What they prefer",
    "instructions": "Instructions",
    "name": "Name",
}
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "drawing"})
_OF_ROW = re.compile(r"^.*-(?=[a-z_]+$)")


@dataclass(frozen=True, slots=True)
class Typed:
    """One field with its words, as they were typed."""

    label: str
    words: str


def typed_words(fields: Iterable[tuple[str, str]]) -> list[Typed]:
    """The words of a posted form in the order of its fields: of the fields above, and of any other that holds more than one word.

    A row of a form set is called by its field: 'peer-frequency' by 'frequency'.
    """
    found = []
    for name, value in fields:
        words, field = value.strip(), _OF_ROW.sub("", name)
        if not words or name in NOT_TYPED:
            continue
        if field in LABELS or re.search(r"\s", words):
            found.append(Typed(LABELS.get(field) or field.replace("_", " ").capitalize(), words))
    return found
