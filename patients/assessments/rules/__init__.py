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
from patients.assessments.rules.words import DANGER_LEVELS, Danger, ItemKind, Mode, State

__all__ = [
    "DANGER_LEVELS",
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
    "Option",
    "Outcome",
    "ScoreDefinition",
    "Scored",
    "State",
    "Trigger",
    "asked",
    "band_of",
    "bands_for",
    "next_check",
    "problems",
    "score",
]
