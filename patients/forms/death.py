"""A death, and taking a recorded one back."""

from datetime import date
from typing import Any

from django import forms

from patients.forms.fields import day_input
from patients.rules import (
    DeathCorrection,
)


class DeathForm(forms.Form):
    """The day on which the person died."""

    deceased_on = forms.DateField(label="Died on", widget=day_input())

    def __init__(self, *args: Any, birth_date: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.birth_date = birth_date
        self.today = today

    def clean_deceased_on(self) -> date:
        """Between birth and today, where the person lived."""
        day: date = self.cleaned_data["deceased_on"]
        if not self.birth_date <= day <= self.today:
            raise forms.ValidationError("A day after the birth date, today at the latest.")
        return day


class DeathCorrectionForm(forms.Form):
    """Why the recorded death is wrong."""

    reason = forms.ChoiceField(
        label="Why it is wrong", widget=forms.RadioSelect, choices=[(reason.value, reason.label) for reason in DeathCorrection]
    )
