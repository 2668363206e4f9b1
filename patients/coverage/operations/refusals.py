"""Why a change of coverage is refused."""


class NoSuchThing(LookupError):
    """The permit's patient has no such coverage, authorization, denial or application here."""


class BadEntry(ValueError):
    """Something that was written cannot be: `field` says which part, `words` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


class NothingMayGo(PermissionError):
    """Nothing about the person may go to their plan on this permit: it was not given for that, or not for a health plan."""
