"""The form of a new order."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms

from care.lib.forms import offer
from treatment_plans.forms import day_field
from treatment_plans.regimens import rules
from treatment_plans.regimens.forms.fields import CHOOSE, check_end, dose_field, labels
from treatment_plans.regimens.forms.schedules import Rows, check_schedule, template_choices
from treatment_plans.regimens.queries import MedicineRow, OrderRow
from treatment_plans.regimens.vocabulary import Frequency, Pathway, Phase, Route


class OrderForm(forms.Form):
    """A new order. Signing comes after reading it once more."""

    watched = ("instructions",)

    medication = forms.ChoiceField(label="Medicine")
    preparation = forms.ChoiceField(label="Form and strength", required=False)
    dose_amount = dose_field(or_schedule=True)
    pathway = forms.ChoiceField(label="Way in", required=False, choices=labels(Pathway))
    template = forms.ChoiceField(label="Fill the steps from", required=False)
    route = forms.ChoiceField(label="How it is given", choices=[CHOOSE, *labels(Route)])
    frequency = forms.ChoiceField(label="How often", choices=[CHOOSE, *labels(Frequency)])
    phase = forms.ChoiceField(label="Phase", choices=[CHOOSE, *labels(Phase)])
    starts_on = day_field("From", required=True)
    ends_on = day_field("Until", help_text="Empty while no end is planned.")
    instructions = forms.CharField(label="Instructions", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    replaces = forms.TypedChoiceField(label="Takes the place of", coerce=UUID, empty_value=None, required=False)
    overlaps_until = day_field("Which goes on until", help_text="In a transition. Empty: it stops when this is signed.")

    def __init__(
        self,
        *args: Any,
        medicines: Iterable[MedicineRow],
        current: Iterable[OrderRow],
        templates: Mapping[str, rules.Template],
        rows: Rows | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.current = {order.uuid: order for order in current}
        offer(self, "template", template_choices(templates))
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
                *(
                    (str(order.uuid), f"{order.text}, since {order.starts_on:%b} {order.starts_on.day}")
                    for order in self.current.values()
                ),
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
        check_end(self, cleaned)
        check_pathway(self, cleaned, medicine)
        check_overlap(self, cleaned, medicine, self.current)
        check_schedule(self, self.rows, cleaned)
        return cleaned


def check_pathway(form: forms.Form, cleaned: dict[str, Any], medicine: MedicineRow) -> None:
    """Low-dose and high-dose initiation are ways of beginning buprenorphine under the tongue or in the cheek."""
    cleaned["pathway"] = Pathway(cleaned.get("pathway") or Pathway.STANDARD)
    if cleaned["pathway"] is not Pathway.STANDARD and (medicine.substance != "buprenorphine" or medicine.is_depot):
        form.add_error("pathway", f"{medicine.name} begins in the standard way.")


def check_overlap(form: forms.Form, cleaned: dict[str, Any], medicine: MedicineRow, current: Mapping[UUID, OrderRow]) -> None:
    """In a transition the order before goes on for some days: it is of another substance, and does not end before this begins."""
    until, starts_on, before = cleaned.get("overlaps_until"), cleaned.get("starts_on"), cleaned.get("replaces")
    if until is None:
        return
    if before is None:
        form.add_error("overlaps_until", "Choose which order goes on until then.")
    elif before in current and current[before].substance == medicine.substance:
        form.add_error("overlaps_until", "Two orders for one substance are not in force at once.")
    elif starts_on is not None and until < starts_on:
        form.add_error("overlaps_until", "On or after the day on which this one begins.")


def _group(medicine: MedicineRow) -> tuple[int, str]:
    order = ("Opioid use disorder", "Opioid or alcohol use disorder", "Alcohol use disorder", "Other")
    return order.index(medicine.group), medicine.group
