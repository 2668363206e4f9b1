"""Forms of medication orders. They check and translate; `operations` save."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms

from care.actor.vocabulary import Described
from care.lib.forms import offer
from treatment_plans.forms import day_field
from treatment_plans.queries import MedicationLine
from treatment_plans.regimens import rules
from treatment_plans.regimens.queries import MedicineRow, OrderRow
from treatment_plans.regimens.vocabulary import EndReason, Frequency, Phase, Route

CHOOSE = ("", "Choose one")


def dose_field(label: str = "Dose (mg)") -> forms.DecimalField:
    """A dose: above nought, three decimals at most. Commas and powers of ten are not read as numbers."""
    return forms.DecimalField(
        label=label,
        max_digits=9,
        decimal_places=3,
        min_value=rules.SMALLEST,
        help_text="Each time it is due.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "invalid": "A number, with a point: 2.5.",
            "min_value": "More than 0 mg.",
            "max_decimal_places": "Three decimals at most: a dose is never rounded.",
        },
    )


def _labels(words: Iterable[Described]) -> list[tuple[str, str]]:
    return [(word.value, word.label) for word in words]


class OrderForm(forms.Form):
    """A new order. Signing comes after reading it once more."""

    watched = ("instructions",)

    medication = forms.ChoiceField(label="Medicine")
    preparation = forms.ChoiceField(label="Form and strength", required=False)
    dose_amount = dose_field()
    route = forms.ChoiceField(label="How it is given", choices=[CHOOSE, *_labels(Route)])
    frequency = forms.ChoiceField(label="How often", choices=[CHOOSE, *_labels(Frequency)])
    phase = forms.ChoiceField(label="Phase", choices=[CHOOSE, *_labels(Phase)])
    starts_on = day_field("From", required=True)
    ends_on = day_field("Until", help_text="Empty while no end is planned.")
    instructions = forms.CharField(label="Instructions", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    replaces = forms.TypedChoiceField(label="Stops when this is signed", coerce=UUID, empty_value=None, required=False)

    def __init__(self, *args: Any, medicines: Iterable[MedicineRow], current: Iterable[OrderRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.medicines = {medicine.code: medicine for medicine in medicines}
        grouped = groupby(sorted(self.medicines.values(), key=_group), key=_group)
        offer(
            self,
            "medication",
            [
                CHOOSE,
                *((group[1], [(medicine.code, medicine.name) for medicine in members]) for group, members in grouped),
            ],
        )
        offer(
            self,
            "preparation",
            [
                ("", "As dispensed"),
                *((medicine.name, medicine.preparations) for medicine in self.medicines.values() if medicine.preparations),
            ],
        )
        offer(
            self,
            "replaces",
            [
                ("", "Nothing"),
                *((str(order.uuid), f"{order.text}, since {order.starts_on:%b} {order.starts_on.day}") for order in current),
            ],
        )

    def clean(self) -> dict[str, Any]:
        """The form belongs to the medicine, the route is one by which it is given, and the end is not before the start."""
        cleaned = super().clean() or self.cleaned_data
        medicine = self.medicines.get(cleaned.get("medication", ""))
        if medicine is None:
            return cleaned
        preparation = cleaned.get("preparation")
        if preparation and preparation not in {code for code, _ in medicine.preparations}:
            self.add_error("preparation", f"{medicine.name} is not made in this form and strength.")
        if cleaned.get("route"):
            try:
                rules.check_route(Route(cleaned["route"]), medicine.routes)
            except rules.WrongRoute as wrong:
                ways = " or ".join(route.label for route in wrong.routes)
                self.add_error("route", f"{medicine.name} is given {ways}.")
        _check_end(self, cleaned)
        return cleaned


def _group(medicine: MedicineRow) -> tuple[int, str]:
    order = ("Opioid use disorder", "Opioid or alcohol use disorder", "Alcohol use disorder", "Other")
    return order.index(medicine.group), medicine.group


def _check_end(form: forms.Form, cleaned: dict[str, Any]) -> None:
    starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        form.add_error("ends_on", "On or after the day on which it begins.")


class DoseForm(forms.Form):
    """Another dose of an order: a new order takes its place."""

    watched = ("instructions", "note")

    dose_amount = dose_field("New dose (mg)")
    frequency = forms.ChoiceField(label="How often", choices=_labels(Frequency))
    phase = forms.ChoiceField(label="Phase", choices=_labels(Phase))
    preparation = forms.ChoiceField(label="Form and strength", required=False)
    starts_on = day_field("From", required=True)
    ends_on = day_field("Until", help_text="Empty while no end is planned.")
    instructions = forms.CharField(label="Instructions", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    note = forms.CharField(label="Why", max_length=500, required=False)

    def __init__(self, *args: Any, order: OrderRow, medicine: MedicineRow | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        made = medicine.preparations if medicine else ()
        offer(self, "preparation", [("", "As dispensed"), *made])

    def clean(self) -> dict[str, Any]:
        """Something is another than before, and the end is not before the start."""
        cleaned = super().clean() or self.cleaned_data
        _check_end(self, cleaned)
        before = (self.order.dose_amount, self.order.frequency.value, self.order.phase.value, self.order.preparation_code)
        after = tuple(cleaned.get(name) for name in ("dose_amount", "frequency", "phase", "preparation"))
        if not self.errors and before == after:
            self.add_error("dose_amount", f"This is the order as it stands: {self.order.text}.")
        return cleaned


class HoldForm(forms.Form):
    """Why an order is paused."""

    watched = ("reason",)

    reason = forms.CharField(label="Why it is held", max_length=500, help_text="“In hospital until Friday.”")


class StopForm(forms.Form):
    """Why an order ends."""

    watched = ("note",)

    reason = forms.ChoiceField(
        label="Why it stops",
        widget=forms.RadioSelect,
        choices=[
            (reason.value, f"{reason.label}: {reason.prose}") for reason in rules.STOP_REASONS if reason is not EndReason.DIED
        ],
    )
    note = forms.CharField(label="In a sentence", max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Another reason is said in words."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reason") == EndReason.OTHER and not cleaned.get("note", "").strip() and "note" not in self.errors:
            self.add_error("note", "Write which reason.")
        return cleaned


def first_day(today: date) -> dict[str, Any]:
    """What an empty form begins with."""
    return {"starts_on": today}


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
