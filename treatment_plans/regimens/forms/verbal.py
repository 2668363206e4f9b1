"""Forms of verbal orders."""

from collections.abc import Iterable
from typing import Any

from django import forms

from care.accounts.queries import StaffName
from care.lib.forms import offer
from treatment_plans.regimens.forms.fields import dose_field
from treatment_plans.regimens.forms.orders import OrderForm


class VerbalForm(OrderForm):
    """What a prescriber said, as a nurse takes it down."""

    dose_amount = dose_field()
    prescriber = forms.TypedChoiceField(label="Said by", coerce=int)
    read_back = forms.BooleanField(label="I have read it back, and it was said to be right")
    field_order = ("prescriber",)

    def __init__(self, *args: Any, prescribers: Iterable[StaffName], **kwargs: Any) -> None:
        super().__init__(*args, templates={}, **kwargs)
        offer(self, "prescriber", [("", "Choose one"), *((one.staff_id, one.name) for one in prescribers)])
        for name in ("template", "pathway", "overlaps_until"):
            del self.fields[name]


class NotSoForm(forms.Form):
    """What was not so."""

    watched = ("words",)

    words = forms.CharField(label="What was not so", max_length=500, help_text="It stops at once, and stays on record.")
