"""Messages to people: ask for one, begin it within the cap, say that it left or that it was kept back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from care.actor import Permit
from care.outbox import operations as outbox
from care.reminders.models import Message
from care.reminders.queries import counted_moments
from care.reminders.rules import CONFIRMATIONS, TRANSITIONS, Move, State, Way
from care.reminders.rules.hours import next_by_number
from care.reminders.rules.wording import Rendered

KIND = "reminder"  # of every row of the outbox that becomes a message to a person


def remind(
    *, kind: str, patient_id: int, organisation_id: int, key: str, due_at: datetime, at: datetime, about: dict[str, Any]
) -> bool:
    """Ask for a message to a person, in the transaction of what it is about. `kind` names who says whether it may still go.

    False where the key was used before.
    """
    return outbox.queue(
        kind=KIND,
        key=key,
        due_at=due_at,
        at=at,
        organisation_id=organisation_id,
        patient_id=patient_id,
        about=about | {"reminder": kind},
    )


@dataclass(frozen=True, slots=True)
class Begun:
    """What is to leave: who said so, and in which words. Numbered like the outbox's row."""

    delivery: UUID
    wording: str
    subject: UUID | None
    language: str
    way: Way


class TooMany(Exception):
    """One more message would be too many now. `next_at` is when it no longer is."""

    def __init__(self, next_at: datetime) -> None:
        super().__init__("too many")
        self.next_at = next_at


def begin_message(*, permit: Permit, begun: Begun, rendered: Rendered, zone: str, at: datetime) -> None:
    """Write a message down before it leaves. Two workers with two messages for one person wait for each other here.

    A confirmation is not counted. The second try of a message is the same row.

    Raises:
        TooMany: another message of the day, or a fourth of seven days.
    """
    is_counted = begun.wording not in CONFIRMATIONS
    with transaction.atomic():
        _one_at_a_time(permit.patient_id)
        if is_counted:
            earlier = counted_moments(patient_id=permit.patient_id, at=at, besides=begun.delivery)
            next_at = next_by_number(at, earlier, zone=zone)
            if next_at > at:
                raise TooMany(next_at)
        values = {
            "patient_id": permit.patient_id,
            "organisation_id": permit.organisation_id,
            "subject": begun.subject,
            "wording": begun.wording,
            "wording_version": rendered.version,
            "language": begun.language,
            "channel": begun.way.channel.value,
            "address": begun.way.address,
            "body": rendered.kept,
            "is_counted": is_counted,
            "state": State.SENDING.value,
            "reason": "",
            "reference": "",
            "begun_at": at,
            "sent_at": None,
        }
        if not Message.objects.filter(delivery=begun.delivery).update(**values):
            Message.objects.create(delivery=begun.delivery, **values)


def _one_at_a_time(patient_id: int) -> None:
    """Held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"reminders.message.{patient_id}"])


def mark_sent(*, permit: Permit, delivery: UUID, reference: str, at: datetime) -> None:
    """Say that a message left, in the transaction in which the outbox marks its row and writes the audit event."""
    Message.objects.filter(delivery=delivery, patient_id=permit.patient_id, state__in=_starts(Move.SEND)).update(
        state=State.SENT.value, sent_at=at, reference=reference[:200]
    )


def keep_back(*, permit: Permit, delivery: UUID, wording: str, subject: UUID | None, reason: str, at: datetime) -> None:
    """Say that a message did not leave and why, in the transaction in which the outbox marks its row and writes the event.

    One that left has left, whatever is said of it later.
    """
    row = Message.objects.filter(delivery=delivery, patient_id=permit.patient_id)
    if row.exists():
        row.filter(state__in=_starts(Move.KEEP_BACK)).update(state=State.NOT_SENT.value, reason=reason[:40])
        return
    Message.objects.create(
        delivery=delivery,
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        wording=wording,
        subject=subject,
        begun_at=at,
        state=State.NOT_SENT.value,
        reason=reason[:40],
    )


def _starts(move: Move) -> list[str]:
    """Where a step of the transition table starts."""
    return [state.value for state, step in TRANSITIONS if step is move]
