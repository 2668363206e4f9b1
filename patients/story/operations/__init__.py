"""Writing the story, cut by noun: lines of lists; what is found on one day; medicines; goals that a plan takes; codes."""

from patients.story.operations.checks import record_needs, record_pregnancy, record_withdrawal
from patients.story.operations.codes import load_codes
from patients.story.operations.goals import take_goal
from patients.story.operations.lines import (
    AlreadyListed,
    NoSuchLine,
    SomethingIsListed,
    add_entry,
    answer_part,
    change_entry,
    remove_entry,
    restore_entry,
)
from patients.story.operations.medicines import NothingToReconcile, reconcile_medicines, record_medicines

__all__ = [
    "AlreadyListed",
    "NoSuchLine",
    "NothingToReconcile",
    "SomethingIsListed",
    "add_entry",
    "answer_part",
    "change_entry",
    "load_codes",
    "reconcile_medicines",
    "record_medicines",
    "record_needs",
    "record_pregnancy",
    "record_withdrawal",
    "remove_entry",
    "restore_entry",
    "take_goal",
]
