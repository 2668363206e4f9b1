"""Two colleagues at once, on a real database: each test runs two threads with a connection each."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from care.actor import Actor, Role
from care.teams.models import CaseloadSummary
from care.worklist import operations
from care.worklist.models import Task
from care.worklist.rules import Priority, State
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.worklist import TaskFactory
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair(at):
    """Two colleagues with a permit each to one person's record."""
    alice = staff_with(Role.COORDINATOR)
    bob = staff_with(Role.COORDINATOR, organisation=alice.organisation)
    patient = enrolled_patient(alice)
    return permit_for(alice, patient, at=at), permit_for(bob, patient, at=at)


def test_of_two_who_take_at_once_one_wins_and_the_other_is_told(pair, at):
    for _ in range(5):
        task = operations.open_task(permit=pair[0], title="Call", due_at=at + timedelta(hours=1), at=at)
        given = together(*(partial(operations.take_task, permit=permit, task_id=task.pk, at=at) for permit in pair))
        won = [result for result in given if isinstance(result, Task)]
        told = [result for result in given if isinstance(result, operations.AlreadyTaken)]
        assert (len(won), len(told)) == (1, 1), given
        task.refresh_from_db()
        assert (task.owner_id, task.state) == (won[0].owner_id, State.TAKEN)
        assert told[0].staff_id == won[0].owner_id


def test_two_tasks_completed_at_once_leave_a_true_summary(pair, at):
    for _ in range(5):
        tasks = [operations.open_task(permit=pair[0], title="Call", due_at=at + timedelta(hours=1), at=at) for _ in pair]
        given = together(
            *(
                partial(operations.complete_task, permit=permit, task_id=task.pk, at=at)
                for permit, task in zip(pair, tasks, strict=True)
            )
        )
        assert all(isinstance(result, Task) for result in given), given
        assert CaseloadSummary.objects.get(patient_id=pair[0].patient_id).open_tasks == 0


def test_two_sweeps_at_once_climb_each_task_once(pair, at):
    organisation_id = pair[0].organisation_id
    for number in range(40):
        TaskFactory(organisation_id=organisation_id, organisation=None, title=f"Call {number}", urgent=True)
    sweep = Actor.system(job="worklist.climb")
    given = together(*(lambda: operations.climb_due_tasks(actor=sweep, at=at, batch=5) for _ in range(2)))
    assert sum(given) == 40, given
    assert set(Task.objects.values_list("escalation_level", flat=True)) == {1}


def test_a_task_that_somebody_is_taking_is_left_to_them_by_the_sweep(pair, at):
    task = operations.open_task(
        permit=pair[0], title="Call", due_at=at + timedelta(hours=4), priority=Priority.URGENT, owner_role=Role.NURSE, at=at
    )
    later = at + timedelta(hours=1)
    with transaction.atomic():
        Task.objects.select_for_update().get(pk=task.pk)
        [climbed] = together(lambda: operations.climb_due_tasks(actor=Actor.system(job="worklist.climb"), at=later))
    assert climbed == 0
    connection.close()
