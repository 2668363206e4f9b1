"""How a session moves, and until when it is reviewed."""

import re
from datetime import UTC, datetime, time, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access import rules
from care.access.policy import Session
from care.access.rules import (
    REASONS,
    SESSION,
    NotPossible,
    Reason,
    State,
    Step,
    WordsMissing,
    check_words,
    diagram,
    may_review,
    next_state,
    review_due_at,
    state_of,
)
from care.access.rules.sessions import LONGEST_WORDS, SHORTEST_WORDS
from care.actor import Role
from care.lib.dates import ZONE_NAMES, local_date

START = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
moments = st.integers(min_value=0, max_value=2 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
zones = st.sampled_from(sorted(ZONE_NAMES))


def test_the_diagram_in_readme_is_the_table() -> None:
    readme = (Path(rules.__file__).parents[1] / "README.md").read_text()
    shown = re.search(r"```mermaid\n(.*?)\n```", readme, re.DOTALL)
    assert shown
    assert shown.group(1) == diagram()


def test_a_step_that_the_table_does_not_know_is_refused() -> None:
    for state, step in product(State, Step):
        if (state, step) in SESSION:
            assert next_state(state, step) is SESSION[(state, step)]
            continue
        with pytest.raises(NotPossible) as refused:
            next_state(state, step)
        assert (refused.value.state, refused.value.step) == (state, step)


def test_nothing_is_reviewed_while_it_runs_and_nothing_twice() -> None:
    assert {state for state, step in SESSION if step is Step.REVIEW} == {State.OVER, State.LATE}


def test_every_reason_belongs_to_one_kind_of_session() -> None:
    listed = [reason for reasons in REASONS.values() for reason in reasons]
    assert sorted(listed) == sorted(Reason)
    assert REASONS.keys() == set(Session) - {Session.NONE}


@given(opened_at=moments, zone=zones)
def test_a_review_is_due_at_five_on_the_third_business_day_after(opened_at: datetime, zone: str) -> None:
    due = review_due_at(opened_at=opened_at, zone=zone)
    local = due.astimezone(ZoneInfo(zone))
    day = local_date(opened_at, zone)
    days = [day + timedelta(days=number) for number in range(1, (local.date() - day).days + 1)]
    assert len([one for one in days if one.weekday() < 5]) == 3
    assert (local.date().weekday() < 5, local.time()) == (True, time(17, 0))
    assert due > opened_at


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-11-23T10:00", "2026-11-26T17:00"),  # Monday: Thursday
        ("2026-11-26T23:59", "2026-12-01T17:00"),  # Thursday late: Tuesday
        ("2026-11-28T09:00", "2026-12-02T17:00"),  # Saturday: Wednesday
        ("2026-10-30T09:00", "2026-11-04T17:00"),  # the clocks change in between
    ],
)
def test_weekends_do_not_count(opened: str, due: str) -> None:
    zone = ZoneInfo("America/New_York")
    found = review_due_at(opened_at=datetime.fromisoformat(opened).replace(tzinfo=zone), zone="America/New_York")
    assert found == datetime.fromisoformat(due).replace(tzinfo=zone)


@given(
    minutes=st.integers(min_value=1, max_value=240),
    ended=st.none() | st.integers(min_value=0, max_value=240),
    asked=st.integers(min_value=-10, max_value=10_000),
    reviewed=st.booleans(),
)
def test_where_a_session_stands_is_read_from_its_moments(minutes: int, ended: int | None, asked: int, reviewed: bool) -> None:
    ends_at = START + timedelta(minutes=minutes)
    ended_at = START + timedelta(minutes=min(ended, minutes)) if ended is not None else None
    due_at, at = START + timedelta(days=3), START + timedelta(minutes=asked)
    stands = state_of(ends_at=ends_at, ended_at=ended_at, due_at=due_at, reviewed_at=at if reviewed else None, at=at)
    runs = ended_at is None and at < ends_at
    wanted = State.REVIEWED if reviewed else State.OPEN if runs else State.LATE if at > due_at else State.OVER
    assert stands is wanted


def test_it_is_over_at_the_very_moment_of_its_end() -> None:
    ends_at = START + timedelta(hours=1)
    given_moments = {"ends_at": ends_at, "ended_at": None, "due_at": None, "reviewed_at": None}
    assert state_of(**given_moments, at=ends_at - timedelta(microseconds=1)) is State.OPEN  # type: ignore[arg-type]
    assert state_of(**given_moments, at=ends_at) is State.OVER  # type: ignore[arg-type]


def test_a_disclosure_was_over_when_it_was_made_and_the_officers_own_reading_is_never_late() -> None:
    long_after = START + timedelta(days=30)
    assert state_of(ends_at=None, ended_at=None, due_at=long_after, reviewed_at=None, at=START) is State.OVER
    assert state_of(ends_at=START, ended_at=None, due_at=None, reviewed_at=None, at=long_after) is State.OVER


@given(words=st.text(max_size=LONGEST_WORDS + 50))
def test_words_are_a_sentence_or_refused(words: str) -> None:
    if len(words.strip()) < SHORTEST_WORDS:
        with pytest.raises(WordsMissing):
            check_words(words)
    else:
        assert check_words(words) == words.strip()[:LONGEST_WORDS]


@given(roles=st.frozensets(st.sampled_from(sorted(Role))), user=st.sampled_from([None, 1, 2]))
def test_a_reviewer_has_the_role_and_it_is_not_their_own_act(roles: frozenset[Role], user: int | None) -> None:
    wanted = bool(roles & {Role.PRIVACY_OFFICER, Role.SUPERVISOR}) and user == 2
    assert may_review(roles=roles, user_id=user, opened_by_id=1) is wanted
