"""Names, record numbers, phones, and reaching somebody safely. Pure."""

from dataclasses import dataclass
from datetime import date, time

import phonenumbers

from care.actor.vocabulary import Described
from care.lib.dates import ZONE_NAMES, age_in_years
from care.lib.text import fold


class AllergiesState(Described):
    """What is known of allergies. Not asked is not the same as none."""

    NOT_ASKED = "not_asked", "Not asked", "Nobody has asked yet; the banner says so."
    NONE_KNOWN = "none_known", "No known allergies", "Asked, and none is known."
    LISTED = "listed", "Listed", "At least one is on the list."


class ContactKind(Described):
    """A way to reach somebody."""

    PHONE = "phone", "Phone", "A number, stored as E.164."
    EMAIL = "email", "E-mail", "An address."


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


# --- names and identity -----------------------------------------------------------------------------------------------


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
