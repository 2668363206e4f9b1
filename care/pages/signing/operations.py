"""Asking for the link of a consent to be sent."""

from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.consent.operations import AlreadySigned, NoSuchConsent
from care.consent.queries import get_consent
from care.reminders.operations import remind

KIND = "consent"


class AlreadyAsked(ValueError):
    """The link was asked for in this very minute."""


def send_consent_link(*, permit: Permit, consent: UUID, at: datetime) -> None:
    """Ask for the link to be sent; whether it may go, and where, is decided when it is sent.

    Raises:
        NoSuchConsent: not there, or of another record.
        AlreadySigned: it does not wait for a signature.
        AlreadyAsked: as named.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="consent.link_asked") as change:
        row = get_consent(permit=permit, consent=consent, at=at)
        if row is None:
            raise NoSuchConsent
        if not row.is_draft:
            raise AlreadySigned
        change.detail["consent"] = str(row.uuid)
        asked = remind(
            kind=KIND,
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            key=f"consent:{row.uuid}:{at:%Y-%m-%dT%H:%M}",
            due_at=at,
            at=at,
            about={"consent": row.uuid},
        )
        if not asked:
            raise AlreadyAsked
