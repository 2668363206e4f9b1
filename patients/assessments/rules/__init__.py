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
from patients.assessments.rules.words import DANGER_LEVELS, Danger, ItemKind, Mode, State

__all__ = [
    "DANGER_LEVELS",
    "Answers",
    "Band",
    "Condition",
    "Danger",
    "Definition",
    "Facts",
    "Item",
    "ItemKind",
    "Mode",
    "Option",
    "Outcome",
    "ScoreDefinition",
    "Scored",
    "State",
    "Trigger",
]
