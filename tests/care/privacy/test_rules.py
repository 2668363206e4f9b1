"""How an entry of the register moves, until when who must be told, and what may be worth a look. No database."""

import re
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.privacy import rules
from care.privacy.rules import BREACH, Count, Named, Names, NotPossible, Opening, Refusals, can_step, clocks, look, next_state
from care.privacy.rules.breaches import diagram
from care.privacy.rules.clocks import MANY, next_clock
from care.privacy.rules.looking import is_night, may_be_the_same, share_a_family_name
from care.privacy.vocabulary import Duty, Kind, State, Step

DAY = date(2026, 11, 14)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
counts = st.builds(Count.of, named=st.integers(0, 2000), places=st.lists(st.integers(1, 1500), max_size=5))

# --- states -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "step"), list(product(State, Step)), ids=lambda word: word.value)
def test_a_step_is_possible_just_where_the_table_has_it(state: State, step: Step) -> None:
    if (state, step) in BREACH:
        assert next_state(state, step) is BREACH[state, step]
        assert can_step(state, step)
    else:
        assert not can_step(state, step)
        with pytest.raises(NotPossible):
            next_state(state, step)


def test_the_diagram_in_readme_is_the_table() -> None:
    readme = (Path(rules.__file__).parents[1] / "README.md").read_text()
    shown = re.search(r"```mermaid\n(.*?)\n```", readme, re.DOTALL)
    assert shown
    assert shown.group(1) == diagram()


# --- clocks -----------------------------------------------------------------------------------------------------------------


@given(day=days, count=counts)
def test_the_people_are_told_within_sixty_days_of_the_discovery(day: date, count: Count) -> None:
    found = {clock.duty: clock for clock in clocks(discovered_on=day, count=count, done={}, state=State.ASSESSING)}
    assert (found[Duty.PEOPLE].latest_on - day).days == 60
    assert day < found[Duty.PEOPLE].aim_on < found[Duty.PEOPLE].latest_on


@given(day=days, count=counts)
def test_the_secretary_hears_with_the_people_from_five_hundred_on_else_after_the_year(day: date, count: Count) -> None:
    found = {clock.duty: clock for clock in clocks(discovered_on=day, count=count, done={}, state=State.BREACH)}
    hhs = found[Duty.HHS].latest_on
    if count.people >= 500:
        assert hhs == found[Duty.PEOPLE].latest_on
    else:
        assert (hhs.month, hhs.day) in ((3, 1), (2, 29))
        assert (hhs - date(day.year, 12, 31)).days == 60


@given(day=days, count=counts)
def test_the_press_hears_when_five_hundred_people_of_one_state_are_affected(day: date, count: Count) -> None:
    duties = {clock.duty for clock in clocks(discovered_on=day, count=count, done={}, state=State.BREACH)}
    assert (Duty.MEDIA in duties) is (count.most_in_one_place >= MANY)


@given(day=days, count=counts, state=st.sampled_from(State))
def test_no_clock_runs_for_what_is_no_breach_and_the_nearest_stands_first(day: date, count: Count, state: State) -> None:
    found = clocks(discovered_on=day, count=count, done={}, state=state)
    assert bool(found) is (state is not State.NOT_BREACH)
    assert [clock.latest_on for clock in found] == sorted(clock.latest_on for clock in found)
    first = next_clock(found)
    assert first is (None if not found else min(found, key=lambda clock: (clock.latest_on, clock.aim_on)))


@given(day=days, count=counts, later=st.integers(0, 900))
def test_late_means_after_the_last_day_and_done_is_never_late(day: date, count: Count, later: int) -> None:
    today = day + timedelta(days=later)
    for clock in clocks(discovered_on=day, count=count, done={Duty.PEOPLE: day}, state=State.BREACH):
        assert clock.is_late(today) is (clock.is_open and today > clock.latest_on)
        assert not clock.is_late(today) or clock.is_behind(today)
        assert clock.is_open is (clock.duty is not Duty.PEOPLE)


@given(named=st.integers(0, 2000), places=st.lists(st.integers(1, 1500), max_size=5))
def test_of_two_counts_the_larger_one_holds_and_nobody_is_lost_between_states(named: int, places: list[int]) -> None:
    count = Count.of(named=named, places=places)
    assert count.people == max(named, sum(places))
    assert max(places, default=0) <= count.most_in_one_place <= count.people


