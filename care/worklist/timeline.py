"""What the worklist tells of a person: what was done, and what was no longer needed."""

from django.db.models import Q

from care.lib.timeline import Chapter, Telling, TimelineEntry
from care.worklist.models import Task
from care.worklist.queries import rows_about
from care.worklist.rules import State


def _done(row: Task) -> TimelineEntry:
    assert row.done_at
    who = row.done_by.name if row.done_by else ""
    return TimelineEntry(row.done_at, who, f"Done: {row.title}{f' ({row.outcome})' if row.outcome else ''}", "task")


def _cancelled(row: Task) -> TimelineEntry:
    assert row.cancelled_at
    return TimelineEntry(row.cancelled_at, "", f"No longer needed: {row.title} ({row.cancel_reason})", "task")


CHAPTERS = (
    Chapter(
        lambda permit: rows_about(permit).select_related("done_by"),
        (
            Telling("done_at", _done, Q(state=State.DONE.value)),
            Telling("cancelled_at", _cancelled, Q(state=State.CANCELLED.value)),
        ),
    ),
)
