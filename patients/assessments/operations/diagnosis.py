"""What criteria came to, put on the problem list: offered to a colleague, never done by itself."""

from datetime import datetime
from uuid import UUID

from care.actor import Permit
from care.audit import operations as audit
from patients.assessments.queries.diagnosis import Offer, offer_of
from patients.assessments.queries.responses import response_for
from patients.rules import ClinicalStatus, VerificationStatus
from patients.story.operations import add_entry
from patients.story.rules import Problem


class NothingToAdd(ValueError):
    """No diagnosis follows from these answers, or it is on the list."""


def add_diagnosis(*, permit: Permit, response: UUID, at: datetime) -> UUID:
    """Put the diagnosis that follows from completed criteria on the problem list, with the words of the criteria as its note;
    gives the number of the line. A colleague decides it: criteria are one part of a diagnosis.

    Raises:
        NoSuchResponse.
        NothingToAdd: no code follows, the answers are not completed, or the code is on the list already.
    """
    permit.actor.colleague()
    offer = offer_of(permit=permit, told=response_for(permit=permit, uuid=response))
    if offer is None or offer.is_listed:
        raise NothingToAdd
    with audit.change(permit=permit, at=at, verb="assessment.diagnosis_added", detail={"code": offer.code}):
        return add_entry(permit=permit, said=_problem(offer), at=at)


def _problem(offer: Offer) -> Problem:
    return Problem(
        display=offer.display,
        system=offer.system,
        code=offer.code,
        code_version=offer.version,
        clinical_status=ClinicalStatus.REMISSION if offer.is_remission else ClinicalStatus.ACTIVE,
        verification_status=VerificationStatus.CONFIRMED,
        note=offer.words,
    )
