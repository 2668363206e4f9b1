"""The only writers of this room."""

from treatment_plans.staying_safe.operations.clocks import after_crisis, after_return, after_screening, day_has_come
from treatment_plans.staying_safe.operations.copies import (
    give_copy,
    issue_copy_link,
    note_not_sent,
    note_seen,
    note_sent,
    take_back_copy,
)
from treatment_plans.staying_safe.operations.plans import (
    Written,
    ask_again,
    begin_plan,
    close_plans,
    end_plan,
    go_back,
    keep_plan,
    sign_plan,
    take_word,
    write_parts,
)
from treatment_plans.staying_safe.operations.refusals import (
    ChangedMeanwhile,
    NoCopy,
    NoSuchReturn,
    NothingToCopy,
    NotInForce,
    PersonDied,
    Theirs,
    WordingChanged,
)
from treatment_plans.staying_safe.operations.returns import NotYet, Told, mark_in_error, record_return

__all__ = [
    "ChangedMeanwhile",
    "NoCopy",
    "NoSuchReturn",
    "NotInForce",
    "NotYet",
    "NothingToCopy",
    "PersonDied",
    "Theirs",
    "Told",
    "WordingChanged",
    "Written",
    "after_crisis",
    "after_return",
    "after_screening",
    "ask_again",
    "begin_plan",
    "close_plans",
    "day_has_come",
    "end_plan",
    "give_copy",
    "go_back",
    "issue_copy_link",
    "keep_plan",
    "mark_in_error",
    "note_not_sent",
    "note_seen",
    "note_sent",
    "record_return",
    "sign_plan",
    "take_back_copy",
    "take_word",
    "write_parts",
]
