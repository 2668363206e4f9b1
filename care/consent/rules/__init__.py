"""When what a person allowed counts, and for what. Pure."""

from care.consent.rules.consents import (
    LONGEST,
    MAY_BE_FOR,
    MAY_COVER,
    BadTerms,
    ConsentFacts,
    How,
    Kind,
    Match,
    Signer,
    State,
    Terms,
    check_terms,
    is_valid,
    match,
    state_of,
)

__all__ = [
    "LONGEST",
    "MAY_BE_FOR",
    "MAY_COVER",
    "BadTerms",
    "ConsentFacts",
    "How",
    "Kind",
    "Match",
    "Signer",
    "State",
    "Terms",
    "check_terms",
    "is_valid",
    "match",
    "state_of",
]
