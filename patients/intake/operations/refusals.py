"""What an intake refuses, and why."""

from datetime import datetime

from care.access.gate import NotFound
from patients.intake.rules import SectionKey


class NoSuchIntake(NotFound):
    """The permit's patient has no such intake."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


class SectionChanged(Exception):
    """A colleague has saved the section since the page was made: who and when, and what the next save must carry."""

    def __init__(self, *, section: SectionKey, version: int, changed_by: str, changed_at: datetime | None) -> None:
        super().__init__("section changed")
        self.section = section
        self.version = version
        self.changed_by = changed_by
        self.changed_at = changed_at


class AlreadyHeard(ValueError):
    """What the person said to this summary is written down already."""


class NameMissing(ValueError):
    """Somebody who signs gives a name."""
