"""Programs that help with costs: considered, applied for, asked about, granted, renewed, left."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from care.worklist.models import Task
from patients.coverage import operations, queries
from patients.coverage.models import Aid, Coverage, Deadline
from patients.coverage.operations import AidNews
from patients.coverage.rules import NotPossible
from patients.coverage.vocabulary import AidStep, Clock
from tests.factories.coverage import AidFactory
from tests.patients.coverage.conftest import PermitAt

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("America/New_York")


def considered(permit: PermitAt, at: datetime, program: str = "medicaid", **given: object) -> Aid:
    return operations.consider_aid(permit=permit(at), program=program, at=at, **given)  # type: ignore[arg-type]


def moved(permit: PermitAt, row: Aid, step: AidStep, at: datetime, **news: object) -> Aid:
    return operations.move_aid(permit=permit(at), aid=row.uuid, step=step, news=AidNews(**news), at=at)  # type: ignore[arg-type]


def clocks(row: Aid) -> dict[str, datetime]:
    return dict(Deadline.objects.filter(subject=row.uuid).values_list("clock", "due_at"))


def test_the_whole_way_of_a_medicaid_application_to_its_renewal(permit: PermitAt, at: datetime) -> None:
    row = considered(permit, at, papers_missing="Proof of address", papers_due_on=date(2026, 12, 1))
    assert clocks(row) == {Clock.PAPERS.value: datetime(2026, 12, 1, 17, tzinfo=HERE)}
    moved(permit, row, AidStep.APPLY, at, on=date(2026, 11, 23), reference="R-9")
    assert clocks(row) == {Clock.AID_DECISION.value: datetime(2027, 1, 7, 17, tzinfo=HERE)}, "45 days"
    moved(permit, row, AidStep.ASK_MORE, at, asked_for="Pay stubs", due_on=date(2026, 12, 4))
    assert clocks(row) == {Clock.AID_INFORMATION.value: datetime(2026, 12, 4, 17, tzinfo=HERE)}
    moved(permit, row, AidStep.ANSWER, at)
    granted = moved(permit, row, AidStep.GRANT, at, on=date(2026, 11, 23), worth="Full coverage")
    assert (granted.renews_on, granted.worth) == (date(2027, 11, 23), "Full coverage")
    assert clocks(row) == {Clock.AID_RENEWAL.value: datetime(2027, 11, 23, 17, tzinfo=HERE)}
    renewing = moved(permit, row, AidStep.RENEW, at)
    assert renewing.papers_due_on == date(2027, 11, 23)
    assert Task.objects.filter(subject=row.uuid, state="open").values_list("kind", flat=True).get() == Clock.PAPERS.value


def test_what_the_person_does_not_want_is_kept_in_their_words(permit: PermitAt, at: datetime) -> None:
    row = considered(permit, at, "sliding_fee", is_wanted=False)
    with pytest.raises(operations.BadEntry):
        moved(permit, row, AidStep.LEAVE, at)
    left = moved(permit, row, AidStep.LEAVE, at, reason="I pay my own way.")
    assert (left.state, left.end_reason) == ("not_wanted", "I pay my own way.")
    assert clocks(row) == {}
    again = moved(permit, row, AidStep.GATHER, at)
    assert (again.state, again.end_reason) == ("gathering", "")


def test_a_turned_down_application_keeps_a_clock_until_somebody_ends_it(permit: PermitAt, at: datetime) -> None:
    row = considered(permit, at, "maker_help")
    moved(permit, row, AidStep.APPLY, at)
    moved(permit, row, AidStep.TURN_DOWN, at)
    assert list(clocks(row)) == [Clock.PAPERS.value]
    moved(permit, row, AidStep.END, at, reason="Income too high")
    assert clocks(row) == {}


def test_a_copay_card_never_goes_with_federal_coverage(permit: PermitAt, plan: Coverage, at: datetime) -> None:
    with pytest.raises(operations.BadEntry) as refusal:
        considered(permit, at, "copay_card", coverage=plan.uuid)
    assert refusal.value.field == "coverage"
    plan.kind = "employer"
    plan.save()
    assert considered(permit, at, "copay_card", coverage=plan.uuid).coverage == plan


@pytest.mark.parametrize(
    ("step", "news", "field"),
    [
        (AidStep.APPLY, {"on": date(2026, 11, 24)}, "on"),
        (AidStep.APPLY, {"on": date(2026, 11, 20), "due_on": date(2026, 11, 1)}, "due_on"),
    ],
)
def test_a_step_that_cannot_be_is_refused(
    step: AidStep, news: dict[str, object], field: str, permit: PermitAt, at: datetime
) -> None:
    row = considered(permit, at)
    with pytest.raises(operations.BadEntry) as refusal:
        moved(permit, row, step, at, **news)
    assert refusal.value.field == field
    row.refresh_from_db()
    assert row.state == "gathering"


def test_an_unknown_program_a_step_from_elsewhere_and_somebody_elses_application(permit: PermitAt, at: datetime) -> None:
    with pytest.raises(operations.BadEntry):
        considered(permit, at, "magic")
    with pytest.raises(NotPossible):
        moved(permit, considered(permit, at), AidStep.GRANT, at)
    with pytest.raises(operations.NoSuchThing):
        moved(permit, AidFactory(), AidStep.APPLY, at)


def test_every_program_of_the_list_has_a_source() -> None:
    found = queries.programs()
    assert len(found) >= 10
    assert all(one.source and one.noted_on for one in found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"state": "applied"}, "aid_applied_with_its_clock"),
        ({"state": "granted"}, "aid_decided_when_it_was"),
        ({"state": "ended"}, "aid_ended_with_reason"),
    ],
)
def test_the_database_refuses_what_cannot_be(changes: dict[str, object], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        AidFactory(**changes)
