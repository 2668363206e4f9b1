"""What this room tells: medicines that were talked through."""

from django.db.models import QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from treatment_plans.regimens.teaching.models import TeachBack
from treatment_plans.regimens.teaching.queries import sheet_titled, teach_backs_of
from treatment_plans.regimens.teaching.vocabulary import Outcome


def _taught(permit: Permit) -> QuerySet[TeachBack]:
    return teach_backs_of(permit).select_related("taught_by")


def _told(row: TeachBack) -> TimelineEntry:
    title = sheet_titled(row.sheet)
    if row.outcome == Outcome.NOT_NOW:
        return TimelineEntry(row.taught_at, row.taught_by.name, f"{title}: talk about it put off to another day", "medication")
    unclear = f"; unclear: {row.unclear}" if row.unclear else ""
    what = f"{title} talked through ({Outcome(row.outcome).label.lower()}{unclear})"
    return TimelineEntry(row.taught_at, row.taught_by.name, what, "medication", row.own_words)


CHAPTERS = (Chapter(_taught, (Telling("taught_at", _told),)),)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """What happened, newest first. One query."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
