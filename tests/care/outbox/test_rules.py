"""Waits, moves and what a row may carry, without a database."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from care.outbox.rules import (
    LEASE,
    LONGEST_WAIT,
    MARGIN,
    SOONEST,
    Move,
    NotPossible,
    State,
    check_move,
    hear_kind,
    heard,
    not_before,
    plain,
    stops_at,
    wait_after,
)

AT = datetime(2026, 11, 1, 5, 59, tzinfo=UTC)  # in the night in which clocks go back in Boston


def test_waits_grow_to_a_cap_and_are_spread():
    waits = [wait_after(attempts, chance=0) for attempts in range(1, 8)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=1), LONGEST_WAIT)
    assert sum(waits[:5], timedelta()) > timedelta(hours=8), "an outage of a working day is outlived"
    assert wait_after(1, chance=1) == timedelta(seconds=75)
    assert wait_after(10**9, chance=0) == LONGEST_WAIT
    assert wait_after(0, chance=0) == timedelta(minutes=1)


def test_what_the_provider_asks_for_is_the_least():
    assert wait_after(1, chance=0, asked=timedelta(hours=1)) == timedelta(hours=1)
    assert wait_after(3, chance=0, asked=timedelta(seconds=1)) == timedelta(minutes=25)


def test_nothing_is_asked_again_at_once():
    assert not_before(AT - timedelta(days=1), at=AT) == AT + SOONEST
    assert not_before(AT + timedelta(days=1), at=AT) == AT + timedelta(days=1)


def test_a_sweep_ends_a_whole_margin_before_its_lease():
    assert stops_at(AT, LEASE) + MARGIN == AT + LEASE
    assert stops_at(AT, timedelta(seconds=4)) == AT + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("move", "state"),
    [
        (Move.TRY_AGAIN, State.SENT),
        (Move.TRY_AGAIN, State.WAITING),
        (Move.TRY_AGAIN, State.SET_ASIDE),
        (Move.SET_ASIDE, State.DROPPED),
        (Move.SEND, State.DEAD),
        (Move.GIVE_UP, State.SENT),
    ],
)
def test_what_does_not_stand_there_is_not_moved(move, state):
    with pytest.raises(NotPossible) as refusal:
        check_move(move, state)
    assert (refusal.value.move, refusal.value.state) == (move, state)


def test_numbers_codes_and_uuids_pass():
    number = UUID("0193a0b0-0000-7000-8000-000000000000")
    about = {"n": 1, "day": "2026-11-22", "kind": "check-in", "which": number, "many": [1, "a"], "none": None, "yes": True}
    assert plain(about) == about | {"which": str(number)}


def test_the_kind_of_a_hearing_names_event_and_listener():
    assert heard(hear_kind("enrolment.ended", "plans")) == ("enrolment.ended", "plans")
