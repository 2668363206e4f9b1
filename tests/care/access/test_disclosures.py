"""The accounting of what colleagues give: each ground with its own papers, in the operation and in the database."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from care.access import gate
from care.access.models import Agreement, Disclosure
from care.access.operations import (
    Emergency,
    Order,
    Papers,
    PapersMissing,
    Recipient,
    What,
    record_release,
    record_return,
)
from care.access.policy import TABLE, ground_of
from care.access.policy.table import OUTSIDE
from care.access.vocabulary import Channel, Ground, Outcome
from care.accounts.models import Staff
from care.actor import Action, Category, Permit, Purpose, Requester, Role
from care.audit.models import AuditEvent
from care.consent.models import Consent
from patients.models import Patient
from tests.factories.access import AgreementFactory, DisclosureFactory
from tests.factories.accounts import OrganisationFactory, actor_for, staff_with
from tests.factories.consent import ConsentFactory
from tests.factories.patients import enrolled_patient

pytestmark = pytest.mark.django_db

RECORD = What(
    "record", "Your plan of care and your allergies.", frozenset({Category.SUD, Category.GENERAL}), parts=("plan", "allergies"),
    data_from=date(2026, 1, 1), data_until=date(2026, 3, 1),
)  # fmt: skip
DOCTOR = Recipient(Requester.PROVIDER, "Dr. Wu", "Eastside Family Medicine")
FACTS = Emergency("Dr. Ada Lind", "County General", "Alice Osei", "Found without breath, given naloxone")
PERSON = Recipient(Requester.PATIENT, "Mari Vega")


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR, user__name="Alice Osei")


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice)


def permit_for(alice: Staff, mari: Patient, at: datetime, basis: str, **changes: object) -> Permit:
    """What the gate would give for a row of the table."""
    fields: dict[str, Any] = {
        "actor": actor_for(alice), "patient_id": mari.pk, "organisation_id": mari.organisation_id,
        "categories": frozenset({Category.SUD, Category.GENERAL}), "action": Action.READ, "purpose": Purpose.TREAT,
        "basis": basis, "at": at,
    }  # fmt: skip
    return Permit(**(fields | changes))


def test_a_release_on_consent_keeps_who_what_and_why(alice: Staff, mari: Patient, at: datetime) -> None:
    consent = ConsentFactory(patient=mari)
    release = gate.Release(Requester.PROVIDER, Purpose.TREAT, RECORD.categories, consent=consent.uuid)
    permit = gate.require_release(actor=actor_for(alice), patient_id=mari.pk, release=release, at=at)
    row = record_release(
        permit=permit, recipient=replace(DOCTOR, organisation_id=consent.recipient_id), what=RECORD, channel=Channel.PDF, at=at,
        copy_attached=True,
    )  # fmt: skip
    row.refresh_from_db()
    assert (row.patient_id, row.organisation_id, row.by_id, row.partner_id) == (
        mari.pk, mari.organisation_id, alice.user_id, None,
    )  # fmt: skip
    assert (row.requester, row.requester_name, row.requester_organisation) == (
        "provider", "Dr. Wu", "Eastside Family Medicine",
    )  # fmt: skip
    assert (row.basis, row.ground, row.consent_id, row.recipient_id) == ("D08", "consent", consent.pk, consent.recipient_id)
    assert (row.notice, row.scope_attached, row.copy_attached) == ("2.32-2024-short", True, True)
    assert (row.classes, row.categories, row.parts) == (["part2"], ["general", "sud"], ["plan", "allergies"])
    assert (row.data_from, row.data_until, row.channel, row.outcome) == (date(2026, 1, 1), date(2026, 3, 1), "pdf", "given")
    event = AuditEvent.objects.latest("pk")
    assert (event.kind, event.verb, event.patient_ids, event.basis) == ("disclosure", "record.given", [mari.pk], "D08")
    assert event.detail == {"disclosure": row.pk, "consents": [consent.pk], "channel": "pdf", "ground": "consent"}


def test_a_consent_for_another_opens_nothing(alice: Staff, mari: Patient, at: datetime) -> None:
    consent = ConsentFactory(patient=mari)
    release = gate.Release(
        Requester.PROVIDER, Purpose.TREAT, RECORD.categories, consent=consent.uuid, recipient_id=OrganisationFactory().pk
    )
    with pytest.raises(gate.Refused) as refusal:
        gate.require_release(actor=actor_for(alice), patient_id=mari.pk, release=release, at=at)
    assert (refusal.value.reason, refusal.value.row) == ("NO_VALID_CONSENT", "D09")
    same = replace(release, recipient_id=consent.recipient_id)
    assert gate.require_release(actor=actor_for(alice), patient_id=mari.pk, release=same, at=at).consent_id == consent.pk


def test_an_emergency_wants_its_four_facts(alice: Staff, mari: Patient, at: datetime) -> None:
    permit = permit_for(alice, mari, at, "D10", purpose=Purpose.ETREAT)
    team = Recipient(Requester.EMERGENCY_CLINICIAN, "Dr. Ada Lind", "County General")
    ask: dict[str, Any] = {"permit": permit, "recipient": team, "what": RECORD, "channel": Channel.SPOKEN, "at": at}
    for lacking in ("personnel_name", "personnel_affiliation", "discloser", "nature"):
        with pytest.raises(PapersMissing):
            record_release(**ask, papers=Papers(emergency=replace(FACTS, **{lacking: "  "})))
    with pytest.raises(PapersMissing):
        record_release(**ask)
    assert not Disclosure.objects.exists()
    row = record_release(**ask, papers=Papers(emergency=FACTS), courtesy_notice="2.32-2024-short")
    assert (row.ground, row.personnel_name, row.personnel_affiliation) == ("emergency", "Dr. Ada Lind", "County General")
    assert (row.discloser, row.emergency_nature) == ("Alice Osei", "Found without breath, given naloxone")
    assert (row.notice, row.scope_attached, row.consent_id) == ("2.32-2024-short", False, None)


def test_an_order_wants_its_subpoena_and_its_limits(alice: Staff, mari: Patient, at: datetime) -> None:
    permit = permit_for(alice, mari, at, "D03", purpose=Purpose.HLEGAL)
    ask: dict[str, Any] = {
        "permit": permit, "recipient": Recipient(Requester.COURT, "", "County Court"), "what": RECORD, "channel": Channel.PAPER,
        "at": at,
    }  # fmt: skip
    for order in (None, Order("", "S-1", "Only the plan"), Order("O-1", "", "Only the plan"), Order("O-1", "S-1", "")):
        with pytest.raises(PapersMissing):
            record_release(**ask, papers=Papers(order=order))
    row = record_release(**ask, papers=Papers(order=Order("O-1", "S-1", "Only the plan of 2026")))
    assert (row.ground, row.order_number, row.subpoena_number, row.notice) == ("order", "O-1", "S-1", "")


def test_an_agreement_is_looked_up_and_never_believed(alice: Staff, mari: Patient, at: datetime) -> None:
    permit = permit_for(alice, mari, at, "D07", purpose=Purpose.QSO_SERVICE)
    ask: dict[str, Any] = {
        "permit": permit, "recipient": Recipient(Requester.QSO, "", "Meadow Laboratory"), "what": RECORD, "channel": Channel.PDF,
        "at": at,
    }  # fmt: skip
    others: list[Agreement] = [
        AgreementFactory(),
        AgreementFactory(organisation=mari.organisation, kind="audit", until_day=date(2027, 1, 1), destroy_day=date(2027, 2, 1)),
    ]
    for papers in (Papers(), *(Papers(agreement=other.uuid) for other in others)):
        with pytest.raises(PapersMissing):
            record_release(**ask, papers=papers)
    agreement = AgreementFactory(organisation=mari.organisation)
    assert record_release(**ask, papers=Papers(agreement=agreement.uuid)).agreement_id == agreement.pk


def test_the_persons_own_copy_wants_to_know_who_they_are(alice: Staff, mari: Patient, at: datetime) -> None:
    permit = permit_for(alice, mari, at, "D14", purpose=Purpose.PATRQT)
    with pytest.raises(PapersMissing):
        record_release(permit=permit, recipient=PERSON, what=RECORD, channel=Channel.PDF, at=at)
    with pytest.raises(PermissionError):
        record_release(permit=permit, recipient=DOCTOR, what=RECORD, channel=Channel.PDF, at=at)
    row = record_release(
        permit=permit, recipient=PERSON, what=RECORD, channel=Channel.PDF, at=at, papers=Papers(identity_check="Known to Alice")
    )
    assert (row.ground, row.requester, row.identity_check) == ("own", "patient", "Known to Alice")


def test_only_a_permit_that_opens_something_to_the_outside_is_taken(alice: Staff, mari: Patient, at: datetime) -> None:
    nothing_of_it = replace(RECORD, categories=frozenset({Category.HARM_REDUCTION}))
    for permit, what in (
        (permit_for(alice, mari, at, "D05-team"), RECORD),
        (permit_for(alice, mari, at, "D09"), RECORD),
        (permit_for(alice, mari, at, "D10"), nothing_of_it),
    ):
        with pytest.raises(PermissionError):
            record_release(permit=permit, recipient=DOCTOR, what=what, channel=Channel.PDF, at=at)
    with pytest.raises(PapersMissing):
        record_release(permit=permit_for(alice, mari, at, "D08"), recipient=DOCTOR, what=RECORD, channel=Channel.PDF, at=at)
    assert not Disclosure.objects.exists()


def test_what_did_not_arrive_is_a_row_of_its_own(alice: Staff, mari: Patient, at: datetime) -> None:
    permit = permit_for(alice, mari, at, "D10", purpose=Purpose.ETREAT)
    team = Recipient(Requester.EMERGENCY_CLINICIAN, "Dr. Ada Lind", "County General")
    row = record_release(
        permit=permit, recipient=team, what=RECORD, channel=Channel.E_MAIL, at=at, papers=Papers(emergency=FACTS)
    )
    came_back = record_return(permit=permit, disclosure=row, at=at)
    assert (came_back.amends_id, came_back.outcome, came_back.personnel_name) == (row.pk, Outcome.NOT_DELIVERED, "Dr. Ada Lind")
    assert AuditEvent.objects.latest("pk").verb == "record.came_back"
    with pytest.raises(PermissionError):
        record_return(permit=permit, disclosure=came_back, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        record_return(permit=permit, disclosure=row, at=at)


def test_each_row_that_opens_something_to_the_outside_says_on_what_it_rests() -> None:
    for row in TABLE:
        to_somebody_outside = row.outcome == "allow" and row.by_people and row.requesters & (OUTSIDE | {Requester.PATIENT})
        if to_somebody_outside or row.notice:
            assert ground_of(row.number) in Ground, row.number
        elif row.outcome == "deny":
            with pytest.raises(LookupError):
                ground_of(row.number)
    assert ground_of("D10") is Ground.EMERGENCY
    assert ground_of("D27a") is Ground.HEALTH_PRIVACY
    with pytest.raises(LookupError):
        ground_of("D99")


@pytest.mark.parametrize(
    "wrong",
    [
        {"requester": "staff"}, {"requester": "nobody"}, {"classes": []}, {"classes": ["secret"]}, {"summary": ""},
        {"ground": "because"}, {"channel": "rest"}, {"by": None}, {"outcome": "not_delivered"}, {"ground": "emergency"},
        {"order_number": "O-1"}, {"personnel_name": "Dr. Ada Lind"}, {"ground": "agreement"}, {"ground": "report"},
        {"ground": "own"}, {"requester": "patient"}, {"ground": "representation", "reference": "R-1"},
        {"data_from": date(2026, 2, 1)}, {"data_from": date(2026, 2, 1), "data_until": date(2026, 1, 1)},
        {"notice": ""}, {"scope_attached": False}, {"consent": None}, {"recipient": None},
    ],
    ids=lambda wrong: "-".join(wrong),
)  # fmt: skip
def test_the_database_knows_which_papers_belong_together(wrong: dict[str, object], alice: Staff) -> None:
    given = {"partner": None, "by": alice.user, "channel": "pdf", "recipient": OrganisationFactory()}
    consent: Consent = ConsentFactory(recipient=given["recipient"])
    fields = given | {"consent": consent, "patient": consent.patient, "organisation": consent.organisation}
    DisclosureFactory(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        DisclosureFactory(**(fields | wrong))
