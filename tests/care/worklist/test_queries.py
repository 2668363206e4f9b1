"""The lists of Today: who sees which task, in which group, with how many queries."""

from datetime import UTC, datetime, timedelta

import pytest

from care.access import gate
from care.accounts.models import Staff
from care.actor import Category, Purpose, Role
from care.lib.paging import BadCursor
from care.lib.timeline import latest_entries
from care.worklist import queries
from care.worklist.models import Task
from care.worklist.rules import Priority, State
from care.worklist.timeline import CHAPTERS
from tests.factories.accounts import actor_for, staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.worklist import TaskFactory, taken_task

pytestmark = pytest.mark.django_db

ZONE = "America/New_York"


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


def conditions(staff: Staff):
    return gate.readable_by_category(actor=actor_for(staff), purpose=Purpose.TREAT, path="patient_id")


def worklist(staff: Staff, at: datetime, **options) -> queries.Worklist:
    return queries.worklist_of(actor=actor_for(staff), conditions=conditions(staff), at=at, zone=ZONE, **options)


def waiting(staff: Staff) -> list[str]:
    return [row.title for row in queries.escalations(actor=actor_for(staff), conditions=conditions(staff)).rows]


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def about(staff: Staff, title: str, **fields) -> Task:
    patient = fields.pop("patient", None) or enrolled_patient(staff)
    return TaskFactory(organisation=staff.organisation, patient=patient, title=title, **fields)


def test_a_worklist_is_cut_at_now_and_at_the_end_of_the_local_day(alice, at):
    about(alice, "Late", due_at=at - timedelta(minutes=1))
    about(alice, "Due this minute", due_at=at)
    about(alice, "Before midnight in Boston", due_at=datetime(2026, 11, 24, 4, 59, tzinfo=UTC))
    about(alice, "Tomorrow in Boston", due_at=datetime(2026, 11, 24, 5, 0, tzinfo=UTC))
    groups = worklist(alice, at)
    assert titles(groups.late) == ["Late"]
    assert titles(groups.today) == ["Due this minute", "Before midnight in Boston"]
    assert titles(groups.later) == ["Tomorrow in Boston"]
    assert titles(groups.rows) == ["Late", "Due this minute", "Before midnight in Boston", "Tomorrow in Boston"]


def test_a_day_of_twenty_five_hours_ends_when_it_ends(alice):
    before_the_change = datetime(2026, 11, 1, 4, 30, tzinfo=UTC)  # half past midnight, summer time
    about(alice, "Last hour of that day", due_at=datetime(2026, 11, 2, 4, 30, tzinfo=UTC), created_at=before_the_change)
    assert titles(worklist(alice, before_the_change).today) == ["Last hour of that day"]


def test_a_worklist_holds_what_is_mine_and_what_is_open_to_my_roles(alice, at):
    bob = staff_with(Role.NURSE, organisation=alice.organisation)
    about(alice, "Mine", owner=alice, owner_role=Role.NURSE)
    about(alice, "For coordinators")
    about(alice, "For nurses", owner_role=Role.NURSE)
    about(alice, "Bob's", owner=bob)
    assert sorted(titles(worklist(alice, at).rows)) == ["For coordinators", "Mine"]
    assert sorted(titles(worklist(bob, at).rows)) == ["Bob's", "For nurses"]


def test_a_snoozed_task_stands_apart_until_its_time(alice, at):
    about(alice, "Asleep", snoozed_until=at + timedelta(hours=1), snooze_reason="Office closed")
    assert titles(worklist(alice, at).snoozed) == ["Asleep"]
    assert worklist(alice, at).rows == []
    assert titles(worklist(alice, at + timedelta(hours=1)).rows) == ["Asleep"]


def test_an_untaken_escalation_stands_above_the_worklist_and_not_in_it(alice, at):
    about(alice, "Urgent", urgent=True)
    assert waiting(alice) == ["Urgent"]
    assert worklist(alice, at).rows == []


def test_escalations_are_urgent_first_then_by_due_time(alice, at):
    about(alice, "Raised, sooner", priority=Priority.RAISED, due_at=at)
    about(alice, "Urgent, later", urgent=True, due_at=at + timedelta(hours=2))
    about(alice, "Urgent, sooner", urgent=True, due_at=at + timedelta(hours=1))
    about(alice, "Crisis", urgent=True, priority=Priority.CRISIS, due_at=at + timedelta(hours=3))
    assert waiting(alice) == ["Crisis", "Urgent, sooner", "Urgent, later", "Raised, sooner"]


def test_once_somebody_has_taken_it_it_is_no_escalation_and_is_theirs(alice, at):
    taken_task(alice, patient=enrolled_patient(alice), title="Urgent", priority=Priority.URGENT)
    assert waiting(alice) == []
    assert titles(worklist(alice, at).rows) == ["Urgent"]


def test_who_sees_only_their_teams_sees_only_their_people_s_tasks(alice, at):
    bob = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    about(alice, "Alice's person", urgent=True)
    about(bob, "Bob's person", urgent=True)
    assert waiting(bob) == ["Bob's person"]
    assert sorted(waiting(alice)) == ["Alice's person", "Bob's person"]


def test_the_front_desk_sees_no_task_about_substance_use_care(alice):
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    patient = enrolled_patient(alice)
    about(alice, "Injection", patient=patient, urgent=True)
    about(alice, "New address", patient=patient, urgent=True, category=Category.DEMOGRAPHICS)
    assert waiting(desk) == ["New address"]


