"""Forms that change an order, or end it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from care.lib.forms import offer
from treatment_plans.forms import day_field
from treatment_plans.regimens import rules
from treatment_plans.regimens.forms.fields import check_end, dose_field, labels
from treatment_plans.regimens.forms.schedules import Rows, check_schedule, template_choices
from treatment_plans.regimens.queries import MedicineRow, OrderRow
from treatment_plans.regimens.vocabulary import EndReason, Frequency, Phase


class DoseForm(forms.Form):
    """Another dose of an order: a new order takes its place."""

    watched = ("instructions", "change_reason")

    dose_amount = dose_field("New dose (mg)", or_schedule=True)
    template = forms.ChoiceField(label="Fill the steps from", required=False)
    frequency = forms.ChoiceField(label="How often", choices=labels(Frequency))
    phase = forms.ChoiceField(label="Phase", choices=labels(Phase))
    preparation = forms.ChoiceField(label="Form and strength", required=False)
    starts_on = day_field("From", required=True)
    ends_on = day_field("Until", help_text="Empty while no end is planned.")
    instructions = forms.CharField(label="Instructions", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    change_reason = forms.CharField(
        label="Why it changes", max_length=500, help_text="Stands in the new order: “Cravings in the evening.”"
    )

    def __init__(
        self,
        *args: Any,
        order: OrderRow,
        medicine: MedicineRow | None,
        templates: Mapping[str, rules.Template],
        rows: Rows | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        offer(self, "template", template_choices(templates, medication=order.medication_code))
        self.order = order
        made = medicine.preparations if medicine else ()
        offer(self, "preparation", [("", "As dispensed"), *made])

    def clean(self) -> dict[str, Any]:
        """Something is another than before, and the end is not before the start."""
        cleaned = super().clean() or self.cleaned_data
        check_end(self, cleaned)
        check_schedule(self, self.rows, cleaned)
        before = (self.order.dose_amount, self.order.frequency.value, self.order.phase.value, self.order.preparation_code)
        after = tuple(cleaned.get(name) for name in ("dose_amount", "frequency", "phase", "preparation"))
        if not self.errors and before == after and not cleaned.get("steps") and not self.order.steps:
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
