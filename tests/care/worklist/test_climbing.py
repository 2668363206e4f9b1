"""Escalations that nobody takes climb on time, one event each; two sweeps at once share the work."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from care.actor import Actor, Role
from care.audit.models import AuditEvent
from care.worklist import operations, tasks
from care.worklist.models import Task
from care.worklist.rules import Priority, State
from tests.factories.accounts import actor_for, staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.worklist import TaskFactory

pytestmark = pytest.mark.django_db

SWEEP = Actor.system(job="worklist.climb")


@pytest.fixture
def alice():
    return staff_with(Role.NURSE)


@pytest.fixture
def urgent(alice, at) -> Task:
    permit = permit_for(alice, enrolled_patient(alice), at=at)
    return operations.open_task(
        permit=permit, title="Call now", due_at=at + timedelta(hours=4), priority=Priority.URGENT, owner_role=Role.NURSE, at=at
    )


def climb(at, **options):
    return operations.climb_due_tasks(actor=SWEEP, at=at, **options)


def test_before_its_time_nothing_climbs(urgent, at):
    assert climb(at + timedelta(minutes=29)) == 0


def test_on_its_time_a_task_climbs_to_the_next_role_and_on(urgent, at):
    assert climb(at + timedelta(minutes=30)) == 1
    urgent.refresh_from_db()
    assert (urgent.owner_role, urgent.escalation_level) == (Role.SUPERVISOR, 1)
    assert (urgent.escalates_at, urgent.escalates_to_role) == (at + timedelta(minutes=60), Role.PRESCRIBER)


def test_at_the_end_of_its_path_it_stays_open_until_somebody_takes_it(urgent, at):
    for minutes in (30, 60, 120, 180, 600):
        climb(at + timedelta(minutes=minutes))
    urgent.refresh_from_db()
    assert (urgent.state, urgent.owner_role, urgent.escalates_at) == (State.OPEN, Role.CRISIS_CLINICIAN, None)


def test_a_task_given_to_a_colleague_who_does_not_take_it_climbs_away_from_them(alice, at):
    task = operations.open_task(
        actor=actor_for(alice),
        title="Fridge alarm",
        due_at=at + timedelta(hours=1),
        priority=Priority.URGENT,
        owner_id=alice.pk,
        owner_role=Role.NURSE,
        at=at,
    )
    climb(at + timedelta(minutes=30))
    task.refresh_from_db()
    assert (task.owner_id, task.owner_role) == (None, Role.SUPERVISOR)


def test_each_climb_is_an_event_of_the_task_s_organization(urgent, alice, at):
    climb(at + timedelta(minutes=30))
    event = AuditEvent.objects.get(verb="task.climbed")
    assert (event.actor_label, event.organisation_id) == ("job worklist.climb", alice.organisation_id)
    assert event.patient_ids == [urgent.patient_id]
    assert event.detail == {"task": urgent.pk, "from": "nurse", "to": "supervisor"}


def test_a_sweep_in_small_batches_reaches_every_task_once(alice, at):
    TaskFactory.create_batch(7, organisation=alice.organisation, urgent=True)
    assert climb(at, batch=2) == 7
    assert set(Task.objects.values_list("escalation_level", flat=True)) == {1}


def test_a_task_that_cannot_be_written_stays_due_and_stops_no_other(alice, at, monkeypatch):
    broken, fine = TaskFactory.create_batch(2, organisation=alice.organisation, urgent=True)
    save = Task.save

    def fail(task, *args, **kwargs):
        if task.pk == broken.pk:
            raise DatabaseError
        save(task, *args, **kwargs)

    monkeypatch.setattr(Task, "save", fail)
    assert climb(at) == 1
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.escalation_level, fine.escalation_level) == (0, 1)
    assert broken.escalates_at is not None


def test_taken_done_and_routine_tasks_do_not_climb(alice, at):
    TaskFactory(organisation=alice.organisation)
    TaskFactory(organisation=alice.organisation, done=True)
    task = TaskFactory(organisation=alice.organisation, urgent=True)
    operations.take_task(actor=actor_for(alice), task_id=task.pk, at=at)
    assert climb(at + timedelta(days=1)) == 0


def test_the_job_of_every_minute_climbs_what_is_due_now(alice):
    TaskFactory(organisation=alice.organisation, urgent=True)
    assert tasks.climb() == 1
    assert tasks.climb() == 0
