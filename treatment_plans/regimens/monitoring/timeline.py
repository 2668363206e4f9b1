"""What this room tells: look-ups in the PDMP."""

from django.db.models import QuerySet

from care.actor import Permit
from care.lib.states import STATES
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from treatment_plans.regimens.monitoring.models import PdmpLookup
from treatment_plans.regimens.monitoring.queries import lookups_here
from treatment_plans.regimens.monitoring.vocabulary import LookupOutcome


def _lookups(permit: Permit) -> QuerySet[PdmpLookup]:
    return lookups_here(permit).select_related("looked_by")


def _looked(row: PdmpLookup) -> TimelineEntry:
    said = f": {row.words}" if row.words else ""
    text = f"PDMP looked up, {STATES[row.jurisdiction]}: {LookupOutcome(row.outcome).label.lower()}{said}"
    return TimelineEntry(row.looked_at, row.looked_by.name, text, "medication")


CHAPTERS = (Chapter(_lookups, (Telling("looked_at", _looked),)),)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """Look-ups, newest first. One query."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
