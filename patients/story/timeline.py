"""What the story tells: what was put on its lists and taken off, what was found on one day, what a plan took up."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from patients.story.models import NeedsCheck, PregnancyRecord, StoryPart, WithdrawalCheck
from patients.story.presenters import line_name
from patients.story.queries.rows import TABLES, lines_of, said_in
from patients.story.rules import PART_CATEGORIES, Part, PartAnswer, PregnancyAnswer, Risk

KIND = "story"
# Conditions are told by the person's own record.
LISTS = tuple(part for part in TABLES if part is not Part.PROBLEMS)


def _lines(part: Part, permit: Permit) -> QuerySet[Any]:
    if not permit.covers(PART_CATEGORIES[part]):
        return TABLES[part]._default_manager.none()
    return lines_of(part, permit).select_related("recorded_by", "removed_by")


def _told(part: Part, row: Any) -> TimelineEntry:
    name = line_name(said_in(part, row))
    if part is Part.GOALS:
        return TimelineEntry(row.recorded_at, row.recorded_by.name, "Told what they want", KIND, own_words=name)
    return TimelineEntry(row.recorded_at, row.recorded_by.name, f"{part.label}: {name}", KIND)


def _taken_off(part: Part, row: Any) -> TimelineEntry:
    who = row.removed_by.name if row.removed_by else ""
    return TimelineEntry(row.removed_at, who, f"Taken off {part.label.lower()}: {line_name(said_in(part, row))}", KIND)


def _taken_up(row: Any) -> TimelineEntry:
    who = row.taken_by.name if row.taken_by else ""
    return TimelineEntry(row.taken_at, who, "A plan took up what they want", KIND, own_words=row.own_words)


def _chapter(part: Part) -> Chapter:
    told = [Telling("recorded_at", partial(_told, part)), Telling("removed_at", partial(_taken_off, part))]
    if part is Part.GOALS:
        told.append(Telling("taken_at", _taken_up))
    return Chapter(partial(_lines, part), tuple(told))


def _of(model: Any, part: Part | None, by: str) -> Callable[[Permit], QuerySet[Any]]:
    """The rows of a table of days, for whom the permit covers its part; of several parts, each row asks for its own."""

    def rows(permit: Permit) -> QuerySet[Any]:
        found = model.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)
        if part is None:
            found = found.filter(part__in=[one.value for one in Part if permit.covers(PART_CATEGORIES[one])])
        elif not permit.covers(PART_CATEGORIES[part]):
            found = found.none()
        return found.select_related(by)

    return rows


def _withdrawal(row: WithdrawalCheck) -> TimelineEntry:
    text = f"Checked for withdrawal: {Risk(row.risk).label.lower()}"
    return TimelineEntry(row.recorded_at, row.recorded_by.name, text, KIND)


def _pregnancy(row: PregnancyRecord) -> TimelineEntry:
    text = f"Pregnancy: {PregnancyAnswer(row.answer).label.lower()}"
    return TimelineEntry(row.recorded_at, row.recorded_by.name, text, KIND)


def _needs(row: NeedsCheck) -> TimelineEntry:
    return TimelineEntry(row.recorded_at, row.recorded_by.name, "Asked about social needs", KIND)


def _answered(row: StoryPart) -> TimelineEntry:
    text = f"{Part(row.part).label}: {PartAnswer(row.answer).label.lower()}"
    return TimelineEntry(row.answered_at, row.answered_by.name, text, KIND)


CHAPTERS = (
    *(_chapter(part) for part in LISTS),
    Chapter(_of(WithdrawalCheck, Part.WITHDRAWAL, "recorded_by"), (Telling("recorded_at", _withdrawal),)),
    Chapter(_of(PregnancyRecord, Part.PREGNANCY, "recorded_by"), (Telling("recorded_at", _pregnancy),)),
    Chapter(_of(NeedsCheck, Part.NEEDS, "recorded_by"), (Telling("recorded_at", _needs),)),
    Chapter(_of(StoryPart, None, "answered_by"), (Telling("answered_at", _answered),)),
)
