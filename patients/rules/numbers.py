"""Numbers under which others know the person, typed by hand: who gave it, and the number. Pure."""

from dataclasses import dataclass
from datetime import date

from care.actor.vocabulary import Described
from care.lib.text import fold
from care.lib.text import words as folded_words


class NumberKind(Described):
    """What a number is. A Social Security number is none of them: nothing here needs one, and it is refused."""

    STATE_ID = "state_id", "State ID or driver’s license", "Issued by a state."
    PASSPORT = "passport", "Passport", "Issued by a country."
    MEDICAID = "medicaid", "Medicaid number", "Issued by a state's Medicaid program."
    MEDICARE = "medicare", "Medicare number", "The Medicare Beneficiary Identifier."
    TRIBAL_ID = "tribal_id", "Tribal ID", "Issued by a tribe."
    MRN = "mrn", "Record number elsewhere", "Of a hospital or another clinic."
    REGISTRY = "registry", "Registry number", "Of a central registry of opioid treatment programs."
    CORRECTIONS = "corrections", "Corrections number", "Of a jail, a prison or probation."
    OTHER = "other", "Another number", "Whatever its issuer says."


@dataclass(frozen=True, slots=True)
class Number:
    """One number, with who issued it and until when it is valid."""

    kind: NumberKind
    issuer: str
    value: str
    valid_until: date | None = None


class BadNumber(ValueError):
    """A number that is not taken: the field that is to be mended, and what to say."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


def number_key(value: str) -> str:
    """Letters and digits of a number, folded: '12-34 a' and '1234A' are one number."""
    return "".join(folded_words(value))


def issuer_key(issuer: str) -> str:
    """An issuer's name as it is compared."""
    return fold(issuer)


def check_number(number: Number) -> None:
    """Refuse what is no number of anybody.

    Raises:
        BadNumber: no issuer, no digit or letter, or one that reads like a Social Security number.
    """
    if not issuer_key(number.issuer):
        raise BadNumber("issuer", "Write who issued it: a state, a hospital, a program.")
    if len(number_key(number.value)) < 3:
        raise BadNumber("value", "At least three letters or digits.")
    if "social security" in issuer_key(number.issuer) or issuer_key(number.issuer) in {"ssa", "ssn"}:
        raise BadNumber("issuer", "Social Security numbers are not kept here: nothing in care needs one.")
