"""Who pays: written, changed by two at once, ordered, taken off, asked, taken over from elsewhere; what plans must not learn."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from care.access import gate
from care.accounts.models import Staff
from care.actor import Action, Permit, Purpose, Role
from care.audit.models import AuditEvent
from care.consent.models import Consent, RestrictionRequest
from care.teams.models import Enrolment
from care.worklist.models import Task
from patients.coverage import operations, queries
from patients.coverage.models import Coverage, Deadline
from patients.coverage.rules import Costs, CoverageTerms
from patients.coverage.vocabulary import Clock, Holder, How, Known, PlanKind, Service, Standing
from patients.models import Patient
from patients.operations import StaleRecord
from tests.factories.accounts import staff_with
from tests.factories.coverage import CoverageFactory, PriorAuthorizationFactory
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.teams import CareTeamMemberFactory
from tests.patients.coverage.conftest import PermitAt

pytestmark = pytest.mark.django_db

TERMS = CoverageTerms(kind=PlanKind.MEDICAID_PLAN, payer="Bay Health Plan", plan="Community", member_number="BH1")


def test_a_payer_is_enough_and_later_ones_are_billed_later(permit: PermitAt, at: datetime) -> None:
    first = operations.record_coverage(permit=permit(at), terms=TERMS, at=at)
    second = operations.record_coverage(permit=permit(at), terms=CoverageTerms(PlanKind.NOT_KNOWN, "  Acme   Mutual "), at=at)
    assert (first.position, second.position, second.payer) == (1, 2, "Acme Mutual")
    operations.bill_first(permit=permit(at), coverage=second.uuid, at=at)
    assert [row.terms.payer for row in queries.coverages_of(permit=permit(at))] == ["Acme Mutual", "Bay Health Plan"]
    event = AuditEvent.objects.get(verb="coverage.ordered")
    assert event.patient_ids == [first.patient_id]
    assert "Acme" not in str(event.detail)


def test_a_renewal_and_an_end_stand_on_the_worklist_before_they_pass(permit: PermitAt, at: datetime) -> None:
    row = operations.record_coverage(
        permit=permit(at),
        terms=CoverageTerms(PlanKind.MEDICAID, "State", renews_on=date(2027, 2, 1), ends_on=date(2027, 2, 28)),
        at=at,
    )
    tasks = {task.kind: task for task in Task.objects.filter(subject=row.uuid)}
    assert set(tasks) == {Clock.COVERAGE_RENEWAL.value, Clock.COVERAGE_END.value}
    renewal = tasks[Clock.COVERAGE_RENEWAL.value]
    assert renewal.due_at == Deadline.objects.get(clock=Clock.COVERAGE_RENEWAL.value).due_at - timedelta(days=45)
    assert renewal.owner_role == Role.COORDINATOR.value
    changed = CoverageTerms(PlanKind.MEDICAID, "State", renews_on=date(2027, 3, 1))
    operations.change_coverage(permit=permit(at), coverage=row.uuid, version=1, terms=changed, at=at)
    states = sorted(Task.objects.filter(subject=row.uuid).values_list("kind", "state"))
    assert states == [
        (Clock.COVERAGE_END.value, "done"),
        (Clock.COVERAGE_RENEWAL.value, "cancelled"),
        (Clock.COVERAGE_RENEWAL.value, "open"),
    ]
    assert list(Deadline.objects.values_list("clock", flat=True)) == [Clock.COVERAGE_RENEWAL.value]


def test_a_navigator_of_the_team_is_asked_before_a_coordinator(
    alice: Staff, mari: Patient, permit: PermitAt, at: datetime
) -> None:
    nadia = staff_with(Role.NAVIGATOR, organisation=alice.organisation)
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=mari), staff=nadia, function="navigator")
    operations.record_coverage(
        permit=permit(at), terms=CoverageTerms(PlanKind.MEDICAID, "State", renews_on=date(2027, 2, 1)), at=at
    )
    assert Task.objects.get().owner_role == Role.NAVIGATOR.value


def test_of_two_who_change_it_at_once_the_later_sees_what_the_earlier_wrote(alice: Staff, permit: PermitAt, at: datetime) -> None:
    row = operations.record_coverage(permit=permit(at), terms=TERMS, at=at)
    other = CoverageTerms(kind=PlanKind.MEDICAID_PLAN, payer="Bay Health Plan", plan="Community", member_number="BH2")
    operations.change_coverage(permit=permit(at), coverage=row.uuid, version=1, terms=other, at=at)
    with pytest.raises(StaleRecord) as stale:
        operations.change_coverage(permit=permit(at), coverage=row.uuid, version=1, terms=TERMS, at=at)
    assert [(change.name, change.before, change.now) for change in stale.value.changes] == [("member_number", "BH1", "BH2")]
    assert stale.value.changed_by == "Alice Osei"
    operations.change_coverage(permit=permit(at), coverage=row.uuid, version=stale.value.version, terms=TERMS, at=at)
    row.refresh_from_db()
    assert (row.member_number, row.version) == ("BH1", 3)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"payer": ""}, "payer"),
        ({"payer_phone": "12"}, "payer_phone"),
        ({"starts_on": date(2026, 5, 1), "ends_on": date(2026, 4, 1)}, "ends_on"),
    ],
)
def test_bad_terms_are_refused(changes: dict[str, object], field: str, permit: PermitAt, at: datetime) -> None:
    values = {"kind": PlanKind.EMPLOYER, "payer": "Acme"} | changes
    with pytest.raises(operations.BadEntry) as refusal:
        operations.record_coverage(permit=permit(at), terms=CoverageTerms(**values), at=at)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Coverage.objects.exists()


def test_a_mistake_is_taken_off_with_a_reason_and_what_was_asked_of_a_payer_keeps_it(
    plan: Coverage, permit: PermitAt, at: datetime
) -> None:
    with pytest.raises(operations.BadEntry):
        operations.remove_coverage(permit=permit(at), coverage=plan.uuid, reason=" ", at=at)
    PriorAuthorizationFactory(coverage=plan)
    with pytest.raises(operations.BadEntry, match="reason"):
        operations.remove_coverage(permit=permit(at), coverage=plan.uuid, reason="Somebody else’s", at=at)
    other = CoverageFactory(patient=plan.patient, payer="Acme", position=2)
    operations.remove_coverage(permit=permit(at), coverage=other.uuid, reason="Somebody else’s", at=at)
    assert [row.terms.payer for row in queries.coverages_of(permit=permit(at))] == ["Bay Health Plan"]


def test_another_persons_coverage_is_not_there(permit: PermitAt, at: datetime) -> None:
    other = CoverageFactory()
    assert queries.get_coverage(permit=permit(at), coverage=other.uuid) is None
    with pytest.raises(operations.NoSuchThing):
        operations.bill_first(permit=permit(at), coverage=other.uuid, at=at)


def test_a_permit_to_read_writes_nothing(alice: Staff, mari: Patient, at: datetime) -> None:
    reading = permit_for(alice, mari, at=at, action=Action.READ)
    with pytest.raises(PermissionError):
        operations.record_coverage(permit=reading, terms=TERMS, at=at)


# --- what the payer said -----------------------------------------------------------------------------------------------------


def answer(**changes: object) -> operations.Answer:
    values = {"standing": Standing.ACTIVE, "how": How.PHONE, "checked_on": date(2026, 11, 23), "spoke_with": "Dana"} | changes
    return operations.Answer(**values)  # type: ignore[arg-type]


def test_the_newest_answer_counts_and_the_earlier_ones_stay(plan: Coverage, permit: PermitAt, at: datetime) -> None:
    said = operations.SaidOfService
    earlier = answer(
        checked_on=date(2026, 10, 1),
        services=(said(Service.INJECTION, Known.NO), said(Service.COUNSELING, Known.YES, copay=Decimal(10))),
    )
    costs = Costs(Decimal(1500), Decimal(300))
    later = answer(costs=costs, services=(said(Service.INJECTION, Known.YES, Known.YES, coinsurance=20),))
    for one in (later, earlier):  # written down in whatever order
        operations.record_eligibility(permit=permit(at), coverage=plan.uuid, answer=one, at=at)
    row = queries.get_coverage(permit=permit(at), coverage=plan.uuid)
    assert row is not None
    assert row.eligibility is not None
    assert (row.eligibility.checked_on, row.eligibility.costs) == (date(2026, 11, 23), costs)
    assert [(one.service, one.covered, one.said_on) for one in row.benefits] == [
        (Service.INJECTION, Known.YES, date(2026, 11, 23)),
        (Service.COUNSELING, Known.YES, date(2026, 10, 1)),
    ]
    assert len(queries.checks_of(permit=permit(at), coverage=plan.uuid)) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"checked_on": date(2026, 11, 24)}, "checked_on"),
        ({"spoke_with": " "}, "spoke_with"),
        ({"costs": Costs(Decimal(10), Decimal(11))}, "deductible_met"),
        (
            {"services": (operations.SaidOfService(Service.TESTS, Known.YES), operations.SaidOfService(Service.TESTS, Known.NO))},
            "services",
        ),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    changes: dict[str, object], field: str, plan: Coverage, permit: PermitAt, at: datetime
) -> None:
    with pytest.raises(operations.BadEntry) as refusal:
        operations.record_eligibility(permit=permit(at), coverage=plan.uuid, answer=answer(**changes), at=at)
    assert refusal.value.field == field


def test_all_coverages_take_three_queries(mari: Patient, permit: PermitAt, at: datetime) -> None:
    given = permit(at)
    counted = []
    for number in (1, 20):
        for _ in range(number):
            CoverageFactory(patient=mari)
        with CaptureQueriesContext(connection) as captured:
            queries.coverages_of(permit=given)
        counted.append(len(captured))
    assert counted == [3, 3]


# --- what plans must not learn -----------------------------------------------------------------------------------------------


def test_what_was_paid_in_full_is_kept_from_plans_from_the_asking_on(
    alice: Staff, mari: Patient, consent: Consent, permit: PermitAt, release: PermitAt, at: datetime
) -> None:
    assert release(at).purpose is Purpose.HPAYMT
    uuid = operations.ask_not_to_bill(permit=permit(at), own_words="I paid. Not my plan.", paid_on=date(2026, 11, 20), at=at)
    assert RestrictionRequest.objects.get(uuid=uuid).target == "self_paid"
    with pytest.raises(gate.Refused) as refusal:
        release(at)
    assert refusal.value.reason == "SELF_PAID"
    assert [row.own_words for row in queries.kept_from_plans(permit=permit(at), at=at)] == ["I paid. Not my plan."]


# --- from another system -----------------------------------------------------------------------------------------------------


def imported(permit: Permit, at: datetime, **changes: object) -> str:
    values = {
        "key": "claim-7#coverage",
        "payer": "Medicaid",
        "plan": "",
        "member_number": "M1",
        "starts": date(2026, 1, 1),
        "ends": date(2026, 12, 31),
    } | changes
    return str(operations.record_imported_coverage(permit=permit, at=at, **values))  # type: ignore[arg-type]


def test_the_same_key_again_is_the_same_coverage_and_the_same_values_write_nothing(permit: PermitAt, at: datetime) -> None:
    first = imported(permit(at), at)
    events = AuditEvent.objects.filter(verb="coverage.imported").count()
    assert imported(permit(at), at) == first
    assert AuditEvent.objects.filter(verb="coverage.imported").count() == events
    row = Coverage.objects.get()
    assert (row.kind, row.position, row.imported_key) == ("medicaid", 1, "claim-7#coverage")
    assert Task.objects.get().kind == Clock.COVERAGE_END.value


def test_what_the_other_system_says_otherwise_is_taken_and_what_was_written_here_stays(permit: PermitAt, at: datetime) -> None:
    imported(permit(at), at, payer="Humana")
    row = Coverage.objects.get()
    terms = CoverageTerms(
        PlanKind.EMPLOYER, "Humana", member_number="M1", holder=Holder.SPOUSE, starts_on=row.starts_on, ends_on=row.ends_on
    )
    operations.change_coverage(permit=permit(at), coverage=row.uuid, version=1, terms=terms, at=at)
    imported(permit(at), at, payer="Humana", member_number="M2", ends=None)
    row.refresh_from_db()
    assert (row.member_number, row.ends_on, row.kind, row.holder) == ("M2", None, "employer", "spouse")
    assert not Deadline.objects.exists()


def test_nobody_insured_an_end_before_its_beginning_and_what_was_taken_off(permit: PermitAt, at: datetime) -> None:
    uuid = imported(permit(at), at, payer="NO_INSURANCE", member_number="x", starts=date(2026, 2, 1), ends=date(2026, 1, 1))
    row = Coverage.objects.get()
    assert (row.kind, row.member_number, row.ends_on) == ("self_pay", "", None)
    operations.remove_coverage(permit=permit(at), coverage=row.uuid, reason="Not so", at=at)
    assert imported(permit(at), at, payer="Aetna") == uuid
    row.refresh_from_db()
    assert (row.payer, row.removed_at) == ("NO_INSURANCE", at)
    with pytest.raises(operations.BadEntry):
        imported(permit(at), at, key="")


def test_one_key_of_two_people_is_two_coverages(alice: Staff, permit: PermitAt, at: datetime) -> None:
    other = permit_for(alice, enrolled_patient(alice), at=at)
    assert imported(permit(at), at) != imported(other, at)


# --- the database itself -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"payer": ""}, "coverage_names_a_payer"),
        ({"kind": "magic"}, "coverage_kind_known"),
        ({"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)}, "coverage_ends_after_it_starts"),
        ({"kind": "self_pay"}, "coverage_self_pay_has_no_number"),
        ({"payer_phone": "12"}, "coverage_phone_is_e164"),
        ({"removed_reason": "Why"}, "coverage_removed_with_reason"),
    ],
)
def test_the_database_refuses_what_cannot_be(changes: dict[str, object], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CoverageFactory(**changes)
