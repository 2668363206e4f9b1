"""The message that carries a consent's link, asked about again at the moment of sending: what is signed meanwhile needs none."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from care.actor import Permit
from care.consent import operations
from care.outbox.handling import Drop, Later
from care.outbox.queries import Claimed
from care.reminders.sources import Say, Source
from care.worklist.operations import open_task
from care.worklist.queries import is_asked_about

PAGE = "signing:consent"
NO_LONGER = "SIGNED"  # why a message was dropped: signed, declined or set aside meanwhile
UNSENT = "consent_unsent"  # the task that asks in the message's place
NEXT_DAY = timedelta(days=1)


def link_address(token: str) -> str:
    """The address that a message carries."""
    return f"{settings.BASE_URL}{reverse(PAGE, args=[token])}"


def _say(row: Claimed, permit: Permit, at: datetime) -> Say | Drop | Later:
    """Whether it may still go, and the link with which it goes."""
    consent = UUID(str(row.about["consent"]))
    try:
        token = operations.issue_consent_link(permit=permit, consent=consent, at=at)
    except (operations.NoSuchConsent, operations.AlreadySigned, operations.NotADraft, operations.DraftTooOld):
        return Drop(NO_LONGER)
    return Say("consent", {"link": link_address(token)}, consent)


def _told(_row: Claimed, _permit: Permit, _channel: str, _at: datetime) -> None:
    """The chart's Messages tab says that it left; nothing else follows."""


def _not_told(row: Claimed, permit: Permit, _reason: str, at: datetime) -> None:
    """Nobody else knows that the person was not asked."""
    consent = UUID(str(row.about["consent"]))
    if not is_asked_about(permit=permit, subject=consent, kind=UNSENT):
        open_task(
            permit=permit,
            kind=UNSENT,
            title="Ask for a signature in person",
            why="The link to a consent could not be sent.",
            due_at=at + NEXT_DAY,
            subject_kind="consent",
            subject=consent,
            at=at,
        )


LINK = Source(say=_say, told=_told, not_told=_not_told)
