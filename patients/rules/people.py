"""Names, record numbers, phones, reaching somebody safely, and the keys by which people are found. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

import phonenumbers

from care.actor.vocabulary import Described
from care.lib.dates import ZONE_NAMES, age_in_years
from care.lib.text import digits, fold, sound_key
from care.lib.text import words as folded_words

LONGEST_KEY = 64


class AllergiesState(Described):
    """What is known of allergies. Not asked is not the same as none."""

    NOT_ASKED = "not_asked", "Not asked", "Nobody has asked yet; the banner says so."
    NONE_KNOWN = "none_known", "No known allergies", "Asked, and none is known."
    LISTED = "listed", "Listed", "At least one is on the list."


class ContactKind(Described):
    """A way to reach somebody."""

    PHONE = "phone", "Phone", "A number, stored as E.164."
    EMAIL = "email", "E-mail", "An address."


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


class Language(Described):
    """The language in which the person wants to be spoken to, as BCP 47."""

    ENGLISH = "en", "English", "English."
    SPANISH = "es", "Spanish", "Español."
    CHINESE = "zh", "Chinese", "中文."
    VIETNAMESE = "vi", "Vietnamese", "Tiếng Việt."
    TAGALOG = "tl", "Tagalog", "Tagalog."
    KOREAN = "ko", "Korean", "한국어."
    ARABIC = "ar", "Arabic", "العربية."
    FRENCH = "fr", "French", "Français."
    HAITIAN = "ht", "Haitian Creole", "Kreyòl ayisyen."
    PORTUGUESE = "pt", "Portuguese", "Português."
    RUSSIAN = "ru", "Russian", "Русский."
    NAVAJO = "nv", "Navajo", "Diné bizaad."
    AMHARIC = "am", "Amharic", "አማርኛ."
    BENGALI = "bn", "Bengali", "বাংলা."
    CAPE_VERDEAN = "kea", "Cape Verdean Creole", "Kriolu."
    GERMAN = "de", "German", "Deutsch."
    HINDI = "hi", "Hindi", "हिन्दी."
    HMONG = "hmn", "Hmong", "Hmoob."
    ITALIAN = "it", "Italian", "Italiano."
    JAPANESE = "ja", "Japanese", "日本語."
    KHMER = "km", "Khmer", "ខ្មែរ."
    NEPALI = "ne", "Nepali", "नेपाली."
    PERSIAN = "fa", "Persian", "فارسی."
    POLISH = "pl", "Polish", "Polski."
    SOMALI = "so", "Somali", "Soomaali."
    SWAHILI = "sw", "Swahili", "Kiswahili."
    UKRAINIAN = "uk", "Ukrainian", "Українська."
    URDU = "ur", "Urdu", "اردو."
    YUPIK = "esu", "Yup’ik", "Yugtun."
    AMERICAN_SIGN = "ase", "American Sign Language", "ASL."


class DeathCorrection(Described):
    """Why a recorded death was wrong."""

    WRONG_PERSON = "wrong_person", "Recorded for the wrong person", "It was somebody else."
    WRONG_NEWS = "wrong_news", "The news was wrong", "The person is alive."
    SLIP = "slip", "Recorded by a slip", "Nobody meant to record it."


# --- names --------------------------------------------------------------------------------------------------------------


def display_name(*, chosen: str, given: str, family: str) -> str:
    """What the person is called: a chosen name of one word with the family name, a longer one alone, else the legal name."""
    chosen = " ".join(chosen.split())
    if not chosen:
        return legal_name(given=given, family=family)
    return f"{chosen} {' '.join(family.split())}".strip() if " " not in chosen else chosen


def legal_name(*, given: str, family: str) -> str:
    """Given and family names as on papers; either may be missing, for who has one name only."""
    return " ".join(f"{given} {family}".split())


def legal_name_if_different(*, chosen: str, given: str, family: str) -> str:
    """The legal name where it is not the name shown, else nothing."""
    legal = legal_name(given=given, family=family)
    return "" if fold(legal) == fold(display_name(chosen=chosen, given=given, family=family)) else legal


def short_name(*, chosen: str, given: str, family: str) -> str:
    """The one word that buttons use ('Take Mari's'): the first of the chosen name, else of the given, else of the family name."""
    return next((name.split()[0] for name in (chosen, given, family) if name.split()), "")


# --- record numbers and phones ------------------------------------------------------------------------------------------


MRN_DIGITS = 8


def clean_mrn(text: str) -> str:
    """A record number as it is stored: upper case, without the spaces that a screen shows."""
    return "".join(text.split()).upper()


def mrn_text(mrn: str) -> str:
    """A record number as a screen shows it: our own in two groups of four, any other as it stands."""
    return f"{mrn[:4]} {mrn[4:]}" if len(mrn) == MRN_DIGITS and mrn.isdigit() else mrn


class BadPhone(ValueError):
    """Not a phone number that exists in the numbering plan of its country."""


def normalise_phone(text: str) -> str:
    """The E.164 form of a number typed in any usual way; without '+' it is read as one of the United States.

    Raises:
        BadPhone: not a valid number. Extensions are refused as well: E.164 has no place for them.
    """
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException as error:
        raise BadPhone from error
    if number.extension or not phonenumbers.is_valid_number(number):
        raise BadPhone
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phone_text(e164: str) -> str:
    """A stored number as a screen shows it: '(401) 555-0122', or '+44 20 7946 0958' for other countries."""
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    national = number.country_code == 1
    style = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, style))


