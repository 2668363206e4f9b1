"""Writing: what a clinic adds to its library, and what goes from the library into a plan."""

from treatment_plans.library.operations.own import (
    NothingToTakeUp,
    OwnChanged,
    OwnNotFound,
    add_own,
    change_own,
    retire_own,
    take_up_own,
)
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
    "apply_template",
    "change_own",
    "retire_own",
    "say_no",
    "take_up_own",
]
