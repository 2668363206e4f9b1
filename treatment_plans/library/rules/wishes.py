"""What a person said that they want, and do not want, found in their own words. Pure.

A text is read clause by clause. A clause with a word of refusal says no, one with a word of liking says yes; a clause after a
comma goes on in the sense of the one before ("no groups, meetings or video"), until it says otherwise. In a text that holds only
what they do not want, each clause says no unless it says yes. In doubt nothing is suggested: it stands apart with their words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from treatment_plans.library.rules.facts import Said

_SENTENCE = re.compile(r"[.;!?\n]+|\bbut\b|\bthough\b", re.IGNORECASE)
_CLAUSE = re.compile(r",")
_NO = re.compile(
    r"\b(?:no|not|never|nothing|without|neither|nor|stop|hates?|refuses?|declin\w*|against|avoids?|nada|nunca|sin)\b|n[’']t\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"\b(?:likes?|loves?|wants?|prefers?|rather|yes|okay|ok|fine|open to|happy|glad|hopes?|asks? for|instead|enjoys?)\b",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(r"\b(?:not only|no longer minds?|not against|no problem with|nothing against)\b", re.IGNORECASE)


# A line that says no to one intervention by its name: written by `say_no`, read as that and nothing else.
_NAMED = re.compile(r"^No (?P<name>.+): “(?P<words>.*)”$", re.MULTILINE)


def no_line(name: str, words: str) -> str:
    """The line in which a plan says that they do not want an intervention, in their words."""
    return f"No {name}: “{' '.join(words.split())}”"


@dataclass(frozen=True, slots=True)
class Wish:
    """A clause that speaks of something in the library: what was said, where it stands, and whether it says no."""

    words: str
    where: str
    is_no: bool


def named_noes(texts: Iterable[Said]) -> dict[str, Wish]:
    """What they do not want, by the name of the intervention, where a line says so."""
    return {
        found["name"]: Wish(found["words"], said.where, is_no=True)
        for said in texts
        if said.is_no
        for found in _NAMED.finditer(said.text)
    }


def read_wishes(texts: Iterable[Said]) -> list[tuple[str, Wish]]:
    """Each clause with what it says."""
    found = []
    for said in texts:
        for sentence in _SENTENCE.split(_NAMED.sub("", said.text)):
            sense: bool | None = True if said.is_no else None
            for clause in _CLAUSE.split(sentence):
                sense = _sense(clause, sense, is_no=said.is_no)
                if clause.strip() and sense is not None:
                    found.append((clause, Wish(sentence.strip(' ,“”"'), said.where, sense)))
    return found


def wish_about(words: Iterable[str], wishes: Iterable[tuple[str, Wish]]) -> Wish | None:
    """What they said of something that goes by these words: a no comes before a yes."""
    named = [wish for clause, wish in wishes if any(_word(word).search(clause) for word in words)]
    return next((wish for wish in named if wish.is_no), next(iter(named), None))


def _sense(clause: str, before: bool | None, *, is_no: bool) -> bool | None:
    """Whether a clause says no (True), says yes (False), or says neither (None)."""
    if _NOT_ONLY.search(clause):
        return False
    if _NO.search(clause):
        return True
    if _YES.search(clause):
        return False
    return before if before is not None or is_no else None


@cache
def _word(word: str) -> re.Pattern[str]:
    """A word as such. One in capitals alone, such as AA, is written so, since in small letters it may be anything."""
    flags = re.NOFLAG if word.isupper() and len(word) <= 3 else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w])", flags)
