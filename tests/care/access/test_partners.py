"""What a partner system may read: what a consent covers, at the moment of the read, and the accounting of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from care.access import gate
from care.access.models import Disclosure
from care.access.notices import CONSENT, Form, OldWording, notice, notice_on, notices, read
from care.access.policy import Allow, Deny, Facts, Relation, decide
from care.access.vocabulary import Outcome
from care.accounts.models import PartnerSystem
from care.actor import Action, Actor, Category, Permit, Purpose, Requester, Scope
from care.audit.models import AuditEvent
from care.consent.models import Consent
from care.consent.rules import Kind, Match
from patients.models import Patient
from tests.factories.accounts import PartnerSystemFactory
from tests.factories.consent import ConsentFactory
from tests.factories.patients import PatientFactory
from tests.factories.teams import EnrolmentFactory

pytestmark = pytest.mark.django_db
EVERY_SCOPE = frozenset(scope.value for scope in Scope)
PLAN = gate.Given("plan", frozenset({Category.SUD, Category.GENERAL}))


@pytest.fixture
def eastside() -> PartnerSystem:
    return PartnerSystemFactory()


@pytest.fixture
def mari() -> Patient:
    return EnrolmentFactory().patient


def system(partner: PartnerSystem, scopes: frozenset[str] = EVERY_SCOPE) -> Actor:
    return Actor.partner(
        partner_id=partner.pk,
        organisation_id=partner.organisation_id,
        scopes=scopes,
        asks_as=Requester(partner.organisation.kind),
        request_id="r-1",
    )


def ask(actor: Actor, patient: Patient | None, at: datetime, **changes: object) -> Permit:
    given = {"category": Category.SUD, "action": Action.READ, "purpose": Purpose.TREAT} | changes
    return gate.require(actor=actor, patient_id=patient.pk if patient else None, at=at, **given)  # type: ignore[arg-type]


def may(actor: Actor, patient: Patient, at: datetime, **changes: object) -> bool:
    try:
        ask(actor, patient, at, **changes)
    except gate.NotFound:
        return False
    return True


def listed(actor: Actor, at: datetime | None, **changes: object) -> set[int]:
    given = {"category": Category.SUD, "purpose": Purpose.TREAT} | changes
    condition = gate.readable(actor=actor, path="pk", at=at, **given)  # type: ignore[arg-type]
    return set(Patient.objects.filter(condition).values_list("pk", flat=True))


def test_a_consent_gives_a_permit_of_the_programme_with_its_notice(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    consent = ConsentFactory(patient=mari, recipient=eastside.organisation)
    permit = ask(system(eastside), mari, at)
    assert (permit.organisation_id, permit.consent_id, permit.basis) == (mari.organisation_id, consent.pk, "D08")
    assert permit.categories == {Category.DEMOGRAPHICS, Category.GENERAL, Category.SUD}
    assert notice(permit.notice).text == "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.organisation_id, event.patient_ids) == ("record.opened", mari.organisation_id, [mari.pk])


@pytest.mark.parametrize(
    "consent",
    [
        {"revoked": True},
        {"expired": True},
        {"categories": ["demographics"]},
        {"purposes": ["HPAYMT"]},
    ],
)
def test_without_a_consent_that_covers_it_the_person_does_not_exist(
    consent: dict[str, object], mari: Patient, eastside: PartnerSystem, at: datetime
) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation, **consent)
    ConsentFactory(patient=mari)  # somebody else's
    answers = []
    for patient in (mari, None):
        with CaptureQueriesContext(connection) as queries, pytest.raises(gate.NotFound) as refusal:
            ask(system(eastside), patient, at)
        answers.append((refusal.value.reason, refusal.value.offers_emergency, len(queries)))
    assert answers[0] == answers[1]
    assert listed(system(eastside), at) == set()


def test_a_scope_narrows_and_never_widens(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation, categories=["demographics", "sud"])
    assert ask(system(eastside, frozenset({Scope.PLANS})), mari, at).categories == {Category.SUD}
    people = system(eastside, frozenset({Scope.PEOPLE}))
    assert ask(people, mari, at, category=Category.DEMOGRAPHICS).categories == {Category.DEMOGRAPHICS}
    for scopes in (frozenset({Scope.PEOPLE.value}), frozenset({"everything", "*"}), frozenset[str]()):
        assert not may(system(eastside, scopes), mari, at)
        assert listed(system(eastside, scopes), at) == set()
    assert not may(system(eastside), mari, at, category=Category.GENERAL)


@pytest.mark.parametrize("action", [Action.WRITE, Action.ORDER])
def test_a_partner_changes_nothing(action: Action, mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    assert not may(system(eastside), mari, at, action=action)


def test_counseling_notes_stay_and_say_nothing(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    assert not may(system(eastside), mari, at, category=Category.COUNSELLING_NOTE)


def test_what_is_not_in_the_vocabulary_is_refused(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    with pytest.raises(gate.Refused):
        ask(system(eastside), mari, at, category="dreams")


def test_the_table_asks_for_each_of_its_conditions() -> None:
    yes = Facts(
        Requester.PROVIDER, frozenset(), Relation.OUTSIDE, Category.SUD, Action.READ, Purpose.TREAT,
        consent=Match.VALID_MATCH, consent_kind=Kind.SPECIFIC, consented=frozenset({Category.SUD}), scopes=EVERY_SCOPE,
    )  # fmt: skip
    assert decide(yes) == Allow("D08", frozenset({Category.SUD}), CONSENT)
    for match in set(Match) - {Match.VALID_MATCH}:
        assert decide(replace(yes, consent=match)) == Deny("D09", "NO_VALID_CONSENT", hidden=True)
    for purpose in set(Purpose) - {Purpose.TREAT, Purpose.CAREMGT}:
        assert isinstance(decide(replace(yes, purpose=purpose)), Deny)
    for requester in set(Requester) - {Requester.PROVIDER}:
        assert isinstance(decide(replace(yes, requester=requester)), Deny)
    everything = replace(yes, consented=frozenset(Category))
    for category in Category:
        decision = decide(replace(everything, category=category))
        assert isinstance(decision, Deny) or Category.COUNSELLING_NOTE not in decision.categories


def test_a_list_shows_whom_the_gate_would_open_one_by_one(eastside: PartnerSystem, at: datetime) -> None:
    people = [PatientFactory() for _ in range(6)]
    ConsentFactory(patient=people[0], recipient=eastside.organisation)
    ConsentFactory(patient=people[1], recipient=eastside.organisation, revoked=True)
    ConsentFactory(patient=people[2], recipient=eastside.organisation, expired=True)
    ConsentFactory(patient=people[3], recipient=eastside.organisation, categories=["demographics"])
    ConsentFactory(patient=people[4])
    actor = system(eastside)
    for category in (Category.SUD, Category.DEMOGRAPHICS, Category.GENERAL):
        one_by_one = {person.pk for person in people if may(actor, person, at, category=category)}
        assert listed(actor, at, category=category) == one_by_one
        permits = gate.open_list(
            actor=actor, patient_ids=[person.pk for person in people], category=category, purpose=Purpose.TREAT, at=at
        )
        assert permits.keys() == one_by_one
        for number, permit in permits.items():
            assert replace(permit, at=at) == ask(actor, Patient.objects.get(pk=number), at, category=category)
    assert listed(actor, None) == set(), "without a moment there is no list"


def test_what_leaves_is_written_first_one_row_for_each_person(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    jay = PatientFactory(organisation=mari.organisation)
    for person in (mari, jay):
        ConsentFactory(patient=person, recipient=eastside.organisation)
    permits = gate.open_list(
        actor=system(eastside), patient_ids=[mari.pk, jay.pk], category=Category.SUD, purpose=Purpose.TREAT, at=at
    )
    numbers = {mari.pk: [uuid4()], jay.pk: [uuid4(), uuid4()]}
    with CaptureQueriesContext(connection) as queries:
        gate.disclose(permits=permits.values(), given=PLAN, uuids=numbers, at=at)
    assert len([query for query in queries if "INSERT" in query["sql"]]) == 2
    rows = {row.patient_id: row for row in Disclosure.objects.all()}
    assert rows.keys() == {mari.pk, jay.pk}
    row = rows[jay.pk]
    assert (row.uuids, row.recipient_id, row.partner_id) == (numbers[jay.pk], eastside.organisation_id, eastside.pk)
    assert (row.categories, row.purpose, row.request_id, row.outcome) == (["general", "sud"], "TREAT", "r-1", Outcome.GIVEN)
    assert (row.notice, row.scope_attached) == ("2.32-2024-short", True)
    event = AuditEvent.objects.latest("pk")
    assert (event.kind, event.verb, sorted(event.patient_ids)) == ("disclosure", "plan.given", sorted([mari.pk, jay.pk]))
    assert event.organisation_id == mari.organisation_id


def test_each_programme_finds_its_own_event(eastside: PartnerSystem, mari: Patient, at: datetime) -> None:
    elsewhere = PatientFactory()
    for person in (mari, elsewhere):
        ConsentFactory(patient=person, recipient=eastside.organisation)
    permits = gate.open_list(
        actor=system(eastside), patient_ids=[mari.pk, elsewhere.pk], category=Category.SUD, purpose=Purpose.TREAT, at=at
    )
    gate.disclose(permits=permits.values(), given=PLAN, uuids={mari.pk: [], elsewhere.pk: []}, at=at)
    events = AuditEvent.objects.filter(kind="disclosure").values_list("organisation_id", "patient_ids")
    assert dict(events) == {mari.organisation_id: [mari.pk], elsewhere.organisation_id: [elsewhere.pk]}


def test_without_its_event_nothing_is_on_record_and_nothing_is_given(
    mari: Patient, eastside: PartnerSystem, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise DatabaseError("no audit")

    ConsentFactory(patient=mari, recipient=eastside.organisation)
    permit = ask(system(eastside), mari, at)
    monkeypatch.setattr("care.access.gate.audit.record", broken)
    with pytest.raises(DatabaseError):
        gate.disclose(permits=[permit], given=PLAN, uuids={mari.pk: []}, at=at)
    assert not Disclosure.objects.exists()


def test_only_what_a_consent_covers_is_disclosed(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    permit = ask(system(eastside), mari, at)
    for wrong in ({"consent_id": None}, {"notice": ""}, {"actor": Actor.system(job="x", organisation_id=1)}):
        with pytest.raises(PermissionError):
            gate.disclose(permits=[replace(permit, **wrong)], given=PLAN, uuids={mari.pk: []}, at=at)  # type: ignore[arg-type]
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        gate.disclose(permits=[permit], given=PLAN, uuids={mari.pk: []}, at=at)


def test_the_application_cannot_change_the_accounting(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    gate.disclose(permits=[ask(system(eastside), mari, at)], given=PLAN, uuids={mari.pk: []}, at=at)
    for change in (lambda: Disclosure.objects.update(resource="nothing"), lambda: Disclosure.objects.all().delete()):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


def test_the_database_wants_notice_and_scope_with_each(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    consent = ConsentFactory(patient=mari, recipient=eastside.organisation)
    fields = {
        "at": at, "patient": mari, "organisation": mari.organisation, "partner": eastside, "consent": consent,
        "recipient": eastside.organisation, "purpose": "TREAT", "basis": "D08", "categories": ["sud"], "resource": "plan",
        "notice": "2.32-2024-short", "scope_attached": True, "channel": "rest", "outcome": "given", "requester": "provider",
        "ground": "consent", "classes": ["part2"], "summary": "Your plan of care.",
    }  # fmt: skip
    for wrong in (
        {"notice": ""}, {"scope_attached": False}, {"categories": []}, {"categories": ["dreams"]}, {"purpose": "FUN"},
        {"resource": ""}, {"channel": "pigeon"}, {"outcome": "maybe"},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Disclosure.objects.create(**(fields | wrong))


def test_the_notice_is_the_regulations_sentence_and_not_the_old_one() -> None:
    texts = [found.text for found in notices()]
    assert "42 CFR part 2 prohibits unauthorized use or disclosure of these records." in texts
    assert "42 CFR part 2 prohibits unauthorized disclosure of these records." not in texts
    assert all("use or disclosure" in text for text in texts)
    with pytest.raises(LookupError):
        notice_on(date(2020, 1, 1))


def test_both_forms_are_there_and_the_old_wording_is_refused() -> None:
    day = date(2026, 11, 27)
    assert notice_on(day).version == "2.32-2024-short"
    long = notice_on(day, form=Form.LONG)
    assert long.text.startswith("This record which has been disclosed to you is protected by Federal confidentiality rules")
    assert long.text.endswith("to further use or redisclose the record (see 42 CFR 2.31).")
    row = {"form": "short", "source": "83 FR 251", "from": "2018-02-02"}
    for old in (
        "42 CFR part 2 prohibits unauthorized disclosure of these records.",
        "42 CFR part 2  prohibits\nunauthorized disclosure of these records.",
        "The federal rules prohibit you from making any further disclosure of this record.",
    ):
        with pytest.raises(OldWording):
            read({"old": row | {"text": old}})


def test_taking_back_counts_at_the_next_request(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    consent = ConsentFactory(patient=mari, recipient=eastside.organisation)
    actor = system(eastside)
    assert may(actor, mari, at)
    Consent.objects.filter(pk=consent.pk).update(
        state="revoked", revoked_at=at, revoked_by=mari.registered_by, revoke_reason="asked"
    )
    assert not may(actor, mari, at + timedelta(seconds=1))
