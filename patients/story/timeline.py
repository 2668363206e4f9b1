"""What the story tells: when something was written down, checked or asked; not when it happened, which the story itself says."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from patients.story.models import (
    Medicine,
    NeedsCheck,
    Overdose,
    OwnGoal,
    PregnancyRecord,
    Strength,
    SubstanceUse,
    TreatmentEpisode,
    WithdrawalCheck,
)
from patients.story.rules import PART_CATEGORIES, Part, Setting, SubstanceKind


def _rows(model: Any, part: Part, *also: str) -> Callable[[Permit], QuerySet[Any]]:
    """One table's rows of the permit's patient; none where it does not cover their kind of data."""

    def rows(permit: Permit) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)
        return found.select_related("recorded_by", *also) if permit.covers(PART_CATEGORIES[part]) else found.none()

    return rows


def _recorded(words: Callable[[Any], str], own_words: str = "") -> Telling:
    def told(row: Any) -> TimelineEntry:
        said = getattr(row, own_words) if own_words else ""
        return TimelineEntry(row.recorded_at, row.recorded_by.name, words(row), "story", own_words=said)

    return Telling("recorded_at", told)


def _removed(words: Callable[[Any], str]) -> Telling:
    def told(row: Any) -> TimelineEntry:
        who = row.removed_by.name if row.removed_by else ""
        return TimelineEntry(row.removed_at, who, f"{words(row)}: taken off the list", "story")

    return Telling("removed_at", told)


def _line(model: Any, part: Part, words: Callable[[Any], str]) -> Chapter:
    return Chapter(_rows(model, part, "removed_by"), (_recorded(words), _removed(words)))


def _substance(row: SubstanceUse) -> str:
    return f"Substance written down: {row.name or SubstanceKind(row.substance).label}"


CHAPTERS = (
    _line(SubstanceUse, Part.SUBSTANCES, _substance),
    _line(Overdose, Part.OVERDOSES, lambda row: "Overdose written down"),
    _line(TreatmentEpisode, Part.TREATMENTS, lambda row: f"Past treatment written down: {Setting(row.setting).label}"),
    _line(Medicine, Part.MEDICINES, lambda row: f"Medicine written down: {row.name}"),
    _line(Strength, Part.STRENGTHS, lambda row: f"Strength written down: {row.words}"),
    Chapter(_rows(OwnGoal, Part.GOALS), (_recorded(lambda row: "Said what they want", "own_words"),)),
    Chapter(_rows(WithdrawalCheck, Part.WITHDRAWAL), (_recorded(lambda row: "Checked for withdrawal"),)),
    Chapter(_rows(NeedsCheck, Part.NEEDS), (_recorded(lambda row: "Asked about social needs"),)),
    Chapter(_rows(PregnancyRecord, Part.PREGNANCY), (_recorded(lambda row: "Asked about pregnancy"),)),
)
