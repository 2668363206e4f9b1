"""Decisions about instruments, pure."""

from patients.assessments.rules.definitions import (
    Answers,
    Band,
    Condition,
    Definition,
    Facts,
    Item,
    Option,
    Outcome,
    Scored,
    ScoreDefinition,
    Trigger,
)
from patients.assessments.rules.scoring import RULES, NotAllowed, asked, band_of, bands_for, next_check, problems, score
from patients.assessments.rules.states import RESPONSE, NotPossible, Step, next_state
from patients.assessments.rules.words import DANGER_LEVELS, Danger, ItemKind, Mode, State

__all__ = [
    "DANGER_LEVELS",
    "RESPONSE",
    "RULES",
    "Answers",
    "Band",
    "Condition",
    "Danger",
    "Definition",
    "Facts",
    "Item",
    "ItemKind",
    "Mode",
    "NotAllowed",
    "NotPossible",
    "Option",
    "Outcome",
    "ScoreDefinition",
    "Scored",
    "State",
    "Step",
    "Trigger",
    "asked",
    "band_of",
    "bands_for",
    "next_check",
    "next_state",
    "problems",
    "score",
]
