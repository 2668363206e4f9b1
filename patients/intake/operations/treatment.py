"""Consent to treatment: agreed part by part, and taken back."""

from collections.abc import Collection
from datetime import datetime

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.consent.rules import Signers
from patients.intake.models import TreatmentConsent
from patients.intake.rules.treatment import End, SignedHow, TreatmentPart, check_consent
from patients.intake.wording import Wording


def agree_to_treatment(
    *,
    permit: Permit,
    parts: Collection[TreatmentPart],
    how: SignedHow,
    name: str,
    beside: str = "",
    drawing: str = "",
    signers: Signers,
    wording: Wording,
    at: datetime,
) -> TreatmentConsent:
    """The person agrees to treatment here, or to parts of it. What they agreed to before is replaced and stays on record.

    `signers` says whose name is needed (`care.consent.queries.signers_of`).

    Raises:
        BadConsent: it agrees to nothing, or somebody has not signed.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, organisation_id = permit.actor.colleague()
    check_consent(parts=parts, name=name, beside=beside, drawing=drawing, signers=signers)
    with audit.change(permit=permit, at=at, verb="treatment_consent.signed") as event:
        for earlier in _standing(permit):
            _end(earlier, End.REPLACED, permit=permit, at=at)
        consent = TreatmentConsent.objects.create(
            patient_id=permit.patient_id,
            organisation_id=organisation_id,
            parts=[part.value for part in TreatmentPart if part in parts],
            wording=wording.version,
            wording_language=wording.language,
            how=how.value,
            signed_name=name.strip(),
            beside=beside.strip(),
            drawing=drawing if how is SignedHow.ON_SCREEN else "",
            recorded_at=at,
            recorded_by_id=user_id,
        )
        event.detail |= {"consent": consent.pk, "parts": consent.parts}
    return consent


def decline_treatment(*, permit: Permit, wording: Wording, at: datetime) -> TreatmentConsent:
    """The person does not agree to treatment now; what they had agreed to is taken back. They may agree again at any time.

    Ending an order or the enrolment is a step of its own, taken with them.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, organisation_id = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="treatment_consent.declined") as event:
        for earlier in _standing(permit):
            _end(earlier, End.WITHDRAWN if earlier.parts else End.REPLACED, permit=permit, at=at)
        answer = TreatmentConsent.objects.create(
            patient_id=permit.patient_id,
            organisation_id=organisation_id,
            parts=[],
            wording=wording.version,
            wording_language=wording.language,
            recorded_at=at,
            recorded_by_id=user_id,
        )
        event.detail["consent"] = answer.pk
    return answer


def _standing(permit: Permit) -> list[TreatmentConsent]:
    return list(
        TreatmentConsent.objects.select_for_update(no_key=True).filter(
            patient_id=permit.patient_id, organisation_id=permit.organisation_id, ended_at__isnull=True
        )
    )


def _end(consent: TreatmentConsent, reason: End, *, permit: Permit, at: datetime) -> None:
    consent.ended_at, consent.ended_by_id, consent.end_reason = at, permit.actor.user_id, reason.value
    consent.save()
