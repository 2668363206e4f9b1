"""What this room tells: plans that came into force, were looked at or ended; copies given and taken back; returns to use."""

from django.db.models import Q, QuerySet

from care.actor import Category, Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from patients.rules import partial_date_text
from treatment_plans.staying_safe.models import PhoneCopy, ReturnToUse, SafePlan
from treatment_plans.staying_safe.vocabulary import CopyEnd, PlanEnd, PlanKind


def _plans(permit: Permit) -> QuerySet[SafePlan]:
    categories = sorted(category.value for category in permit.categories)
    rows = SafePlan.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.filter(category__in=categories).select_related("begun_by", "agreed_by", "looked_by", "ended_by")


def _agreed(row: SafePlan) -> TimelineEntry:
    assert row.agreed_at
    who = row.agreed_by.name if row.agreed_by else "the person, by phone"
    return TimelineEntry(row.agreed_at, who, f"{PlanKind(row.kind).label}, version {row.version}: in force", "plan")


def _looked(row: SafePlan) -> TimelineEntry:
    assert row.looked_at
    assert row.looked_by
    text = f"{PlanKind(row.kind).label}, version {row.version}: looked at, right as it is"
    return TimelineEntry(row.looked_at, row.looked_by.name, text, "plan")


def _ended(row: SafePlan) -> TimelineEntry:
    assert row.ended_at
    text = f"{PlanKind(row.kind).label}, version {row.version}: ended ({PlanEnd(row.end_reason).label})"
    return TimelineEntry(row.ended_at, row.ended_by.name if row.ended_by else "", text, "plan")


def _copies(permit: Permit) -> QuerySet[PhoneCopy]:
    rows = PhoneCopy.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    if not permit.covers(Category.SUD):
        return rows.none()
    return rows.select_related("given_by", "taken_back_by")


def _given(row: PhoneCopy) -> TimelineEntry:
    return TimelineEntry(row.given_at, row.given_by.name, "Copy of the own plans given for the phone", "message")


def _taken_back(row: PhoneCopy) -> TimelineEntry:
    assert row.taken_back_at
    text = f"Copy on the phone taken back: {CopyEnd(row.taken_back_why).label.lower()}"
    return TimelineEntry(row.taken_back_at, row.taken_back_by.name if row.taken_back_by else "", text, "message")


def _returns(permit: Permit) -> QuerySet[ReturnToUse]:
    rows = ReturnToUse.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    if not permit.covers(Category.SUD):
        return rows.none()
    return rows.filter(error_at__isnull=True).select_related("recorded_by")


def _returned(row: ReturnToUse) -> TimelineEntry:
    text = f"Return to use told: {row.substance}, {partial_date_text(row.happened)}. Care was offered"
    return TimelineEntry(row.recorded_at, row.recorded_by.name, text, "story", row.own_words)


CHAPTERS = (
    Chapter(
        _plans,
        (
            Telling("agreed_at", _agreed),
            Telling("looked_at", _looked),
            Telling("ended_at", _ended, ~Q(end_reason__in=["", PlanEnd.SUPERSEDED.value, PlanEnd.SET_ASIDE.value])),
        ),
    ),
    Chapter(_copies, (Telling("given_at", _given), Telling("taken_back_at", _taken_back, ~Q(taken_back_why="")))),
    Chapter(_returns, (Telling("recorded_at", _returned),)),
)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """What happened, newest first. Three queries."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
