"""What questionnaires by phone tell: that one was asked for, and that one was taken back. Answers are told by the measures."""

from django.db.models import Q, QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from care.questionnaires.models import Questionnaire
from care.questionnaires.naming import short_name
from care.questionnaires.vocabulary import EndReason


def _rows(permit: Permit) -> QuerySet[Questionnaire]:
    categories = sorted(category.value for category in permit.categories)
    rows = Questionnaire.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.filter(category__in=categories).select_related("asked_by", "ended_by")


def _asked(row: Questionnaire) -> TimelineEntry:
    who = row.asked_by.name if row.asked_by else ""
    return TimelineEntry(row.asked_at, who, f"{short_name(row.instrument)} asked for by phone", "message")


def _ended(row: Questionnaire) -> TimelineEntry:
    assert row.ended_at
    text = f"{short_name(row.instrument)} by phone taken back: {EndReason(row.end_reason).label.lower()}"
    return TimelineEntry(row.ended_at, row.ended_by.name if row.ended_by else "", text, "message")


CHAPTERS = (Chapter(_rows, (Telling("asked_at", _asked), Telling("ended_at", _ended, ~Q(end_reason="")))),)
