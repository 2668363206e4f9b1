"""The only writers of this room."""

from treatment_plans.recovery.operations.dates import (
    MESSAGE,
    Chosen,
    ask_for_a_word,
    change_date,
    check_message,
    come_back,
    date_has_come,
    end_date,
    mark_date,
)
from treatment_plans.recovery.operations.groups import Visit, mark_visit_in_error, record_visit
from treatment_plans.recovery.operations.refusals import ChangedMeanwhile, NotNow, NotYet, PersonDied
from treatment_plans.recovery.operations.steps import Hoped, move_step, tell_step

__all__ = [
    "MESSAGE",
    "ChangedMeanwhile",
    "Chosen",
    "Hoped",
    "NotNow",
    "NotYet",
    "PersonDied",
    "Visit",
    "ask_for_a_word",
    "change_date",
    "check_message",
    "come_back",
    "date_has_come",
    "end_date",
    "mark_date",
    "mark_visit_in_error",
    "move_step",
    "record_visit",
    "tell_step",
]
