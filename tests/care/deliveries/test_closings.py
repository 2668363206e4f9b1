"""What follows from a death, its correction and the end of an enrolment, told by events and done by the sweep."""

from datetime import date, timedelta

import pytest

from care import deliveries
from care.actor import Action, Role
from care.outbox import operations as outbox
from care.outbox.models import Delivery
from care.teams.operations import end_enrolment, reopen_enrolment
from care.teams.rules import EndReason
from care.worklist.models import Task
from care.worklist.rules import Priority
from patients.operations import correct_death, record_death
from patients.rules import DeathCorrection
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.regimens import MedicationOrderFactory, OrderHoldFactory
from tests.factories.treatment_plans import GoalFactory, PlanFactory
from treatment_plans.models import Plan
from treatment_plans.operations import draft_plan
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.timeline import timeline_entries
from treatment_plans.vocabulary import PlanStatus

pytestmark = pytest.mark.django_db(transaction=True)

YESTERDAY = date(2026, 11, 22)


@pytest.fixture
def alice():
    return staff_with(Role.PRESCRIBER, Role.COORDINATOR)


@pytest.fixture
def patient(alice):
    return enrolled_patient(alice)


@pytest.fixture
def permit(alice, patient, at):
    return permit_for(alice, patient, at=at)


@pytest.fixture
def in_hand(patient, alice):
    """A plan in force with an open goal, a draft, an order in force, one on hold, and a drafted one."""
    whose = {"patient": patient, "organisation": patient.organisation}
    active = PlanFactory(**whose, version=1, active=True)
    GoalFactory(plan=active)
    PlanFactory(**whose, version=2)
    MedicationOrderFactory(**whose, substance="buprenorphine", active=True)
    held = MedicationOrderFactory(**whose, substance="naltrexone", active=True, status="on-hold")
    OrderHoldFactory(order=held)
    MedicationOrderFactory(**whose, substance="acamprosate")


def sweep(at):
    return outbox.sweep(handlers=deliveries.HANDLERS, listeners=deliveries.LISTENERS, clock=lambda: at)


def hear_again(at):
    """As after a worker that died between hearing and marking."""
    Delivery.objects.filter(kind__startswith="hear:").update(state="waiting", settled_at=None, next_try_at=at)
    return sweep(at)


def plans():
    return sorted(Plan.objects.values_list("version", "status", "end_reason", "ended_by_job", "ended_by"))


def orders():
    return sorted(MedicationOrder.objects.values_list("substance", "status", "end_reason", "ended_by_job", "ended_by"))


def tasks():
    return list(Task.objects.exclude(state="cancelled").order_by("pk").values_list("kind", "priority", "owner_role"))


def test_a_death_ends_plans_and_medication_within_one_sweep(permit, patient, in_hand, at):
    record_death(permit=permit, deceased_on=YESTERDAY, at=at)
    swept = sweep(at)
    assert (swept.failed, swept.dead) == (0, 0)
    assert plans() == [(1, "revoked", "died", "plans.close", None), (2, "revoked", "died", "plans.close", None)]
    assert orders() == [
        ("acamprosate", "cancelled", "set_aside", "regimens.close", None),
        ("buprenorphine", "stopped", "died", "regimens.close", None),
        ("naltrexone", "stopped", "died", "regimens.close", None),
    ]
    assert tasks() == []
    assert hear_again(at + timedelta(minutes=1)).failed == 0
    assert tasks() == []


def test_goals_of_somebody_who_died_were_not_let_go(permit, in_hand, at):
    record_death(permit=permit, deceased_on=YESTERDAY, at=at)
    sweep(at)
    goal = Plan.objects.get(version=1).goals.get()
    assert (goal.lifecycle, goal.ended_at) == ("active", None)


def test_the_timeline_says_that_the_platform_ended_the_plan(alice, patient, permit, in_hand, at):
    record_death(permit=permit, deceased_on=YESTERDAY, at=at)
    sweep(at)
    ended = [entry for entry in timeline_entries(permit=permit_for(alice, patient, at=at)) if "ended (Died)" in entry.what]
    assert {entry.who for entry in ended} == {"Throughline"}
    assert len(ended) == 2


@pytest.mark.parametrize("reason", [EndReason.TRANSFERRED, EndReason.MOVED, EndReason.OWN_WISH, EndReason.COMPLETED])
def test_who_leaves_keeps_their_medication_until_a_prescriber_decides(permit, in_hand, reason, at):
    end_enrolment(permit=permit, reason=reason, at=at)
    assert sweep(at).failed == 0
    assert [row[1] for row in plans()] == ["revoked", "revoked"]
    assert {row[2] for row in plans()} == {"own_wish" if reason is EndReason.OWN_WISH else "care_ended"}
    assert [(row[0], row[1]) for row in orders()] == [
        ("acamprosate", "cancelled"),
        ("buprenorphine", "active"),
        ("naltrexone", "on-hold"),
    ]
    assert tasks() == [("medication", Priority.URGENT.value, Role.PRESCRIBER.value)]
    hear_again(at + timedelta(minutes=1))
    assert len(tasks()) == 1


def test_who_leaves_without_medication_asks_nothing_of_a_prescriber(permit, at):
    end_enrolment(permit=permit, reason=EndReason.TRANSFERRED, at=at)
    sweep(at)
    assert tasks() == []


def test_a_prescriber_can_stop_what_is_in_force_after_care_here_ended(alice, patient, permit, in_hand, at):
    end_enrolment(permit=permit, reason=EndReason.TRANSFERRED, at=at)
    sweep(at)
    assert permit_for(alice, patient, at=at, action=Action.ORDER).action is Action.ORDER


def test_an_end_that_was_taken_back_before_it_was_heard_closes_nothing(permit, in_hand, at):
    end_enrolment(permit=permit, reason=EndReason.MOVED, at=at)
    reopen_enrolment(permit=permit, ended_at=at, at=at + timedelta(seconds=2))
    sweep(at + timedelta(seconds=5))
    assert [row[1] for row in plans()] == ["active", "draft"]
    assert tasks() == []


def test_a_death_that_was_corrected_before_it_was_heard_closes_nothing(permit, in_hand, at):
    record_death(permit=permit, deceased_on=YESTERDAY, at=at)
    correct_death(permit=permit, reason=DeathCorrection.WRONG_PERSON, at=at + timedelta(seconds=2))
    assert sweep(at + timedelta(seconds=5)).failed == 0
    assert [row[1] for row in plans()] == ["active", "draft"]
    assert [row[1] for row in orders()] == ["draft", "active", "on-hold"]
    assert tasks() == []


def test_a_corrected_death_starts_nothing_again_and_asks_people(alice, patient, permit, in_hand, at):
    record_death(permit=permit, deceased_on=YESTERDAY, at=at)
    sweep(at)
    later = at + timedelta(hours=1)
    correct_death(permit=permit, reason=DeathCorrection.WRONG_PERSON, at=later)
    assert sweep(later).failed == 0
    assert {row[1] for row in orders()} == {"cancelled", "stopped"}
    assert {row[1] for row in plans()} == {"revoked"}
    assert sorted(tasks()) == [
        ("medication", Priority.URGENT.value, Role.PRESCRIBER.value),
        ("plan", Priority.RAISED.value, Role.COUNSELOR.value),
    ]
    hear_again(later + timedelta(minutes=1))
    assert len(tasks()) == 2
    draft = draft_plan(permit=permit_for(alice, patient, at=later), at=later)
    assert draft.status == PlanStatus.DRAFT
