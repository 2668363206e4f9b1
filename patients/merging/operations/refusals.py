"""Why two records are not merged, or not taken apart."""

from collections.abc import Sequence

from patients.merging.queries.tables import Clash


class OneRecord(ValueError):
    """Both are the same record: the address of one leads to the other already."""


class AnotherProgram(ValueError):
    """The records are of two programs: each keeps its own."""


class AlreadyMerged(ValueError):
    """One of the two was merged away meanwhile: a merge never runs in a circle, and never through a third record."""


class DeathsDiffer(ValueError):
    """One record says that the person died, and the other does not, or says another day."""


class Undecided(ValueError):
    """Something can be there once and is there twice, and nobody has said which one stands."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__("undecided")
        self.clashes = tuple(clashes)


class NotYours(PermissionError):
    """A decision needs a role that whoever merges does not have; `clashes` says which."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__("not yours to decide")
        self.clashes = tuple(clashes)


class AlreadyUndone(ValueError):
    """The merge was undone already."""


class LaterFirst(ValueError):
    """One of the two records was merged again since: the later merge is undone first."""


class NobodyLike(ValueError):
    """There is no such pair here, or it was decided meanwhile."""
