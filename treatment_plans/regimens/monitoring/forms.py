"""Forms of this room. They check and translate; `operations` save."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from care.lib.states import STATE_CHOICES
from treatment_plans.forms import day_field
from treatment_plans.regimens.monitoring.vocabulary import LookupOutcome

LONGEST_WORDS = 500
NOON = time(12)


class LookupForm(forms.Form):
    """A look-up in the PDMP, or why there was none."""

    watched = ("words",)

    state = forms.ChoiceField(label="State", choices=STATE_CHOICES)
    on = day_field("Day", required=True)
    outcome = forms.TypedChoiceField(
        label="What was there",
        coerce=LookupOutcome,
        widget=forms.RadioSelect,
        choices=[(one.value, f"{one.label}: {one.prose}") for one in LookupOutcome],
    )
    words = forms.CharField(
        label="In words",
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What was found, or why it was not possible.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        """Today or before."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("Today or before.")
        return on

    def clean(self) -> dict[str, Any]:
        """What was found, or why nobody could look, is said."""
        cleaned = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome and outcome is not LookupOutcome.NOTHING_ELSE and not cleaned.get("words", "").strip():
            self.add_error("words", "Say in words what was found, or why it was not possible.")
        return cleaned

    def looked_at(self, *, at: datetime, zone: str) -> datetime:
        """The moment: now for today, noon of an earlier day."""
        on: date = self.cleaned_data["on"]
        return at if on == self.today else datetime.combine(on, NOON, tzinfo=ZoneInfo(zone))


class WrongForm(forms.Form):
    """Why a look-up is taken off."""

    reason = forms.CharField(label="What is wrong with it", max_length=200)


class IntervalForm(forms.Form):
    """How often a state asks for a look-up, and who says so."""

    state = forms.ChoiceField(label="State", choices=STATE_CHOICES)
    every_days = forms.IntegerField(label="At most so many days apart", min_value=1, max_value=366)
    source = forms.CharField(label="Who says so", max_length=200, help_text="The rule and its paragraph, and when you read it.")
