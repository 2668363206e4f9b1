"""Causes of a review, reviews, and how both follow the plan and the person."""

from treatment_plans.reviews.operations.causes import KIND, Seen, ask_for_review, see_cause
from treatment_plans.reviews.operations.following import follow_plans, seen_tonight
from treatment_plans.reviews.operations.parts import NEXT
from treatment_plans.reviews.operations.refusals import (
    ChangedMeanwhile,
    DraftWaits,
    NextDayMissing,
    NextDayPast,
    NotInForce,
    PersonDied,
    Theirs,
)
from treatment_plans.reviews.operations.reviews import (
    WORDS,
    Typed,
    begin_review,
    finish_review,
    keep_answers,
    set_review_aside,
)

__all__ = [
    "KIND",
    "NEXT",
    "WORDS",
    "ChangedMeanwhile",
    "DraftWaits",
    "NextDayMissing",
    "NextDayPast",
    "NotInForce",
    "PersonDied",
    "Seen",
    "Theirs",
    "Typed",
    "ask_for_review",
    "begin_review",
    "finish_review",
    "follow_plans",
    "keep_answers",
    "see_cause",
    "seen_tonight",
    "set_review_aside",
]
