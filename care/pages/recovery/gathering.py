"""From the rooms to the values of the page. Each room is asked once, whatever the number of answers, steps and groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from care.actor import Permit
from care.lib.dates import local_date
from care.pages.trends.gathering import Person, scores_alone
from care.pages.trends.values import Trend
from patients.assessments.catalogue import definition
from patients.assessments.queries import item_values, series
from patients.assessments.queries.trends import LineKey
from patients.assessments.rules import ScoreDefinition
from patients.assessments.rules.numbers import lowered
from patients.story.queries import latest_needs, part_of
from patients.story.rules import Domain, Need, Part, Strength, Told
from treatment_plans.progress.queries import notes_of
from treatment_plans.progress.rules import STANDING as NOTES_THAT_STAND
from treatment_plans.progress.vocabulary import NoteKind
from treatment_plans.recovery.queries import VisitRow, group_visits
from treatment_plans.recovery.rules import Strand

TOTAL = LineKey("barc10", "", "total")
PROTECTIVE = LineKey("bam", "", "protective")
PROTECTS = ("9", "10", "12", "13", "14", "16")  # clinical reference 4.8
NEEDS = 6  # times when social needs were asked about, of which the page tells
# Of the social needs what a life stands on; the rest is in the story.
STANDING = (Domain.HOUSING, Domain.WORK, Domain.EDUCATION, Domain.MONEY, Domain.TRANSPORT, Domain.SUPPORT, Domain.LAW)
LIVES, WORKS = "1", "12"  # of the AHC-HRSN: how they live, and help with work


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: its scores, and what was answered to each of its questions, on a scale that they share."""

    trend: Trend
    strands: tuple[Strand, ...]
    scale: ScoreDefinition


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one part of life on one day."""

    on: date
    told: Told | None
    wants_help: bool
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One part of life over time, the newest first."""

    domain: Domain
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One time in a group: told by the person (`visit`), or known from a signed note of a group of the program."""

    on: date
    title: str
    visit: VisitRow | None = None


def measured(person: Person, key: LineKey, items: Sequence[str]) -> Line | None:
    """One measure over time; none where it was never answered. Two queries."""
    points = series(permit=person.permit, instrument=key.instrument, name=key.name)
    answers: dict[str, list[tuple[date, Decimal]]] = {item: [] for item in items}
    for one in item_values(permit=person.permit, instrument=key.instrument, items=items):
        answers[one.link_id].append((local_date(one.at, person.zone), one.value))
    if not points:
        return None
    asked = {item.link_id: item for item in definition(key.instrument).items}
    strands = tuple(Strand(asked[item].label, tuple(values)) for item, values in answers.items() if values)
    options = [option.value for item in items for option in asked[item].options]
    return Line(scores_alone(person, key, points), strands, ScoreDefinition("", "", min(options), max(options)))


def capital(person: Person) -> Line | None:
    """Recovery capital: ten topics of the BARC-10, and their sum."""
    return measured(person, TOTAL, [item.link_id for item in definition(TOTAL.instrument).items])


def protective(person: Person) -> Line | None:
    """What protects, of the BAM."""
    return measured(person, PROTECTIVE, PROTECTS)


def strengths(permit: Permit) -> list[Strength]:
    """What the person said carries them. Two queries."""
    return [line.said for line in part_of(permit=permit, part=Part.STRENGTHS).lines if isinstance(line.said, Strength)]


def standing(person: Person) -> list[Standing]:
    """How they live and work, as it was told over time: from the social needs of the story and of the AHC-HRSN. Three queries."""
    found: dict[Domain, list[Said]] = {domain: [] for domain in STANDING}
    for check in latest_needs(permit=person.permit, limit=NEEDS):
        for line in check.needs:
            if line.need.domain in found:
                found[line.need.domain].append(_said(local_date(check.at, person.zone), line.need))
    asked = definition("hrsn")
    items = {item.link_id: item for item in asked.items}
    for one in item_values(permit=person.permit, instrument="hrsn", items=(LIVES, WORKS)):
        domain, item = Domain.HOUSING if one.link_id == LIVES else Domain.WORK, items[one.link_id]
        answer = next((lowered(option.label) for option in item.options if option.value == one.value), "")
        words = f"{item.label}: {answer} ({asked.short})"
        found[domain].append(Said(local_date(one.at, person.zone), None, False, words))
    return [Standing(domain, tuple(sorted(said, key=lambda one: one.on, reverse=True))) for domain, said in found.items() if said]


def _said(on: date, need: Need) -> Said:
    return Said(on, need.told, need.wants_help is Told.YES, need.note)


def groups(person: Person) -> list[Group]:
    """Groups that the person told of, and those of the program in which a signed note says they took part. Two queries."""
    told = [
        Group(one.on, ", ".join(part for part in (one.kind.label, one.name) if part), one)
        for one in group_visits(permit=person.permit)
    ]
    here = [
        Group(local_date(note.starts_at, person.zone), note.group)
        for note in notes_of(permit=person.permit, kind=NoteKind.GROUP)
        if note.group and note.status in NOTES_THAT_STAND
    ]
    return sorted([*told, *here], key=lambda one: one.on, reverse=True)
