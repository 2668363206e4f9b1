"""The form of a taper: by how much, how often, and who wants it."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms

from treatment_plans.forms import day_field
from treatment_plans.regimens import rules
from treatment_plans.regimens.forms.fields import check_end
from treatment_plans.regimens.forms.schedules import Rows, check_schedule
from treatment_plans.regimens.queries import OrderRow
from treatment_plans.regimens.vocabulary import Frequency

LED_BY = [("person", "The person wants it"), ("clinic", "A clinical reason")]


class TaperForm(forms.Form):
    """Lower doses, step by step. The steps are worked out, and each can be changed before the draft is kept."""

    watched = ("why", "instructions")

    led_by = forms.ChoiceField(label="Who leads it", widget=forms.RadioSelect, choices=LED_BY)
    why = forms.CharField(
        label="In their words, or the reason", max_length=400, help_text="“I want to be off before the summer.”"
    )
    starts_on = day_field("First lower dose on", required=True)
    percent = forms.DecimalField(
        label="Lower by (percent)", required=False, min_value=1, max_value=50, help_text="5 to 10 is usual."
    )
    milligrams = forms.DecimalField(label="Or by (mg)", required=False, min_value=rules.SMALLEST, max_digits=9, decimal_places=3)
    every_days = forms.IntegerField(label="Every (days)", min_value=1, max_value=90, initial=14, help_text="7 to 14, or slower.")
    lowest = forms.DecimalField(label="Down to (mg)", required=False, min_value=0, max_digits=9, decimal_places=3)
    ends_on = day_field("Until", help_text="Empty: the last dose stays until the next order.")
    instructions = forms.CharField(label="Instructions", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, order: OrderRow, rows: Rows | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order, self.rows = order, rows

    def worked_out(self) -> list[rules.Step]:
        """The steps of what is typed so far; none where that is not enough."""
        self.is_valid()
        said = self.cleaned_data
        if not said.get("starts_on") or not said.get("every_days"):
            return []
        before = self.order.steps[-1].total if self.order.steps else self.order.dose_amount
        try:
            return rules.taper(
                before,
                starts_on=said["starts_on"],
                every_days=said["every_days"],
                percent=said.get("percent"),
                by=said.get("milligrams"),
                to=said.get("lowest") or Decimal(0),
            )
        except rules.NoSchedule:
            return []

    def clean(self) -> dict[str, Any]:
        """The steps go down."""
        cleaned = super().clean() or self.cleaned_data
        check_end(self, cleaned)
        if self.rows is None:
            return cleaned
        cleaned["frequency"] = Frequency.DAILY
        check_schedule(self, self.rows, cleaned)
        steps = cleaned.get("steps") or []
        if self.rows.is_valid() and not steps:
            self.add_error(None, "Work out the steps first, or type them.")
        elif any(later.total > earlier.total for earlier, later in pairwise(steps)):
            self.add_error(None, "In a taper no step is higher than the one before.")
        return cleaned

    def reason(self) -> str:
        """Why it changes, as it stands in the order."""
        return f"{dict(LED_BY)[self.cleaned_data['led_by']]}: {self.cleaned_data['why']}"
