"""Comparing two records: what is decided about each clash and field, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms

from patients.merging.operations import Decisions
from patients.merging.queries import ClashOfTwo, FieldOfTwo
from patients.merging.rules import Side

LONGEST_WHY = 300


class FindForm(forms.Form):
    """What somebody types to find the other record. Travels in the body of a request only."""

    q = forms.CharField(
        label="Name, phone, MRN or birth date of the other record",
        max_length=200,
        error_messages={"required": "Type a part of a name, a phone, an MRN or a birth date."},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )


class MergeForm(forms.Form):
    """Which of two values and which of two things stands, and why the records are one person's.

    A field begins with the value of the record that stays; about what can be there once nobody is led: it is asked.
    """

    why = forms.CharField(
        label="How you know that it is one person",
        max_length=LONGEST_WHY,
        help_text="For example: asked them, both records have the same ID card.",
    )

    def __init__(self, *args: Any, fields_of_two: Sequence[FieldOfTwo], clashes: Sequence[ClashOfTwo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about_fields = [f"field-{one.name}" for one in fields_of_two]
        self.about_clashes = [f"stands-{one.key}" for one in clashes if not one.is_theirs]
        for one in fields_of_two:
            self.fields[f"field-{one.name}"] = _choice(one.label, one.kept, one.gone, initial=Side.KEPT.value)
        for clash in clashes:
            if not clash.is_theirs:
                self.fields[f"stands-{clash.key}"] = _choice(clash.title, clash.kept, clash.gone)
        self.order_fields([*self.about_fields, *self.about_clashes, "why"])

    @property
    def field_rows(self) -> list[forms.BoundField]:
        """The questions about the person's own row."""
        return [self[name] for name in self.about_fields]

    @property
    def clash_rows(self) -> list[forms.BoundField]:
        """The questions about what can be there once."""
        return [self[name] for name in self.about_clashes]

    def decisions(self) -> Decisions:
        """What was decided, once the form is valid."""
        said = {name: Side(value) for name, value in self.cleaned_data.items() if name != "why"}
        return Decisions(
            stands={name.removeprefix("stands-"): said[name] for name in self.about_clashes},
            fields={name.removeprefix("field-"): said[name] for name in self.about_fields},
        )


def _choice(label: str, kept: str, gone: str, *, initial: str | None = None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        widget=forms.RadioSelect,
        initial=initial,
        choices=[(Side.KEPT.value, f"Of the record that stays: {kept}"), (Side.GONE.value, f"Of the other record: {gone}")],
        error_messages={"required": "Choose which one stands."},
    )


class ApartForm(forms.Form):
    """Why two records are of two people."""

    words = forms.CharField(
        label="How you know that it is two people",
        max_length=LONGEST_WHY,
        help_text="For example: sisters; asked both.",
    )


class UndoForm(forms.Form):
    """Why a merge is taken apart."""

    why = forms.CharField(
        label="Why it is taken apart",
        max_length=LONGEST_WHY,
        help_text="For example: it was the brother’s record.",
    )
