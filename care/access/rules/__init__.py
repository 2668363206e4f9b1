"""Decisions about what access keeps, cut by noun: agreements, hand-overs, sessions with their reviews. Pure.

Each machine has one transition table and one guard: `SESSION` with `next_state`, `HAND_OVER_MOVES` with `moved`.
"""

from care.access.rules.agreements import AgreementTerms, BadAgreement, check_agreement
from care.access.rules.handovers import HAND_OVER_MOVES, HandOverMove, HandOverState, hand_over_diagram, moved
from care.access.rules.sessions import (
    REASONS,
    SESSION,
    NotPossible,
    Outcome,
    Reason,
    State,
    Step,
    WordsMissing,
    check_words,
    diagram,
    may_review,
    next_state,
    review_due_at,
    state_of,
)

__all__ = [
    "HAND_OVER_MOVES",
    "REASONS",
    "SESSION",
    "AgreementTerms",
    "BadAgreement",
    "HandOverMove",
    "HandOverState",
    "NotPossible",
    "Outcome",
    "Reason",
    "State",
    "Step",
    "WordsMissing",
    "check_agreement",
    "check_words",
    "diagram",
    "hand_over_diagram",
    "may_review",
    "moved",
    "next_state",
    "review_due_at",
    "state_of",
]
