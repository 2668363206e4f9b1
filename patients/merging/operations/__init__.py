"""Merging two records of one person, taking them apart again, and what is said of records that look alike."""

from patients.merging.operations.merge import MERGED, Decisions, gather_strays, merge_records
from patients.merging.operations.pairs import find_pairs, forget_pairs, reconsider, remember_apart, tell_apart
from patients.merging.operations.refusals import (
    AlreadyMerged,
    AlreadyUndone,
    AnotherProgram,
    DeathsDiffer,
    LaterFirst,
    NobodyLike,
    NotYours,
    OneRecord,
    Undecided,
)
from patients.merging.operations.rows import Stayed
from patients.merging.operations.undo import UNDONE, Undone, undo_merge

__all__ = [
    "MERGED",
    "UNDONE",
    "AlreadyMerged",
    "AlreadyUndone",
    "AnotherProgram",
    "DeathsDiffer",
    "Decisions",
    "LaterFirst",
    "NobodyLike",
    "NotYours",
    "OneRecord",
    "Stayed",
    "Undecided",
    "Undone",
    "find_pairs",
    "forget_pairs",
    "gather_strays",
    "merge_records",
    "reconsider",
    "remember_apart",
    "tell_apart",
    "undo_merge",
]
