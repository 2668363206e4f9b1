"""Prior authorizations: begun, sent on a consent, asked about, approved, used, renewed, denied, closed; with their clocks."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from care.access.models import Disclosure
from care.accounts.models import Staff
from care.actor import Role
from care.audit.models import AuditEvent
from care.worklist.models import Task
from care.worklist.rules import Priority
from patients.coverage import operations, queries
from patients.coverage.models import AuthorizationUse, Coverage, Deadline, Denial, PriorAuthorization
from patients.coverage.operations import Approval, Request
from patients.coverage.rules import NotPossible
from patients.coverage.vocabulary import (
    AuthorizationState,
    Clock,
    DenialKind,
    DenialReason,
    Figure,
    Measure,
    PlanKind,
    SentBy,
    Service,
    TimeUnit,
)
from patients.models import Patient
from tests.factories.accounts import actor_for, staff_with
from tests.factories.coverage import AuthorizationUseFactory, CoverageFactory, OwnClockFactory, PlanClockFactory
from tests.factories.coverage import PriorAuthorizationFactory as AuthorizationFactory
from tests.factories.patients import enrolled_patient, permit_for
from tests.patients.coverage.conftest import PermitAt

pytestmark = pytest.mark.django_db

REQUEST = Request(Service.INJECTION, "Buprenorphine XR 300 mg monthly", units_asked=6, measure=Measure.DOSES)
HERE = ZoneInfo("America/New_York")


def prepared(permit: PermitAt, plan: Coverage, at: datetime, request: Request = REQUEST) -> PriorAuthorization:
    return operations.prepare_authorization(permit=permit(at), coverage=plan.uuid, request=request, at=at)


def sent(permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime, **given: object) -> PriorAuthorization:
    row = prepared(permit, plan, at, given.pop("request", REQUEST))  # type: ignore[arg-type]
    values = {"sent_at": at, "how": SentBy.PORTAL, "reference": "REF-1"} | given
    return operations.send_authorization(
        permit=permit(at), release=release(at), authorization=row.uuid, at=at, **values  # type: ignore[arg-type]
    )  # fmt: skip


def approved(permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime, **given: object) -> PriorAuthorization:
    row = sent(permit, release, plan, at)
    values = {"approval": Approval(date(2026, 11, 23), date(2027, 5, 22), 6, "A-77"), "in_full": True} | given
    return operations.record_approval(
        permit=permit(at), authorization=row.uuid, decided_on=date(2026, 11, 23), at=at, **values  # type: ignore[arg-type]
    )  # fmt: skip


def open_tasks(row: PriorAuthorization | Denial) -> list[str]:
    return sorted(Task.objects.filter(subject=row.uuid, state="open").values_list("kind", flat=True))


def clocks(row: PriorAuthorization | Denial) -> dict[str, datetime]:
    return dict(Deadline.objects.filter(subject=row.uuid).values_list("clock", "due_at"))


def test_a_request_waits_on_a_worklist_until_it_has_gone(permit: PermitAt, plan: Coverage, at: datetime) -> None:
    row = prepared(permit, plan, at)
    assert open_tasks(row) == [Clock.SEND.value]
    task = Task.objects.get()
    assert task.title == "Send it to the plan: Buprenorphine XR 300 mg monthly"
    assert "Bay Health Plan" in task.why
    assert clocks(row) == {Clock.SEND.value: datetime(2026, 11, 24, 17, tzinfo=HERE)}


def test_nothing_is_asked_where_nobody_is_billed_and_nothing_of_a_stranger(permit: PermitAt, mari: Patient, at: datetime) -> None:
    payer = CoverageFactory(patient=mari, kind="self_pay", payer="Mari", member_number="")
    with pytest.raises(operations.BadEntry):
        prepared(permit, payer, at)
    with pytest.raises(operations.NoSuchThing):
        prepared(permit, CoverageFactory(), at)
    with pytest.raises(operations.BadEntry):
        prepared(permit, CoverageFactory(patient=mari), at, Request(Service.OTHER, " "))


def test_sending_starts_the_plans_clock_and_stands_in_the_accounting(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = sent(permit, release, plan, at)
    assert clocks(row) == {Clock.DECISION.value: datetime(2026, 11, 30, 17, tzinfo=HERE)}
    assert sorted(Task.objects.filter(subject=row.uuid).values_list("kind", "state")) == [
        (Clock.DECISION.value, "open"),
        (Clock.SEND.value, "done"),
    ]
    disclosure = Disclosure.objects.get()
    assert (disclosure.requester_organisation, disclosure.purpose, disclosure.ground) == ("Bay Health Plan", "HPAYMT", "consent")
    assert disclosure.uuids == [row.uuid]
    line = queries.deadlines_of(permit=permit(at))[0]
    assert not line.is_verified
    assert "42 CFR 438.210" in line.source


def test_what_is_expedited_runs_to_the_hour_and_climbs(permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime) -> None:
    request = Request(Service.BUPRENORPHINE, "Buprenorphine 24 mg", is_expedited=True)
    row = sent(permit, release, plan, at, request=request)
    assert clocks(row) == {Clock.DECISION.value: at + timedelta(hours=72)}
    task = Task.objects.get(kind=Clock.DECISION.value)
    assert task.priority == Priority.RAISED.value
    assert task.escalates_at is not None


def test_a_day_that_the_plan_named_goes_before_the_list_and_the_programs_own_figure_too(
    alice: Staff, permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = sent(permit, release, plan, at, decides_by=date(2026, 12, 20))
    assert clocks(row) == {Clock.DECISION.value: datetime(2026, 12, 20, 17, tzinfo=HERE)}
    PlanClockFactory()  # of the state in which the program is
    assert clocks(sent(permit, release, plan, at)) == {Clock.DECISION.value: datetime(2026, 11, 25, 17, tzinfo=HERE)}
    OwnClockFactory(organisation=alice.organisation)
    assert clocks(sent(permit, release, plan, at)) == {Clock.DECISION.value: datetime(2026, 11, 28, 17, tzinfo=HERE)}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"sent_at": datetime(2026, 11, 24, 12, tzinfo=HERE)}, "sent_on"),
        ({"decides_by": date(2026, 11, 22)}, "decides_by"),
    ],
)
def test_a_sending_that_cannot_be_is_refused_and_nothing_is_told(
    given: dict[str, object], field: str, permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    with pytest.raises(operations.BadEntry) as refusal:
        sent(permit, release, plan, at, **given)
    assert refusal.value.field == field
    assert not Disclosure.objects.exists()


def test_a_permit_that_was_not_given_for_this_tells_nobody(
    alice: Staff, permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = prepared(permit, plan, at)
    for wrong in (permit(at), permit_for(alice, enrolled_patient(alice), at=at)):
        with pytest.raises(operations.NothingMayGo):
            operations.send_authorization(
                permit=permit(at), release=wrong, authorization=row.uuid, sent_at=at, how=SentBy.FAX, at=at
            )
    row.refresh_from_db()
    assert row.state == AuthorizationState.DRAFT


def test_the_plans_question_stops_its_clock_until_it_is_answered(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = sent(permit, release, plan, at)
    operations.note_question(
        permit=permit(at), authorization=row.uuid, asked_for="Last urine test", due_on=date(2026, 11, 27), at=at
    )
    assert open_tasks(row) == [Clock.INFORMATION.value]
    operations.answer_question(
        permit=permit(at), release=release(at), authorization=row.uuid, how=SentBy.FAX, decides_by=None, at=at
    )
    assert clocks(row) == {Clock.DECISION.value: datetime(2026, 11, 30, 17, tzinfo=HERE)}
    assert Disclosure.objects.count() == 2


def test_an_approval_asks_for_its_renewal_three_weeks_before_its_end(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = approved(permit, release, plan, at)
    task = Task.objects.get(subject=row.uuid, state="open")
    assert task.kind == Clock.RENEWAL.value
    assert task.due_at == datetime(2027, 5, 1, 17, tzinfo=HERE)
    with pytest.raises(NotPossible):
        operations.note_question(permit=permit(at), authorization=row.uuid, asked_for="x", due_on=date(2027, 1, 1), at=at)


def test_units_are_counted_and_near_the_end_more_are_asked_for(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = approved(permit, release, plan, at)
    given = {"permit": permit(at), "authorization": row.uuid, "at": at}
    for _ in range(4):
        use = operations.record_use(**given, used_on=date(2026, 11, 23), units=1)
    assert open_tasks(row) == [Clock.RENEWAL.value]
    fifth = operations.record_use(**given, used_on=date(2026, 11, 23), units=1)
    assert open_tasks(row) == [Clock.RENEWAL.value, Clock.UNITS.value]
    found = queries.get_authorization(permit=permit(at), authorization=row.uuid)
    assert found is not None
    assert (found.units_used, found.units_left) == (5, 1)
    operations.remove_use(**given, use=fifth.pk)
    assert open_tasks(row) == [Clock.RENEWAL.value]
    assert AuthorizationUse.objects.filter(removed_at__isnull=True).count() == 4
    with pytest.raises(operations.NoSuchThing):
        operations.remove_use(**given, use=fifth.pk)
    assert use.pk != fifth.pk


@pytest.mark.parametrize(("day", "units"), [(date(2026, 11, 24), 1), (date(2026, 11, 22), 1), (date(2026, 11, 23), 0)])
def test_a_use_that_cannot_be_is_refused(
    day: date, units: int, permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = approved(permit, release, plan, at)
    with pytest.raises(operations.BadEntry):
        operations.record_use(permit=permit(at), authorization=row.uuid, used_on=day, units=units, at=at)


def test_a_renewal_begins_as_the_approval_was_once_and_ends_it_when_it_is_approved(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = approved(permit, release, plan, at)
    after = operations.renew_authorization(permit=permit(at), authorization=row.uuid, at=at)
    assert (after.what, after.units_asked, after.needed_on, after.renews_id) == (row.what, 6, date(2027, 5, 22), row.pk)
    with pytest.raises(operations.BadEntry):
        operations.renew_authorization(permit=permit(at), authorization=row.uuid, at=at)
    operations.send_authorization(
        permit=permit(at), release=release(at), authorization=after.uuid, sent_at=at, how=SentBy.FAX, at=at
    )
    operations.record_approval(
        permit=permit(at),
        authorization=after.uuid,
        approval=Approval(date(2027, 5, 23), date(2027, 11, 22)),
        in_full=True,
        decided_on=date(2026, 11, 23),
        at=at,
    )
    row.refresh_from_db()
    assert (row.state, row.close_reason) == ("closed", "A new approval follows it.")
    assert open_tasks(row) == []
    assert open_tasks(after) == [Clock.RENEWAL.value]


def test_a_denial_opens_with_its_own_clock_and_carries_the_parity_concern(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    request = Request(Service.INJECTION, "Sublocade 300 mg", parity_concern=True, parity_note="No such step for insulin.")
    row = sent(permit, release, plan, at, request=request)
    denial = operations.record_denied_authorization(
        permit=permit(at),
        authorization=row.uuid,
        reason=DenialReason.TRIED_FIRST,
        reason_words="Try daily tablets first.",
        notice_on=date(2026, 11, 23),
        file_by=None,
        at=at,
    )
    assert (denial.kind, denial.parity_note) == (DenialKind.AUTHORIZATION, "No such step for insulin.")
    assert clocks(row) == {}
    assert clocks(denial) == {Clock.APPEAL.value: datetime(2027, 1, 22, 17, tzinfo=HERE)}
    assert AuditEvent.objects.filter(verb="authorization.decided").count() == 1


def test_a_denied_renewal_is_care_under_way_and_can_be_kept_going(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    before = approved(permit, release, plan, at)
    after = operations.renew_authorization(permit=permit(at), authorization=before.uuid, at=at)
    operations.send_authorization(
        permit=permit(at), release=release(at), authorization=after.uuid, sent_at=at, how=SentBy.FAX, at=at
    )
    denial = operations.record_denied_authorization(
        permit=permit(at),
        authorization=after.uuid,
        reason=DenialReason.NECESSITY,
        reason_words="",
        notice_on=date(2026, 11, 23),
        file_by=None,
        at=at,
    )
    assert denial.kind == DenialKind.UNDER_WAY
    assert open_tasks(denial) == [Clock.CONTINUE.value, Clock.APPEAL.value]


def test_what_has_gone_is_not_reworded_but_parity_can_be_added(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = sent(permit, release, plan, at)
    given = {"permit": permit(at), "authorization": row.uuid, "at": at}
    with pytest.raises(operations.BadEntry):
        operations.change_authorization(**given, request=Request(Service.INJECTION, "Something else"))
    with_parity = Request(
        Service.INJECTION, REQUEST.what, units_asked=6, measure=Measure.DOSES, parity_concern=True,
        parity_note="None for insulin",
        criteria_asked_on=date(2026, 11, 23),
    )  # fmt: skip
    changed = operations.change_authorization(**given, request=with_parity)
    assert (changed.parity_note, changed.criteria_asked_on) == ("None for insulin", date(2026, 11, 23))


def test_it_is_closed_with_a_reason_from_wherever_it_stands(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    for row, state in ((prepared(permit, plan, at), "withdrawn"), (approved(permit, release, plan, at), "closed")):
        with pytest.raises(operations.BadEntry):
            operations.close_authorization(permit=permit(at), authorization=row.uuid, reason=" ", at=at)
        closed = operations.close_authorization(permit=permit(at), authorization=row.uuid, reason="Moved away", at=at)
        assert closed.state == state
        assert open_tasks(row) == []
        assert clocks(row) == {}


def test_a_figure_of_ones_own_needs_a_source_and_somebody_who_may(alice: Staff, at: datetime) -> None:
    ruth = actor_for(staff_with(Role.SUPERVISOR, organisation=alice.organisation))
    given = {"figure": Figure.APPEAL_FILE, "plan_kind": PlanKind.EMPLOYER, "unit": TimeUnit.DAYS, "at": at}
    with pytest.raises(PermissionError):
        operations.set_clock(actor=actor_for(alice), value=60, source="x", **given)
    for value, source in ((0, "Contract"), (60, " ")):
        with pytest.raises(operations.BadEntry):
            operations.set_clock(actor=ruth, value=value, source=source, **given)
    first = operations.set_clock(actor=ruth, value=60, source="Contract 4.2", **given)
    again = operations.set_clock(actor=ruth, value=90, source="Contract 4.3", **given)
    assert (first.pk, again.value) == (again.pk, 90)
    rows = queries.limit_rows(organisation_id=alice.organisation_id)
    assert (rows[0].value, rows[0].source) == (90, "Contract 4.3")
    operations.drop_clock(actor=ruth, clock=again.uuid, at=at)
    assert all(row.uuid is None for row in queries.limit_rows(organisation_id=alice.organisation_id))


def test_every_figure_of_the_list_has_a_source_and_is_said_to_be_unverified(alice: Staff) -> None:
    rows = queries.limit_rows(organisation_id=alice.organisation_id)
    assert len(rows) > 30
    assert all(row.source and row.noted_on for row in rows)
    assert {row.figure for row in rows if row.plan_kind is None} == set(Figure), "each figure has a default for any plan"
    assert not [row for row in rows if row.verified_on], "nobody has read these sources; a row that is verified brings its day"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"state": "sent"}, "authorization_sent_when_it_was"),
        ({"sent": True, "decision_due_at": datetime(2020, 1, 1, tzinfo=HERE)}, "authorization_sent_with_its_clock"),
        ({"sent": True, "state": "pended"}, "authorization_pended_for_something"),
        ({"approved": True, "ends_on": date(2026, 10, 1)}, "authorization_approved_for_a_time"),
        ({"sent": True, "state": "denied"}, "authorization_decided_when_it_was"),
        ({"state": "withdrawn"}, "authorization_closed_with_reason"),
        ({"parity_note": "x"}, "authorization_parity_note_has_concern"),
    ],
)
def test_the_database_refuses_what_cannot_be(changes: dict[str, object], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        AuthorizationFactory(**changes)


def test_the_database_refuses_a_use_of_nothing() -> None:
    with pytest.raises(IntegrityError, match="authorization_use_counts"), transaction.atomic():
        AuthorizationUseFactory(units=0)
