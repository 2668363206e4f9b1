"""Which forms keep drafts, how a draft is named, and what is never kept. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from care.actor import Category

BIGGEST_CONTENT = 65_536  # bytes of typed content of one form
NEW = "new"
_UNSEEN = {code: None for code in range(32) if chr(code) not in "\t\n\r"}  # control characters, which nobody types

# Which category of a record each form writes. A form that is not named here keeps no drafts.
FORMS: dict[str, Category] = {
    "register": Category.DEMOGRAPHICS,
    "identity": Category.DEMOGRAPHICS,
    "contact": Category.DEMOGRAPHICS,
    "allergies": Category.GENERAL,
    "background": Category.DEMOGRAPHICS,
    "addresses": Category.DEMOGRAPHICS,
    "numbers": Category.DEMOGRAPHICS,
    "supporter": Category.DEMOGRAPHICS,
    "preferences": Category.SUD,
    "substances": Category.SUD,
    "overdoses": Category.SUD,
    "withdrawal": Category.SUD,
    "treatments": Category.SUD,
    "problems": Category.SUD,
    "medicines": Category.SUD,
    "pregnancy": Category.GENERAL,
    "needs": Category.SUD,
    "strengths": Category.SUD,
    "goals": Category.SUD,
    "task": Category.SUD,
    "plan": Category.SUD,
    "goal": Category.SUD,
    "intervention": Category.SUD,
    "review": Category.SUD,
    "order": Category.SUD,
    "verbal": Category.SUD,
    "note": Category.SUD,
    "group_note": Category.SUD,
    "protocol": Category.SUD,
    "treatment": Category.SUD,
    "attempt": Category.SUD,
    "answers": Category.SUD,
    "intake": Category.SUD,
    "coverage": Category.SUD,
    "eligibility": Category.SUD,
    "authorization": Category.SUD,
    "denial": Category.SUD,
    "aid": Category.SUD,
    "safe_plan": Category.SUD,
    "safety_plan": Category.MENTAL_HEALTH,
    "return_to_use": Category.SUD,
    "conference": Category.SUD,
    "chosen_date": Category.SUD,
    "life_step": Category.SUD,
    "group_visit": Category.SUD,
    "teach_back": Category.SUD,
    "results": Category.SUD,
    "drug_test": Category.SUD,
    "drug_findings": Category.SUD,
}


class BadKey(ValueError):
    """Not the name of a draft: an unknown form, or a person's number that is none."""


class TooMuch(ValueError):
    """More content than a draft may hold."""


@dataclass(frozen=True, slots=True)
class Key:
    """The name of a draft: which form, of whom (`None` for somebody new), and of which of their things where a form has many."""

    form: str
    patient: UUID | None
    item: UUID | None = None

    @property
    def category(self) -> Category:
        """The category of the record that the form writes."""
        return FORMS[self.form]

    def __str__(self) -> str:
        whom = f"{self.form}:{self.patient or NEW}"
        return f"{whom}:{self.item}" if self.item else whom


def read_key(text: str) -> Key:
    """A key from an address: '<form>:new', '<form>:<person>' or '<form>:<person>:<thing>'.

    Raises:
        BadKey: an unknown form, or what follows is neither 'new' nor a UUID.
    """
    form, _, rest = text.partition(":")
    whom, _, item = rest.partition(":")
    if form not in FORMS:
        raise BadKey
    try:
        return Key(form, None if whom == NEW else UUID(whom), UUID(item) if item else None)
    except ValueError as error:
        raise BadKey from error


def kept(fields: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What of a posted form is kept: everything but passwords, one-time codes and the token against forgery.

    Raises:
        TooMuch: the rest is longer than `BIGGEST_CONTENT`.
    """
    secret = ("csrfmiddlewaretoken", "password", "passwd", "otp", "secret")
    content = {
        name.translate(_UNSEEN): [value.translate(_UNSEEN) for value in values]
        for name, values in fields.items()
        if not any(word in name.lower() for word in secret)
    }
    size = sum(len(name.encode()) + sum(len(value.encode()) for value in values) for name, values in content.items())
    if size > BIGGEST_CONTENT:
        raise TooMuch
    return content
