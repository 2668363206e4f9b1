"""Giving a consent and taking it back."""

import threading
from datetime import datetime, timedelta

import factory
import pytest
from django.db import IntegrityError, connection, transaction

from care.access import gate
from care.accounts.models import Staff
from care.actor import Action, Actor, Category, Permit, PermitMismatch, Purpose, Requester, Role
from care.audit.models import AuditEvent
from care.consent import operations, queries
from care.consent.models import Consent
from care.consent.rules import BadTerms, How, Kind, Match, State, Terms
from care.consent.wording import wording
from patients.models import Patient
from tests.care.consent.conftest import ADULT
from tests.factories.accounts import LONG_AGO, OrganisationFactory, PartnerSystemFactory, staff_with
from tests.factories.consent import ConsentFactory
from tests.factories.patients import enrolled_patient, permit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def mari(amara: Staff) -> Patient:
    return enrolled_patient(amara)


def terms(at: datetime, **changes: object) -> Terms:
    given: dict[str, object] = {
        "kind": Kind.SPECIFIC,
        "categories": frozenset({Category.DEMOGRAPHICS, Category.SUD}),
        "purposes": frozenset({Purpose.TREAT}),
        "what": "Plan and medication",
        "expires_at": at + timedelta(days=365),
    }
    return Terms(**(given | changes))  # type: ignore[arg-type]


def give(permit: Permit, at: datetime, recipient_id: int, **changes: object) -> Consent:
    return operations.give_consent(
        permit=permit,
        recipient_id=recipient_id,
        terms=terms(at, **changes),
        wording=wording(language="en"),
        how=How.ON_SCREEN,
        signature="Marisol Vega",
        signers=ADULT,
        signed_at=at,
        at=at,
    )


def say(patient: Patient, recipient_id: int, at: datetime) -> Match:
    return queries.consent_for(
        patient_id=patient.pk,
        recipient_id=recipient_id,
        requester=Requester.PROVIDER,
        kinds=frozenset(Kind),
        category=Category.SUD,
        purpose=Purpose.TREAT,
        at=at,
    )[0]


def test_a_consent_counts_at_once_and_no_longer_once_taken_back(amara: Staff, mari: Patient, at: datetime) -> None:
    eastside = PartnerSystemFactory().organisation_id
    permit = permit_for(amara, mari, at=at)
    assert say(mari, eastside, at) is Match.NONE
    consent = give(permit, at, eastside)
    assert say(mari, eastside, at) is Match.VALID_MATCH
    assert queries.in_force(permit=permit, at=at).recipients == 1
    later = at + timedelta(seconds=1)
    operations.revoke_consent(permit=permit, consent=consent.uuid, reason="She asked", at=later)
    assert say(mari, eastside, later) is Match.REVOKED
    row = queries.consents_of(permit=permit, at=later)[0]
    assert (row.state, row.revoked_by, row.revoke_reason) == (State.REVOKED, amara.user.name, "She asked")
    verbs = AuditEvent.objects.filter(kind="change").order_by("pk").values_list("verb", "patient_ids")
    assert list(verbs)[-2:] == [("consent.given", [mari.pk]), ("consent.revoked", [mari.pk])]


def test_only_a_partner_can_be_named(amara: Staff, mari: Patient, at: datetime) -> None:
    permit = permit_for(amara, mari, at=at)
    for nobody in (OrganisationFactory().pk, mari.organisation_id, PartnerSystemFactory(disabled=True).organisation_id, 0):
        with pytest.raises(operations.NotARecipient):
            give(permit, at, nobody)


def test_posted_twice_there_is_one(amara: Staff, mari: Patient, at: datetime) -> None:
    eastside = PartnerSystemFactory().organisation_id
    permit = permit_for(amara, mari, at=at)
    give(permit, at, eastside)
    with pytest.raises(operations.AlreadyGiven):
        give(permit, at, eastside)
    assert Consent.objects.count() == 1


def test_without_a_name_there_is_no_signature(amara: Staff, mari: Patient, at: datetime) -> None:
    with pytest.raises(BadTerms):
        operations.give_consent(
            permit=permit_for(amara, mari, at=at),
            recipient_id=PartnerSystemFactory().organisation_id,
            terms=terms(at),
            wording=wording(language="en"),
            how=How.PAPER,
            signature=" ",
            signers=ADULT,
            signed_at=at,
            at=at,
        )


