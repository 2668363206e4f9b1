"""What access tells: when the record was opened with a reason, and what was given to somebody outside."""

from django.db.models import Q, QuerySet

from care.access.models import AccessSession, Disclosure
from care.access.policy import Session
from care.access.rules import Reason
from care.actor import Category, Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry

OPENED = {Session.EMERGENCY: "Record opened in an emergency", Session.REVIEW: "Record opened by the privacy office"}


def _sessions(permit: Permit) -> QuerySet[AccessSession]:
    rows = AccessSession.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("staff__user")


def _opened(row: AccessSession) -> TimelineEntry:
    text = f"{OPENED[Session(row.kind)]}: {Reason(row.reason).label}"
    return TimelineEntry(row.started_at, row.staff.user.name, text, "access")


def _disclosures(permit: Permit) -> QuerySet[Disclosure]:
    permit.check(category=Category.SUD)
    rows = Disclosure.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, amends__isnull=True)
    return rows.select_related("recipient", "by")


def _given(row: Disclosure) -> TimelineEntry:
    recipient = row.recipient.name if row.recipient else row.requester_organisation or row.requester_name
    return TimelineEntry(row.at, row.by.name if row.by else "", f"Shared with {recipient}", "sharing")


CHAPTERS = (
    Chapter(_sessions, (Telling("started_at", _opened, Q(kind__in=[kind.value for kind in OPENED])),)),
    Chapter(_disclosures, (Telling("at", _given),)),
)
