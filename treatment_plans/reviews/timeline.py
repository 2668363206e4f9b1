"""What reviews tell: why a plan was to be looked at, and what came of it."""

from django.db.models import Q, QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from treatment_plans.reviews.models import Review, ReviewCause
from treatment_plans.reviews.queries import causes_here, reviews_here
from treatment_plans.reviews.vocabulary import CauseKind, Outcome, ReviewState, Voice


def _causes(permit: Permit) -> QuerySet[ReviewCause]:
    return causes_here(permit).select_related("seen_by")


def _seen(row: ReviewCause) -> TimelineEntry:
    kind = CauseKind(row.kind)
    who = row.seen_by.name if row.seen_by else ""
    if row.voice == Voice.PERSON.value:
        return TimelineEntry(row.seen_at, who, "The person asked for a look at the plan", "plan", row.words)
    said = f": {row.words}" if row.words and kind is not CauseKind.GOAL_DATE else ""
    words = row.words if kind is CauseKind.GOAL_DATE else ""
    return TimelineEntry(row.seen_at, who, f"Plan to be looked at. {kind.label}{said}", "plan", words)


def _reviews(permit: Permit) -> QuerySet[Review]:
    return reviews_here(permit).select_related("plan", "ended_by")


def _finished(row: Review) -> TimelineEntry:
    assert row.ended_at
    who = row.ended_by.name if row.ended_by else ""
    said = f". {row.summary}" if row.summary else ""
    text = f"Plan, version {row.plan.version}: reviewed, {Outcome(row.outcome).label.lower()}{said}"
    return TimelineEntry(row.ended_at, who, text, "plan", row.helps)


CHAPTERS = (
    Chapter(_causes, (Telling("seen_at", _seen, ~Q(kind=CauseKind.INTERVAL.value)),)),
    Chapter(_reviews, (Telling("ended_at", _finished, Q(state=ReviewState.FINISHED.value)),)),
)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """What happened, newest first. Two queries."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
