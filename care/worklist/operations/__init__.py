"""Changing tasks: open, take, give back, complete, snooze, cancel, reopen, and let escalations climb.

A task about a patient needs a permit to write in the task's category; one without a patient an actor of the organisation.

Locks are taken in one order everywhere, so that no two operations wait for each other: the patient's row (by `patients`),
tasks by number, the enrolment (by `teams`), the caseload's summary row. Rows are locked without their key: whoever adds a row
that points to one of them need not wait, and so cannot wait in a circle.
"""

from care.worklist.operations.climbing import (
    climb_due_tasks,
)
from care.worklist.operations.parts import (
    sum_up_tasks,
)
from care.worklist.operations.refusals import (
    AlreadyTaken,
    CannotSnooze,
    EndsElsewhere,
    NobodyToKeepIt,
    NoSuchTask,
    NotForYou,
    NotOurColleague,
    TooLateToUndo,
)
from care.worklist.operations.renewing import (
    Told,
    renew_task,
)
from care.worklist.operations.several import (
    cancel_tasks_about,
    close_tasks_of_patient,
    finish_own_tasks_about,
    finish_tasks_about,
    restore_tasks_of_patient,
)
from care.worklist.operations.single import (
    cancel_task,
    complete_task,
    give_back_task,
    open_task,
    reopen_task,
    snooze_task,
    take_task,
    wake_task,
)

__all__ = [
    "AlreadyTaken",
    "CannotSnooze",
    "EndsElsewhere",
    "NoSuchTask",
    "NobodyToKeepIt",
    "NotForYou",
    "NotOurColleague",
    "Told",
    "TooLateToUndo",
    "cancel_task",
    "cancel_tasks_about",
    "climb_due_tasks",
    "close_tasks_of_patient",
    "complete_task",
    "finish_own_tasks_about",
    "finish_tasks_about",
    "give_back_task",
    "open_task",
    "renew_task",
    "reopen_task",
    "restore_tasks_of_patient",
    "snooze_task",
    "sum_up_tasks",
    "take_task",
    "wake_task",
]
