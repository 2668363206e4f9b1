"""How likely two records are of one person, and why. Pure.

The points are the project's own, tried on invented people: names and birth date together are enough, either alone never is.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from care.actor.vocabulary import Described
from patients.rules.nicknames import are_forms_of_one_name
from patients.rules.people import Names
from patients.rules.search import Nearness, name_words, nearness

LIKELY = 60


class Likeness(Described):
    """Something that two records have in common."""

    SAME_NAMES = "same_names", "Same names", "Two words of the names are the same, or the only one."
    FORM = "form", "One name is a form of the other", "A short form, or the name that it is short for."
    TYPO = "typo", "Names differ by one letter", "A letter is missing, doubled, wrong or swapped."
    SOUND = "sound", "Names sound alike", "Spelled otherwise and spoken alike."
    ONE_NAME = "one_name", "One name in common", "The other name differs, as after a marriage."
    SAME_BIRTH = "same_birth", "Same birth date", "The same day."
    SWAPPED_BIRTH = "swapped_birth", "Day and month swapped", "The same numbers in another order."
    NEAR_BIRTH = "near_birth", "Birth dates differ by one digit", "As after a typing error."
    SAME_PHONE = "same_phone", "Same phone", "One number stands in both."
    SAME_EMAIL = "same_email", "Same e-mail", "One address stands in both."
    SAME_NUMBER = "same_number", "Same number elsewhere", "Another system knows both by one number."


POINTS: dict[Likeness, int] = {
    Likeness.SAME_NAMES: 40,
    Likeness.FORM: 34,
    Likeness.TYPO: 32,
    Likeness.SOUND: 28,
    Likeness.ONE_NAME: 14,
    Likeness.SAME_BIRTH: 40,
    Likeness.SWAPPED_BIRTH: 30,
    Likeness.NEAR_BIRTH: 26,
    Likeness.SAME_PHONE: 16,
    Likeness.SAME_EMAIL: 16,
    Likeness.SAME_NUMBER: 60,
}
_OF_NEARNESS = {
    Nearness.WHOLE: Likeness.SAME_NAMES,
    Nearness.FORM: Likeness.FORM,
    Nearness.TYPO: Likeness.TYPO,
    Nearness.SOUND: Likeness.SOUND,
}
_ORDER = list(Nearness)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of one record."""

    names: Names
    birth_date: date
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    numbers: frozenset[tuple[str, str]] = frozenset()


def likeness(one: Traits, other: Traits) -> tuple[Likeness, ...]:
    """What two records have in common, in the order of the vocabulary."""
    found = [_of_names(one.names, other.names), _of_birth(one.birth_date, other.birth_date)]
    found += [Likeness.SAME_PHONE] if one.phones & other.phones else []
    found += [Likeness.SAME_EMAIL] if one.emails & other.emails else []
    found += [Likeness.SAME_NUMBER] if one.numbers & other.numbers else []
    return tuple(like for like in Likeness if like in found)


def score(reasons: Iterable[Likeness]) -> int:
    """The points of what two records have in common."""
    return sum(POINTS[reason] for reason in reasons)


def is_likely(reasons: Collection[Likeness]) -> bool:
    """Whether two records are to be looked at together."""
    return score(reasons) >= LIKELY


def _of_names(one: Names, other: Names) -> Likeness | None:
    """By a given and a family name, whichever stands where; by the only one where somebody has one name."""
    ways = [_between(one, other), _between(other, one)]
    return min(filter(None, ways), key=list(Likeness).index, default=None)


def _between(one: Names, other: Names) -> Likeness | None:
    """How the names in use of one stand to all names of the other: the given and the family name that come nearest."""
    there = _words(other.all())
    sides = [words for words in (_words((one.given, one.chosen)), _words((one.family,))) if words]
    if not there or not sides:
        return None
    near = [min((_how(word, hit) for word in words for hit in there), key=_ORDER.index) for words in sides]
    if Nearness.FAR not in near:
        return _OF_NEARNESS[max(near, key=_ORDER.index)]
    return Likeness.ONE_NAME if any(how is not Nearness.FAR for how in near) else None


def _how(word: str, hit: str) -> Nearness:
    """How near two words of names are; one that only begins like the other is another name, or a short form of it."""
    how = nearness(word, hit)
    if how is Nearness.BEGINNING or how is Nearness.FAR:
        return Nearness.FORM if are_forms_of_one_name(word, hit) else Nearness.FAR
    return how


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in name_words(name)}


def _of_birth(one: date, other: date) -> Likeness | None:
    if one == other:
        return Likeness.SAME_BIRTH
    if other in _swapped(one):
        return Likeness.SWAPPED_BIRTH
    if sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1:
        return Likeness.NEAR_BIRTH
    return None


def _swapped(day: date) -> list[date]:
    try:
        return [date(day.year, day.day, day.month)]
    except ValueError:
        return []


def near_days(day: date) -> list[date]:
    """The day itself, the one with day and month swapped, and those of one other digit in a year that somebody may have."""
    found = {day, *_swapped(day)}
    text = day.isoformat()
    for place, sign in enumerate(text):
        if sign.isdigit() and place > 1:
            found.update(filter(None, map(partial(_with_digit, text, place), "0123456789")))
    return sorted(found)


def _with_digit(text: str, place: int, digit: str) -> date | None:
    try:
        return date.fromisoformat(text[:place] + digit + text[place + 1 :])
    except ValueError:
        return None
