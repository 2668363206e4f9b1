"""How an instrument is called in a line of a list."""

from patients.assessments.catalogue import definitions


def short_name(instrument: str) -> str:
    """The short name; a plain word for one that the catalogue has no more."""
    found = definitions().get(instrument)
    return found.short if found is not None else "Questions"
