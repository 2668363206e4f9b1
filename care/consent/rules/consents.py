"""When a consent counts, and for what. Pure. Source: clinical reference 3.2, 3.3, 3.9, which restate 42 CFR 2.31 to 2.33."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from care.actor import Category, Purpose
from care.actor.vocabulary import Described
from care.consent.rules.restrictions import Restriction, restriction_on


class Kind(Described):
    """What sort of consent it is: each stands on a paper of its own. Source: clinical reference 3.3."""

    SPECIFIC = "specific", "For one recipient", "A named recipient, named data, a named purpose, until a day."
    TPO = "tpo", "Treatment, payment and operations", "One consent for all future care, payment and operations."
    COUNSELING_NOTES = "counseling", "Counseling notes", "For notes kept apart, and for nothing else (42 CFR 2.31(b))."
    LEGAL = "legal", "Legal proceedings", "For use in a proceeding, and for nothing else (42 CFR 2.31(d))."
    RESEARCH = "research", "Research", "For one study (42 CFR 2.31, 2.52)."
    INTERMEDIARY = "intermediary", "Exchange or network", "Names the exchange and the members who may receive (2.31(a)(4))."
    CRIMINAL_JUSTICE = "cj", "Criminal justice", "Where treatment is a condition of a sentence or release (42 CFR 2.35)."
    REGISTRY = "registry", "Central registry", "So that two programs do not dose one person (42 CFR 2.34)."


class How(Described):
    """How the person signed."""

    ON_SCREEN = "on_screen", "On this screen", "The person typed their name here."
    PAPER = "paper", "On paper", "The signed paper is kept by the program."


class Signer(Described):
    """Who signed. Minors and people without capacity: clinical reference 3.8."""

    PATIENT = "patient", "The person", "The person themselves."
    REPRESENTATIVE = "representative", "A representative", "Somebody who may sign for the person under 42 CFR 2.14 or 2.15."


class State(Described):
    """Where a consent stands at a moment. What is not signed is no consent and has no row."""

    SIGNED = "signed", "In force", "Signed, not taken back, not past its day."
    EXPIRED = "expired", "Ended", "Its last day has passed."
    REVOKED = "revoked", "Taken back", "The person took it back."


class Match(StrEnum):
    """What the consents between a person and a recipient say to one question: the input of the decision table."""

    VALID_MATCH = "valid_match"
    VALID_NOMATCH = "valid_nomatch"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NONE = "none"


# What a consent may name. Counseling notes need a consent of their own, which is not taken yet (2.31(b)).
MAY_COVER = (Category.DEMOGRAPHICS, Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD, Category.HARM_REDUCTION)
MAY_BE_FOR = (Purpose.TREAT, Purpose.CAREMGT, Purpose.HPAYMT, Purpose.HOPERAT)
LONGEST = timedelta(days=5 * 366)  # own default: a consent with a last day is asked for again within five years


@dataclass(frozen=True, slots=True)
class Terms:
    """What somebody agrees to. `what` describes the data in words, as 2.31(a)(3) asks."""

    kind: Kind
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    what: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """One consent as a decision needs it.

    `withheld` and `self_paid` are the categories that restrictions keep from whoever asks, where it was read for an asker.
    """

    consent_id: int
    uuid: UUID
    organisation_id: int
    recipient_id: int
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    signed_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    kind: Kind = Kind.SPECIFIC
    withheld: frozenset[Category] = frozenset()
    self_paid: frozenset[Category] = frozenset()

    @property
    def opened(self) -> frozenset[Category]:
        """What it names, without what restrictions withhold from whoever asks."""
        return self.categories - self.withheld - self.self_paid

    def restriction(self, category: Category) -> Restriction:
        """What stands against giving one category on it to whoever asks."""
        return restriction_on(category, agreed=self.withheld, self_paid=self.self_paid)


class BadTerms(ValueError):
    """What was asked for is no consent under 2.31; `field` says which part, `words` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


def check_terms(terms: Terms, *, signed_at: datetime, at: datetime) -> None:
    """Refuse what lacks an element of 2.31(a) or reaches further than a consent may.

    Raises:
        BadTerms: nothing is named; a category or purpose needs a consent of its own; no last day, or one that is past or too
            far away; signed in the future.
    """
    if not terms.categories:
        raise BadTerms("categories", "Choose at least one kind of data.")
    if not terms.categories <= set(MAY_COVER):
        raise BadTerms("categories", "Counseling notes need a consent of their own.")
    if not terms.purposes:
        raise BadTerms("purposes", "Choose what it is for.")
    if not terms.purposes <= set(MAY_BE_FOR):
        raise BadTerms("purposes", "This purpose needs a consent of its own.")
    if not terms.what.strip():
        raise BadTerms("what", "Say in words what is shared.")
    if signed_at > at:
        raise BadTerms("signed_at", "The day of signing lies ahead.")
    if terms.expires_at is None:
        if terms.kind is not Kind.TPO:
            raise BadTerms("expires_at", "Say until when.")
        return
    if terms.expires_at <= at:
        raise BadTerms("expires_at", "The last day has passed.")
    if terms.expires_at - at > LONGEST:
        raise BadTerms("expires_at", "Five years at most; then it is asked for again.")


def state_of(*, expires_at: datetime | None, revoked_at: datetime | None, at: datetime) -> State:
    """Where a signed consent stands at a moment. Taking back comes before ending: whichever happened is told as what it was."""
    if revoked_at is not None and (expires_at is None or revoked_at < expires_at):
        return State.REVOKED
    if expires_at is not None and expires_at <= at:
        return State.EXPIRED
    return State.SIGNED


def is_valid(consent: ConsentFacts, at: datetime) -> bool:
    """Whether it stands at this moment: signed by now, not taken back, not past its last day."""
    state = state_of(expires_at=consent.expires_at, revoked_at=consent.revoked_at, at=at)
    return consent.signed_at <= at and state is State.SIGNED


def match(
    consents: Iterable[ConsentFacts], *, kinds: Collection[Kind], category: Category, purpose: Purpose, at: datetime
) -> tuple[Match, ConsentFacts | None]:
    """What a person's consents to one recipient say to one question, and the consent on which a yes rests.

    Only consents of the `kinds` that the table takes for this can say yes. Where several do, one that no restriction stops
    counts before the others, then the one that opens most, then the one signed last. Where none does, the way in which the last
    one ended is told.
    """
    found = list(consents)
    valid = [consent for consent in found if is_valid(consent, at)]
    matching = [
        consent for consent in valid if consent.kind in kinds and category in consent.categories and purpose in consent.purposes
    ]
    if matching:
        return Match.VALID_MATCH, max(
            matching,
            key=lambda one: (
                one.restriction(category) is Restriction.NONE,
                len(one.opened),
                one.signed_at,
                one.consent_id,
            ),
        )
    if valid:
        return Match.VALID_NOMATCH, None
    if not found:
        return Match.NONE, None
    last = max(found, key=lambda one: (one.signed_at, one.consent_id))
    return (Match.REVOKED if last.revoked_at is not None else Match.EXPIRED), None
