"""What a clinic says of an intervention of its own. Pure."""

from dataclasses import dataclass

from care.actor import Role
from patients.story.rules import LifeArea
from treatment_plans.library.rules.entries import Entry
from treatment_plans.library.vocabulary import Evidence


@dataclass(frozen=True, slots=True)
class OwnSaid:
    """What a clinic says of its own intervention. `kind` is a code; with that of `beside` it is suggested."""

    kind: str
    name: str
    title: str
    what: str
    for_whom: str
    source: str
    evidence: Evidence = Evidence.LIMITED
    dose: str = ""
    frequency: str = ""
    weeks: int | None = None
    by: Role | None = None
    record: str = ""
    area: LifeArea | None = None
    beside: str = ""


def said_in(entry: Entry) -> OwnSaid:
    """What an entry says that is the clinic's own."""
    return OwnSaid(
        kind=entry.kind,
        name=entry.name,
        title=entry.title,
        what=entry.what,
        for_whom=entry.for_whom,
        source=entry.sources[0],
        evidence=entry.evidence,
        dose=entry.dose,
        frequency=entry.frequency,
        weeks=entry.weeks,
        by=next(iter(entry.by), None),
        record="\n".join(entry.record),
        area=next(iter(entry.areas), None),
        beside=entry.beside,
    )
