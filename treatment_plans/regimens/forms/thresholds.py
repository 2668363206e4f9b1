"""The form in which a figure of a safety rule is proposed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from care.lib.forms import offer
from treatment_plans.forms import day_field
from treatment_plans.regimens.safety.settings import Threshold


class ThresholdForm(forms.Form):
    """Which figure, from which day, and why."""

    key = forms.ChoiceField(label="Figure")
    value = forms.DecimalField(
        label="Our figure",
        max_digits=9,
        decimal_places=3,
        min_value=Decimal(0),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    effective_from = day_field("From", required=True)
    why = forms.CharField(
        label="Why, and by which source",
        max_length=500,
        help_text="Whoever approves it reads this, and so does everybody whom the rule stops.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, figures: Iterable[Threshold], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "key",
            [
                ("", "Choose one"),
                *((row.key, f"{row.key}: {row.about} ({row.value.normalize():f} {row.unit})") for row in figures),
            ],
        )
