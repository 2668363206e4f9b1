"""When what a person allowed counts, and for what. Pure.

`KINDS` says what each kind of consent may hold; `CONSENT` is the one transition table, `next_state` its one guard.
"""

from care.consent.rules.consents import ConsentFacts, Match, is_valid, match
from care.consent.rules.kinds import (
    AT_MOST,
    CLASS_OF,
    KINDS,
    MAY_BE_FOR,
    MAY_COVER,
    RECIPIENTS,
    SPECIFIC_PURPOSES,
    Kind,
    KindRule,
)
from care.consent.rules.signatures import (
    BOX,
    LARGEST_SCAN,
    BadPaper,
    How,
    PaperKind,
    Scan,
    Signature,
    Signer,
    check_drawing,
    check_scan,
)
from care.consent.rules.states import (
    CONSENT,
    EVER_SIGNED,
    UNSIGNED,
    NotPossible,
    State,
    Step,
    can_step,
    diagram,
    next_state,
    state_of,
)
from care.consent.rules.terms import LONGEST, BadTerms, Terms, can_be_taken_back, check_terms

__all__ = [
    "AT_MOST",
    "BOX",
    "CLASS_OF",
    "CONSENT",
    "EVER_SIGNED",
    "KINDS",
    "LARGEST_SCAN",
    "LONGEST",
    "MAY_BE_FOR",
    "MAY_COVER",
    "RECIPIENTS",
    "SPECIFIC_PURPOSES",
    "UNSIGNED",
    "BadPaper",
    "BadTerms",
    "ConsentFacts",
    "How",
    "Kind",
    "KindRule",
    "Match",
    "NotPossible",
    "PaperKind",
    "Scan",
    "Signature",
    "Signer",
    "State",
    "Step",
    "Terms",
    "can_be_taken_back",
    "can_step",
    "check_drawing",
    "check_scan",
    "check_terms",
    "diagram",
    "is_valid",
    "match",
    "next_state",
    "state_of",
]
