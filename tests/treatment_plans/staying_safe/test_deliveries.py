"""What the room hears: a screening, a return, a day, a crisis, a death, an end; each however often it is told."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from care.actor import Permit
from care.deliveries import LISTENERS
from care.outbox.handling import Listener
from care.teams.operations import end_enrolment
from care.teams.rules import EndReason as Leaving
from care.worklist.models import Task
from patients.assessments import operations as assessments
from patients.assessments.rules import Mode
from patients.models import Patient
from patients.operations import record_death
from tests.factories.outbox import DeliveryFactory
from tests.treatment_plans.staying_safe.conftest import AgreedPlan
from treatment_plans.staying_safe import deliveries, operations
from treatment_plans.staying_safe.models import PhoneCopy, SafePlan
from treatment_plans.staying_safe.vocabulary import PlanKind, ToldBy

pytestmark = pytest.mark.django_db


def hears(listener: Listener, mari: Patient, at: datetime, **about: str) -> None:
    """Twice, as a worker that died in between would have it."""
    row: Any = DeliveryFactory.build(uuid=uuid4(), patient_id=mari.pk, organisation_id=mari.organisation_id, about=about)
    for _ in range(2):
        listener.hear(row, at)


def asked() -> list[str]:
    found = Task.objects.filter(kind__startswith="safe_plan", state="open")
    return sorted(found.values_list("title", flat=True))


def screened(permit: Permit, at: datetime, **answers: int) -> str:
    given = {"1": 1, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0} | {name.removeprefix("q"): value for name, value in answers.items()}
    begun = assessments.begin_response(permit=permit, instrument="cssrs", mode=Mode.CLINICIAN, language="en", at=at)
    whole = {name: Decimal(value) for name, value in given.items()}
    assessments.complete_response(permit=permit, response=begun.uuid, answers=whole, at=at)
    return str(begun.uuid)


def test_a_screening_asks_for_a_plan_once_and_a_low_one_does_not(permit: Permit, mari: Patient, at: datetime) -> None:
    low = screened(permit, at)
    hears(deliveries.AFTER_SCREENING, mari, at, instrument="cssrs", response=low)
    assert asked() == []
    moderate = screened(permit, at + timedelta(minutes=5), q3=1)
    hears(deliveries.AFTER_SCREENING, mari, at, instrument="phq9", response=moderate)
    assert asked() == []
    hears(deliveries.AFTER_SCREENING, mari, at, instrument="cssrs", response=moderate)
    assert asked() == ["Make a safety plan together"]


def test_each_event_asks_once(permit: Permit, mari: Patient, agreed: AgreedPlan, at: datetime) -> None:
    plan = agreed()
    told = operations.Told("2026-11", "alcohol", ToldBy.PERSON)
    event = operations.record_return(permit=permit, told=told, at=at)
    hears(deliveries.AFTER_RETURN, mari, at, **{"return": str(event.uuid)})
    hears(deliveries.LOOK_AGAIN, mari, at, plan=str(plan.uuid))
    assert asked() == ["Make a plan for staying well together"]
    hears(deliveries.AFTER_CRISIS, mari, at)
    hears(deliveries.LOOK_AGAIN, mari, at + timedelta(days=95), plan=str(plan.uuid))
    assert asked() == ["Look at the safety plan together", "Make a plan for staying well together"]


def test_an_end_of_care_leaves_the_phone_alone_and_a_death_does_not(
    permit: Permit, mari: Patient, agreed: AgreedPlan, at: datetime
) -> None:
    agreed()
    operations.give_copy(permit=permit, kinds=list(PlanKind), sends=False, at=at)
    end_enrolment(permit=permit, reason=Leaving.TRANSFERRED, at=at)
    hears(deliveries.CLOSE_AT_END, mari, at, reason=Leaving.TRANSFERRED.value)
    assert (SafePlan.objects.get().end_reason, PhoneCopy.objects.get().taken_back_at) == ("care_ended", None)
    record_death(permit=permit, deceased_on=at.date(), at=at)
    hears(deliveries.CLOSE_AT_DEATH, mari, at)
    assert PhoneCopy.objects.get().taken_back_why == "died"


def test_the_events_are_listened_to() -> None:
    heard = {event: {one.name for one in listeners} for event, listeners in LISTENERS.items()}
    for event, listener in (
        ("use.returned", deliveries.AFTER_RETURN),
        ("safe_plan.look_again", deliveries.LOOK_AGAIN),
        ("assessment.completed", deliveries.AFTER_SCREENING),
        ("patient.died", deliveries.CLOSE_AT_DEATH),
        ("enrolment.ended", deliveries.CLOSE_AT_END),
    ):
        assert listener.name in heard[event]
