"""A prior authorization: what is asked, and what became of it."""

from typing import Any

from django import forms

from care.lib.forms import offer
from patients.coverage.forms.steps import Choices, GoesToPlan, StepForm
from patients.coverage.models.authorizations import MEASURE_CHOICES
from patients.coverage.models.coverages import SERVICE_CHOICES
from patients.coverage.models.denials import REASON_CHOICES
from patients.coverage.operations import Approval, Request
from patients.coverage.queries import AuthorizationRow
from patients.coverage.vocabulary import Measure, Service
from patients.forms.fields import day_input

REQUEST = (
    *("service", "what", "code", "needed_on", "is_expedited", "units_asked", "measure"),
    *("parity_concern", "parity_note", "criteria_asked_on"),
)


class RequestForm(forms.Form):
    """What the plan is asked before care."""

    coverage = forms.ChoiceField(label="Asked of")
    service = forms.ChoiceField(label="Service", choices=SERVICE_CHOICES)
    what = forms.CharField(
        label="What exactly", max_length=200, help_text="As the plan needs it: medication with dose, or level of care."
    )
    code = forms.CharField(label="Code", max_length=20, required=False, help_text="As the payer asks for it, where it does.")
    needed_on = forms.DateField(label="Needed on", required=False, widget=day_input())
    units_asked = forms.IntegerField(label="How much", required=False, min_value=1, max_value=100_000)
    measure = forms.ChoiceField(label="Counted in", choices=MEASURE_CHOICES, initial=Measure.DAYS.value)
    is_expedited = forms.BooleanField(
        label="Expedited: waiting could put the person’s life or health in danger",
        required=False,
        help_text="The plan then decides within hours. Missed doses, a recent overdose and pregnancy are reasons.",
    )
    parity_concern = forms.BooleanField(
        label="Parity: comparable medical care would not be asked for this",
        required=False,
        help_text="The Mental Health Parity and Addiction Equity Act. The plan must give its criteria when asked.",
    )
    parity_note = forms.CharField(label="Compared with", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    criteria_asked_on = forms.DateField(label="Criteria asked for on", required=False, widget=day_input())

    def __init__(self, *args: Any, payers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "coverage", list(payers))

    @classmethod
    def initial_of(cls, row: AuthorizationRow) -> dict[str, Any]:
        """What the fields hold for a request that is there."""
        return {name: getattr(row, name) for name in REQUEST} | {"coverage": str(row.coverage)}

    def request(self) -> Request:
        """What is asked."""
        data = {name: self.cleaned_data[name] for name in REQUEST}
        return Request(**data | {"service": Service(data["service"]), "measure": Measure(data["measure"])})


class SendForm(GoesToPlan):
    """The request goes to the plan."""


class AnswerForm(GoesToPlan):
    """What the plan asked for goes to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("gone_on", "gone_at", "reference"):
            del self.fields[name]

    starts_today = ()


class QuestionForm(StepForm):
    """The plan asks for more."""

    asked_for = forms.CharField(label="What the plan asks for", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label="By when", widget=day_input())


class ApprovalForm(StepForm):
    """The plan says yes."""

    starts_today = ("decided_on",)

    in_full = forms.ChoiceField(
        label="Approved", widget=forms.RadioSelect, initial="yes", choices=[("yes", "As asked for"), ("part", "In part")]
    )
    decided_on = forms.DateField(label="Decided on", widget=day_input())
    starts_on = forms.DateField(label="From", widget=day_input())
    ends_on = forms.DateField(label="Until", widget=day_input())
    units = forms.IntegerField(label="How much", required=False, min_value=1, max_value=100_000)
    number = forms.CharField(label="Approval number", max_length=60, required=False)

    def approval(self) -> Approval:
        """What was approved."""
        data = self.cleaned_data
        return Approval(starts_on=data["starts_on"], ends_on=data["ends_on"], units=data["units"], number=data["number"])


class DenyForm(StepForm):
    """The plan says no."""

    watched = ()  # the words of the plan

    starts_today = ("notice_on",)

    reason = forms.ChoiceField(label="Why, as the plan says", choices=REASON_CHOICES)
    reason_words = forms.CharField(
        label="In the plan’s words", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    notice_on = forms.DateField(label="Date on the notice", widget=day_input())
    file_by = forms.DateField(
        label="Last day to appeal",
        required=False,
        widget=day_input(),
        help_text="As the notice says. Else it follows from the list of clocks.",
    )


class UseForm(StepForm):
    """So much was used."""

    starts_today = ("used_on",)

    used_on = forms.DateField(label="Used on", widget=day_input())
    units = forms.IntegerField(label="How much", min_value=1, max_value=10_000, initial=1)
    note = forms.CharField(label="Note", max_length=100, required=False)
