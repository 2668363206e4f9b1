"""What is refused, and why."""

from uuid import UUID


class NoSuchQuestionnaire(LookupError):
    """The permit's patient was sent no such questionnaire."""


class NotForPhones(ValueError):
    """The instrument is not answered by people on their own: a colleague asks or observes."""


class AlreadyAsked(Exception):
    """The same one is on its way or waits for an answer: its number."""

    def __init__(self, uuid: UUID) -> None:
        super().__init__("asked already")
        self.uuid = uuid


class BegunByColleague(Exception):
    """A colleague has begun the same instrument with the person and not finished it: its number."""

    def __init__(self, uuid: UUID) -> None:
        super().__init__("begun by a colleague")
        self.uuid = uuid


class PersonDied(ValueError):
    """Nothing is sent after a death."""


class QuestionnaireClosed(ValueError):
    """It takes no answers: they are here already, or it ended without."""
