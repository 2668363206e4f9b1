"""How a task moves and climbs, decided without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from care.actor import Role
from care.worklist.rules import (
    ESCALATING,
    ESCALATION_PATHS,
    SHORTEST_STEP,
    TRANSITIONS,
    Move,
    NotPossible,
    Priority,
    State,
    check_move,
    first_climb,
    may_snooze,
    next_climb,
    step_of,
)

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", State)
def test_each_move_starts_only_where_the_table_says(move, state):
    if state in TRANSITIONS[move][0]:
        check_move(move, state)
    else:
        with pytest.raises(NotPossible):
            check_move(move, state)


def test_every_state_is_reached_and_left_by_some_move():
    assert set().union(*(ends for _, ends in TRANSITIONS.values())) == set(State)
    assert set().union(*(starts for starts, _ in TRANSITIONS.values())) == set(State)


def test_a_routine_task_does_not_climb():
    assert first_climb(priority=Priority.ROUTINE, asked=Role.NURSE, opened_at=NOON) is None


def test_an_urgent_task_asks_the_supervisor_after_thirty_minutes():
    climb = first_climb(priority=Priority.URGENT, asked=Role.NURSE, opened_at=NOON)
    assert climb is not None
    assert (climb.at, climb.role) == (NOON + timedelta(minutes=30), Role.SUPERVISOR)


def test_who_was_asked_first_is_not_asked_again():
    climb = first_climb(priority=Priority.URGENT, asked=Role.SUPERVISOR, opened_at=NOON)
    assert climb is not None
    assert climb.role is Role.PRESCRIBER


@pytest.mark.parametrize("priority", [Priority.RAISED, Priority.URGENT, Priority.CRISIS])
def test_a_path_keeps_its_distances_when_each_step_is_climbed_on_time(priority):
    path, due = ESCALATION_PATHS[priority], NOON + ESCALATION_PATHS[priority][0].after
    for level, step in enumerate(path[1:], start=1):
        climb = next_climb(priority=priority, climbed=level, due=due, at=due)
        assert climb is not None
        assert (climb.at, climb.role) == (NOON + step.after, step.role)
        due = climb.at
    assert next_climb(priority=priority, climbed=len(path), due=due, at=due) is None


def test_after_an_outage_each_role_still_gets_a_moment():
    back_again = NOON + timedelta(hours=6)
    climb = next_climb(priority=Priority.URGENT, climbed=1, due=NOON, at=back_again)
    assert climb is not None
    assert climb.at == back_again + SHORTEST_STEP


def test_a_role_that_the_path_no_longer_names_stands_at_its_end():
    assert step_of(priority=Priority.URGENT, role=Role.PEER, after=0) == len(ESCALATION_PATHS[Priority.URGENT])


def test_an_escalation_that_nobody_has_taken_is_not_put_to_sleep():
    assert not may_snooze(priority=Priority.URGENT, state=State.OPEN)
    assert may_snooze(priority=Priority.URGENT, state=State.TAKEN)
    assert may_snooze(priority=Priority.ROUTINE, state=State.OPEN)
    assert not may_snooze(priority=Priority.ROUTINE, state=State.DONE)


def test_a_crisis_is_asked_of_another_role_every_five_minutes():
    path = ESCALATION_PATHS[Priority.CRISIS]
    assert [step.after for step in path] == [timedelta(minutes=minutes) for minutes in (5, 10, 15, 20)]
    assert path[0].role is Role.SUPERVISOR
    assert not may_snooze(priority=Priority.CRISIS, state=State.OPEN)


def test_as_stored_what_escalates_sorts_by_its_urgency():
    assert sorted(ESCALATING) == [Priority.RAISED, Priority.URGENT, Priority.CRISIS]