def test_people_of_no_known_state_count_as_living_in_the_one_with_the_most() -> None:
    assert Count.of(named=500, places=[]).most_in_one_place == 500
    assert Count.of(named=500, places=[10, 480]).most_in_one_place == 490
    assert Count.of(named=3, places=[499, 40]).most_in_one_place == 499


def test_a_duty_that_was_done_stays_though_the_count_has_fallen() -> None:
    few = Count.of(named=12, places=[])
    duties = [clock.duty for clock in clocks(discovered_on=DAY, count=few, done={Duty.MEDIA: DAY}, state=State.BREACH)]
    assert Duty.MEDIA in duties


# --- looking ----------------------------------------------------------------------------------------------------------------


def opening(staff: int = 1, person: int = 7, **changes: object) -> Opening:
    given_ = {"times": 2, "at_night": 0, "rows": frozenset({"D05-team"}), "acted": True}
    return Opening(staff_id=staff, patient_id=person, **(given_ | changes))  # type: ignore[arg-type]


def kinds(*openings: Opening, refusals: tuple[Refusals, ...] = (), names: Names | None = None) -> list[tuple[Kind, int | None]]:
    return [(one.kind, one.patient_id) for one in look(day=DAY, openings=openings, refusals=refusals, names=names or Names())]


def test_the_care_team_at_its_daily_work_is_not_worth_a_look() -> None:
    assert kinds(opening()) == []
    assert kinds(opening(acted=False)) == []


def test_an_opening_off_the_team_after_which_nothing_followed_is() -> None:
    assert kinds(opening(rows=frozenset({"D05-programme"}), acted=False)) == [(Kind.NO_ACT, 7)]
    assert kinds(opening(rows=frozenset({"D05-programme"}))) == []


def test_many_of_one_day_are_one_line_that_counts_the_people() -> None:
    many = [opening(person=person, rows=frozenset({"D05-programme"}), acted=False) for person in range(1, 12)]
    found = look(day=DAY, openings=many, refusals=(), names=Names())
    assert [(one.kind, one.patient_id, one.times) for one in found] == [(Kind.NO_ACT, None, 11)]


def test_night_is_between_ten_and_five() -> None:
    assert [hour for hour in range(24) if is_night(hour)] == [0, 1, 2, 3, 4, 22, 23]
    assert kinds(opening(at_night=1)) == [(Kind.ODD_HOURS, 7)]


@pytest.mark.parametrize(("times", "found"), [(4, []), (5, [(Kind.REFUSALS, None)])])
def test_many_refusals_begin_at_five(times: int, found: list[object]) -> None:
    assert kinds(refusals=(Refusals(1, times),)) == found


def test_the_privacy_office_does_not_watch_itself_look_people_up() -> None:
    assert kinds(opening(rows=frozenset({"D05-lookup"}), acted=False, at_night=2)) == []


@pytest.mark.parametrize(
    ("colleague", "person", "same"),
    [
        (Named(("Mari Vega",)), Named(("Marisol Vega", "Mari Vega"), "Vega"), True),
        (Named(("Vega, Mari",)), Named(("MARI VÉGA",), "Véga"), True),
        (Named(("Mari Vega",)), Named(("Mari Ortega",), "Ortega"), False),
        (Named(("Vega",)), Named(("Vega",), "Vega"), False),  # one word is no name by which to know somebody
        (Named(("A B",), emails=frozenset({"x@y.example"})), Named(("C D",), "D", frozenset({"x@y.example"})), True),
    ],
)
def test_who_may_be_the_same_person(colleague: Named, person: Named, same: bool) -> None:
    assert may_be_the_same(colleague, person) is same


def test_a_family_name_in_common_is_said_only_where_they_may_not_be_the_same() -> None:
    names = Names(staff={1: Named(("Ana Vega",)), 2: Named(("Mari Vega",))}, people={7: Named(("Mari Vega",), "Vega")})
    assert share_a_family_name(names.staff[1], names.people[7])
    assert kinds(opening(1), names=names) == [(Kind.SAME_FAMILY, 7)]
    assert kinds(opening(2), names=names) == [(Kind.OWN_RECORD, 7)]
