"""Tasks as colleagues handle them. Alice leads the team, Bob works with her, Charlie works elsewhere."""

from datetime import timedelta

import pytest

from care.accounts.models import Staff
from care.actor import Category, PermitMismatch, Role
from care.audit.models import AuditEvent
from care.teams.models import CaseloadSummary
from care.teams.rules import FAR_AWAY
from care.worklist import operations
from care.worklist.models import Task
from care.worklist.rules import UNDO_WINDOW, NotPossible, Priority, State
from patients.models import Patient
from tests.factories.accounts import actor_for, staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.worklist import TaskFactory, taken_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def bob(alice) -> Staff:
    return staff_with(Role.COORDINATOR, organisation=alice.organisation)


@pytest.fixture
def permit(alice, at):
    return permit_for(alice, enrolled_patient(alice), at=at)


def summary(permit) -> CaseloadSummary:
    return CaseloadSummary.objects.get(patient_id=permit.patient_id)


def opened(permit, at, **fields):
    values = {"title": "Call about the ride", "due_at": at + timedelta(hours=4)} | fields
    return operations.open_task(permit=permit, at=at, **values)


def test_a_task_opened_about_somebody_waits_for_the_role_and_shows_on_the_caseload(permit, at):
    task = opened(permit, at, owner_role=Role.NURSE)
    assert (task.state, task.owner_id, task.owner_role) == (State.OPEN, None, Role.NURSE)
    row = summary(permit)
    assert (row.next_due_at, row.next_what, row.open_tasks) == (task.due_at, "Call about the ride", 1)


def test_the_caseload_shows_the_soonest_of_several_tasks(permit, at):
    opened(permit, at, title="Later", due_at=at + timedelta(days=3))
    sooner = opened(permit, at, title="Sooner", due_at=at + timedelta(hours=1))
    assert (summary(permit).next_what, summary(permit).open_tasks) == ("Sooner", 2)
    operations.complete_task(permit=permit, task_id=sooner.pk, outcome="Reached", at=at)
    assert (summary(permit).next_what, summary(permit).open_tasks) == ("Later", 1)


def test_when_the_last_task_is_done_nothing_is_due(permit, at):
    task = opened(permit, at)
    operations.complete_task(permit=permit, task_id=task.pk, at=at)
    row = summary(permit)
    assert (row.next_due_at, row.next_what, row.open_tasks) == (FAR_AWAY, "", 0)


def test_each_change_leaves_one_event_without_words_of_the_task(permit, at):
    task = opened(permit, at, title="Call his sister", why="She asked")
    operations.take_task(permit=permit, task_id=task.pk, at=at)
    operations.complete_task(permit=permit, task_id=task.pk, outcome="Reached her", at=at)
    events = list(AuditEvent.objects.filter(verb__startswith="task.").order_by("pk"))
    assert [event.verb for event in events] == ["task.opened", "task.taken", "task.done"]
    assert all(event.patient_ids == [permit.patient_id] for event in events)
    assert "sister" not in str([event.detail for event in events])


def test_taking_makes_a_named_owner_and_stops_the_climb(permit, alice, at):
    task = opened(permit, at, priority=Priority.URGENT)
    assert task.escalates_at == at + timedelta(minutes=30)
    taken = operations.take_task(permit=permit, task_id=task.pk, at=at)
    assert (taken.state, taken.owner_id, taken.taken_at) == (State.TAKEN, alice.pk, at)
    assert (taken.escalates_at, taken.escalates_to_role) == (None, "")


def test_who_takes_second_is_told_who_was_first_and_when(permit, alice, bob, at):
    task = opened(permit, at)
    operations.take_task(permit=permit, task_id=task.pk, at=at)
    other = permit_for(bob, _patient(permit), at=at)
    with pytest.raises(operations.AlreadyTaken) as told:
        operations.take_task(permit=other, task_id=task.pk, at=at + timedelta(minutes=1))
    assert (told.value.name, told.value.taken_at) == (alice.user.name, at)
    assert str(told.value) == "taken"


