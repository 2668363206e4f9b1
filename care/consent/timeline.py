"""What the consent room tells: consents given and taken back, restrictions, and who may sign for the person."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q

from care.actor import Permit
from care.consent.models import Consent, Representative, RestrictionRequest
from care.consent.queries.charts import recipient_name
from care.consent.queries.charts import rows_of as consents
from care.consent.queries.representatives import rows_of as representatives
from care.consent.queries.restrictions import rows_of as restrictions
from care.consent.rules import Kind, RepresentativeKind, RestrictionState, State
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries


def _consent(name: str, what: str) -> Callable[[Consent], TimelineEntry]:
    """The words of one moment of a consent: what happened, and for whom it is or was."""

    def words(row: Consent) -> TimelineEntry:
        at: datetime = getattr(row, f"{name}_at")
        by = getattr(row, f"{name}_by")
        return TimelineEntry(at, by.name if by else "", f"{what}: {recipient_name(row, Kind(row.kind))}", "consent")

    return words


CONSENTS = Chapter(
    consents,
    (
        Telling("recorded_at", _consent("recorded", "Consent given")),
        Telling("closed_at", _consent("closed", "Consent declined"), Q(state=State.DECLINED.value)),
        Telling("ended_at", _consent("ended", "Consent ended")),
        Telling("revoked_at", _consent("revoked", "Consent taken back")),
    ),
)


def _asked(row: RestrictionRequest) -> TimelineEntry:
    return TimelineEntry(row.asked_at, row.asked_by.name, "Restriction asked for", "consent", row.own_words)


def _decided(row: RestrictionRequest) -> TimelineEntry:
    assert row.decided_at
    said = "declined" if row.state == RestrictionState.DECLINED else "agreed"
    return TimelineEntry(row.decided_at, row.decided_by.name if row.decided_by else "", f"Restriction {said}", "consent")


def _restriction_ended(row: RestrictionRequest) -> TimelineEntry:
    assert row.ended_at
    said = "withdrawn" if row.state == RestrictionState.WITHDRAWN else "ended"
    return TimelineEntry(row.ended_at, row.ended_by.name if row.ended_by else "", f"Restriction {said}", "consent")


RESTRICTIONS = Chapter(
    restrictions,
    (Telling("asked_at", _asked), Telling("decided_at", _decided), Telling("ended_at", _restriction_ended)),
)


def _who(row: Representative) -> str:
    return f"{row.name} ({RepresentativeKind(row.kind).label.lower()})"


def _may_sign(row: Representative) -> TimelineEntry:
    return TimelineEntry(row.recorded_at, row.recorded_by.name, f"May sign: {_who(row)}", "consent")


def _no_longer(row: Representative) -> TimelineEntry:
    assert row.ended_at
    return TimelineEntry(row.ended_at, row.ended_by.name if row.ended_by else "", f"No longer signs: {_who(row)}", "consent")


REPRESENTATIVES = Chapter(representatives, (Telling("recorded_at", _may_sign), Telling("ended_at", _no_longer)))
CHAPTERS = (CONSENTS, RESTRICTIONS, REPRESENTATIVES)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """Consents, restrictions and who may sign, newest first. Three queries."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
