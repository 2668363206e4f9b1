"""The demo's clock: the real one, put forward by as much as somebody asked. Only where CARE_DEMO=1.

A check-in that is due tomorrow, missed the day after and climbs then is a story of days. In the demo the clock can be put
forward, for all processes at once, through one small file; never back, so that nothing happens before what it follows.
"""

import os
import re
from datetime import datetime, timedelta
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.utils import timezone

FARTHEST = timedelta(days=3 * 366)
# What beat would start within a minute; a demo need not wait for it.
DUE_WORK = ("care.followups.advance", "care.worklist.climb", "care.deliveries.sweep")
PARTS = {"d": "days", "h": "hours", "m": "minutes"}

_real_now = timezone.now  # noqa: TID251 - the clock itself


class NotATime(ValueError):
    """Not a length of time such as '1d 2h 30m', or farther than the demo goes."""


class Clock:
    """How far ahead the demo is; read anew when the file has changed."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._read_at = -1
        self._ahead = timedelta()

    def ahead(self) -> timedelta:
        """By how much the clock is ahead of the real one."""
        try:
            changed = os.stat(self.file).st_mtime_ns
        except FileNotFoundError:
            return timedelta()
        if changed != self._read_at:
            self._ahead = timedelta(seconds=float(self.file.read_text() or 0))
            self._read_at = changed
        return self._ahead

    def put_forward(self, by: timedelta) -> timedelta:
        """Put it forward; gives how far it is ahead now.

        Raises:
            NotATime: backward, not at all, or farther than `FARTHEST`.
        """
        ahead = self.ahead() + by
        if by <= timedelta() or ahead > FARTHEST:
            raise NotATime
        self.file.parent.mkdir(parents=True, exist_ok=True)
        written = self.file.with_suffix(".new")
        written.write_text(str(ahead.total_seconds()))
        written.replace(self.file)
        self._read_at = -1
        return ahead

    def now(self) -> datetime:
        """What the demo calls now."""
        return _real_now() + self.ahead()


def demo_clock() -> Clock:
    """The clock of this demo."""
    return Clock(settings.STATE_DIR / "clock")


def catch_up() -> None:
    """Ask the worker to do at once what has fallen due by now."""
    for name in DUE_WORK:
        current_app.send_task(name, retry=False)


def install() -> None:
    """From here on this process reads the demo's clock wherever it reads the clock."""
    timezone.now = demo_clock().now  # noqa: TID251 - the clock itself


def length_of(text: str) -> timedelta:
    """'1d', '26h', '1d 2h 30m' as a length of time.

    Raises:
        NotATime: anything else.
    """
    if not re.fullmatch(r"\s*(\d{1,4}\s*[dhm]\s*)+", text):
        raise NotATime
    return sum((timedelta(**{PARTS[unit]: int(number)}) for number, unit in re.findall(r"(\d+)\s*([dhm])", text)), timedelta())


def length_text(length: timedelta) -> str:
    """'1 day 2 hours', 'not at all'."""
    minutes = int(length.total_seconds()) // 60
    parts = ((minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute"))
    return " ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in parts if number) or "not at all"
