"""A moment that has come, as it is typed: a day and a time, in the zone of the reader."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from care.lib.dates import local_date
from patients.forms.fields import clock_input, day_input

NOON = time(12)


class MomentForm(forms.Form):
    """A day, and a time where it is known. Without one it is noon of that day, or now where noon is still ahead."""

    day = forms.DateField(label="Day", widget=day_input())
    time = forms.TimeField(label="Time", required=False, widget=clock_input())

    def __init__(self, *args: Any, at: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.zone = at, zone
        if not self.is_bound:
            self.initial.setdefault("day", local_date(at, zone))

    def moment(self) -> datetime:
        """When it was."""
        day: date = self.cleaned_data["day"]
        clock: time | None = self.cleaned_data["time"]
        found = datetime.combine(day, clock or NOON, tzinfo=ZoneInfo(self.zone))
        if clock is None and day == local_date(self.at, self.zone):
            return min(found, self.at)
        return found
