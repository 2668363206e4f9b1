"""What is refused, and why."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from patients.assessments.rules import Answers


class NoSuchWording(LookupError):
    """The organization has no such wording in use."""


class UnknownInstrument(LookupError):
    """There is no instrument of this code, or it is not asked about this."""


class ModeNotAllowed(ValueError):
    """The instrument is not answered in this way, or not by who is asking."""


class AlreadyOpen(Exception):
    """Answers to this instrument are open already: go on with these."""

    def __init__(self, uuid: UUID) -> None:
        super().__init__("open already")
        self.uuid = uuid


class AnswersWrong(ValueError):
    """Answers that the instrument does not have: by question, what is wrong. Under "" what concerns the whole."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("answers wrong")
        self.errors = dict(errors)


class ResponseClosed(ValueError):
    """It was completed or set aside: its answers stay as they are."""


class ChangedMeanwhile(Exception):
    """Somebody has saved other answers since the page was made: what stands now, and the number to save upon."""

    def __init__(self, *, answers: Answers, version_number: int) -> None:
        super().__init__("changed meanwhile")
        self.answers = answers
        self.version_number = version_number


class ReasonMissing(ValueError):
    """It is done with a reason."""


class BadDay(ValueError):
    """The day lies in the past, or too far away."""


class WordingRefused(ValueError):
    """The Questionnaire does not fit the instrument: why, in words."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("it does not fit")
        self.reasons = tuple(reasons)


class PastScoreWrong(ValueError):
    """A score of another system that cannot be taken: which one, and why."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__("past score wrong")
        self.key = key
        self.reason = reason
