"""Two colleagues at the same moment: one is told yes, the other what happened, and nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from care.actor import Permit
from treatment_plans import operations
from treatment_plans.models import Goal, Plan
from treatment_plans.regimens import operations as regimens
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus, Phase, Route
from treatment_plans.rules import NotPossible
from treatment_plans.vocabulary import PlanStatus

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """What each of several threads, let go together, got or was refused with."""
    ready = Barrier(MANY)

    def one(number: int) -> Any:
        try:
            ready.wait(timeout=10)
            return work(number)
        except Exception as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def refusals(answers: list[Any]) -> list[type[Exception]]:
    return [type(answer) for answer in answers if isinstance(answer, Exception)]


def test_a_plan_agreed_by_several_at_once_is_agreed_once(to_write: Permit, draft: Plan, at: datetime) -> None:
    answers = at_once(lambda _: operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at))
    assert refusals(answers) == [NotPossible] * (MANY - 1)
    assert Plan.objects.filter(patient_id=draft.patient_id, status=PlanStatus.ACTIVE).count() == 1


def test_one_draft_is_begun_by_several_at_once(to_write: Permit, at: datetime) -> None:
    answers = at_once(lambda _: operations.draft_plan(permit=to_write, at=at))
    assert refusals(answers) == [operations.DraftExists] * (MANY - 1)
    assert Plan.objects.count() == 1


def test_goals_stated_by_several_at_once_are_all_there(to_write: Permit, draft: Plan, at: datetime) -> None:
    answers = at_once(lambda number: operations.state_goal(permit=to_write, plan=draft.uuid, own_words=f"Goal {number}", at=at))
    assert refusals(answers) == []
    assert sorted(Goal.objects.filter(plan=draft).values_list("position", flat=True)) == list(range(1, MANY + 2))


def test_a_goal_changed_by_several_at_once_keeps_the_first_and_tells_the_others(
    to_write: Permit, draft: Plan, at: datetime
) -> None:
    goal = Goal.objects.get(plan=draft)
    answers = at_once(
        lambda number: operations.change_goal(
            permit=to_write,
            goal=goal.uuid,
            seen=draft.revision,
            own_words=f"Goal {number}",
            measure="",
            target_on=None,
            at=at,
        )
    )
    assert refusals(answers) == [operations.StalePlan] * (MANY - 1)


def written(permit: Permit, medication: str, at: datetime, route: Route = Route.SUBLINGUAL) -> MedicationOrder:
    return regimens.write_order(
        permit=permit,
        medication=medication,
        dose_amount=Decimal(16),
        route=route,
        frequency=Frequency.DAILY,
        phase=Phase.STABILIZATION,
        starts_on=at.date(),
        at=at,
    )


def test_an_order_signed_by_several_at_once_is_signed_once(to_order: Permit, at: datetime) -> None:
    order = written(to_order, "buprenorphine", at)
    answers = at_once(lambda _: regimens.sign_order(permit=to_order, order=order.uuid, at=at))
    assert refusals(answers) == [NotPossible] * (MANY - 1)


def test_of_several_drafts_for_a_substance_one_is_put_in_force(to_order: Permit, at: datetime) -> None:
    orders = [written(to_order, "buprenorphine", at) for _ in range(MANY)]
    answers = at_once(lambda number: regimens.sign_order(permit=to_order, order=orders[number].uuid, at=at))
    assert refusals(answers) == [regimens.AlreadyOrdered] * (MANY - 1)
    assert MedicationOrder.objects.filter(status=OrderStatus.ACTIVE).count() == 1


def test_a_dose_changed_by_several_at_once_is_changed_once(to_order: Permit, at: datetime) -> None:
    order = written(to_order, "buprenorphine", at)
    regimens.sign_order(permit=to_order, order=order.uuid, at=at)
    answers = at_once(
        lambda number: regimens.change_dose(
            permit=to_order, order=order.uuid, dose_amount=Decimal(20 + number), starts_on=at.date(), at=at
        )
    )
    assert refusals(answers) == [regimens.NotReplaceable] * (MANY - 1)
    assert MedicationOrder.objects.filter(status=OrderStatus.ACTIVE).count() == 1
    assert MedicationOrder.objects.count() == 2
