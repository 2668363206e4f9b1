"""What cannot be done to a task, and why."""

from datetime import datetime


class NoSuchTask(LookupError):
    """There is no such task for this actor: it does not exist, or belongs to another organisation."""


class AlreadyTaken(Exception):
    """A colleague took the task first. Says who and when, for the page that tells it."""

    def __init__(self, *, staff_id: int, name: str, taken_at: datetime) -> None:
        super().__init__("taken")
        self.staff_id = staff_id
        self.name = name
        self.taken_at = taken_at


class NotOurColleague(ValueError):
    """The owner does not work at this organisation (any more)."""


class NobodyToKeepIt(ValueError):
    """A task of this category is for a named colleague about a person, and never climbs."""


class CannotSnooze(ValueError):
    """An escalation that nobody has taken is not put to sleep, and a snooze ends in the future."""


class NotForYou(PermissionError):
    """A task of a guarded kind is for the role that is asked."""


class EndsElsewhere(ValueError):
    """A task of a guarded kind ends on the page of what it is about."""


class TooLateToUndo(ValueError):
    """The time in which a finished task can be reopened has passed."""
