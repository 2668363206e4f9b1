"""What the room hears of, each thing twice; the days of a night; who died or left."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from care.actor import Permit
from care.deliveries import LISTENERS
from care.lib.dates import local_date
from care.outbox.handling import Listener
from care.outbox.models import Delivery
from care.teams.rules import EndReason as Leaving
from patients.assessments import operations as assessments
from patients.assessments.rules import Mode
from patients.models import Patient
from patients.operations import record_death
from tests.factories.elsewhere import RecordPartFactory
from tests.factories.outbox import DeliveryFactory
from tests.factories.story import PregnancyRecordFactory
from treatment_plans import operations as plans
from treatment_plans.models import Goal, Plan
from treatment_plans.reviews import deliveries, operations
from treatment_plans.reviews.models import Review, ReviewCause
from treatment_plans.reviews.presenters import because
from treatment_plans.reviews.queries import open_causes
from treatment_plans.reviews.tasks import look
from treatment_plans.reviews.vocabulary import CauseKind
from treatment_plans.staying_safe.operations import Told, record_return
from treatment_plans.staying_safe.vocabulary import ToldBy
from treatment_plans.vocabulary import PlanEnd

pytestmark = pytest.mark.django_db
ZONE = "America/New_York"


def hears(listener: Listener, mari: Patient, at: datetime, **about: str) -> None:
    """Twice, as a worker that died in between would have it."""
    row: Any = DeliveryFactory.build(uuid=uuid4(), patient_id=mari.pk, organisation_id=mari.organisation_id, about=about)
    for _ in range(2):
        listener.hear(row, at)


def phq9(permit: Permit, at: datetime, each: int) -> str:
    begun = assessments.begin_response(permit=permit, instrument="phq9", mode=Mode.CLINICIAN, language="en", at=at)
    answers = {str(number): Decimal(each if number < 9 else 0) for number in range(1, 10)}
    assessments.complete_response(permit=permit, response=begun.uuid, answers=answers, at=at)
    return str(begun.uuid)


def test_each_thing_is_a_cause_once_and_in_words(to_write: Permit, active: Plan, mari: Patient, at: datetime) -> None:
    first, second = phq9(to_write, at, 1), phq9(to_write, at + timedelta(minutes=5), 2)
    for response in (first, second):
        hears(deliveries.AFTER_SCORE, mari, at, instrument="phq9", response=response)
    told = record_return(permit=to_write, told=Told("2026-11", "alcohol", ToldBy.PERSON), at=at)
    hears(deliveries.AFTER_RETURN, mari, at, **{"return": str(told.uuid)})
    hears(deliveries.AFTER_MISSED, mari, at, check_in=str(uuid4()))
    before = PregnancyRecordFactory(patient=mari, answer="not", due_on=None, recorded_at=at - timedelta(days=9))
    hears(deliveries.AFTER_PREGNANCY, mari, at, record=str(before.uuid))
    record = PregnancyRecordFactory(patient=mari, answer="pregnant", recorded_at=at)
    hears(deliveries.AFTER_PREGNANCY, mari, at, record=str(record.uuid))
    Goal.objects.filter(plan=active).update(target_on=local_date(at, ZONE) - timedelta(days=1))
    for days, what in ((2, "Emergency visit"), (3, "Office visit"), (400, "Hospital stay")):
        RecordPartFactory(record__patient=mari, record__kind="visit", record__happened=at - timedelta(days=days), value=what)
    Plan.objects.filter(pk=active.pk).update(agreed_at=at - timedelta(days=90))
    nights = [look(organisation_id=mari.organisation_id, at=at + timedelta(days=day)) for day in (0, 0, 24)]
    assert nights == [2, 0, 1]  # the goal's day and the emergency visit; the plan's own day a week ahead
    words = because(open_causes(permit=to_write), today=local_date(at, ZONE), person="Mari")
    day = f"{at:%a %b} {local_date(at, ZONE).day}"
    assert {line.partition(day)[0] for line in words if day in line} == {
        "the PHQ-9 rose from 8 to 16 on ",
        "a return to use was told on ",
        "two check-ins in a row were missed, the last on ",
        "a pregnancy was told on ",
    }
    assert ReviewCause.objects.count() == 7


@pytest.mark.parametrize("way", ["died", "left", "merged"])
def test_an_end_closes_what_is_under_way(to_write: Permit, active: Plan, mari: Patient, at: datetime, way: str) -> None:
    seen = operations.Seen(CauseKind.RETURN_TO_USE, local_date(at, ZONE), uuid4())
    operations.see_cause(permit=to_write, seen=seen, at=at)
    operations.begin_review(permit=to_write, plan=active.uuid, at=at)
    for listener in (deliveries.CLOSE_AT_DEATH, deliveries.FOLLOW_PLAN):
        hears(listener, mari, at)  # nobody died, no plan ended
    assert Review.objects.get().outcome == ""
    Plan.objects.filter(pk=active.pk).update(status="revoked", ended_at=at, ended_by=active.started_by, end_reason="superseded")
    if way == "died":
        record_death(permit=to_write, deceased_on=at.date(), at=at)
        hears(deliveries.CLOSE_AT_DEATH, mari, at)
    elif way == "merged":
        assert deliveries.FOLLOW_PLAN in LISTENERS["patient.merged"]
        hears(deliveries.FOLLOW_PLAN, mari, at)
    else:
        hears(deliveries.CLOSE_AT_END, mari, at, reason=Leaving.TRANSFERRED.value)
        hears(deliveries.FOLLOW_PLAN, mari, at)
    assert Review.objects.get().outcome == ("died" if way == "died" else "plan_ended")
    assert ReviewCause.objects.get().closed_at == at


def test_a_plan_that_ends_is_told(to_write: Permit, active: Plan, at: datetime) -> None:
    active.refresh_from_db()
    plans.revoke_plan(permit=to_write, plan=active.uuid, seen=active.revision, reason=PlanEnd.OWN_WISH, at=at)
    assert Delivery.objects.filter(kind="event:plan.ended", about__plan=str(active.uuid)).exists()


def test_a_pregnancy_that_a_test_found_is_a_cause_once(to_write: Permit, active: Plan, mari: Patient, at: datetime) -> None:
    number = str(uuid4())
    for _ in range(2):
        hears(deliveries.AFTER_PREGNANCY_TEST, mari, at, result=number)
    assert [cause.kind.value for cause in open_causes(permit=to_write)] == ["pregnancy"]
