"""Putting on file who may sign, ending it, and the gate, which looks itself whether somebody may."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from care.access import gate
from care.access.policy import Basis
from care.accounts import operations as accounts
from care.accounts.models import Staff
from care.accounts.queries import law_of
from care.accounts.rules import WorkRefused
from care.actor import Action, Category, PermitMismatch, Purpose, Requester, Role
from care.audit.models import AuditEvent
from care.consent import operations, queries
from care.consent.catalogue import load_minor_consent
from care.consent.models import MinorConsent, Representative
from care.consent.rules import (
    OF_THE_DEAD,
    OF_THE_LIVING,
    BadRepresentative,
    Evidence,
    Grounds,
    Person,
    RepresentativeKind,
    RepresentativeTerms,
    Service,
    Signers,
    Who,
)
from patients.models import Patient
from tests.factories.accounts import actor_for, staff_with
from tests.factories.consent import MinorConsentFactory, RepresentativeFactory
from tests.factories.patients import enrolled_patient, permit_for

pytestmark = pytest.mark.django_db
ZONE = "America/New_York"
K = RepresentativeKind


@pytest.fixture
def amara() -> Staff:
    staff = staff_with(Role.COORDINATOR)
    staff.organisation.state = "VT"
    staff.organisation.save()
    return staff


@pytest.fixture
def mari(amara: Staff) -> Patient:
    return enrolled_patient(amara)


@pytest.fixture
def ana(amara: Staff) -> Patient:
    """Fifteen years old."""
    return enrolled_patient(amara, birth_date=date(2011, 5, 2))


def person_of(patient: Patient) -> Person:
    return Person(patient.birth_date, patient.deceased_on)


def terms(at: datetime, **changes: object) -> RepresentativeTerms:
    found = RepresentativeTerms(
        K.GUARDIAN, " Rosa  Duarte ", "Sister", Evidence.COURT_ORDER, "Probate court, file 1", at.date(), at, None
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def add(amara: Staff, patient: Patient, at: datetime, **changes: object) -> Representative:
    return operations.add_representative(
        permit=permit_for(amara, patient, at=at), terms=terms(at, **changes), person=person_of(patient), zone=ZONE, at=at
    )


def signers(amara: Staff, patient: Patient, at: datetime, service: Service | None = Service.OUTPATIENT) -> Signers:
    return queries.signers_of(
        permit=permit_for(amara, patient, at=at), person=person_of(patient), zone=ZONE, at=at, service=service
    )


def test_a_guardian_signs_from_the_moment_on_file_until_it_is_ended(amara: Staff, mari: Patient, at: datetime) -> None:
    assert signers(amara, mari, at).who is Who.PERSON
    row = add(amara, mari, at)
    assert row.name == "Rosa Duarte"
    assert [one.name for one in signers(amara, mari, at).people] == ["Rosa Duarte"]
    permit = permit_for(amara, mari, at=at)
    with pytest.raises(operations.ReasonMissing):
        operations.end_representative(permit=permit, representative=row.uuid, reason=" ", at=at)
    operations.end_representative(permit=permit, representative=row.uuid, reason="The court ended it", at=at)
    assert signers(amara, mari, at).who is Who.PERSON
    with pytest.raises(operations.AlreadyEnded):
        operations.end_representative(permit=permit, representative=row.uuid, reason="Again", at=at)
    verbs = AuditEvent.objects.filter(verb__startswith="representative").order_by("pk").values_list("verb", "patient_ids")
    assert list(verbs) == [("representative.added", [mari.pk]), ("representative.ended", [mari.pk])]
    assert "Rosa" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_a_parents_right_ends_on_the_day_on_which_the_minor_comes_of_age(amara: Staff, ana: Patient, at: datetime) -> None:
    row = add(amara, ana, at, kind=K.PARENT, evidence=Evidence.BIRTH_RECORD)
    assert row.expires_at == datetime.fromisoformat("2029-05-02T00:00:00-04:00")
    assert signers(amara, ana, at).people[0].uuid == row.uuid
    assert signers(amara, ana, at + timedelta(days=3 * 365)).who is Who.PERSON
    sooner = add(amara, ana, at, kind=K.PARENT, evidence=Evidence.CUSTODY, name="Luis", expires_at=at + timedelta(days=9))
    assert sooner.expires_at == at + timedelta(days=9)


def test_only_who_fits_once_for_this_person_and_by_who_may_write(amara: Staff, mari: Patient, at: datetime) -> None:
    with pytest.raises(BadRepresentative):
        add(amara, mari, at, kind=K.PARENT, evidence=Evidence.BIRTH_RECORD)
    row = add(amara, mari, at)
    with pytest.raises(operations.AlreadyOnFile):
        add(amara, mari, at)
    other = permit_for(amara, enrolled_patient(amara), at=at)
    for number in (row.uuid, uuid4()):
        with pytest.raises(operations.NoSuchRepresentative):
            operations.end_representative(permit=other, representative=number, reason="Wrong chart", at=at)
    with pytest.raises(PermitMismatch):
        operations.add_representative(
            permit=permit_for(amara, mari, at=at, action=Action.READ),
            terms=terms(at),
            person=person_of(mari),
            zone=ZONE,
            at=at,
        )


def test_what_a_state_says_of_minors_counts_only_once_it_is_verified(amara: Staff, ana: Patient, at: datetime) -> None:
    assert signers(amara, ana, at).grounds is Grounds.MINOR_UNKNOWN
    row = MinorConsentFactory(verified_on=None)
    assert signers(amara, ana, at).grounds is Grounds.MINOR_UNKNOWN
    row.verified_on = date(2026, 1, 5)
    row.save()
    assert signers(amara, ana, at).grounds is Grounds.MINOR_ALONE
    assert signers(amara, ana, at, service=None).grounds is Grounds.MINOR_UNKNOWN
    assert signers(amara, ana, at, service=Service.MEDICATION).who is Who.PERSON_AND_PARENT


def test_the_catalogue_holds_nothing_that_nobody_has_verified_and_loads_twice() -> None:
    before = list(MinorConsent.objects.order_by("pk").values())
    assert before
    assert all(row["verified_on"] is None for row in before), "a verified row needs its day, its source and a test"
    load_minor_consent(apps)
    assert list(MinorConsent.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "friend"},
        {"evidence": "hearsay"},
        {"name": ""},
        {"relation": ""},
        {"evidence_words": ""},
        {"expires_at": datetime.fromisoformat("2020-01-01T00:00:00Z")},
        {"kind": "parent", "expires_at": None},
        {"kind": "director", "expires_at": None},
        {"end_reason": "without a day"},
        {"ended": True, "end_reason": ""},
        {"ended": True, "ended_by": None},
    ],
    ids=str,
)
def test_the_database_refuses_who_is_no_representative(changes: dict[str, object]) -> None:
    RepresentativeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        RepresentativeFactory(**changes)


def test_the_database_refuses_the_same_right_twice(mari: Patient) -> None:
    RepresentativeFactory(patient=mari, name="Rosa")
    RepresentativeFactory(patient=mari, name="Rosa", ended=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        RepresentativeFactory(patient=mari, name="Rosa")


@pytest.mark.parametrize("changes", [{"state": "XX"}, {"service": "magic"}, {"min_age": 44}, {"source": ""}], ids=str)
def test_the_database_refuses_what_is_no_law(changes: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MinorConsentFactory(**changes)


# --- the gate ------------------------------------------------------------------------------------------------------------------


def hand_over(amara: Staff, patient: Patient, at: datetime, representative: UUID | None) -> str:
    release = gate.Release(
        Requester.REPRESENTATIVE, Purpose.PATRQT, frozenset({Category.SUD, Category.DEMOGRAPHICS}),
        basis=Basis.REPRESENTATION, representative=representative,
    )  # fmt: skip
    try:
        return gate.require_release(actor=actor_for(amara), patient_id=patient.pk, release=release, at=at).basis
    except gate.Refused as refusal:
        return refusal.reason


def test_the_gate_looks_itself_whether_somebody_signs_for_the_person(amara: Staff, mari: Patient, at: datetime) -> None:
    guardian = RepresentativeFactory(patient=mari)
    assert hand_over(amara, mari, at, guardian.uuid) == "D15"
    stranger = RepresentativeFactory()
    ended = RepresentativeFactory(patient=mari, ended=True)
    over = RepresentativeFactory(patient=mari, expires_at=at)
    coming = RepresentativeFactory(patient=mari, starts_at=at + timedelta(days=1))
    for nobody in (None, uuid4(), stranger.uuid, ended.uuid, over.uuid, coming.uuid):
        assert hand_over(amara, mari, at, nobody) == "NOT_A_REPRESENTATIVE"
    Representative.objects.filter(pk=guardian.pk).update(
        ended_at=at, ended_by=mari.registered_by, end_reason="The court ended it"
    )
    assert hand_over(amara, mari, at, guardian.uuid) == "NOT_A_REPRESENTATIVE"


@pytest.mark.parametrize("kind", [K.PARENT, K.DIRECTOR])
def test_who_signs_beside_a_minor_or_for_payment_gets_nothing(
    kind: RepresentativeKind, amara: Staff, ana: Patient, at: datetime
) -> None:
    row = RepresentativeFactory(patient=ana, kind=kind.value, starts_at=at)
    assert queries.representative_in_force(patient_id=ana.pk, organisation_id=ana.organisation_id, uuid=row.uuid, at=at) is False
    assert hand_over(amara, ana, at, row.uuid) == "NOT_A_REPRESENTATIVE"


def test_next_of_kin_only_where_nobody_is_appointed(amara: Staff, at: datetime) -> None:
    person = enrolled_patient(amara, died=True)
    kin = RepresentativeFactory(patient=person, kind=K.NEXT_OF_KIN.value)
    assert hand_over(amara, person, at, kin.uuid) == "D15"
    appointed = RepresentativeFactory(patient=person, kind=K.PERSONAL_REPRESENTATIVE.value)
    assert hand_over(amara, person, at, appointed.uuid) == "D15"
    assert hand_over(amara, person, at, kin.uuid) == "NOT_A_REPRESENTATIVE"


def test_a_right_to_sign_needs_somebody_who_asks_as_such(amara: Staff, mari: Patient, at: datetime) -> None:
    guardian = RepresentativeFactory(patient=mari)
    for requester in (Requester.FAMILY, Requester.PROVIDER, Requester.UNKNOWN):
        release = gate.Release(
            requester, Purpose.PATRQT, frozenset({Category.SUD}), basis=Basis.REPRESENTATION, representative=guardian.uuid
        )
        with pytest.raises(gate.Refused):
            gate.require_release(actor=actor_for(amara), patient_id=mari.pk, release=release, at=at)


def test_rights_end_together_and_the_others_stay(amara: Staff, mari: Patient, at: datetime) -> None:
    guardian = RepresentativeFactory(patient=mari)
    kin = RepresentativeFactory(patient=mari, kind=K.NEXT_OF_KIN.value)
    permit = permit_for(amara, mari, at=at)
    assert operations.end_representatives(permit=permit, kinds=OF_THE_LIVING, reason="The person died", at=at) == 1
    assert operations.end_representatives(permit=permit, kinds=OF_THE_LIVING, reason="The person died", at=at) == 0
    rows = {row.uuid: row.in_force for row in queries.representatives_of(permit=permit, at=at)}
    assert rows == {guardian.uuid: False, kin.uuid: True}
    assert operations.end_representatives(permit=permit, kinds=OF_THE_DEAD, reason="A mistake", at=at) == 1


def test_the_programs_state_is_said_by_an_administrator(amara: Staff, at: datetime) -> None:
    from_outside = actor_for(amara)
    administrator = staff_with(Role.ADMINISTRATOR, organisation=amara.organisation)
    with pytest.raises(WorkRefused):
        accounts.say_state(actor=from_outside, state="RI", at=at)
    with pytest.raises(accounts.NoSuchState):
        accounts.say_state(actor=actor_for(administrator), state="ZZ", at=at)
    accounts.say_state(actor=actor_for(administrator), state="RI", at=at)
    assert law_of(amara.organisation_id) == "RI"
