"""What is refused, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from treatment_plans.staying_safe.vocabulary import Part


class NoSuchReturn(LookupError):
    """There is no such return to use in this record."""


class NotInForce(ValueError):
    """It is asked of a version in force."""


class PersonDied(ValueError):
    """Nothing new is begun for somebody who has died."""


class NothingToCopy(ValueError):
    """None of the plans that were chosen is in force, or waits for the person's word."""


class NoCopy(LookupError):
    """No copy is out."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a colleague saved in a part meanwhile."""

    text: str
    version: int
    who: str
    at: datetime


class ChangedMeanwhile(Exception):
    """A colleague changed the same parts: what stands there now. What was typed is not saved."""

    def __init__(self, theirs: Mapping[Part, Theirs]) -> None:
        super().__init__("changed meanwhile")
        self.theirs = theirs


class WordingChanged(ValueError):
    """The person read another wording than the one that stands now."""
