"""What conferences tell: that a team talked about the person, and how much it decided. Never a word of what was said."""

from typing import Any

from django.db.models import Count, QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from treatment_plans.conferences.queries import items_of_person


def _items(permit: Permit) -> QuerySet[Any]:
    return items_of_person(permit).select_related("discussed_by").annotate(decided=Count("decisions"))


def _discussed(row: Any) -> TimelineEntry:
    decided = f", {row.decided} {'decision' if row.decided == 1 else 'decisions'}" if row.decided else ""
    return TimelineEntry(row.discussed_at, row.discussed_by.name, f"Discussed in a case conference{decided}", "plan")


CHAPTERS = (Chapter(_items, (Telling("discussed_at", _discussed),)),)
