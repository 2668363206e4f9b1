"""Fields that several forms of orders share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from care.actor.vocabulary import Described
from treatment_plans.regimens import rules

CHOOSE = ("", "Choose one")


def dose_field(label: str = "Dose (mg)", *, or_schedule: bool = False) -> forms.DecimalField:
    """A dose: above nought, three decimals at most. Commas and powers of ten are not read as numbers.

    With `or_schedule` the steps of the same form may take its place (`forms.schedules.check_schedule`).
    """
    return forms.DecimalField(
        label=label,
        max_digits=9,
        decimal_places=3,
        min_value=rules.SMALLEST,
        help_text="Each time it is due. A schedule takes its place." if or_schedule else "Each time it is due.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "invalid": "A number, with a point: 2.5.",
            "min_value": "More than 0 mg.",
            "max_decimal_places": "Three decimals at most: a dose is never rounded.",
        },
    )


def labels(words: Iterable[Described]) -> list[tuple[str, str]]:
    return [(word.value, word.label) for word in words]


def check_end(form: forms.Form, cleaned: dict[str, Any]) -> None:
    starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        form.add_error("ends_on", "On or after the day on which it begins.")


def first_day(today: date) -> dict[str, Any]:
    """What an empty form begins with."""
    return {"starts_on": today}
