"""The demo's clock goes forward for all processes, and only in the demo."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from care.demo.clock import FARTHEST, Clock, NotATime, length_of, length_text


def test_a_second_process_sees_what_the_first_one_said(tmp_path: Path) -> None:
    mine, yours = Clock(tmp_path / "state" / "clock"), Clock(tmp_path / "state" / "clock")
    assert yours.ahead() == timedelta()
    mine.put_forward(timedelta(hours=2))
    assert yours.ahead() == timedelta(hours=2)
    assert yours.put_forward(timedelta(days=1)) == timedelta(days=1, hours=2)
    assert mine.ahead() == timedelta(days=1, hours=2)
    assert timedelta() < mine.now() - timezone.now() - timedelta(hours=25) < timedelta(hours=2)


@pytest.mark.parametrize("by", [timedelta(), -timedelta(minutes=1), FARTHEST + timedelta(minutes=1)])
def test_it_never_goes_back_and_not_out_of_sight(tmp_path: Path, by: timedelta) -> None:
    clock = Clock(tmp_path / "clock")
    with pytest.raises(NotATime):
        clock.put_forward(by)
    assert clock.ahead() == timedelta()


@pytest.mark.parametrize(
    ("text", "length", "words"),
    [
        ("1d", timedelta(days=1), "1 day"),
        ("26h", timedelta(hours=26), "1 day 2 hours"),
        (" 1d 2h30m ", timedelta(days=1, hours=2, minutes=30), "1 day 2 hours 30 minutes"),
        ("0m", timedelta(), "not at all"),
    ],
)
def test_lengths_are_read_and_said(text: str, length: timedelta, words: str) -> None:
    assert length_of(text) == length
    assert length_text(length) == words


@pytest.mark.parametrize("text", ["", "tomorrow", "-1d", "1", "1w", "1d; rm", "99999d"])
def test_anything_else_is_not_a_length(text: str) -> None:
    with pytest.raises(NotATime):
        length_of(text)


def test_the_command_is_for_the_demo_only(settings: pytest.FixtureRequest) -> None:
    with pytest.raises(CommandError, match="Only the demo"):
        call_command("demo_clock", "1d")
    settings.DEMO = True  # type: ignore[attr-defined]
    said = StringIO()
    call_command("demo_clock", "1d", "2h", stdout=said)
    call_command("demo_clock", stdout=said)
    assert said.getvalue().count("1 day 2 hours") == 2
    with pytest.raises(CommandError, match="never back"):
        call_command("demo_clock", "yesterday")
