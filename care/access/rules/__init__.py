"""Decisions about access that are no row of the decision table: how a session and its review move. Pure.

`SESSION` is the one transition table, `next_state` its one guard.
"""

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
    "REASONS",
    "SESSION",
    "NotPossible",
    "Outcome",
    "Reason",
    "State",
    "Step",
    "WordsMissing",
    "check_words",
    "diagram",
    "may_review",
    "next_state",
    "review_due_at",
    "state_of",
]