def test_another_organization_sees_nothing_of_it(alice, at):
    about(alice, "Urgent", urgent=True)
    TaskFactory(organisation=alice.organisation, title="Order naloxone")
    charlie = staff_with(Role.COORDINATOR)
    assert waiting(charlie) == []
    assert worklist(charlie, at).rows == []


def test_a_task_about_nobody_is_shown_to_the_organization(alice, at):
    TaskFactory(organisation=alice.organisation, title="Order naloxone")
    assert titles(worklist(alice, at).rows) == ["Order naloxone"]


def test_a_worklist_longer_than_a_page_says_so(alice, at):
    patient = enrolled_patient(alice)
    for _ in range(4):
        about(alice, "Call", patient=patient)
    assert not worklist(alice, at, limit=4).is_cut
    cut = worklist(alice, at, limit=3)
    assert (len(cut.rows), cut.is_cut) == (3, True)


def test_the_programme_s_tasks_come_in_pages_that_miss_and_repeat_nothing(alice, at):
    patient = enrolled_patient(alice)
    for number in range(7):
        about(alice, str(number), patient=patient, due_at=at + timedelta(minutes=number // 3))
    about(alice, "Asleep", patient=patient, snoozed_until=at + timedelta(hours=1), snooze_reason="Office closed")
    seen, cursor = [], ""
    while True:
        page = queries.programme_tasks(actor=actor_for(alice), conditions=conditions(alice), at=at, after=cursor, limit=2)
        seen += titles(page.rows)
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == [str(number) for number in range(7)]
    with pytest.raises(BadCursor):
        queries.programme_tasks(actor=actor_for(alice), conditions=conditions(alice), at=at, after="nonsense")


def test_what_colleagues_took_is_shown_newest_first_and_mine_is_not(alice, at):
    bob = staff_with(Role.NURSE, organisation=alice.organisation)
    patient = enrolled_patient(alice)
    taken_task(bob, patient=patient, title="Earlier", taken_at=at - timedelta(hours=2))
    taken_task(bob, patient=patient, title="Lately", taken_at=at - timedelta(hours=1))
    taken_task(alice, patient=patient, title="Mine", taken_at=at)
    taken_task(bob, patient=patient, title="Long ago", taken_at=at - timedelta(days=3))
    rows = queries.taken_by_colleagues(actor=actor_for(alice), conditions=conditions(alice), since=at - timedelta(days=1))
    assert titles(rows) == ["Lately", "Earlier"]


def test_one_person_s_tasks_show_the_categories_that_the_permit_covers(alice, at):
    patient = enrolled_patient(alice)
    about(alice, "Injection", patient=patient)
    about(alice, "New address", patient=patient, category=Category.DEMOGRAPHICS)
    about(alice, "Urgent", patient=patient, urgent=True)
    about(alice, "Done", patient=patient, done=True)
    permit = permit_for(alice, patient, at=at)
    assert titles(queries.tasks_of_patient(permit=permit)) == ["Urgent", "Injection", "New address"]
    assert [entry.what for entry in latest_entries(CHAPTERS, permit=permit, limit=9)] == ["Done: Done (Reached)"]
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    narrow = permit_for(desk, patient, category=Category.DEMOGRAPHICS, at=at)
    assert titles(queries.tasks_of_patient(permit=narrow)) == ["New address"]


def test_a_task_is_found_by_its_public_number_without_its_content(alice, at):
    task = about(alice, "Call")
    address = queries.find_task(task.uuid)
    assert address == queries.TaskAddress(task.pk, alice.organisation_id, task.patient_id, Category.SUD)
    assert queries.find_task(alice.uuid) is None


def test_one_task_is_read_with_a_permit_or_where_it_concerns_nobody(alice, at):
    task, errand = about(alice, "Call"), TaskFactory(organisation=alice.organisation, title="Order naloxone")
    patient = task.patient
    permit = permit_for(alice, patient, at=at)
    found = queries.get_task(permit=permit, task_id=task.pk)
    assert found is not None
    assert (found.title, found.state, found.is_late(task.due_at + timedelta(seconds=1))) == ("Call", State.OPEN, True)
    assert queries.get_task(permit=permit, task_id=errand.pk) is None
    assert queries.get_own_task(actor=actor_for(alice), task_id=task.pk) is None
    assert queries.get_own_task(actor=actor_for(alice), task_id=errand.pk) is not None
    assert queries.get_own_task(actor=actor_for(staff_with(Role.NURSE)), task_id=errand.pk) is None


@pytest.mark.parametrize("number", [1, 30])
def test_lists_take_the_same_number_of_queries_whatever_their_length(alice, at, number, django_assert_num_queries):
    patient = enrolled_patient(alice)
    for _ in range(number):
        about(alice, "Call", patient=patient)
        about(alice, "Urgent", patient=patient, urgent=True)
        taken_task(staff_with(Role.NURSE, organisation=alice.organisation), patient=patient)
    actor, seen = actor_for(alice), conditions(alice)
    with django_assert_num_queries(5):
        queries.worklist_of(actor=actor, conditions=seen, at=at, zone=ZONE)  # two
        queries.escalations(actor=actor, conditions=seen)
        queries.programme_tasks(actor=actor, conditions=seen, at=at)
        queries.taken_by_colleagues(actor=actor, conditions=seen, since=at - timedelta(days=1))
