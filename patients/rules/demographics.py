"""What is asked of everybody when they wish to say it: sex, gender, origin, languages, interpreter. Pure.

Nothing said is the empty text: nobody has asked. 'Prefers not to say' and 'does not know' are answers, and are kept as such.
"""

from dataclasses import dataclass
from enum import StrEnum

from care.actor.vocabulary import Described
from patients.rules.conditions import Coding
from patients.rules.people import Language

SNOMED = "http://snomed.info/sct"
OMB = "urn:oid:2.16.840.1.113883.6.238"
ADMINISTRATIVE = "http://hl7.org/fhir/administrative-gender"
BIRTH_SEX = "http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender"
NULL_FLAVOR = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"

NOT_ASKED_WORDS = "Not asked"
DECLINED_WORDS = "Prefers not to say"
UNKNOWN_WORDS = "Does not know"


class Gender(Described):
    """The gender on the papers and at the insurer, which a claim must repeat (FHIR R4 administrative-gender)."""

    FEMALE = "female", "Female", "F on the papers."
    MALE = "male", "Male", "M on the papers."
    OTHER = "other", "Other, such as X", "Another mark on the papers."
    UNKNOWN = "unknown", UNKNOWN_WORDS, "Asked, and not known."
    DECLINED = "declined", DECLINED_WORDS, "Asked, and not said."


class Sex(Described):
    """The sex that care goes by (US Core 6.1.0, us-core-sex)."""

    FEMALE = "female", "Female", "Female."
    MALE = "male", "Male", "Male."
    UNKNOWN = "unknown", UNKNOWN_WORDS, "Asked, and not known."
    DECLINED = "declined", DECLINED_WORDS, "Asked, and not said."


class BirthSex(Described):
    """The sex assigned at birth (US Core 6.1.0, us-core-birthsex)."""

    FEMALE = "F", "Female", "Female."
    MALE = "M", "Male", "Male."
    OTHER = "OTH", "Another, such as intersex", "Neither of both."
    UNKNOWN = "UNK", UNKNOWN_WORDS, "Asked, and not known."
    DECLINED = "declined", DECLINED_WORDS, "Asked, and not said."


class GenderIdentity(Described):
    """Who the person is, in their own telling (US Core 6.1.0, us-core-genderIdentity)."""

    WOMAN = "woman", "Woman", "A woman."
    MAN = "man", "Man", "A man."
    TRANS_WOMAN = "trans_woman", "Trans woman", "A woman who was assigned another sex."
    TRANS_MAN = "trans_man", "Trans man", "A man who was assigned another sex."
    NONBINARY = "nonbinary", "Nonbinary", "Neither, or both."
    TWO_SPIRIT = "two_spirit", "Two-Spirit", "As some Native nations say it."
    OWN_WORDS = "own_words", "In their own words", "What the person says beside it."
    UNKNOWN = "unknown", UNKNOWN_WORDS, "Asked, and not known."
    DECLINED = "declined", DECLINED_WORDS, "Asked, and not said."


class Race(Described):
    """The race categories of the OMB, each with its CDC code; the fourth is one of them since the revision of 2024."""

    NATIVE = "1002-5", "American Indian or Alaska Native", "OMB category."
    ASIAN = "2028-9", "Asian", "OMB category."
    BLACK = "2054-5", "Black or African American", "OMB category."
    MIDDLE_EASTERN = "2118-8", "Middle Eastern or North African", "OMB category of 2024; a detail in US Core 6.1.0."
    PACIFIC = "2076-8", "Native Hawaiian or Other Pacific Islander", "OMB category."
    WHITE = "2106-3", "White", "OMB category."
    UNKNOWN = "unknown", UNKNOWN_WORDS, "Asked, and not known."
    DECLINED = "declined", DECLINED_WORDS, "Asked, and not said."


class Ethnicity(Described):
    """The ethnicity categories of the OMB, each with its CDC code."""

    HISPANIC = "2135-2", "Hispanic or Latino", "OMB category."
    NOT_HISPANIC = "2186-5", "Not Hispanic or Latino", "OMB category."
    UNKNOWN = "unknown", UNKNOWN_WORDS, "Asked, and not known."
    DECLINED = "declined", DECLINED_WORDS, "Asked, and not said."


class TribeEnrollment(Described):
    """Whether the person is enrolled in the first tribe that they name."""

    ENROLLED = "enrolled", "Enrolled", "A member by the tribe's own roll."
    NOT_ENROLLED = "not_enrolled", "Not enrolled", "Belongs to it in another way."
    DECLINED = "declined", DECLINED_WORDS, "Asked, and not said."


class Interpreter(Described):
    """Whether somebody must interpret. Family is no interpreter: 45 CFR 92.201(e)."""

    NOT_NEEDED = "no", "Not needed", "The person speaks with us themselves."
    SPOKEN = "spoken", "Needed, spoken language", "In person, by phone or by video."
    SIGN = "sign", "Needed, sign language", "In person or by video."
    DECLINED = "declined", "Offered, and not wanted", "The person was offered one and does not want one."


class Reading(StrEnum):
    """How the person reads what is handed to them, beside the languages."""

    READ_ALOUD = "aloud"


READ_ALOUD_WORDS = "Would rather have it read to them"
INTERPRETED = frozenset({Interpreter.SPOKEN, Interpreter.SIGN})
NOT_A_RACE = frozenset({Race.UNKNOWN, Race.DECLINED})
MOST_TRIBES = 6

