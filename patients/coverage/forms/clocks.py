"""A program's own figure in place of the list's."""

from django import forms

from patients.coverage.models.clocks import FIGURE_CHOICES, PLAN_CHOICES, UNIT_CHOICES


class ClockForm(forms.Form):
    """How long it is for one kind of plan, by a source that somebody has read."""

    figure = forms.ChoiceField(label="Which clock", choices=FIGURE_CHOICES)
    plan_kind = forms.ChoiceField(label="Of which kind of plan", choices=PLAN_CHOICES)
    value = forms.IntegerField(label="How long", min_value=1, max_value=366)
    unit = forms.ChoiceField(label="Counted in", choices=UNIT_CHOICES, initial="days")
    source = forms.CharField(
        label="Where it stands", max_length=200, help_text="The law, the state’s manual, the contract with the plan."
    )
