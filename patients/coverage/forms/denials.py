"""A denial, and the appeals against it."""

from typing import Any

from django import forms

from care.lib.forms import offer
from patients.coverage.forms.coverages import dollars
from patients.coverage.forms.steps import Choices, GoesToPlan, StepForm
from patients.coverage.models.denials import KIND_CHOICES, REASON_CHOICES
from patients.coverage.operations import DenialTerms, Filing
from patients.coverage.queries import DenialRow
from patients.coverage.vocabulary import DenialKind, DenialReason, Level, Outcome
from patients.forms.fields import day_input

FROM_NOTICE = "As the notice says. Else it follows from the list of clocks."


class DenialForm(forms.Form):
    """What a payer said no to, and why."""

    watched = ("parity_note",)

    coverage = forms.ChoiceField(label="Denied by")
    kind = forms.ChoiceField(label="A no to", choices=KIND_CHOICES)
    what = forms.CharField(label="What exactly", max_length=200)
    reason = forms.ChoiceField(label="Why, as the payer says", choices=REASON_CHOICES)
    reason_words = forms.CharField(
        label="In the payer’s words", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    notice_on = forms.DateField(label="Date on the notice", widget=day_input())
    file_by = forms.DateField(label="Last day to appeal", required=False, widget=day_input(), help_text=FROM_NOTICE)
    continue_by = forms.DateField(
        label="Last day to ask that care goes on",
        required=False,
        widget=day_input(),
        help_text="Only for care under way: asked in time, the plan goes on paying until the appeal is decided.",
    )
    amount = dollars("Amount", help_text="Of a claim that is not paid.")
    parity_concern = forms.BooleanField(
        label="Parity: comparable medical care would not be treated so",
        required=False,
        help_text="The Mental Health Parity and Addiction Equity Act.",
    )
    parity_note = forms.CharField(label="Compared with", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    criteria_asked_on = forms.DateField(
        label="Criteria and reason asked for on",
        required=False,
        widget=day_input(),
        help_text="The plan must give its criteria of medical necessity and its reason when asked.",
    )
    criteria_got_on = forms.DateField(label="Received on", required=False, widget=day_input())

    def __init__(self, *args: Any, payers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "coverage", list(payers))

    @classmethod
    def initial_of(cls, row: DenialRow) -> dict[str, Any]:
        """What the fields hold for a denial that is there."""
        values = {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}
        days = {"file_by": row.file_by_on, "continue_by": row.continue_by_on}
        return values | days | {"coverage": str(row.coverage)}

    def terms(self) -> DenialTerms:
        """What was written."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "coverage"}
        return DenialTerms(**data | {"kind": DenialKind(data["kind"]), "reason": DenialReason(data["reason"])})


class FilingForm(GoesToPlan):
    """An appeal goes to whoever decides it."""

    starts_today = ("gone_on", "agreed_on")

    level = forms.ChoiceField(label="To whom")
    agreed_on = forms.DateField(
        label="The person agreed in writing on",
        widget=day_input(),
        help_text="Whoever appeals for somebody does so with their written consent.",
    )
    is_expedited = forms.BooleanField(label="Expedited: waiting could put the person’s life or health in danger", required=False)
    keeps_care_going = forms.BooleanField(label="Asked that care goes on until it is decided", required=False)
    grounds = forms.CharField(label="What it rests on", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    field_order = (
        *("level", "agreed_on", "consent", "how", "gone_on", "gone_at", "is_expedited", "keeps_care_going"),
        *("grounds", "reference", "decides_by"),
    )

    def __init__(self, *args: Any, levels: tuple[Level, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "level", [(one.value, f"{one.label}. {one.prose}") for one in levels])

    def filing(self) -> Filing:
        """The appeal."""
        data = self.cleaned_data
        return Filing(
            level=Level(data["level"]),
            filed_at=self.moment(),
            how=self.sent_by(),
            is_expedited=data["is_expedited"],
            keeps_care_going=data["keeps_care_going"],
            agreed_on=data["agreed_on"],
            reference=data["reference"],
            grounds=data["grounds"],
            decides_by=data["decides_by"],
        )


class DecisionForm(StepForm):
    """How an appeal ended."""

    watched = ()  # the words of the decision

    starts_today = ("decided_on",)

    outcome = forms.ChoiceField(
        label="The appeal was",
        widget=forms.RadioSelect,
        choices=[(one.value, f"{one.label}. {one.prose}") for one in Outcome if one is not Outcome.TAKEN_BACK],
    )
    decided_on = forms.DateField(label="Decided on", widget=day_input())
    words = forms.CharField(
        label="In the words of the decision", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    next_file_by = forms.DateField(
        label="Last day for the next level",
        required=False,
        widget=day_input(),
        help_text="As the decision says. Else it follows from the list of clocks.",
    )


class LeaveForm(StepForm):
    """Nobody appeals, or no longer."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It is the person’s decision: in their words where they said it.",
    )
