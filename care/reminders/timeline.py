"""What the messages tell: that one left or came in. What they say stands in the thread alone."""

from django.db.models import QuerySet

from care.actor import Category, Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from care.reminders.models import InboundFor, Message
from care.reminders.rules import Channel


def _messages(permit: Permit) -> QuerySet[Message]:
    permit.check(category=Category.SUD)
    return Message.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id).defer("body")


def _sent(row: Message) -> TimelineEntry:
    assert row.sent_at
    return TimelineEntry(row.sent_at, "", "Text sent" if row.channel == Channel.SMS else "E-mail sent", "message")


def _inbound(permit: Permit) -> QuerySet[InboundFor]:
    permit.check(category=Category.SUD)
    rows = InboundFor.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("inbound").defer("inbound__body")


def _received(row: InboundFor) -> TimelineEntry:
    return TimelineEntry(row.inbound.received_at, "The person", "Text received", "message")


CHAPTERS = (
    Chapter(_messages, (Telling("sent_at", _sent),)),
    Chapter(_inbound, (Telling("inbound__received_at", _received),)),
)
