"""When somebody may be written to: quiet hours, their own hours, the change of the clocks, and not too often."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from care.reminders.rules.hours import Hours, lawful_hours, next_allowed, next_by_number, own_hours, table

NEW_YORK = "America/New_York"


def local(*parts: int, zone: str = NEW_YORK, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)  # type: ignore[arg-type]


def allowed(at: datetime, *, zone: str = NEW_YORK, number: str = "+14015550122") -> datetime | None:
    return next_allowed(at, lawful_hours(zone=zone, number=number))


def test_by_day_at_once() -> None:
    at = local(2026, 11, 23, 10, 50)
    assert allowed(at) == at


@pytest.mark.parametrize(
    ("clock", "next_clock"),
    [
        ((2026, 11, 23, 7, 59), (2026, 11, 23, 8, 0)),
        ((2026, 11, 23, 20, 59), (2026, 11, 23, 20, 59)),
        ((2026, 11, 23, 21, 0), (2026, 11, 24, 8, 0)),
        ((2026, 11, 23, 0, 0), (2026, 11, 23, 8, 0)),
        ((2026, 12, 31, 23, 30), (2027, 1, 1, 8, 0)),
    ],
)
def test_nobody_is_texted_before_eight_and_from_nine_on(clock: tuple[int, ...], next_clock: tuple[int, ...]) -> None:
    assert allowed(local(*clock)) == local(*next_clock)


def test_it_is_their_zone_that_counts() -> None:
    at = local(2026, 11, 23, 9, 0)  # six in the morning in Los Angeles
    assert allowed(at, zone="America/Los_Angeles") == local(2026, 11, 23, 8, 0, zone="America/Los_Angeles")


def test_a_number_of_a_stricter_state_narrows_it() -> None:
    at = local(2026, 11, 23, 20, 30)
    assert allowed(at) == at
    assert allowed(at, number="+13055550122") == local(2026, 11, 24, 8, 0)


def test_an_unknown_zone_is_the_strictest_of_all() -> None:
    """Awake in Puerto Rico and in Hawaii at once: from 8 am Hawaii to 9 pm Puerto Rico."""
    at = local(2026, 11, 23, 9, 0)
    found = allowed(at, zone="Nowhere/Atall")
    assert found == local(2026, 11, 23, 8, 0, zone="Pacific/Honolulu")
    assert allowed(local(2026, 11, 23, 20, 30), zone="") == local(2026, 11, 24, 8, 0, zone="Pacific/Honolulu")


def test_their_own_hours_narrow_it() -> None:
    at = local(2026, 11, 23, 10, 50)
    hours = [*lawful_hours(zone=NEW_YORK), *own_hours(zone=NEW_YORK, start=time(13), end=time(16))]
    assert next_allowed(at, hours) == local(2026, 11, 23, 13, 0)


def test_own_hours_past_midnight() -> None:
    at = local(2026, 11, 23, 10, 50)
    hours = [*lawful_hours(zone=NEW_YORK), *own_hours(zone=NEW_YORK, start=time(20), end=time(2))]
    assert next_allowed(at, hours) == local(2026, 11, 23, 20, 0)


def test_own_hours_in_the_night_leave_none() -> None:
    hours = [*lawful_hours(zone=NEW_YORK), *own_hours(zone=NEW_YORK, start=time(22), end=time(7))]
    assert next_allowed(local(2026, 11, 23, 10, 50), hours) is None


def test_a_beginning_that_the_clocks_skip_is_the_moment_of_the_change() -> None:
    hours = [Hours(NEW_YORK, time(2, 30), time(5))]
    assert next_allowed(local(2027, 3, 13, 23, 0), hours) == datetime(2027, 3, 14, 7, 0, tzinfo=UTC)  # 2 am becomes 3 am


def test_a_beginning_that_comes_twice_is_taken_twice() -> None:
    hours = [Hours(NEW_YORK, time(1, 30), time(1, 45))]
    first, second = local(2026, 11, 1, 1, 30), local(2026, 11, 1, 1, 30, fold=1)
    assert next_allowed(first - timedelta(hours=1), hours) == first
    assert next_allowed(first + timedelta(minutes=20), hours) == second


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2027, 3, 14)])
def test_eight_is_eight_on_the_day_of_the_change(day: date) -> None:
    assert allowed(local(day.year, day.month, day.day, 0, 30)) == local(day.year, day.month, day.day, 8, 0)


@given(some.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=some.just(UTC)))  # noqa: DTZ001
def test_what_is_found_is_allowed_and_never_earlier(at: datetime) -> None:
    for zone in (NEW_YORK, "America/Phoenix", "Pacific/Honolulu", ""):
        hours = lawful_hours(zone=zone)
        found = next_allowed(at, hours)
        assert found is not None
        assert found >= at
        assert all(each.hold(found) for each in hours)


def test_the_table_says_where_it_is_from() -> None:
    everywhere, *states = table()
    assert everywhere.area_codes == frozenset()
    assert (everywhere.start, everywhere.end) == (time(8), time(21))
    assert {state.flag for state in states} == {"verify"}


class TestNumber:
    def test_the_first_goes(self) -> None:
        at = local(2026, 11, 23, 10)
        assert next_by_number(at, [], zone=NEW_YORK) == at

    def test_the_second_of_a_day_waits_for_the_next_day_of_theirs(self) -> None:
        at = local(2026, 11, 23, 10)
        assert next_by_number(at, [at - timedelta(hours=1)], zone=NEW_YORK) == local(2026, 11, 24)

    def test_yesterday_evening_is_another_day(self) -> None:
        at = local(2026, 11, 23, 8)
        assert next_by_number(at, [local(2026, 11, 22, 20, 59)], zone=NEW_YORK) == at

    def test_the_fourth_in_seven_days_waits_until_the_first_is_seven_days_old(self) -> None:
        sent = [local(2026, 11, day, 10) for day in (18, 20, 21)]
        assert next_by_number(local(2026, 11, 23, 10), sent, zone=NEW_YORK) == local(2026, 11, 25, 10)

    def test_the_third_goes(self) -> None:
        at = local(2026, 11, 23, 10)
        assert next_by_number(at, [local(2026, 11, 18, 10), local(2026, 11, 20, 10)], zone=NEW_YORK) == at
