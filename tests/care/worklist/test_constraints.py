"""What the database itself refuses of a task: each constraint is broken once."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from care.actor import Role
from care.worklist.models import Task
from care.worklist.rules import State
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.worklist import TaskFactory, taken_task

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

BROKEN = {
    "task_state_known": {"state": "lost"},
    "task_priority_known": {"priority": "whenever"},
    "task_category_known": {"category": "gossip"},
    "task_owner_role_known": {"owner_role": "boss"},
    "task_escalates_to_role_known": {"escalates_at": MOMENT, "escalates_to_role": "boss"},
    "task_subject_has_kind": {"subject_kind": "check_in"},
    "task_has_title": {"title": ""},
    "task_created_pair": {"created_by_job": ""},
    "task_taken_pair": {"state": State.DONE.value, "done_at": MOMENT, "done_by_job": "tests", "taken_at": MOMENT},
    "task_done_pair": {"state": State.DONE.value, "done_at": MOMENT},
    "task_cancelled_pair": {"state": State.CANCELLED.value, "cancelled_at": MOMENT, "cancel_reason": "moved"},
    "task_taken_has_owner": {"state": State.TAKEN.value},
    "task_done_has_time": {"state": State.DONE.value},
    "task_cancelled_has_reason": {"state": State.CANCELLED.value, "cancelled_at": MOMENT, "cancelled_by_job": "tests"},
    "task_outcome_when_done": {"outcome": "Reached"},
    "task_snooze_has_reason": {"snoozed_until": MOMENT},
    "task_escalation_has_role": {"escalates_at": MOMENT},
}


@pytest.mark.parametrize(("name", "fields"), BROKEN.items(), ids=BROKEN.keys())
def test_the_database_refuses_a_task_that_breaks_a_rule(name, fields):
    with pytest.raises(IntegrityError, match=name):
        TaskFactory(**fields)


def test_an_open_task_is_not_taken():
    with pytest.raises(IntegrityError, match="task_open_is_not_taken"):
        TaskFactory(taken_at=MOMENT, taken_by=UserFactory())


def test_a_taken_task_does_not_climb():
    staff = staff_with(Role.NURSE)
    with pytest.raises(IntegrityError, match="task_escalates_only_while_open"):
        taken_task(staff, escalates_at=MOMENT, escalates_to_role=Role.SUPERVISOR.value)


def test_a_person_and_a_job_did_not_both_open_it():
    with pytest.raises(IntegrityError, match="task_created_pair"):
        TaskFactory(created_by=UserFactory())


def test_every_constraint_of_a_task_is_broken_by_a_test_here():
    alone = {"task_open_is_not_taken", "task_escalates_only_while_open"}
    assert {constraint.name for constraint in Task._meta.constraints} == BROKEN.keys() | alone
