"""What somebody agrees to, and whether it is a consent at all. Pure. Source: clinical reference 3.2, 3.3 (42 CFR 2.31)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from care.actor import Category, Purpose, Requester
from care.consent.rules.kinds import AT_MOST, KINDS, NOTES, Kind

LONGEST = timedelta(days=5 * 366)  # own default: a consent with a last day is asked for again within five years


@dataclass(frozen=True, slots=True)
class Terms:
    """The elements of 2.31(a) that differ from paper to paper. What is the same on all is in the wording.

    `what` describes the data in words (2.31(a)(3)); `discloser` who gives it (2.31(a)(2)), the program where it is empty.
    `recipient_name` is for somebody who is no organization of the platform; `recipient_kind` says what sort they are.
    `members` may receive it through an exchange, `treating_members` opens it to those who treat the person. It ends on
    `expires_at` or when `end_event` has happened, whichever comes first. A criminal-justice consent cannot be taken back
    before `irrevocable_until` or before `irrevocable_event` has happened, whichever comes first.
    """

    kind: Kind
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    what: str
    expires_at: datetime | None
    recipient_kind: Requester | None = None
    recipient_name: str = ""
    members: tuple[str, ...] = ()
    treating_members: bool = False
    matter: str = ""
    purpose_text: str = ""
    at_request: bool = False
    discloser: str = ""
    end_event: str = ""
    irrevocable_until: datetime | None = None
    irrevocable_event: str = ""


class BadTerms(ValueError):
    """What was asked for is no consent under 2.31; `field` says which part, `words` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


def check_terms(terms: Terms, *, signed_at: datetime | None, at: datetime) -> None:
    """Refuse what lacks an element of 2.31(a), reaches further than its kind may, or puts two kinds on one paper.

    Raises:
        BadTerms: nothing is named; a category or purpose needs a consent of its own; nobody or the wrong sort of recipient is
            named; no end, or one that is past or too far away; signed in the future.
    """
    _check_data(terms)
    _check_recipient(terms)
    _check_purposes(terms)
    if signed_at is not None and signed_at > at:
        raise BadTerms("signed_at", "The day of signing lies ahead.")
    _check_end(terms, at)
    _check_taking_back(terms, at)


def _check_data(terms: Terms) -> None:
    rule = KINDS[terms.kind]
    if not terms.categories:
        raise BadTerms("categories", "Choose at least one kind of data.")
    if not terms.categories <= rule.categories:
        if terms.categories & NOTES:
            raise BadTerms("categories", "Counseling notes need a consent of their own.")
        if rule.stands_alone:
            raise BadTerms("categories", "This consent stands alone: no other data on the same paper.")
        raise BadTerms("categories", "This kind of consent does not cover that.")
    if terms.recipient_kind in AT_MOST and not terms.categories <= AT_MOST[terms.recipient_kind]:
        raise BadTerms("categories", "Such a service learns who the person is, and nothing of their care.")
    if not terms.what.strip():
        raise BadTerms("what", "Say in words what is shared.")
    if rule.matter and not terms.matter.strip():
        raise BadTerms("matter", f"{rule.matter}: name it.")


def _check_recipient(terms: Terms) -> None:
    rule = KINDS[terms.kind]
    if rule.is_class:
        if terms.recipient_name.strip() or terms.recipient_kind is not None:
            raise BadTerms("recipient", "This consent names a class of recipients, not one of them.")
    elif terms.recipient_kind is not None and terms.recipient_kind not in rule.recipients:
        raise BadTerms("recipient_kind", "This kind of consent cannot name such a recipient.")
    if rule.names_members:
        if not terms.members and not terms.treating_members:
            raise BadTerms("members", "Name the members who may receive it, or choose those who treat the person.")
    elif terms.members or terms.treating_members:
        raise BadTerms("members", "Only an exchange has members.")


def _check_purposes(terms: Terms) -> None:
    rule = KINDS[terms.kind]
    if not terms.purposes:
        raise BadTerms("purposes", "Choose what it is for.")
    if not terms.purposes <= rule.purposes:
        alone = "This consent stands alone: no other purpose on the same paper."
        raise BadTerms("purposes", alone if rule.stands_alone else "This purpose needs a consent of its own.")
    if terms.recipient_kind is not None and not terms.purposes <= rule.purposes_for(terms.recipient_kind):
        raise BadTerms("purposes", "That is not what such a recipient can receive it for.")


def _check_end(terms: Terms, at: datetime) -> None:
    rule = KINDS[terms.kind]
    if terms.expires_at is None:
        if not rule.may_have_no_end and not terms.end_event.strip():
            raise BadTerms("expires_at", "Say until when, or what ends it.")
        return
    if terms.expires_at <= at:
        raise BadTerms("expires_at", "The last day has passed.")
    if terms.expires_at - at > LONGEST:
        raise BadTerms("expires_at", "Five years at most; then it is asked for again.")


def _check_taking_back(terms: Terms, at: datetime) -> None:
    if KINDS[terms.kind].is_revocable:
        if terms.irrevocable_until is not None or terms.irrevocable_event.strip():
            raise BadTerms("irrevocable_until", "Only a criminal-justice consent can be kept from being taken back.")
        return
    if terms.irrevocable_until is None and not terms.irrevocable_event.strip():
        raise BadTerms("irrevocable_until", "Say from when it can be taken back: a day, or what must have happened.")
    if terms.irrevocable_until is not None and terms.irrevocable_until <= at:
        raise BadTerms("irrevocable_until", "This day has passed.")
    if terms.irrevocable_until is not None and terms.expires_at is not None and terms.irrevocable_until > terms.expires_at:
        raise BadTerms("irrevocable_until", "Not after its last day.")


def can_be_taken_back(*, kind: Kind, irrevocable_until: datetime | None, freed_at: datetime | None, at: datetime) -> bool:
    """Whether the person may take it back at this moment; what was to happen before has, once `freed_at` is written."""
    if KINDS[kind].is_revocable or freed_at is not None:
        return True
    return irrevocable_until is not None and irrevocable_until <= at
