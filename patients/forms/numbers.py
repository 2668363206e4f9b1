"""Numbers under which others know the person."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from care.lib.forms import offer
from patients.forms.fields import day_input
from patients.models import choices_of
from patients.rules import BadNumber, Number, NumberKind, check_number, clean_name


class NumbersForm(forms.Form):
    """Which numbers are taken off the list."""

    remove = forms.TypedMultipleChoiceField(
        label="Take off the list", required=False, widget=forms.CheckboxSelectMultiple, coerce=UUID
    )

    def __init__(self, *args: Any, listed: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "remove", list(listed))


class NumberForm(forms.Form):
    """A number to add. An empty row is none."""

    kind = forms.ChoiceField(label="What it is", choices=[("", "Choose"), *choices_of(NumberKind)], required=False)
    issuer = forms.CharField(
        label="Issued by",
        max_length=120,
        required=False,
        help_text="A state, a hospital, a program: Rhode Island.",
    )
    value = forms.CharField(label="Number", max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    valid_until = forms.DateField(label="Valid until", required=False, widget=day_input())

    def clean(self) -> dict[str, Any]:
        """A number that can be somebody's."""
        cleaned = super().clean() or {}
        if self.errors or self.is_empty:
            return cleaned
        if not cleaned.get("kind"):
            self.add_error("kind", "Choose what it is.")
            return cleaned
        try:
            check_number(self.number())
        except BadNumber as refusal:
            self.add_error(refusal.field, refusal.words)
        return cleaned

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into this row."""
        return not any(self.cleaned_data.get(name) for name in ("kind", "issuer", "value", "valid_until"))

    def number(self) -> Number:
        """The number that this row holds."""
        data = self.cleaned_data
        return Number(NumberKind(data["kind"]), clean_name(data["issuer"]), clean_name(data["value"]), data["valid_until"])


NumberFormSet = forms.formset_factory(NumberForm, extra=1, max_num=10, absolute_max=20)
