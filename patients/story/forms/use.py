"""Substances, overdoses, treatment before."""

from typing import Any

from django import forms

from patients.story.forms.fields import DayField, EntryForm, answer_field, one_of_field, words_field
from patients.story.rules import (
    OLDEST_FIRST_USE,
    Helped,
    Hospital,
    HowOften,
    Intent,
    Overdose,
    Place,
    Setting,
    Substance,
    SubstanceKind,
    Told,
    Treatment,
    TreatmentEnd,
    UseRoute,
)


class SubstanceForm(EntryForm):
    """One substance."""

    kind = Substance
    watched = ("note", "treated")

    substance = one_of_field("Substance", SubstanceKind)
    name = words_field("What they call it", 80)
    is_main = forms.BooleanField(label="This is what they most want help with", required=False)
    routes = forms.TypedMultipleChoiceField(
        label="How they take it",
        required=False,
        coerce=UseRoute,
        choices=UseRoute.choices(),
        widget=forms.CheckboxSelectMultiple,
    )
    how_often = answer_field("How often lately", HowOften)
    amount = words_field("How much on a usual day", 200, help_text="In their own measure: 3 bags, a pint, 4 pills.")
    first_age = forms.IntegerField(label="Age at first use", required=False, min_value=0, max_value=OLDEST_FIRST_USE)
    last_used = DayField(label="Last use")
    breaks = words_field("Times without it", 500, rows=2, help_text="When, how long, what helped.")
    treated = words_field(
        "Treatment for it before", 500, rows=2, help_text="In short; each program has a line of its own under Past treatment."
    )
    note = words_field("Also good to know", 500, rows=2)

    def clean_routes(self) -> tuple[UseRoute, ...]:
        """In the order of the list."""
        return tuple(self.cleaned_data["routes"])

    def clean_first_age(self) -> int | None:
        """No older than they are."""
        age: int | None = self.cleaned_data["first_age"]
        if age is not None and age > self.today.year - self.lived.birth_date.year:
            raise forms.ValidationError("Younger than the person is now.")
        return age


class OverdoseForm(EntryForm):
    """One overdose that the person lived through."""

    kind = Overdose
    watched = ("note",)

    occurred = DayField(label="When")
    substances = words_field("What was taken, as far as they know", 200)
    place = answer_field("Where", Place)
    was_alone = answer_field("Were they alone", Told)
    after_break = answer_field("After a time without use", Told, help_text="Jail, hospital, withdrawal management, or by choice.")
    naloxone = answer_field("Was naloxone given", Told)
    naloxone_doses = forms.IntegerField(label="Doses of naloxone", required=False, min_value=1, max_value=20)
    called_911 = answer_field("Was 911 called", Told)
    hospital = answer_field("Hospital", Hospital)
    on_medication = answer_field("On medication for it at the time", Told)
    intent = answer_field("Was it intended", Intent, help_text="Ask only if it feels right to ask.")
    note = words_field("Also good to know", 500, rows=2)

    def clean(self) -> dict[str, Any]:
        """Doses belong to a yes; an overdose says one thing at least."""
        cleaned = super().clean() or {}
        if cleaned.get("naloxone_doses") and cleaned.get("naloxone") is not Told.YES and "naloxone" not in self.errors:
            self.add_error("naloxone", "Doses are written: say that naloxone was given.")
        if not self.errors and not any(value for name, value in cleaned.items() if name != "version"):
            self.add_error("occurred", "Write one thing about it at least: about when, or what was taken.")
        return cleaned


class TreatmentForm(EntryForm):
    """One time in treatment."""

    kind = Treatment
    watched = ("for_what",)

    setting = one_of_field("What it was", Setting)
    place = words_field("Where", 120, help_text="The name of the program, or the town.")
    began = DayField(label="Began")
    ended = DayField(label="Ended")
    for_what = words_field("For what", 120)
    medication = words_field("Medication there", 120)
    how_ended = answer_field("How it ended", TreatmentEnd)
    helped = answer_field("What it did for them", Helped)
    what_helped = words_field("What helped, and what did not", 500, rows=2, help_text="In their own words.")
