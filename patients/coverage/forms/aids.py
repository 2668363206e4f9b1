"""Programs that help with costs."""

from collections.abc import Iterable
from typing import Any

from django import forms

from care.lib.forms import offer
from patients.coverage.forms.steps import Choices, StepForm
from patients.coverage.operations import AidNews
from patients.coverage.queries import ProgramRow
from patients.forms.fields import day_input


class AidForm(forms.Form):
    """A program that may help, and what it is for."""

    program = forms.ChoiceField(label="Program", widget=forms.RadioSelect)
    is_wanted = forms.ChoiceField(
        label="What the person says",
        widget=forms.RadioSelect,
        initial="yes",
        choices=[("yes", "Wants it"), ("open", "Has not decided yet")],
    )
    for_what = forms.CharField(label="For what", max_length=200, required=False, help_text="A medication, visits, a bill, rides.")
    coverage = forms.ChoiceField(label="Together with", required=False)
    papers_missing = forms.CharField(
        label="Papers that are missing", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    papers_due_on = forms.DateField(label="Papers due by", required=False, widget=day_input())

    def __init__(self, *args: Any, programs: Iterable[ProgramRow], payers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "program", [(one.key, f"{one.name}. {one.what}") for one in programs])
        offer(self, "coverage", [("", "No coverage"), *payers])


class GatherForm(StepForm):
    """The person wants it, or wants it again."""

    papers_missing = forms.CharField(
        label="Papers that are missing", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    due_on = forms.DateField(label="Papers due by", required=False, widget=day_input())


class ApplyForm(StepForm):
    """It goes to the program."""

    starts_today = ("on",)

    on = forms.DateField(label="Applied on", widget=day_input())
    reference = forms.CharField(label="Reference number", max_length=60, required=False)
    due_on = forms.DateField(
        label="Decides by",
        required=False,
        widget=day_input(),
        help_text="Where the program named a day. Else it follows from the list of clocks.",
    )


class AskedForm(StepForm):
    """The program wants more."""

    asked_for = forms.CharField(label="What the program asks for", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label="By when", required=False, widget=day_input())


class AnsweredForm(StepForm):
    """What the program wanted has gone."""

    due_on = forms.DateField(label="Decides by", required=False, widget=day_input())


class GrantForm(StepForm):
    """The program says yes."""

    starts_today = ("on",)

    on = forms.DateField(label="Granted on", widget=day_input())
    worth = forms.CharField(label="What it pays", max_length=120, required=False)
    renews_on = forms.DateField(
        label="Renewal due by", required=False, widget=day_input(), help_text="Else after the program’s usual months."
    )


class TurnedDownForm(StepForm):
    """The program says no."""

    starts_today = ("on",)

    on = forms.DateField(label="Turned down on", widget=day_input())


class OverForm(StepForm):
    """It is not wanted, or it is over."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="In the person’s words where it is their decision.",
    )


def news_of(form: forms.Form) -> AidNews:
    """What a step's form says."""
    return AidNews(**form.cleaned_data)
