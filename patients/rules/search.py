"""The keys by which people are found, what somebody types to find them, and how near a name is to it. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from care.actor.vocabulary import Described
from care.lib.text import digits, sound_key
from care.lib.text import words as folded_words
from patients.rules.nicknames import other_forms
from patients.rules.people import Names

LONGEST_KEY = 64


class KeyKind(Described):
    """What a search key was made from. A key begins with the kind's first letter: `mark`."""

    NAME = "name", "Name", "A folded word of a name, former ones too."
    SOUND = "sound", "Sound", "The sound of a word of a name."
    PHONE = "phone", "Phone", "The last ten, seven and four digits of a number."
    MRN = "mrn", "Record number", "Letters and digits of the MRN."
    BIRTH = "birth", "Birth date", "The day, as ISO 8601."

    def mark(self, text: str) -> str:
        """The key for a text, or the beginning of one: 'n:vega'. So one index knows how many keys of each kind begin alike."""
        return f"{self.value[0]}:{text}"[:LONGEST_KEY]


# letters that Unicode does not take apart into a plain letter and a mark
_LETTERS = str.maketrans({"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "æ": "ae", "Æ": "ae",
                          "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ı": "i", "_": " "})  # fmt: skip


def name_words(text: str) -> list[str]:
    """The folded words of a name, in order."""
    return folded_words(text.translate(_LETTERS))


def name_keys(names: Names) -> set[str]:
    """The words by which somebody is looked for: each of their names, taken apart and as one."""
    keys: set[str] = set()
    for name in names.all():
        keys.update(name_words(name))
        for part in name.split():  # "O'Hara" is found by "ohara", "Jean-Luc" by "jeanluc"
            keys.add("".join(name_words(part)))
        keys.add("".join(name_words(name)))  # "De la Cruz" is found by "delacruz"
    whole = "".join(name_words(names.family + " " + names.given))
    if whole and not whole.isascii():  # scripts that write family and given name as one word
        keys.add(whole)
    return keys - {""}


def sounds(names: Iterable[str]) -> set[str]:
    """The sound of each word of some names; the word itself where its script has no sound key here."""
    return {sound_key(word) or word for name in names for word in name_words(name)}


def sounds_alike(one: Names, other: Names) -> bool:
    """Whether two sets of names sound like one person: two words in common, or the only word of either."""
    a, b = sounds(one.all()), sounds(other.all())
    return len(a & b) >= min(2, len(a), len(b)) > 0


def search_keys(*, names: Names, birth_date: date, mrn: str, phones: Sequence[str]) -> list[tuple[KeyKind, str]]:
    """Every key of one person, each once. Phones are E.164."""
    texts = {
        KeyKind.NAME: name_keys(names),
        KeyKind.SOUND: {sound_key(word) for name in names.all() for word in name_words(name)},
        KeyKind.PHONE: {digits(phone)[-length:] for phone in phones for length in (10, 7, 4)},
        KeyKind.MRN: {mrn_key(mrn)},
        KeyKind.BIRTH: {birth_date.isoformat()},
    }
    return sorted({(kind, kind.mark(text)) for kind, found in texts.items() for text in found if text})


def mrn_key(mrn: str) -> str:
    """Letters and digits of a record number, folded."""
    return "".join(folded_words(mrn))


class TermKind(StrEnum):
    """What one typed term can be."""

    NAME = "name"
    NUMBER = "number"
    BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class Term:
    """One term that a person must match: by prefix, save a birth date, which matches as one of the days that it may mean."""

    kind: TermKind
    text: str = ""
    days: tuple[date, ...] = field(default=())


_MONTHS = {name: number for number, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september",
     "oct october", "nov november", "dec december"), start=1) for name in names.split()}  # fmt: skip
_DAY_PATTERNS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?<!\w)(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})(?!\d)", re.IGNORECASE),
)
_LONG_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-]{5,}\d")
_MOST_TERMS = 8


def _days_meant(match: re.Match[str]) -> tuple[date, ...]:
    found = match.groupdict()
    month = _MONTHS.get(found["name"].lower()) if found.get("name") else int(found["month"])
    if (month or 0) > 12:  # the day first, as most of the world writes
        month, found["day"] = int(found["day"]), found["month"]
    years = [int(found["year"])] if len(found["year"]) == 4 else [1900 + int(found["year"]), 2000 + int(found["year"])]
    days = []
    for year in years:
        try:
            days.append(date(year, month or 0, int(found["day"])))
        except ValueError:
            continue
    return tuple(days)


