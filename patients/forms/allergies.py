"""What harms the person."""

from collections.abc import Iterable
from typing import Any

from django import forms

from care.lib.forms import offer
from patients.models import ALLERGIES_CHOICES
from patients.rules import (
    AllergiesState,
)


class AllergiesForm(forms.Form):
    """What is known of allergies on the whole, and which are taken off the list."""

    state = forms.ChoiceField(label="What is known", widget=forms.RadioSelect, choices=ALLERGIES_CHOICES)
    remove = forms.TypedMultipleChoiceField(
        label="Take off the list", required=False, widget=forms.CheckboxSelectMultiple, coerce=str
    )

    def __init__(self, *args: Any, listed: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "remove", list(listed))

    def known(self, *, adds: bool) -> AllergiesState:
        """The state that was chosen; whoever adds an allergy without having asked before, has asked now."""
        state = AllergiesState(self.cleaned_data["state"])
        return AllergiesState.LISTED if adds and state is AllergiesState.NOT_ASKED else state


class AllergyForm(forms.Form):
    """A substance to add, and what it did."""

    substance = forms.CharField(label="Substance", max_length=120, required=False)
    reaction = forms.CharField(label="What it did", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A reaction belongs to a substance."""
        cleaned = super().clean() or {}
        if cleaned.get("reaction") and not cleaned.get("substance"):
            self.add_error("substance", "Write the substance that did this.")
        return cleaned


AllergyFormSet = forms.formset_factory(AllergyForm, extra=2, max_num=20, absolute_max=30)
