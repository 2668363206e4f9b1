"""A newer answer that calls for somebody joins the open task of the same thing: never milder, never with more time."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from care.accounts.models import Staff
from care.actor import Permit
from care.worklist.models import Task
from care.worklist.operations import complete_task, snooze_task, take_task
from patients.assessments import operations
from patients.assessments.models import FoundTrigger
from patients.assessments.rules import Mode
from patients.assessments.rules.calls import AGAIN_TASK

pytestmark = pytest.mark.django_db

LOW, MODERATE, HIGH = {"1": 1}, {"2": 1, "3": 1, "4": 0, "5": 0}, {"2": 1, "3": 0, "4": 1, "5": 0}


def screened(permit: Permit, at: datetime, given: dict[str, int]) -> list[UUID]:
    row = operations.begin_response(permit=permit, instrument="cssrs", mode=Mode.CLINICIAN, at=at)
    answers = {link_id: Decimal(value) for link_id, value in (dict.fromkeys(("1", "2", "6"), 0) | given).items()}
    return list(operations.complete_response(permit=permit, response=row.uuid, answers=answers, at=at).tasks)


def mood(permit: Permit, at: datetime, ninth: int) -> list[UUID]:
    row = operations.begin_response(permit=permit, instrument="phq9", mode=Mode.CLINICIAN, at=at)
    answers = {"1": Decimal(0), "9": Decimal(ninth)}
    return list(operations.complete_response(permit=permit, response=row.uuid, answers=answers, at=at).tasks)


def test_a_graver_answer_raises_the_open_task_and_a_milder_one_lowers_nothing(permit: Permit, at: datetime) -> None:
    (first,) = screened(permit, at, LOW)
    task = Task.objects.get()
    low_until = task.escalates_at
    assert screened(permit, at + timedelta(days=2), HIGH) == [first]
    task = Task.objects.get()
    assert (task.uuid, task.priority, task.owner_role) == (first, "vital", "coordinator")
    assert task.title.startswith("C-SSRS high risk")
    assert "on Nov 23, 2026 and on Nov 25, 2026" in task.why
    assert task.due_at == at + timedelta(hours=24), "its clock is never made longer"
    assert task.escalates_at == low_until
    high = FoundTrigger.objects.get(code="cssrs_high")
    assert (high.task, task.subject) == (first, high.response.uuid), "the task leads to the answers that it is named after"
    assert screened(permit, at + timedelta(days=3), LOW) == [first]
    task.refresh_from_db()
    assert (task.priority, task.title[:16], task.subject) == ("vital", "C-SSRS high risk", high.response.uuid)
    assert "on Nov 23, 2026 and on Nov 26, 2026" in task.why
    assert Task.objects.count() == 1


def test_the_same_told_again_is_due_no_later_and_wakes_what_was_put_off(permit: Permit, at: datetime) -> None:
    """PHQ-9, question 9: the task asks for the screener, however often it is told."""
    (first,) = mood(permit, at, 1)
    before = Task.objects.get()
    assert mood(permit, at + timedelta(hours=1), 2) == [first]
    task = Task.objects.get()
    assert (task.due_at, task.escalates_at) == (at + timedelta(hours=1, minutes=5), before.escalates_at)
    assert "twice on Nov 23, 2026" in task.why
    take_task(permit=permit, task_id=task.pk, at=at)
    snooze_task(permit=permit, task_id=task.pk, until=at + timedelta(days=3), reason="Comes on Thursday", at=at)
    mood(permit, at + timedelta(days=1), 1)
    task.refresh_from_db()
    assert (task.snoozed_until, task.due_at) == (None, at + timedelta(hours=1, minutes=5))


def test_who_has_taken_it_keeps_it_and_is_told_once(permit: Permit, bob: Staff, of_bob: Permit, at: datetime) -> None:
    (first,) = screened(permit, at, LOW)
    task = Task.objects.get()
    take_task(permit=of_bob, task_id=task.pk, at=at)
    for day in (1, 2):
        assert screened(permit, at + timedelta(days=day), HIGH) == [first]
    task.refresh_from_db()
    assert (task.owner, task.state, task.priority, task.escalates_at) == (bob, "taken", "vital", None)
    notice = Task.objects.get(kind=AGAIN_TASK)
    assert (notice.owner, notice.subject_kind, notice.subject, notice.priority) == (bob, "task", first, "vital")
    assert notice.escalates_at is not None, "where they do not read it, somebody else does"
    complete_task(permit=of_bob, task_id=task.pk, at=at)
    assert screened(permit, at + timedelta(days=4), LOW) != [first], "what is finished is finished: a new task"
    assert Task.objects.filter(state="open", kind="assessment").count() == 1


def test_an_owner_who_has_left_loses_no_answer(permit: Permit, bob: Staff, of_bob: Permit, at: datetime) -> None:
    (first,) = screened(permit, at, LOW)
    take_task(permit=of_bob, task_id=Task.objects.get().pk, at=at)
    Staff.objects.filter(pk=bob.pk).update(ended_at=at, ended_by=permit.actor.user_id)
    assert screened(permit, at + timedelta(days=1), HIGH) == [first]
    notice = Task.objects.get(kind=AGAIN_TASK)
    assert (notice.owner, notice.owner_role, notice.priority) == (None, "coordinator", "vital")


def test_other_things_stay_tasks_of_their_own(permit: Permit, at: datetime) -> None:
    screened(permit, at, LOW)
    mood(permit, at, 1)
    assert sorted(Task.objects.values_list("kind", flat=True)) == ["assess_cssrs", "assessment"]
