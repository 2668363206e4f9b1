"""The form that says what an order is for."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from care.lib.forms import offer
from treatment_plans.queries import MedicationLine


class PurposeForm(forms.Form):
    """For what in the plan an order stands. `seen` are the lines that were chosen when the form was made."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    interventions = forms.MultipleChoiceField(
        label="It stands for",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What the plan does with medication.",
    )

    def __init__(self, *args: Any, lines: Iterable[MedicationLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "interventions", [(str(line.root), f"{line.title}: “{line.goal}”") for line in lines])
        gone = "A line that was chosen is no longer in the plan. Choose again."
        self.fields["interventions"].error_messages["invalid_choice"] = gone

    def clean_seen(self) -> list[UUID]:
        """The lines that were chosen before."""
        try:
            return [UUID(root) for root in self.cleaned_data["seen"].split()]
        except ValueError as error:
            raise forms.ValidationError("Open this page again; it is not as it was made.") from error

    def chosen(self) -> list[UUID]:
        """The lines that are chosen now."""
        return [UUID(root) for root in self.cleaned_data["interventions"]]