def read_terms(text: str) -> list[Term]:
    """What somebody typed into the search, taken apart: birth dates, numbers, words of names; at most eight terms.

    '3/14/1988', '1988-03-14', '14.3.1988' and 'Mar 14 1988' are one day (month first, as the United States write, where it can
    be one); a year of two digits means both centuries. Digits with spaces, dots, dashes or brackets between them are one number.
    """
    terms: list[Term] = []
    for pattern in _DAY_PATTERNS:
        for match in list(pattern.finditer(text)):
            days = _days_meant(match)
            if days:
                terms.append(Term(TermKind.BIRTH, days=days))
                text = text.replace(match.group(0), " ")
    for number in _LONG_NUMBER.findall(text):
        terms.append(Term(TermKind.NUMBER, _number(number)))
        text = text.replace(number, " ")
    for part in text.split():
        if any(letter.isdigit() for letter in part):
            whole = "".join(folded_words(part))
            terms.append(Term(TermKind.NUMBER, _number(whole) if whole.isdigit() else whole))
        else:
            terms.extend(Term(TermKind.NAME, word[:LONGEST_KEY]) for word in name_words(part))
    return [term for term in terms if term.days or term.text][:_MOST_TERMS]


def _number(text: str) -> str:
    """Digits as they are compared: at most the last ten of them, without the '1' that the United States dial first."""
    number = digits(text)
    return number[-10:] if len(number) > 10 else number


def is_too_short(terms: Sequence[Term]) -> bool:
    """Whether what was typed would match half the register: nothing, a single Latin letter, or fewer than three digits."""
    return not any(
        term.days or (term.kind is TermKind.NUMBER and len(term.text) >= 3)
        or (term.kind is TermKind.NAME and (len(term.text) >= 2 or not term.text.isascii()))
        for term in terms
    )  # fmt: skip


# --- near what was typed --------------------------------------------------------------------------------------------------

_LATIN = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_MISTYPED = 3  # of two letters every word is a typing error away from half the register


def near_spellings(word: str) -> list[str]:
    """Every spelling one typing error away from a folded Latin word: a letter missing, doubled, wrong, or swapped with the next.

    About 54 for each letter; none for short words and other scripts, whose typing errors have no alphabet here.
    """
    if len(word) < SHORTEST_MISTYPED or not (word.isascii() and word.isalpha()):
        return []
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {before + after[1:] for before, after in cuts if after}
    found |= {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    found |= {before + letter + after[1:] for before, after in cuts if after for letter in _LATIN}
    found |= {before + letter + after for before, after in cuts for letter in _LATIN}
    return sorted(found - {word})


def one_typo(typed: str, word: str) -> bool:
    """Whether two different folded words are one typing error apart, as `near_spellings` counts."""
    if typed == word or abs(len(typed) - len(word)) > 1:
        return False
    start = next((place for place, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), min(len(typed), len(word)))
    a, b = typed[start:], word[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:])


class Nearness(Described):
    """How a typed word stands to a word of a name; nearer ones first."""

    WHOLE = "whole", "As typed", "The whole word."
    BEGINNING = "beginning", "Begins so", "The word begins with what was typed."
    FORM = "form", "Another form of the name", "A short form, or the name that it is short for."
    TYPO = "typo", "One letter off", "A letter is missing, doubled, wrong, or swapped with the next one."
    SOUND = "sound", "Sounds alike", "Spelled otherwise and spoken alike."
    FAR = "far", "Another word", "Neither spelled nor spoken alike."


_NEARER = {nearness: place for place, nearness in enumerate(Nearness)}


def how_near(terms: Sequence[Term], words: Iterable[str]) -> list[Nearness]:
    """How near the words of somebody's names come to each typed name, in the order in which they were typed."""
    words = set(words)
    return [min((nearness(term.text, word) for word in words), key=_NEARER.__getitem__, default=Nearness.FAR)
            for term in terms if term.kind is TermKind.NAME]  # fmt: skip


def distance(found: Iterable[Nearness]) -> int:
    """One number for a list of them, to put the nearest first."""
    return sum(_NEARER[one] ** 2 for one in found)


def nearness(typed: str, word: str) -> Nearness:
    """How near one folded word comes to another."""
    if typed == word:
        return Nearness.WHOLE
    if word.startswith(typed):
        return Nearness.BEGINNING
    if word in other_forms(typed):
        return Nearness.FORM
    if len(typed) >= SHORTEST_MISTYPED and (one_typo(typed, word) or one_typo(typed, word[: len(typed)])):
        return Nearness.TYPO
    sound = sound_key(typed)
    return Nearness.SOUND if sound and sound == sound_key(word) else Nearness.FAR
