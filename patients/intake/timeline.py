"""What intakes tell: begun, signed, closed; and consent to treatment, given and taken back."""

from django.db.models import Q, QuerySet

from care.actor import Category, Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from patients.intake.models import Intake, TreatmentConsent
from patients.intake.rules import CloseReason
from patients.intake.rules.treatment import End


def _intakes(permit: Permit) -> QuerySet[Intake]:
    permit.check(category=Category.SUD)
    rows = Intake.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.defer("summary", "said_drawing").select_related("begun_by", "signed_by", "closed_by")


def _begun(row: Intake) -> TimelineEntry:
    return TimelineEntry(row.begun_at, row.begun_by.name, "Intake begun", "intake")


def _signed(row: Intake) -> TimelineEntry:
    assert row.signed_at
    return TimelineEntry(row.signed_at, row.signed_by.name if row.signed_by else "", "Intake signed", "intake")


def _closed(row: Intake) -> TimelineEntry:
    assert row.closed_at
    text = f"Intake closed: {CloseReason(row.close_reason).label.lower()}"
    return TimelineEntry(row.closed_at, row.closed_by.name if row.closed_by else "", text, "intake")


def _consents(permit: Permit) -> QuerySet[TreatmentConsent]:
    permit.check(category=Category.SUD)
    rows = TreatmentConsent.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.defer("drawing").select_related("recorded_by", "ended_by")


def _answered(row: TreatmentConsent) -> TimelineEntry:
    text = "Agreed to treatment" if row.parts else "Does not agree to treatment now"
    return TimelineEntry(row.recorded_at, row.recorded_by.name, text, "intake")


def _taken_back(row: TreatmentConsent) -> TimelineEntry:
    assert row.ended_at
    return TimelineEntry(row.ended_at, row.ended_by.name if row.ended_by else "", "Consent to treatment taken back", "intake")


CHAPTERS = (
    Chapter(_intakes, (Telling("begun_at", _begun), Telling("signed_at", _signed), Telling("closed_at", _closed))),
    Chapter(
        _consents,
        (Telling("recorded_at", _answered), Telling("ended_at", _taken_back, Q(end_reason=End.WITHDRAWN.value))),
    ),
)
