"""Writing: what a clinic adds to its library, and what goes from the library into a plan."""

from treatment_plans.library.operations.own import add_own, change_own, retire_own, take_up_own
from treatment_plans.library.operations.own_templates import add_template, change_template, retire_template, take_up_template
from treatment_plans.library.operations.planning import (
    AlreadyThere,
    Applied,
    Chosen,
    NoRoom,
    NoSuchEntry,
    NoWords,
    add_chosen,
    apply_template,
    say_no,
)
from treatment_plans.library.operations.versions import NothingToTakeUp, OwnChanged, OwnNotFound

__all__ = [
    "AlreadyThere",
    "Applied",
    "Chosen",
    "NoRoom",
    "NoSuchEntry",
    "NoWords",
    "NothingToTakeUp",
    "OwnChanged",
    "OwnNotFound",
    "add_chosen",
    "add_own",
    "add_template",
    "apply_template",
    "change_own",
    "change_template",
    "retire_own",
    "retire_template",
    "say_no",
    "take_up_own",
    "take_up_template",
]
