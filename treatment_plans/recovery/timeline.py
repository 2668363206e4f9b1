"""What this room tells: dates that were chosen, what happened to steps, groups."""

from django.db.models import QuerySet

from care.actor import Permit
from care.lib.dates import date_text
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from treatment_plans.recovery.models import ChosenDate, GroupVisit, LifeStep, StepNews
from treatment_plans.recovery.queries import dates_of, steps_of, visits_of
from treatment_plans.recovery.vocabulary import GroupKind, StepKind, StepMove, StepState

# What happened to a step, as a line says it.
_MOVED = {
    StepMove.SAY: "how it goes",
    StepMove.BEGIN: "begun",
    StepMove.REACH: "reached",
    StepMove.LET_GO: "let go",
    StepMove.HOPE_AGAIN: "hoped for again",
}


def moved_text(move: StepMove) -> str:
    """'begun', as a line says it."""
    return _MOVED[move]


def _dates(permit: Permit) -> QuerySet[ChosenDate]:
    return dates_of(permit).select_related("chosen_by")


def _chosen(row: ChosenDate) -> TimelineEntry:
    return TimelineEntry(row.chosen_at, row.chosen_by.name, f"Date chosen: {date_text(row.day)}", "story", row.own_words)


def _steps(permit: Permit) -> QuerySet[LifeStep]:
    return steps_of(permit).select_related("told_by")


def _hoped(row: LifeStep) -> TimelineEntry:
    text = f"{StepKind(row.kind).label}: {StepState.HOPED.label.lower()}"
    return TimelineEntry(row.told_at, row.told_by.name, text, "story", row.own_words)


def _news(permit: Permit) -> QuerySet[StepNews]:
    return StepNews.objects.filter(step__in=steps_of(permit)).select_related("step", "told_by")


def _moved(row: StepNews) -> TimelineEntry:
    text = f"{StepKind(row.step.kind).label}: {moved_text(StepMove(row.move))} ({row.step.own_words})"
    return TimelineEntry(row.told_at, row.told_by.name, text, "story", row.own_words)


def _visits(permit: Permit) -> QuerySet[GroupVisit]:
    return visits_of(permit).select_related("told_by")


def _went(row: GroupVisit) -> TimelineEntry:
    name = f", {row.name}" if row.name else ""
    text = f"Group told of: {GroupKind(row.kind).label}{name}, {date_text(row.on)}"
    return TimelineEntry(row.told_at, row.told_by.name, text, "story", row.own_words)


CHAPTERS = (
    Chapter(_dates, (Telling("chosen_at", _chosen),)),
    Chapter(_steps, (Telling("told_at", _hoped),)),
    Chapter(_news, (Telling("told_at", _moved),)),
    Chapter(_visits, (Telling("told_at", _went),)),
)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """What happened, newest first. Four queries."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
