"""Writing agreements down and ending them: the privacy officer's work."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from care.access.models import Agreement
from care.access.rules import AgreementTerms, check_agreement
from care.accounts.rules import Work, check_work
from care.actor import Actor
from care.audit import operations as audit


class AlreadyRecorded(ValueError):
    """An agreement of this kind and number stands already."""


class NoSuchAgreement(LookupError):
    """This program has no such agreement."""


class AlreadyEnded(ValueError):
    """It was ended before."""


class ReasonMissing(ValueError):
    """Ending says why."""


def record_agreement(*, actor: Actor, terms: AgreementTerms, at: datetime) -> Agreement:
    """Write an agreement of the actor's program down. From its first day on something may rest on it.

    Raises:
        WorkRefused: agreements are none of the actor's work.
        BadAgreement: a part is missing, or the days do not follow each other.
        AlreadyRecorded: as named.
    """
    check_work(actor, Work.KEEP_AGREEMENTS)
    check_agreement(terms)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="agreement.recorded") as change:
        try:
            with transaction.atomic():
                agreement = Agreement.objects.create(
                    organisation_id=organisation_id,
                    kind=terms.kind.value,
                    party=terms.party.strip(),
                    reference=terms.reference.strip(),
                    covers=terms.covers.strip(),
                    categories=sorted(category.value for category in terms.categories),
                    from_day=terms.from_day,
                    until_day=terms.until_day,
                    destroy_day=terms.destroy_day,
                    recorded_at=at,
                    recorded_by_id=user_id,
                )
        except IntegrityError as error:
            if "agreement_once" not in str(error):
                raise
            raise AlreadyRecorded from error
        change.detail |= {"agreement": agreement.pk, "kind": agreement.kind, "categories": agreement.categories}
    return agreement


def end_agreement(*, actor: Actor, agreement: UUID, reason: str, at: datetime) -> Agreement:
    """End an agreement: nothing rests on it from this moment on.

    Raises:
        WorkRefused: agreements are none of the actor's work.
        NoSuchAgreement, AlreadyEnded, ReasonMissing: as named.
    """
    check_work(actor, Work.KEEP_AGREEMENTS)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="agreement.ended") as change:
        row = Agreement.objects.select_for_update(no_key=True).filter(uuid=agreement, organisation_id=organisation_id).first()
        if row is None:
            raise NoSuchAgreement
        if row.ended_at is not None:
            raise AlreadyEnded
        if not reason.strip():
            raise ReasonMissing
        row.ended_at, row.ended_by_id, row.ended_reason = at, user_id, reason.strip()
        row.save(update_fields=["ended_at", "ended_by", "ended_reason"])
        change.detail |= {"agreement": row.pk, "kind": row.kind}
    return row