def test_taking_ones_own_task_again_changes_nothing(permit, at):
    task = opened(permit, at)
    operations.take_task(permit=permit, task_id=task.pk, at=at)
    again = operations.take_task(permit=permit, task_id=task.pk, at=at + timedelta(minutes=1))
    assert again.taken_at == at


def test_a_task_given_back_waits_for_its_role_and_climbs_anew(permit, at):
    task = opened(permit, at, priority=Priority.URGENT, owner_role=Role.NURSE)
    operations.take_task(permit=permit, task_id=task.pk, at=at)
    back = operations.give_back_task(permit=permit, task_id=task.pk, at=at + timedelta(hours=1))
    assert (back.state, back.owner_id, back.owner_role, back.escalation_level) == (State.OPEN, None, Role.NURSE, 0)
    assert back.escalates_at == at + timedelta(hours=1, minutes=30)


def test_what_nobody_has_taken_cannot_be_given_back(permit, at):
    with pytest.raises(NotPossible):
        operations.give_back_task(permit=permit, task_id=opened(permit, at).pk, at=at)


def test_an_open_task_can_be_completed_at_once_and_says_by_whom(permit, alice, at):
    done = operations.complete_task(permit=permit, task_id=opened(permit, at).pk, outcome=" Reached ", at=at)
    assert (done.state, done.outcome, done.done_at, done.done_by_id) == (State.DONE, "Reached", at, alice.user_id)


def test_undo_puts_a_completed_task_where_it_stood(permit, alice, at):
    task = opened(permit, at)
    operations.take_task(permit=permit, task_id=task.pk, at=at)
    operations.complete_task(permit=permit, task_id=task.pk, outcome="Reached", at=at)
    undone = operations.reopen_task(permit=permit, task_id=task.pk, at=at + timedelta(minutes=1))
    assert (undone.state, undone.owner_id, undone.outcome, undone.done_at) == (State.TAKEN, alice.pk, "", None)
    assert summary(permit).open_tasks == 1


def test_undo_of_an_open_urgent_task_lets_it_climb_again(permit, at):
    task = opened(permit, at, priority=Priority.URGENT)
    operations.cancel_task(permit=permit, task_id=task.pk, reason="Opened twice", at=at)
    undone = operations.reopen_task(permit=permit, task_id=task.pk, at=at + timedelta(minutes=1))
    assert (undone.state, undone.cancel_reason) == (State.OPEN, "")
    assert undone.escalates_at == at + timedelta(minutes=31)


def test_undo_comes_too_late_after_its_window(permit, at):
    task = opened(permit, at)
    operations.complete_task(permit=permit, task_id=task.pk, at=at)
    with pytest.raises(operations.TooLateToUndo):
        operations.reopen_task(permit=permit, task_id=task.pk, at=at + UNDO_WINDOW + timedelta(seconds=1))


def test_a_snoozed_task_keeps_its_due_time_and_says_why(permit, at):
    task = opened(permit, at)
    until = at + timedelta(days=1)
    slept = operations.snooze_task(permit=permit, task_id=task.pk, until=until, reason="Office closed", at=at)
    assert (slept.snoozed_until, slept.snooze_reason, slept.due_at) == (until, "Office closed", task.due_at)
    awake = operations.wake_task(permit=permit, task_id=task.pk, at=at)
    assert (awake.snoozed_until, awake.snooze_reason) == (None, "")


@pytest.mark.parametrize(("hours", "reason"), [(-1, "Office closed"), (0, "Office closed"), (1, " ")])
def test_a_snooze_needs_a_reason_and_a_time_ahead(permit, at, hours, reason):
    task = opened(permit, at)
    with pytest.raises(operations.CannotSnooze):
        operations.snooze_task(permit=permit, task_id=task.pk, until=at + timedelta(hours=hours), reason=reason, at=at)


def test_an_untaken_escalation_cannot_be_snoozed(permit, at):
    task = opened(permit, at, priority=Priority.URGENT)
    with pytest.raises(operations.CannotSnooze):
        operations.snooze_task(permit=permit, task_id=task.pk, until=at + timedelta(hours=1), reason="Later", at=at)


