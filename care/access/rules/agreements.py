"""What an agreement must say. Pure. Source: 42 CFR 2.11, 2.52, 2.53; clinical reference 3.6."""

from dataclasses import dataclass
from datetime import date, timedelta

from care.access.vocabulary import AgreementKind
from care.actor import Category

LONGEST = timedelta(days=10 * 366)  # own default: what is agreed for longer is read again first


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """What was agreed: with whom, under which number, over which data, from and until which day."""

    kind: AgreementKind
    party: str
    reference: str
    covers: str
    categories: frozenset[Category]
    from_day: date
    until_day: date | None = None
    destroy_day: date | None = None


class BadAgreement(ValueError):
    """What was written is no agreement on which something may rest; `field` says which part, `words` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


def check_agreement(terms: AgreementTerms) -> None:
    """Refuse what lacks a part, reaches to counseling notes, or has days that do not follow each other.

    Raises:
        BadAgreement: as named.
    """
    for field, value in (("party", terms.party), ("reference", terms.reference), ("covers", terms.covers)):
        if not value.strip():
            raise BadAgreement(field, "This is part of every agreement.")
    if not terms.categories:
        raise BadAgreement("categories", "Choose at least one kind of data.")
    if Category.COUNSELLING_NOTE in terms.categories:
        raise BadAgreement("categories", "No agreement opens counseling notes.")
    if terms.kind is AgreementKind.AUDIT and terms.until_day is None:
        raise BadAgreement("until_day", "An audit ends; say when.")
    if terms.kind is AgreementKind.AUDIT and terms.destroy_day is None:
        raise BadAgreement("destroy_day", "Say by when the auditor destroys what they got.")
    if terms.until_day is not None and terms.until_day < terms.from_day:
        raise BadAgreement("until_day", "The last day comes before the first.")
    if terms.until_day is not None and terms.until_day - terms.from_day > LONGEST:
        raise BadAgreement("until_day", "Ten years at most; then it is read again.")
    if terms.destroy_day is not None and terms.destroy_day < terms.from_day:
        raise BadAgreement("destroy_day", "This day comes before the first.")
