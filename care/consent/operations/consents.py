"""Changing consents: give and take back. Both count from the next request on: the gate reads the rows each time."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from care.accounts.queries import partner_organisations
from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.consent.models import Consent
from care.consent.rules import BadTerms, How, Signer, Terms, check_terms
from care.consent.wording import Wording


class NotARecipient(ValueError):
    """The organisation is not one to which this programme can give anything: itself, or one without a partner system."""


class AlreadyGiven(ValueError):
    """The very same consent stands already."""


class NoSuchConsent(LookupError):
    """The permit's patient gave no such consent here."""


class AlreadyRevoked(ValueError):
    """It was taken back before."""


class ReasonMissing(ValueError):
    """Taking back says why, were it only 'the person asked'."""


def give_consent(
    *,
    permit: Permit,
    recipient_id: int,
    terms: Terms,
    wording: Wording,
    how: How,
    signer: Signer = Signer.PATIENT,
    signature: str,
    signed_at: datetime,
    at: datetime,
) -> Consent:
    """Record what the person signed. It counts at once.

    Raises:
        BadTerms: an element of 42 CFR 2.31(a) is missing, or it reaches further than a consent may.
        NotARecipient: as named.
        AlreadyGiven: as named.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    check_terms(terms, signed_at=signed_at, at=at)
    if not signature.strip():
        raise BadTerms("signature", "Write the name as it was signed.")
    user_id, _ = permit.actor.colleague()
    if recipient_id not in {partner.organisation_id for partner in partner_organisations(besides=permit.organisation_id)}:
        raise NotARecipient
    with audit.change(permit=permit, at=at, verb="consent.given") as change:
        try:
            with transaction.atomic():
                consent = Consent.objects.create(
                    patient_id=permit.patient_id,
                    organisation_id=permit.organisation_id,
                    recipient_id=recipient_id,
                    kind=terms.kind.value,
                    categories=sorted(category.value for category in terms.categories),
                    purposes=sorted(purpose.value for purpose in terms.purposes),
                    what=terms.what.strip(),
                    wording=wording.version,
                    wording_language=wording.language,
                    how=how.value,
                    signer=signer.value,
                    signature=signature.strip(),
                    signed_at=signed_at,
                    recorded_at=at,
                    recorded_by_id=user_id,
                    expires_at=terms.expires_at,
                )
        except IntegrityError as error:
            if "consent_once" not in str(error):
                raise
            raise AlreadyGiven from error
        change.detail |= {"consent": consent.pk, "recipient": recipient_id, "categories": consent.categories}
    return consent


def revoke_consent(*, permit: Permit, consent: UUID, reason: str, at: datetime) -> Consent:
    """Take a consent back. Nothing more is given on it from the next request on; what was sent stays sent.

    Raises:
        NoSuchConsent, AlreadyRevoked, ReasonMissing: as named.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    if not reason.strip():
        raise ReasonMissing
    with audit.change(permit=permit, at=at, verb="consent.revoked") as change:
        row = (
            Consent.objects.select_for_update(no_key=True)
            .filter(uuid=consent, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
            .first()
        )
        if row is None:
            raise NoSuchConsent
        if row.revoked_at is not None:
            raise AlreadyRevoked
        row.revoked_at, row.revoked_by_id, row.revoke_reason = at, user_id, reason.strip()
        row.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
        change.detail |= {"consent": row.pk, "recipient": row.recipient_id}
    return row
