"""The words of the accounting of disclosures. Pure."""

from care.actor.vocabulary import Described


class Outcome(Described):
    """What left."""

    GIVEN = "given", "Given", "The data themselves."
    UNCHANGED = "unchanged", "Told that nothing has changed", "Only that what was given before still holds."


class Channel(Described):
    """Over which interface."""

    REST = "rest", "REST", "The interface for partner systems under /api/v1/."
