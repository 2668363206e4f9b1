"""Why a change of results is refused."""

from collections.abc import Mapping

from patients.results.rules import ResultKind


class NoSuchResult(LookupError):
    """The permit's patient has no such result, drug test or answer here."""


class AlreadyWrong(ValueError):
    """It was marked wrong before."""


class BadEntry(ValueError):
    """Something that was written cannot be: `field` says which part, `words` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


class AskedOnceMore(ValueError):
    """Values far from what is usual, of which nobody has said yet that they are so: what is asked, by kind. Nothing is saved."""

    def __init__(self, questions: Mapping[ResultKind, str]) -> None:
        super().__init__(", ".join(sorted(kind.value for kind in questions)))
        self.questions = dict(questions)
