"""What the forms of steps share: a moment of the reader's zone, and the consent on which something goes to a plan."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms

from care.lib.dates import local_date
from care.lib.forms import offer
from patients.coverage.models.authorizations import SENT_CHOICES
from patients.coverage.vocabulary import SentBy
from patients.forms.fields import clock_input, day_input

Choices = Sequence[tuple[str, str]]
NOON = time(12, 0)


class StepForm(forms.Form):
    """A step at a moment, in the zone of its reader; `consents` are those on which something may go to a health plan."""

    starts_today: tuple[str, ...] = ()

    def __init__(self, *args: Any, at: datetime, zone: str, consents: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.zone = at, zone
        self.today = local_date(at, zone)
        for name in self.starts_today:
            self.fields[name].initial = self.today
        if "consent" in self.fields:
            offer(self, "consent", [("", "No consent"), *consents])
            self.fields["consent"].initial = consents[0][0] if consents else ""


class GoesToPlan(StepForm):
    """Something goes to the plan: how, when, on which consent, and until when it decides."""

    starts_today: tuple[str, ...] = ("gone_on",)

    consent = forms.ChoiceField(
        label="On which consent",
        required=False,
        help_text="What goes to a plan tells it of care here. It stands in the accounting of what was shared.",
    )
    how = forms.ChoiceField(label="How it went", choices=SENT_CHOICES)
    gone_on = forms.DateField(label="Day", widget=day_input())
    gone_at = forms.TimeField(
        label="Time", required=False, widget=clock_input(), help_text="An expedited clock runs from the minute."
    )
    reference = forms.CharField(label="Reference number", max_length=60, required=False)
    decides_by = forms.DateField(
        label="Decides by",
        required=False,
        widget=day_input(),
        help_text="Where the plan named a day. Else it follows from the list of clocks.",
    )

    def moment(self) -> datetime:
        """When it went: the minute where it was given, today now, else noon of the day."""
        day, clock = self.cleaned_data["gone_on"], self.cleaned_data["gone_at"]
        if clock is None and day == self.today:
            return self.at
        return datetime.combine(day, clock or NOON, tzinfo=ZoneInfo(self.zone))

    def sent_by(self) -> SentBy:
        """How it went."""
        return SentBy(self.cleaned_data["how"])

    def consent_uuid(self) -> UUID | None:
        """The consent that was named."""
        return UUID(self.cleaned_data["consent"]) if self.cleaned_data["consent"] else None


class ReasonForm(StepForm):
    """Why, in a few words."""

    reason = forms.CharField(label="Why", max_length=200)


class NothingMore(StepForm):
    """A step that needs no word."""
