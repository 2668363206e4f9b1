"""A person of a program, a colleague who may write, and consents to sign."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from care.access import gate
from care.accounts.models import Staff
from care.actor import Action, Category, Permit, Purpose, Requester, Role
from care.consent import operations, queries
from care.consent.models import Consent
from care.consent.rules import Grounds, How, Kind, Match, Signature, Signers, Terms, Who
from care.consent.wording import wording
from care.links.operations import open_link
from patients.models import Patient
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for

YEAR = timedelta(days=365)
ADULT = Signers(Who.PERSON, Grounds.ADULT, "42 CFR 2.31(a)(8)")


@pytest.fixture
def amara() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def mari(amara: Staff) -> Patient:
    return enrolled_patient(amara)


@pytest.fixture
def permit(amara: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(amara, mari, at=at)


def general(at: datetime, **changes: Any) -> Terms:
    given: dict[str, Any] = {
        "kind": Kind.TPO,
        "categories": frozenset({Category.DEMOGRAPHICS, Category.SUD}),
        "purposes": frozenset({Purpose.TREAT, Purpose.CAREMGT, Purpose.HPAYMT, Purpose.HOPERAT}),
        "what": "Plan and medication",
        "expires_at": None,
    }
    return Terms(**(given | changes))


def for_rosa(at: datetime, **changes: Any) -> Terms:
    given: dict[str, Any] = {
        "kind": Kind.SPECIFIC,
        "categories": frozenset({Category.DEMOGRAPHICS}),
        "purposes": frozenset({Purpose.FAMRQT}),
        "what": "Who you are",
        "expires_at": at + YEAR,
        "recipient_kind": Requester.FAMILY,
        "recipient_name": "Rosa Duarte, sister",
    }
    return Terms(**(given | changes))


def prepare(permit: Permit, terms: Terms, at: datetime, recipient_id: int | None = None) -> Consent:
    return operations.prepare_consent(
        permit=permit,
        recipient_id=recipient_id,
        terms=terms,
        wording=wording(language="en", kind=terms.kind),
        at=at,
    )


def sign(permit: Permit, consent: Consent, at: datetime, **changes: Any) -> Consent:
    signature = changes.pop("signature", Signature(How.ON_SCREEN, "Marisol Vega"))
    changes.setdefault("signers", ADULT)
    return operations.sign_consent(permit=permit, consent=consent.uuid, signature=signature, at=at, **changes)


def through_link(permit: Permit, consent: Consent, at: datetime) -> tuple[Permit, int]:
    """The person with their link, and the permit that the gate gives them."""
    token = operations.issue_consent_link(permit=permit, consent=consent.uuid, at=at)
    holder = open_link(token=token, purpose="consent", at=at)
    own = gate.require(
        actor=holder.actor,
        patient_id=holder.patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.PATRQT,
        at=at,
    )
    return own, holder.link_id


def says(patient: Patient, recipient_id: int, at: datetime, purpose: Purpose = Purpose.TREAT) -> Match:
    return queries.consent_for(
        patient_id=patient.pk,
        recipient_id=recipient_id,
        requester=Requester.PROVIDER,
        kinds=frozenset(Kind),
        category=Category.SUD,
        purpose=purpose,
        at=at,
    )[0]
