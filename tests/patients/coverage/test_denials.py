"""What payers said no to: its last days, appeals level by level, how they end, and what is left."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from care.access.models import Disclosure
from care.worklist.models import Task
from care.worklist.rules import Priority
from patients.coverage import operations, queries
from patients.coverage.models import Appeal, Coverage, Deadline, Denial
from patients.coverage.operations import DenialTerms, Filing
from patients.coverage.rules import NotPossible
from patients.coverage.vocabulary import Clock, DenialKind, DenialReason, Level, Outcome, SentBy
from tests.factories.coverage import AppealFactory, DenialFactory
from tests.patients.coverage.conftest import PermitAt

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("America/New_York")
TERMS = DenialTerms(DenialKind.CLAIM, "Residential, 28 days", DenialReason.NECESSITY, date(2026, 11, 20))


def recorded(permit: PermitAt, plan: Coverage, at: datetime, terms: DenialTerms = TERMS) -> Denial:
    return operations.record_denial(permit=permit(at), coverage=plan.uuid, terms=terms, at=at)


def filing(at: datetime, level: Level = Level.PLAN, **given: object) -> Filing:
    values = {"filed_at": at, "how": SentBy.FAX, "agreed_on": date(2026, 11, 23)} | given
    return Filing(level, **values)  # type: ignore[arg-type]


def filed(permit: PermitAt, release: PermitAt, denial: Denial, at: datetime, **given: object) -> Appeal:
    return operations.file_appeal(
        permit=permit(at), release=release(at), denial=denial.uuid, filing=filing(at, **given), at=at  # type: ignore[arg-type]
    )  # fmt: skip


def clocks(row: Denial) -> dict[str, datetime]:
    return dict(Deadline.objects.filter(subject=row.uuid).values_list("clock", "due_at"))


def test_the_last_day_comes_from_the_list_or_from_the_notice(permit: PermitAt, plan: Coverage, at: datetime) -> None:
    assert clocks(recorded(permit, plan, at)) == {Clock.APPEAL.value: datetime(2027, 1, 19, 17, tzinfo=HERE)}
    named = DenialTerms(DenialKind.CLAIM, "x", DenialReason.OTHER, date(2026, 11, 20), file_by=date(2026, 12, 4))
    row = recorded(permit, plan, at, named)
    assert clocks(row) == {Clock.APPEAL.value: datetime(2026, 12, 4, 17, tzinfo=HERE)}
    assert Task.objects.get(subject=row.uuid).due_at == at, "two weeks before is now"


def test_care_that_is_under_way_can_be_kept_going(permit: PermitAt, plan: Coverage, at: datetime) -> None:
    terms = DenialTerms(DenialKind.UNDER_WAY, "Intensive outpatient", DenialReason.LIMIT, date(2026, 11, 20))
    assert clocks(recorded(permit, plan, at, terms))[Clock.CONTINUE.value] == datetime(2026, 11, 30, 17, tzinfo=HERE)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"notice_on": date(2026, 11, 24)}, "notice_on"),
        ({"file_by": date(2026, 11, 1)}, "file_by"),
        ({"what": " "}, "what"),
    ],
)
def test_a_denial_that_cannot_be_is_refused(
    changes: dict[str, object], field: str, permit: PermitAt, plan: Coverage, at: datetime
) -> None:
    values = {"kind": DenialKind.CLAIM, "what": "x", "reason": DenialReason.OTHER, "notice_on": date(2026, 11, 20)} | changes
    with pytest.raises(operations.BadEntry) as refusal:
        recorded(permit, plan, at, DenialTerms(**values))  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_an_appeal_stops_the_first_clock_and_starts_the_next(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = recorded(permit, plan, at)
    filed(permit, release, row, at)
    assert clocks(row) == {Clock.APPEAL_DECISION.value: datetime(2026, 12, 23, 17, tzinfo=HERE)}
    assert Disclosure.objects.get().requester_organisation == "Bay Health Plan"
    with pytest.raises(NotPossible):
        filed(permit, release, row, at, level=Level.HEARING)


def test_an_expedited_appeal_runs_to_the_hour_and_climbs(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = recorded(permit, plan, at)
    filed(permit, release, row, at, is_expedited=True)
    assert clocks(row) == {Clock.APPEAL_DECISION.value: at + timedelta(hours=72)}
    assert Task.objects.get(kind=Clock.APPEAL_DECISION.value).priority == Priority.RAISED.value


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"agreed_on": None}, "agreed_on"),
        ({"agreed_on": date(2026, 11, 24)}, "agreed_on"),
        ({"filed_at": datetime(2026, 11, 19, 12, tzinfo=HERE)}, "filed_on"),
        ({"filed_at": datetime(2026, 11, 25, 12, tzinfo=HERE)}, "filed_on"),
        ({"level": Level.EXTERNAL}, "level"),
    ],
)
def test_an_appeal_that_cannot_be_is_refused(
    given: dict[str, object], field: str, permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = recorded(permit, plan, at)
    with pytest.raises(operations.BadEntry) as refusal:
        filed(permit, release, row, at, **given)
    assert refusal.value.field == field
    assert not Appeal.objects.exists()


def test_a_lost_appeal_begins_the_clock_of_the_next_level_and_the_last_one_leaves_none(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = recorded(permit, plan, at)
    filed(permit, release, row, at)
    lost = {"outcome": Outcome.UPHELD, "decided_on": date(2026, 11, 23), "words": "Criteria not met."}
    operations.decide_appeal(permit=permit(at), denial=row.uuid, at=at, **lost)
    assert clocks(row) == {Clock.APPEAL.value: datetime(2027, 2, 21, 17, tzinfo=HERE)}
    filed(permit, release, row, at, level=Level.HEARING)
    operations.decide_appeal(permit=permit(at), denial=row.uuid, at=at, **lost)
    assert clocks(row) == {}
    found = queries.get_denial(permit=permit(at), denial=row.uuid)
    assert found is not None
    assert found.levels == ()
    assert [appeal.outcome for appeal in found.appeals] == [Outcome.UPHELD, Outcome.UPHELD]
    operations.leave_denial(permit=permit(at), denial=row.uuid, reason="I am tired of it.", at=at)
    with pytest.raises(operations.BadEntry):
        operations.reopen_denial(permit=permit(at), denial=row.uuid, at=at)


def test_a_won_appeal_ends_it(permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime) -> None:
    row = recorded(permit, plan, at)
    filed(permit, release, row, at)
    given = {"permit": permit(at), "denial": row.uuid, "at": at}
    with pytest.raises(operations.BadEntry):
        operations.decide_appeal(**given, outcome=Outcome.OVERTURNED, decided_on=date(2026, 11, 24))
    with pytest.raises(operations.BadEntry):
        operations.decide_appeal(**given, outcome=Outcome.TAKEN_BACK, decided_on=date(2026, 11, 23))
    ended = operations.decide_appeal(**given, outcome=Outcome.OVERTURNED, decided_on=date(2026, 11, 23))
    assert ended.state == "overturned"
    assert clocks(row) == {}
    assert not Task.objects.filter(subject=row.uuid, state="open").exists()


def test_it_is_left_in_the_persons_words_and_can_be_taken_up_again(
    permit: PermitAt, release: PermitAt, plan: Coverage, at: datetime
) -> None:
    row = recorded(permit, plan, at)
    filed(permit, release, row, at)
    left = operations.leave_denial(permit=permit(at), denial=row.uuid, reason="Not worth it to me.", at=at)
    assert (left.state, left.end_reason) == ("stands", "Not worth it to me.")
    assert Appeal.objects.get().outcome == Outcome.TAKEN_BACK
    again = operations.reopen_denial(permit=permit(at), denial=row.uuid, at=at)
    assert (again.state, again.end_reason) == ("open", "")
    assert list(clocks(row)) == [Clock.APPEAL.value]


def test_criteria_are_written_down_when_they_were_asked_for_and_came(permit: PermitAt, plan: Coverage, at: datetime) -> None:
    row = recorded(permit, plan, at)
    terms = DenialTerms(
        DenialKind.CLAIM, "Residential, 28 days", DenialReason.NECESSITY, date(2026, 11, 20), file_by=date(2026, 12, 1),
        criteria_asked_on=date(2026, 11, 23), parity_concern=True, parity_note="Skilled nursing has no such limit",
    )  # fmt: skip
    changed = operations.change_denial(permit=permit(at), denial=row.uuid, terms=terms, at=at)
    assert (changed.criteria_asked_on, changed.file_by_said) == (date(2026, 11, 23), True)
    assert clocks(row) == {Clock.APPEAL.value: datetime(2026, 12, 1, 17, tzinfo=HERE)}
    with pytest.raises(operations.NoSuchThing):
        operations.change_denial(permit=permit(at), denial=DenialFactory().uuid, terms=terms, at=at)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"what": ""}, "denial_says_what"),
        ({"file_by_on": date(2026, 1, 1)}, "denial_appealed_after_notice"),
        ({"state": "stands"}, "denial_left_with_reason"),
        ({"parity_note": "x"}, "denial_parity_note_has_concern"),
    ],
)
def test_the_database_refuses_what_cannot_be(changes: dict[str, object], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        DenialFactory(**changes)


def test_the_database_keeps_one_open_appeal_and_one_at_a_level() -> None:
    first = AppealFactory()
    with pytest.raises(IntegrityError, match="appeal_one_open"), transaction.atomic():
        AppealFactory(denial=first.denial, level="hearing")
