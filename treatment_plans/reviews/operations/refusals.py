"""What is refused, and why. No text here names a person or quotes a record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from treatment_plans.reviews.vocabulary import Answer


class NotInForce(ValueError):
    """A version in force is looked at, no other."""


class PersonDied(ValueError):
    """Nothing new is begun for somebody who has died."""


class DraftWaits(ValueError):
    """The next version has been put before the person already: it is agreed on, or taken back into writing, first."""


class NextDayMissing(ValueError):
    """A review that is finished says when the plan is looked at again."""


class NextDayPast(ValueError):
    """The next review is to come."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a colleague saved of a line meanwhile."""

    answer: Answer
    why: str
    who: str
    at: datetime


class ChangedMeanwhile(Exception):
    """A colleague saved other answers to the same lines, or other words: what stands there now. What was typed is not saved."""

    def __init__(self, *, revision: int, who: str, at: datetime, lines: Mapping[UUID, Theirs], words: Mapping[str, str]) -> None:
        super().__init__("changed meanwhile")
        self.revision, self.who, self.at = revision, who, at
        self.lines, self.words = lines, words
