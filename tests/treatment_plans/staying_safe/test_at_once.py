"""Two at the same moment: one writes and the other is told; two returns to use open one offer of care."""

from datetime import datetime
from functools import partial
from typing import Any

import pytest

from care.actor import Permit
from care.worklist.models import Task
from tests.together import together
from treatment_plans.staying_safe import operations
from treatment_plans.staying_safe.models import ReturnToUse, SafePart
from treatment_plans.staying_safe.vocabulary import ErrorReason, Part, PlanKind, ToldBy

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_at_once_one_writes_and_two_returns_are_one_offer(permit: Permit, at: datetime) -> None:
    plan = operations.begin_plan(permit=permit, kind=PlanKind.SAFETY, at=at)

    def write(number: int) -> Any:
        written = {Part.SIGNS: operations.Written(f"I stop answering, {number}.", 1)}
        return operations.write_parts(permit=permit, plan=plan.uuid, written=written, at=at)

    answers = together(partial(write, 0), partial(write, 1))
    lost = next(answer for answer in answers if isinstance(answer, operations.ChangedMeanwhile))
    part = SafePart.objects.get(plan=plan, part=Part.SIGNS)
    assert (part.version, answers.count([Part.SIGNS])) == (2, 1)
    assert (lost.theirs[Part.SIGNS].text, lost.theirs[Part.SIGNS].version) == (part.text, 2)  # the other is told what stands

    told = operations.Told("2026-11", "alcohol", ToldBy.PERSON)
    tell = partial(operations.record_return, permit=permit, told=told, at=at)
    events = together(tell, tell)
    offer = Task.objects.get(kind="return_to_use")
    assert {row.offer for row in ReturnToUse.objects.all()} == {offer.uuid}
    for event, state in zip(events, ("open", "cancelled"), strict=True):
        operations.mark_in_error(permit=permit, event=event.uuid, reason=ErrorReason.TWICE, at=at)
        offer.refresh_from_db()
        assert offer.state == state  # the offer stands as long as one of the two does
    hear = partial(operations.after_return, permit=permit, event=events[0].uuid, at=at)
    together(hear, hear)
    assert Task.objects.filter(kind="safe_plan_staying_well").count() == 1
