"""The gate at work: a permit or a named refusal, and the audit row in either case."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from care.access import gate
from care.accounts.models import Organisation
from care.actor import Action, Actor, Category, Permit, PermitMismatch, Purpose, Role
from care.audit.models import AuditEvent
from care.lib.prepared import prepared
from care.teams.models import CareTeamMember, Enrolment
from patients.models import Patient
from tests.factories.accounts import OrganisationFactory, StaffFactory
from tests.factories.patients import PatientFactory
from tests.factories.teams import CareTeamMemberFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def mari(clinic: Organisation) -> Patient:
    patient = PatientFactory(organisation=clinic)
    EnrolmentFactory(patient=patient, organisation=clinic)
    return patient


def colleague(clinic: Organisation, *roles: Role, on_team_of: Patient | None = None) -> Actor:
    staff = StaffFactory(organisation=clinic)
    if on_team_of is not None:
        CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=on_team_of), patient=on_team_of, staff=staff)
    return Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=clinic.pk, roles=frozenset(roles))


def ask(actor: Actor, patient: Patient | None, at: datetime, **changes: object) -> Permit:
    given = {"category": Category.SUD, "action": Action.READ, "purpose": Purpose.TREAT} | changes
    return gate.require(actor=actor, patient_id=patient.pk if patient else None, at=at, **given)  # type: ignore[arg-type]


def last_event() -> AuditEvent:
    event = AuditEvent.objects.order_by("-id").first()
    assert event is not None
    return event


def test_bob_on_the_team_gets_a_permit_and_the_opening_is_on_record(clinic: Organisation, mari: Patient, at: datetime) -> None:
    bob = colleague(clinic, Role.COUNSELOR, on_team_of=mari)
    permit = ask(bob, mari, at)
    assert (permit.patient_id, permit.organisation_id, permit.basis) == (mari.pk, clinic.pk, "D05-team")
    event = last_event()
    assert (event.kind, event.decision, event.patient_ids, event.user_id) == ("access", "allow", [mari.pk], bob.user_id)


def test_charlie_off_the_team_is_refused_and_that_is_on_record(clinic: Organisation, mari: Patient, at: datetime) -> None:
    with pytest.raises(gate.Refused) as refusal:
        ask(colleague(clinic, Role.COUNSELOR), mari, at)
    assert refusal.value.reason == "NOT_ON_CARE_TEAM"
    assert refusal.value.offers_emergency
    event = last_event()
    assert (event.kind, event.decision, event.reason) == ("refusal", "deny", "NOT_ON_CARE_TEAM")


def test_another_clinic_and_nobody_at_all_get_the_same_answer(mari: Patient, at: datetime) -> None:
    stranger = colleague(OrganisationFactory(), Role.COORDINATOR)
    answers = []
    for patient in (mari, None):
        with pytest.raises(gate.NotFound) as refusal:
            ask(stranger, patient, at)
        answers.append((type(refusal.value), refusal.value.reason, refusal.value.offers_emergency))
    assert answers[0] == answers[1]


def test_who_left_the_team_no_longer_reads(clinic: Organisation, mari: Patient, at: datetime) -> None:
    bob = colleague(clinic, Role.COUNSELOR, on_team_of=mari)
    CareTeamMember.objects.filter(staff_id=bob.staff_id).update(left_at=at, left_by_id=bob.user_id)
    with pytest.raises(gate.Refused):
        ask(bob, mari, at)


def test_a_role_alone_opens_nothing_elsewhere(mari: Patient, at: datetime) -> None:
    everything = colleague(OrganisationFactory(), *Role)
    with pytest.raises(gate.NotFound):
        ask(everything, mari, at)


def test_the_gate_is_not_asked_inside_a_transaction(clinic: Organisation, mari: Patient, at: datetime) -> None:
    bob = colleague(clinic, Role.COUNSELOR, on_team_of=mari)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        ask(bob, mari, at)


def test_without_its_audit_row_nothing_is_given(
    clinic: Organisation, mari: Patient, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise DatabaseError("no audit")

    bob = colleague(clinic, Role.COUNSELOR, on_team_of=mari)
    monkeypatch.setattr("care.access.gate.audit.record", broken)
    with pytest.raises(DatabaseError):
        ask(bob, mari, at)


def test_a_named_job_needs_to_say_for_which_organisation_it_works(clinic: Organisation, mari: Patient, at: datetime) -> None:
    job = Actor.system(job="worklist.climb", organisation_id=clinic.pk)
    assert ask(job, mari, at, purpose=Purpose.CAREMGT).basis == "D27b"
    with pytest.raises(gate.Refused):
        ask(Actor.system(job="something.else", organisation_id=clinic.pk), mari, at, purpose=Purpose.CAREMGT)
    with pytest.raises(gate.NotFound):
        ask(Actor.system(job="worklist.climb"), mari, at, purpose=Purpose.CAREMGT)


def test_a_job_of_one_organisation_does_not_touch_the_records_of_another(mari: Patient, at: datetime) -> None:
    job = Actor.system(job="worklist.climb", organisation_id=OrganisationFactory().pk)
    with pytest.raises(gate.NotFound):
        ask(job, mari, at, purpose=Purpose.CAREMGT)


def test_visitors_are_refused(mari: Patient, at: datetime) -> None:
    with pytest.raises(gate.Refused):
        ask(Actor.anonymous(), mari, at)


def listed(actor: Actor, category: Category = Category.SUD) -> set[int]:
    condition = gate.readable(actor=actor, category=category, purpose=Purpose.TREAT, path="patient_id")
    return set(Enrolment.objects.filter(condition).values_list("patient_id", flat=True))


def test_a_list_shows_what_the_gate_would_open_one_by_one(clinic: Organisation, mari: Patient, at: datetime) -> None:
    jay = PatientFactory(organisation=clinic)
    EnrolmentFactory(patient=jay, organisation=clinic)
    elsewhere = EnrolmentFactory().patient
    people = [mari, jay, elsewhere]
    actors = [colleague(clinic, role, on_team_of=mari) for role in Role] + [colleague(clinic, role) for role in Role]
    for actor in actors:
        for category in (Category.DEMOGRAPHICS, Category.SUD, Category.HARM_REDUCTION):
            opened = set()
            for person in people:
                try:
                    ask(actor, person, at, category=category)
                    opened.add(person.pk)
                except gate.Refused:
                    continue
            assert listed(actor, category) == opened, (actor.roles, category)


def test_a_list_is_one_event_with_the_numbers_of_the_people_on_it(clinic: Organisation, mari: Patient, at: datetime) -> None:
    bob = colleague(clinic, Role.COORDINATOR)
    gate.record_list(actor=bob, patient_ids=[mari.pk, 7], category=Category.SUD, purpose=Purpose.TREAT, at=at, what="caseload")
    event = last_event()
    assert (event.verb, event.patient_ids, event.decision) == ("list.caseload", [mari.pk, 7], "allow")


def test_a_permit_is_for_its_patient_its_categories_and_its_action(clinic: Organisation, mari: Patient, at: datetime) -> None:
    permit = ask(colleague(clinic, Role.COUNSELOR, on_team_of=mari), mari, at)
    permit.check(category=Category.SUD)
    for wrong in (
        {"category": Category.COUNSELLING_NOTE},
        {"category": Category.SUD, "action": Action.WRITE},
        {"category": Category.SUD, "patient_id": mari.pk + 1},
    ):
        with pytest.raises(PermitMismatch):
            permit.check(**wrong)  # type: ignore[arg-type]


def test_a_job_opens_many_records_with_one_query_and_one_event(clinic: Organisation, mari: Patient, at: datetime) -> None:
    jay = PatientFactory(organisation=clinic)
    EnrolmentFactory(patient=jay, organisation=clinic)
    stranger = EnrolmentFactory().patient
    job = Actor.system(job="worklist.climb", organisation_id=clinic.pk)
    asked = {"category": Category.SUD, "action": Action.WRITE, "purpose": Purpose.CAREMGT, "at": at}
    with CaptureQueriesContext(connection) as queries:
        permits = gate.require_all(actor=job, patient_ids=[jay.pk, mari.pk, stranger.pk, mari.pk], **asked)  # type: ignore[arg-type]
    assert len([query for query in queries if "INSERT" in query["sql"]]) == 1
    assert len([query for query in queries if "teams_enrolment" in query["sql"]]) == 1
    assert permits.keys() == {mari.pk, jay.pk}
    assert {permit.basis for permit in permits.values()} == {"D27b"}
    event = last_event()
    assert (event.verb, event.patient_ids, event.detail) == (
        "records.opened",
        sorted([mari.pk, jay.pk]),
        {"refused": [stranger.pk]},
    )


def test_many_records_are_refused_as_one_would_be(clinic: Organisation, mari: Patient, at: datetime) -> None:
    job = Actor.system(job="worklist.climb", organisation_id=clinic.pk)
    asked = {"actor": job, "category": Category.SUD, "action": Action.WRITE, "purpose": Purpose.CAREMGT, "at": at}
    for wrong in ({"purpose": Purpose.HRESCH}, {"category": Category.COUNSELLING_NOTE}, {"category": "dreams"}):
        assert gate.require_all(**(asked | {"patient_ids": [mari.pk]} | wrong)) == {}  # type: ignore[arg-type]
        event = last_event()
        assert (event.kind, event.decision, event.patient_ids, bool(event.reason)) == ("refusal", "deny", [mari.pk], True)
    events = AuditEvent.objects.count()
    assert gate.require_all(**(asked | {"patient_ids": []})) == {}  # type: ignore[arg-type]
    assert AuditEvent.objects.count() == events
    for nobody in (colleague(clinic, Role.COORDINATOR), Actor.system(job="worklist.climb")):
        with pytest.raises(PermissionError):
            gate.require_all(**(asked | {"actor": nobody, "patient_ids": [mari.pk]}))  # type: ignore[arg-type]
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        gate.require_all(**(asked | {"patient_ids": [mari.pk]}))  # type: ignore[arg-type]


@prepared
def _people(*, condition: Q, organisation_id: int) -> QuerySet[Patient, int]:
    people = Patient.objects.filter(condition, organisation_id=organisation_id)
    return people.order_by("pk").values_list("pk", flat=True)


def test_a_prepared_question_gives_each_reader_what_the_gate_lets_them_see(clinic: Organisation, mari: Patient) -> None:
    """Asked by everybody in turn, forwards and back, of each kind of data: a text that one of them left is never another's."""
    other = PatientFactory(organisation=clinic)
    EnrolmentFactory(patient=other, organisation=clinic)
    away = OrganisationFactory()
    stranger = PatientFactory(organisation=away)
    EnrolmentFactory(patient=stranger, organisation=away)
    actors = [colleague(clinic, role, on_team_of=person) for role in Role for person in (None, mari, other)]
    actors += [colleague(away, role, on_team_of=stranger) for role in Role] + [Actor.system(job="demo.generate")]
    wrong, seen = [], set()
    for actor in [*actors, *reversed(actors)]:
        for category in Category:
            condition = gate.readable(actor=actor, category=category, purpose=Purpose.TREAT, path="pk")
            for where in (clinic, away):
                plain = list(
                    Patient.objects.filter(condition, organisation_id=where.pk).order_by("pk").values_list("pk", flat=True)
                )
                seen.add(tuple(plain))
                if _people(condition=condition, organisation_id=where.pk) != plain:
                    wrong.append((actor.roles, category))
    assert not wrong
    assert {(), (mari.pk,), (other.pk,), (mari.pk, other.pk), (stranger.pk,)} <= seen


def test_what_is_made_of_a_condition_is_asked_as_django_asks_it(clinic: Organisation, mari: Patient) -> None:
    bob = colleague(clinic, Role.COUNSELOR, on_team_of=mari)
    other = PatientFactory(organisation=clinic)
    on_team = gate.readable(actor=bob, category=Category.SUD, purpose=Purpose.TREAT, path="pk")
    made = {
        "not": (~on_team, [other.pk]),
        "twice not": (~~on_team, [mari.pk]),
        "and": (on_team & Q(pk=other.pk), []),
        "or": (on_team | Q(pk=other.pk), [mari.pk, other.pk]),
        "itself": (on_team & Q(), [mari.pk]),
        "as it was": (on_team, [mari.pk]),
    }
    for _ in range(2):
        assert {name: _people(condition=q, organisation_id=clinic.pk) for name, (q, _) in made.items()} == {
            name: found for name, (_, found) in made.items()
        }
    with pytest.raises(TypeError):
        on_team.negate()