def test_taking_back_is_once_with_a_reason_and_for_this_person_only(amara: Staff, mari: Patient, at: datetime) -> None:
    permit = permit_for(amara, mari, at=at)
    consent = give(permit, at, PartnerSystemFactory().organisation_id)
    with pytest.raises(operations.ReasonMissing):
        operations.revoke_consent(permit=permit, consent=consent.uuid, reason=" ", at=at)
    other = permit_for(amara, enrolled_patient(amara), at=at)
    with pytest.raises(operations.NoSuchConsent):
        operations.revoke_consent(permit=other, consent=consent.uuid, reason="Wrong chart", at=at)
    operations.revoke_consent(permit=permit, consent=consent.uuid, reason="She asked", at=at)
    with pytest.raises(operations.AlreadyRevoked):
        operations.revoke_consent(permit=permit, consent=consent.uuid, reason="Again", at=at)


def test_who_only_reads_records_no_consent(amara: Staff, mari: Patient, at: datetime) -> None:
    reading = permit_for(amara, mari, at=at, action=Action.READ)
    with pytest.raises(PermitMismatch):
        give(reading, at, PartnerSystemFactory().organisation_id)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "wish"},
        {"categories": []},
        {"categories": ["counselling_note"]},
        {"categories": ["sud", "dreams"]},
        {"purposes": []},
        {"purposes": ["HLEGAL"]},
        {"purposes": ["HRESCH", "TREAT"]},
        {"what": ""},
        {"state": "asleep"},
        {"state": "draft"},
        {"state": "revoked"},
        {"state": "superseded"},
        {"state": "declined"},
        {"state": "expired", "expires_at": None, "end_event": "the last visit"},
        {"draft": True, "signature": "Marisol Vega"},
        {"declined": True, "closed_at": None, "closed_by_job": ""},
        {"discloser": ""},
        {"purpose_text": ""},
        {"recipient": None},
        {"recipient": None, "recipient_name": "Rosa Duarte"},
        {"recipient_name": "Rosa Duarte"},
        {"recipient_kind": "wizard"},
        {"general": True, "recipient_name": "Rosa Duarte", "recipient_kind": "family"},
        {"kind": "counseling"},
        {"kind": "legal", "purposes": ["HLEGAL"]},
        {"kind": "legal", "purposes": ["HLEGAL", "TREAT"], "matter": "Custody"},
        {"kind": "intermediary", "purposes": ["X-ROUTING"]},
        {"members": ["Bay Clinic"]},
        {"kind": "cj", "purposes": ["X-SUPERVISION"], "matter": "Case 12"},
        {"irrevocable_event": "the verdict"},
        {"kind": "research", "purposes": ["HRESCH"], "matter": "", "expires_at": None},
        {"ended_at": LONG_AGO},
        {"freed_at": LONG_AGO, "freed_by": factory.SelfAttribute("recorded_by")},
        {"signature": ""},
        {"wording": ""},
        {"how": "wink"},
        {"signer": "neighbor"},
        {"expires_at": None},
        {"revoke_reason": "without a day"},
    ],
)
def test_the_database_refuses_what_is_no_consent(changes: dict[str, object]) -> None:
    ConsentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(**changes)


def test_the_database_refuses_times_out_of_order(at: datetime) -> None:
    before = at - timedelta(days=1)
    for changes in (
        {"signed_at": at, "recorded_at": before, "expires_at": at + timedelta(days=9)},
        {"signed_at": at, "recorded_at": at, "expires_at": before},
        {"signed_at": at, "recorded_at": at, "revoked": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConsentFactory(**changes)


def test_an_organization_needs_no_consent_for_itself(mari: Patient) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(patient=mari, recipient=mari.organisation)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_record_the_same_paper_at_once(amara: Staff, mari: Patient, at: datetime) -> None:
    eastside = PartnerSystemFactory().organisation_id
    permit = permit_for(amara, mari, at=at)
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def record() -> None:
        start.wait()
        try:
            give(permit, at, eastside)
            outcomes.append("given")
        except operations.AlreadyGiven:
            outcomes.append("already")
        finally:
            connection.close()

    threads = [threading.Thread(target=record) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already", "given"]
    assert Consent.objects.count() == 1


def test_a_job_gives_no_consent(mari: Patient, at: datetime) -> None:
    job = Actor.system(job="plans.close", organisation_id=mari.organisation_id)
    permit = gate.require(
        actor=job, patient_id=mari.pk, category=Category.SUD, action=Action.WRITE, purpose=Purpose.HOPERAT, at=at
    )
    with pytest.raises(PermissionError):
        give(permit, at, PartnerSystemFactory().organisation_id)
