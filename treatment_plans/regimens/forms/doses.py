"""Forms about doses one by one."""

from datetime import date, timedelta
from typing import Any

from django import forms

from treatment_plans.forms import day_field
from treatment_plans.regimens.forms.fields import dose_field
from treatment_plans.regimens.rules.calendar import DueDose
from treatment_plans.regimens.rules.doses import Told
from treatment_plans.regimens.vocabulary import DoseOutcome

SITES = ("abdomen, left", "abdomen, right", "left thigh", "right thigh", "left upper arm", "right upper arm", "left buttock",
         "right buttock")  # fmt: skip
INTO_THE_MUSCLE = ("left buttock", "right buttock")


class RecordForm(forms.Form):
    """What became of one dose. Fields of an injection are there for an injection alone."""

    watched = ("note",)

    outcome = forms.ChoiceField(label="What happened", widget=forms.RadioSelect)
    amount = dose_field("Amount (mg), where it was less")
    vomited_after = forms.IntegerField(label="Minutes after which it was vomited", required=False, min_value=0, max_value=600)
    site = forms.ChoiceField(label="Site", required=False)
    lot = forms.CharField(label="Lot", max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    expires_on = day_field("Expires")
    note = forms.CharField(label="In a sentence", max_length=500, required=False)

    def __init__(self, *args: Any, due: DueDose, today: date, is_depot: bool, is_intramuscular: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due = due
        outcome, site = self.fields["outcome"], self.fields["site"]
        assert isinstance(outcome, forms.ChoiceField)
        assert isinstance(site, forms.ChoiceField)
        outcome.choices = [
            (one.value, f"{one.label}: {one.prose}") for one in DoseOutcome if self._is_possible(one, today, is_depot)
        ]
        site.choices = [("", "Choose one"), *((place, place) for place in (INTO_THE_MUSCLE if is_intramuscular else SITES))]
        self.fields["amount"].required = False
        self.fields["amount"].help_text = "Empty for what is ordered. Less than that is said why."
        self.fields["note"].help_text = "Needed for less than the order, and for a dose by report: who says so."
        if is_depot:
            del self.fields["amount"], self.fields["vomited_after"]
        else:
            del self.fields["site"], self.fields["lot"], self.fields["expires_on"]
        if due.on != today and "vomited_after" in self.fields:
            del self.fields["vomited_after"]

    def _is_possible(self, outcome: DoseOutcome, today: date, is_depot: bool) -> bool:
        if outcome is DoseOutcome.VOMITED and is_depot:
            return False
        if outcome in (DoseOutcome.OBSERVED, DoseOutcome.VOMITED):
            return self.due.on == today
        if outcome is DoseOutcome.DISPENSED:
            return self.due.on >= today and not is_depot
        return self.due.on <= today

    def clean(self) -> dict[str, Any]:
        """What the outcome needs is there."""
        cleaned = super().clean() or self.cleaned_data
        outcome, note = cleaned.get("outcome"), (cleaned.get("note") or "").strip()
        if "vomited_after" in self.fields and (outcome == DoseOutcome.VOMITED) != (cleaned.get("vomited_after") is not None):
            vomited = outcome == DoseOutcome.VOMITED
            self.add_error("vomited_after", "How many minutes?" if vomited else "Only of a dose that was vomited.")
        amount = cleaned.get("amount")
        if amount is not None and amount > self.due.amount:
            self.add_error("amount", "More than is ordered.")
        if outcome == DoseOutcome.REPORTED and not note:
            self.add_error("note", "Who says so?")
        elif amount is not None and amount < self.due.amount and not note:
            self.add_error("note", "Why less?")
        if outcome == DoseOutcome.OBSERVED and "site" in self.fields:
            for name in ("site", "lot", "expires_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "An injection is recorded with it.")
            if cleaned.get("expires_on") and cleaned["expires_on"] < self.due.on:
                self.add_error("expires_on", "This lot has expired: take another one.")
        return cleaned

    def told(self) -> Told:
        """What was said."""
        data = self.cleaned_data
        outcome = DoseOutcome(data["outcome"])
        is_taken = outcome not in (DoseOutcome.MISSED, DoseOutcome.REFUSED)
        return Told(
            on=self.due.on,
            part=self.due.part,
            outcome=outcome,
            amount=data.get("amount") if is_taken else None,
            site=data.get("site", ""),
            lot=data.get("lot", ""),
            expires_on=data.get("expires_on"),
            note=data.get("note", ""),
            vomited_after=data.get("vomited_after"),
        )


class TakeHomeForm(forms.Form):
    """Bottles for some days in a row."""

    first = day_field("First day", required=True)
    count = forms.IntegerField(label="Number of days", min_value=1, max_value=28)
    note = forms.CharField(label="In a sentence", max_length=500, required=False, help_text="A closed day, for example.")

    def days(self) -> list[date]:
        """The days."""
        first: date = self.cleaned_data["first"]
        return [first + timedelta(days=number) for number in range(self.cleaned_data["count"])]


class VoidForm(forms.Form):
    """Why a record of a dose is taken back."""

    watched = ("reason",)

    reason = forms.CharField(label="What was wrong", max_length=500, help_text="“Another person’s bottle.”")


class VomitedForm(forms.Form):
    """How long a dose was kept."""

    minutes = forms.IntegerField(label="Minutes after which it was vomited", min_value=0, max_value=600)


class AgainForm(forms.Form):
    """How much is given in the place of a vomited dose."""

    amount = dose_field("Amount given again (mg)")