# --- reaching somebody safely -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """One way to reach the person, and what may be done with it."""

    kind: ContactKind
    value: str
    may_call: bool = False
    may_text: bool = False
    may_leave_message: bool = False
    is_shared: bool = False
    hours_from: time | None = None
    hours_to: time | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Everything that the record says about reaching the person."""

    points: tuple[Point, ...] = ()
    ask_for: str = ""
    code_word: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reaching:
    """What the banner says: one sentence, its particulars, and whether care is needed."""

    sentence: str
    particulars: str
    needs_care: bool


def clock_text(moment: time) -> str:
    """'10 am', or '3:30 pm'."""
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'am' if moment.hour < 12 else 'pm'}"


def hours_text(start: time | None, end: time | None, *, zone: str = "") -> str:
    """'10 am to 4 pm Mountain time', or nothing where any hour will do. The hours are those of the person's zone."""
    if start is None or end is None:
        return ""
    name = ZONE_NAMES.get(zone, zone.split("/")[-1].replace("_", " "))
    return f"{clock_text(start)} to {clock_text(end)}" + (f" {name} time" if name else "")


def allowed_text(point: Point) -> str:
    """What may be done with one way: 'call or text', 'call only', 'text only', 'neither call nor text', 'write'."""
    if point.kind is ContactKind.EMAIL:
        return "write" if point.may_leave_message else "do not write"
    if not point.may_call and not point.may_text:
        return "neither call nor text"
    one = "call only" if point.may_call else "text only"
    return "call or text" if point.may_call and point.may_text else one


def _particulars(point: Point, *, zone: str) -> list[str]:
    """What limits a way beyond what may be done with it."""
    silent = point.may_call and not point.may_leave_message
    return [*(["no voicemail"] if silent else []), *filter(None, [hours_text(point.hours_from, point.hours_to, zone=zone)])]


def point_text(point: Point, *, zone: str = "") -> str:
    """One way in full: '(401) 555-0122, shared: call only; no voicemail; 10 am to 4 pm Mountain time'."""
    value = phone_text(point.value) if point.kind is ContactKind.PHONE else point.value
    what = f"{value}{', shared' if point.is_shared else ''}: {allowed_text(point)}"
    return "; ".join([what, *_particulars(point, zone=zone)])


def reaching(contact: Contact, *, zone: str = "") -> Reaching:
    """How the banner says in one line how to reach the person safely, from the first phone, else the first address."""
    phones = [point for point in contact.points if point.kind is ContactKind.PHONE]
    usable = [point for point in phones if point.may_call or point.may_text]
    first = next(iter(usable or phones or contact.points), None)
    particulars = [
        *([f"ask for {contact.ask_for}"] if contact.ask_for else []),
        *([f"say “{contact.code_word}”"] if contact.code_word else []),
        *(_particulars(first, zone=zone) if first else []),
        *([contact.note] if contact.note else []),
    ]
    detail = "; ".join(particulars)
    if first is None:
        return Reaching("No phone or e-mail known", detail, needs_care=True)
    allowed = allowed_text(first)
    if first.kind is ContactKind.EMAIL:
        return Reaching(f"E-mail only: {allowed}", detail, needs_care=True)
    sentence = f"Shared phone: {allowed}" if first.is_shared else allowed[0].upper() + allowed[1:]
    return Reaching(sentence, detail, needs_care=first.is_shared or allowed != "call or text" or bool(detail))


# --- search keys --------------------------------------------------------------------------------------------------------

# letters that Unicode does not take apart into a plain letter and a mark
_LETTERS = str.maketrans({"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "æ": "ae", "Æ": "ae",
                          "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ı": "i", "_": " "})  # fmt: skip


def name_words(text: str) -> list[str]:
    """The folded words of a name, in order."""
    return folded_words(text.translate(_LETTERS))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one person."""

    given: str = ""
    family: str = ""
    chosen: str = ""
    former: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every name, the ones in use first."""
        return tuple(name for name in (self.chosen, self.given, self.family, *self.former) if name.strip())


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a person is, as the identity form holds it."""

    birth_date: date
    legal_given: str = ""
    legal_family: str = ""
    chosen_name: str = ""
    former_names: tuple[str, ...] = ()
    pronouns: str = ""
    zone: str = "America/New_York"
    language: Language = Language.ENGLISH

    @property
    def names(self) -> Names:
        """The names alone."""
        return Names(self.legal_given, self.legal_family, self.chosen_name, self.former_names)


OLDEST_YEARS = 130


def birth_date_is_possible(birth_date: date, today: date) -> bool:
    """Whether somebody born then can be alive or have been: not tomorrow, and at most 130 years ago."""
    return birth_date <= today and age_in_years(birth_date, today) <= OLDEST_YEARS


def _name_keys(names: Names) -> set[str]:
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
        KeyKind.NAME: _name_keys(names),
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

    '3/14/1988', '1988-03-14' and 'Mar 14 1988' are one day (month first, as the United States write); a year of two digits
    means both centuries. Digits with spaces, dots, dashes or brackets between them are one number.
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
