"""What coverage tells: payers written down and taken off, authorizations asked for and decided, denials."""

from django.db.models import QuerySet

from care.actor import Category, Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from patients.coverage.models import Coverage, Denial, PriorAuthorization


def _coverages(permit: Permit) -> QuerySet[Coverage]:
    permit.check(category=Category.SUD)
    rows = Coverage.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("recorded_by", "removed_by")


def _recorded(row: Coverage) -> TimelineEntry:
    return TimelineEntry(row.recorded_at, row.recorded_by.name, f"Coverage written down: {row.payer}", "coverage")


def _removed(row: Coverage) -> TimelineEntry:
    assert row.removed_at
    who = row.removed_by.name if row.removed_by else ""
    return TimelineEntry(row.removed_at, who, f"Coverage taken off: {row.payer}", "coverage")


def _authorizations(permit: Permit) -> QuerySet[PriorAuthorization]:
    permit.check(category=Category.SUD)
    return PriorAuthorization.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def _sent(row: PriorAuthorization) -> TimelineEntry:
    assert row.sent_at
    return TimelineEntry(row.sent_at, "To the payer", f"Authorization asked for: {row.what}", "coverage")


def _decided(row: PriorAuthorization) -> TimelineEntry:
    assert row.decided_at
    return TimelineEntry(row.decided_at, "The payer", f"Authorization decided: {row.what}", "coverage")


def _denials(permit: Permit) -> QuerySet[Denial]:
    permit.check(category=Category.SUD)
    rows = Denial.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("recorded_by")


def _denied(row: Denial) -> TimelineEntry:
    return TimelineEntry(row.recorded_at, row.recorded_by.name, f"Denial written down: {row.what}", "coverage")


CHAPTERS = (
    Chapter(_coverages, (Telling("recorded_at", _recorded), Telling("removed_at", _removed))),
    Chapter(_authorizations, (Telling("sent_at", _sent), Telling("decided_at", _decided))),
    Chapter(_denials, (Telling("recorded_at", _denied),)),
)
