"""What people type to find somebody, with the typing errors that people make: for measuring how often that finds them. Pure.

Each way is one small function of a person and a pair of dice; the same dice give the same 200 queries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from patients.rules import name_words, other_forms

_BESIDE = {
    "a": "sqz", "b": "vgn", "c": "xvd", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy", "i": "uok", "j": "hku",
    "k": "jli", "l": "kop", "m": "nj", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf", "s": "adw", "t": "ryg",
    "u": "yij", "v": "cbf", "w": "qes", "x": "zcs", "y": "tuh", "z": "xa",
}  # fmt: skip
_SPOKEN = (("ph", "f"), ("ck", "k"), ("qu", "k"), ("th", "t"), ("ee", "ea"), ("ou", "u"), ("y", "i"), ("z", "s"), ("c", "k"),
           ("v", "f"), ("i", "e"), ("o", "u"), ("a", "e"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is looked for."""

    number: int
    given: str
    family: str
    former: str
    phone: str
    born: date
    mrn: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, in which way, and who was meant."""

    way: str
    typed: str
    meant: int


def mistype(word: str, dice: Random) -> str:
    """A word with one typing error: a letter missing, doubled, wrong, or swapped with the next one."""
    place = dice.randrange(len(word))
    letter = word[place].lower()
    match dice.randrange(4):
        case 0 if len(word) > 3:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + word[place] + word[place:]
        case 2 if place + 1 < len(word) and word[place] != word[place + 1]:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        case _:
            return word[:place] + dice.choice(_BESIDE.get(letter, "e")) + word[place + 1 :]


def misheard(word: str, dice: Random) -> str:
    """A word as somebody spells it who has only heard it."""
    folded = word.lower()
    changes = [(heard, spelled) for heard, spelled in _SPOKEN if heard in folded[1:]]
    if not changes:
        return word + "e"
    heard, spelled = dice.choice(changes)
    return folded[0] + folded[1:].replace(heard, spelled, 1)


def form_of(given: str, dice: Random) -> str:
    """Another form of a given name."""
    return dice.choice(sorted(other_forms(name_words(given)[0])))


Way = Callable[[Somebody, Random], str]
# Each way with how many of 200 queries are typed so.
WAYS: dict[str, tuple[int, Way]] = {
    "typing error in the given name": (25, lambda one, dice: f"{mistype(one.given, dice)} {one.family}"),
    "typing error in the family name": (25, lambda one, dice: f"{one.given} {mistype(one.family, dice)}"),
    "typing error in both names": (20, lambda one, dice: f"{mistype(one.given, dice)} {mistype(one.family, dice)}"),
    "swapped names": (20, lambda one, dice: f"{one.family}, {one.given}"),
    "swapped names with a typing error": (15, lambda one, dice: f"{mistype(one.family, dice)}, {one.given}"),
    "another form of the name": (30, lambda one, dice: f"{form_of(one.given, dice)} {one.family}"),
    "former name": (20, lambda one, dice: one.former),
    "misheard": (10, lambda one, dice: f"{one.given} {misheard(one.family, dice)}"),
    "last four digits": (15, lambda one, dice: f"{one.given[:3]} {one.phone[-4:]}"),
    "last seven digits": (10, lambda one, dice: f"{one.phone[-7:-4]}-{one.phone[-4:]}"),
    "typing error and birth date": (10, lambda one, dice: f"{mistype(one.family, dice)} {one.born:%m/%d/%Y}"),
}


def queries(people: Sequence[Somebody], *, seed: int = 5) -> list[Query]:
    """The 200 queries, each about somebody for whom its way makes sense; fewer where too few people fit a way."""
    dice = Random(seed)
    made = []
    for way, (count, typed) in WAYS.items():
        fit = [one for one in people if _fits(way, one)]
        made += [Query(way, typed(one, dice), one.number) for one in dice.sample(fit, min(count, len(fit)))]
    return made


def _fits(way: str, one: Somebody) -> bool:
    if way == "former name":
        return bool(one.former)
    if "digits" in way:
        return bool(one.phone)
    words = name_words(one.given)
    return len(one.given) > 2 and len(one.family) > 2 and (way != "another form of the name" or bool(other_forms(words[0])))