_UNKNOWN = Coding(NULL_FLAVOR, "UNK", "unknown")
_DECLINED = Coding(NULL_FLAVOR, "ASKU", "asked but unknown")

# What US Core 6.1.0 has a code for, by field. An answer without a line has none that is confirmed, and leaves as its words.
CODES: dict[str, dict[StrEnum, Coding]] = {
    "gender": {
        Gender.FEMALE: Coding(ADMINISTRATIVE, "female", "Female"),
        Gender.MALE: Coding(ADMINISTRATIVE, "male", "Male"),
        Gender.OTHER: Coding(ADMINISTRATIVE, "other", "Other"),
        Gender.UNKNOWN: Coding(ADMINISTRATIVE, "unknown", "Unknown"),
        Gender.DECLINED: Coding(ADMINISTRATIVE, "unknown", "Unknown"),
    },
    "sex": {
        Sex.FEMALE: Coding(SNOMED, "248152002", "Female (finding)"),
        Sex.MALE: Coding(SNOMED, "248153007", "Male (finding)"),
        Sex.UNKNOWN: Coding(SNOMED, "184115007", "Patient sex unknown (finding)"),
        Sex.DECLINED: Coding(ABSENT, "asked-declined", "Asked But Declined"),
    },
    "birth_sex": {
        BirthSex.FEMALE: Coding(BIRTH_SEX, "F", "Female"),
        BirthSex.MALE: Coding(BIRTH_SEX, "M", "Male"),
        BirthSex.OTHER: Coding(NULL_FLAVOR, "OTH", "other"),
        BirthSex.UNKNOWN: _UNKNOWN,
        BirthSex.DECLINED: _DECLINED,
    },
    "gender_identity": {
        GenderIdentity.WOMAN: Coding(SNOMED, "446141000124107", "Identifies as female gender (finding)"),
        GenderIdentity.MAN: Coding(SNOMED, "446151000124109", "Identifies as male gender (finding)"),
        GenderIdentity.NONBINARY: Coding(SNOMED, "33791000087105", "Identifies as nonbinary gender (finding)"),
        GenderIdentity.UNKNOWN: _UNKNOWN,
        GenderIdentity.DECLINED: _DECLINED,
    },
    "race": {
        **{race: Coding(OMB, race.value, race.label) for race in Race if race not in NOT_A_RACE},
        Race.UNKNOWN: _UNKNOWN,
        Race.DECLINED: _DECLINED,
    },
    "ethnicity": {
        Ethnicity.HISPANIC: Coding(OMB, "2135-2", "Hispanic or Latino"),
        Ethnicity.NOT_HISPANIC: Coding(OMB, "2186-5", "Not Hispanic or Latino"),
        Ethnicity.UNKNOWN: _UNKNOWN,
        Ethnicity.DECLINED: _DECLINED,
    },
}


@dataclass(frozen=True, slots=True)
class Background:
    """What one person said of themselves. None and the empty text are 'not asked'."""

    name_suffix: str = ""
    gender: Gender | None = None
    sex: Sex | None = None
    birth_sex: BirthSex | None = None
    gender_identity: GenderIdentity | None = None
    gender_words: str = ""
    race: tuple[Race, ...] = ()
    race_detail: str = ""
    ethnicity: Ethnicity | None = None
    ethnicity_detail: str = ""
    tribes: tuple[str, ...] = ()
    tribe_enrollment: TribeEnrollment | None = None
    reads: Language | Reading | None = None
    other_languages: tuple[Language, ...] = ()
    interpreter: Interpreter | None = None
    interpreter_note: str = ""


class BadBackground(ValueError):
    """Answers that contradict each other: the field that is to be mended, and what to say to whoever filled it in."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


def check_background(said: Background) -> None:
    """Refuse answers that cannot stand together.

    Raises:
        BadBackground: a race beside 'prefers not to say'; own words without any; an enrollment without a tribe; more
            tribes than are taken.
    """
    if len(said.race) > 1 and NOT_A_RACE & set(said.race):
        raise BadBackground("race", "Either a race, or one of the last two.")
    if said.gender_identity is GenderIdentity.OWN_WORDS and not said.gender_words.strip():
        raise BadBackground("gender_words", "Write it as the person says it.")
    if said.tribe_enrollment in (TribeEnrollment.ENROLLED, TribeEnrollment.NOT_ENROLLED) and not said.tribes:
        raise BadBackground("tribes", "Write the tribe that this is about.")
    if len(said.tribes) > MOST_TRIBES or any(len(tribe) > 120 for tribe in said.tribes):
        raise BadBackground("tribes", f"At most {MOST_TRIBES} tribes, each of at most 120 letters, one to a line.")


def code_of(field: str, answer: StrEnum) -> Coding | None:
    """The code that US Core 6.1.0 has for an answer of this field; none where it has none that is confirmed."""
    return CODES.get(field, {}).get(answer)


def interpreter_text(language: Language, interpreter: Interpreter | None) -> str:
    """'Spanish interpreter', or what kind of one where the language does not say it; empty where none is needed."""
    if interpreter not in INTERPRETED:
        return ""
    if language is Language.ENGLISH:  # signing need not be the language that was written down
        return "Sign language interpreter" if interpreter is Interpreter.SIGN else "Interpreter"
    return f"{language.label} interpreter"


def reading_text(reads: Language | Reading | None) -> str:
    """The language in which the person reads, or that it is read to them; empty where nobody asked."""
    if reads is None:
        return ""
    return READ_ALOUD_WORDS if isinstance(reads, Reading) else f"Reads {reads.label}"