def test_a_finished_task_cannot_be_snoozed(permit, at):
    task = opened(permit, at)
    operations.complete_task(permit=permit, task_id=task.pk, at=at)
    with pytest.raises(NotPossible):
        operations.snooze_task(permit=permit, task_id=task.pk, until=at + timedelta(hours=1), reason="Later", at=at)


def test_a_task_is_cancelled_with_a_reason_only(permit, at):
    task = opened(permit, at)
    with pytest.raises(ValueError, match="reason"):
        operations.cancel_task(permit=permit, task_id=task.pk, reason=" ", at=at)
    cancelled = operations.cancel_task(permit=permit, task_id=task.pk, reason="Opened twice", at=at)
    assert (cancelled.state, cancelled.cancel_reason) == (State.CANCELLED, "Opened twice")
    assert summary(permit).open_tasks == 0


def test_a_task_given_to_a_colleague_who_works_elsewhere_is_refused(permit, at):
    charlie = staff_with(Role.NURSE)
    with pytest.raises(operations.NotOurColleague):
        opened(permit, at, owner_id=charlie.pk)


def test_a_task_given_to_a_colleague_is_theirs_but_not_taken_yet(permit, bob, at):
    task = opened(permit, at, owner_id=bob.pk)
    assert (task.owner_id, task.state, task.taken_at) == (bob.pk, State.OPEN, None)


def test_a_permit_for_identity_opens_no_task_about_substance_use_care(alice, at):
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    permit = permit_for(desk, enrolled_patient(alice), category=Category.DEMOGRAPHICS, at=at)
    with pytest.raises(PermitMismatch):
        opened(permit, at)
    assert opened(permit, at, category=Category.DEMOGRAPHICS).category == Category.DEMOGRAPHICS


def test_a_permit_for_another_person_touches_no_task(permit, alice, at):
    task = opened(permit, at)
    other = permit_for(alice, enrolled_patient(alice), at=at)
    with pytest.raises(PermitMismatch):
        operations.take_task(permit=other, task_id=task.pk, at=at)


def test_a_task_about_somebody_is_not_touched_without_a_permit(permit, alice, at):
    task = opened(permit, at)
    with pytest.raises(operations.NoSuchTask):
        operations.take_task(actor=actor_for(alice), task_id=task.pk, at=at)


def test_a_task_of_another_organization_does_not_exist(alice, at):
    task = TaskFactory(organisation=alice.organisation)
    charlie = staff_with(Role.COORDINATOR)
    with pytest.raises(operations.NoSuchTask):
        operations.take_task(actor=actor_for(charlie), task_id=task.pk, at=at)


def test_a_task_without_a_person_needs_only_a_colleague(alice, at):
    task = operations.open_task(actor=actor_for(alice), title="Order naloxone", due_at=at + timedelta(days=1), at=at)
    taken = operations.take_task(actor=actor_for(alice), task_id=task.pk, at=at)
    assert (taken.patient_id, taken.owner_id) == (None, alice.pk)


def test_a_done_task_cannot_be_taken(alice, at):
    task = TaskFactory(organisation=alice.organisation, done=True)
    with pytest.raises(NotPossible):
        operations.take_task(actor=actor_for(alice), task_id=task.pk, at=at)


def test_closing_everything_about_somebody_leaves_others_alone(permit, alice, at):
    mine, other = opened(permit, at), opened(permit, at, priority=Priority.URGENT)
    someone_else = taken_task(alice, patient=enrolled_patient(alice))
    assert operations.close_tasks_of_patient(permit=permit, reason="The person died", at=at) == 2
    assert set(Task.objects.filter(pk__in=[mine.pk, other.pk]).values_list("state", "cancel_reason")) == {
        (State.CANCELLED.value, "The person died")
    }
    someone_else.refresh_from_db()
    assert someone_else.state == State.TAKEN


def _patient(permit):
    return Patient.objects.get(pk=permit.patient_id)
