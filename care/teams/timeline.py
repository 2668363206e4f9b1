"""What the teams tell of a person's time here: admissions, ends, and who joined and left the care team."""

from django.db.models import Q, QuerySet

from care.actor import Permit
from care.lib.dates import date_text
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from care.teams.models import CareTeamMember, Enrolment
from care.teams.rules import EndReason


def _enrolments(permit: Permit) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("admitted_by", "ended_by", "treatment_completed_by")


def _admitted(row: Enrolment) -> TimelineEntry:
    return TimelineEntry(row.admitted_at, row.admitted_by.name, "Admitted", "enrolment")


def _completed(row: Enrolment) -> TimelineEntry:
    assert row.treatment_completed_at
    assert row.treatment_completed_on
    who = row.treatment_completed_by.name if row.treatment_completed_by else ""
    text = f"Treatment completed on {date_text(row.treatment_completed_on)}"
    return TimelineEntry(row.treatment_completed_at, who, text, "enrolment")


def _ended(row: Enrolment) -> TimelineEntry:
    assert row.ended_at
    who = row.ended_by.name if row.ended_by else ""
    return TimelineEntry(row.ended_at, who, f"Enrolment ended: {EndReason(row.end_reason).label.lower()}", "enrolment")


def _members(permit: Permit) -> QuerySet[CareTeamMember]:
    rows = CareTeamMember.objects.filter(patient_id=permit.patient_id, enrolment__organisation_id=permit.organisation_id)
    return rows.select_related("staff__user", "joined_by", "left_by")


def _joined(row: CareTeamMember) -> TimelineEntry:
    text = f"{row.staff.user.name} joined the care team as {row.get_function_display().lower()}"
    return TimelineEntry(row.joined_at, row.joined_by.name, text, "team")


def _left(row: CareTeamMember) -> TimelineEntry:
    assert row.left_at
    who = row.left_by.name if row.left_by else ""
    return TimelineEntry(row.left_at, who, f"{row.staff.user.name} left the care team", "team")


CHAPTERS = (
    Chapter(
        _enrolments,
        (
            Telling("admitted_at", _admitted),
            Telling("treatment_completed_at", _completed, Q(treatment_completed_on__isnull=False)),
            Telling("ended_at", _ended, ~Q(end_reason="")),
        ),
    ),
    Chapter(_members, (Telling("joined_at", _joined), Telling("left_at", _left, Q(left_by__isnull=False)))),
)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """Admission and end of each enrolment, and who joined and left the care team, newest first. Two queries."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
