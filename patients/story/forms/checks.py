"""What is found on one day: withdrawal, pregnancy, social needs."""

from typing import Any, NamedTuple

from django import forms

from patients.forms.fields import day_input
from patients.story.forms.fields import DayField, StoryForm, answer_field, words_field
from patients.story.rules import (
    Domain,
    LastUse,
    Need,
    Pregnancy,
    PregnancyAnswer,
    Sign,
    Told,
    Withdrawal,
)


class WithdrawalForm(StoryForm):
    """Earlier withdrawals, the last use, and the signs now."""

    watched = ("note",)

    seizures = answer_field("Ever a seizure when they stopped", Told)
    last_seizure = DayField(label="The last one")
    delirium = answer_field(
        "Ever confused, or saw things, when they stopped", Told, help_text="Delirium tremens, “the shakes with visions”."
    )
    hospital = answer_field("Ever in a hospital for withdrawal", Told)
    last_alcohol = answer_field("Last alcohol", LastUse)
    last_sedative = answer_field("Last benzodiazepine or other sedative", LastUse)
    last_opioid = answer_field("Last opioid", LastUse)
    signs = forms.TypedMultipleChoiceField(
        label="Signs now", required=False, coerce=Sign, choices=Sign.choices(), widget=forms.CheckboxSelectMultiple
    )
    no_signs = forms.BooleanField(label="None of these now", required=False)
    note = words_field("Also good to know", 500, rows=2)

    def clean(self) -> dict[str, Any]:
        """Signs or none, not both; something was asked."""
        cleaned = super().clean() or {}
        if cleaned.get("no_signs") and cleaned.get("signs"):
            self.add_error("no_signs", "Signs are marked above. Take this mark away, or theirs.")
        if not self.errors and not any(value for name, value in cleaned.items() if name != "version"):
            self.add_error("seizures", "Answer one of these at least, or say below that they prefer not to say.")
        return cleaned

    def said(self) -> Withdrawal:
        """What was filled in, once the form is valid."""
        names = (
            *("seizures", "last_seizure", "delirium", "hospital", "last_alcohol", "last_sedative", "last_opioid"),
            *("no_signs", "note"),
        )
        return Withdrawal(signs=frozenset(self.cleaned_data["signs"]), **self.told(names))


class PregnancyForm(StoryForm):
    """What is known of pregnancy today."""

    watched = ("note",)

    answer = forms.TypedChoiceField(
        label="Pregnancy", coerce=PregnancyAnswer, choices=PregnancyAnswer.choices(), widget=forms.RadioSelect
    )
    due_on = forms.DateField(label="Due date", required=False, widget=day_input())
    gave_birth_on = forms.DateField(label="Gave birth on", required=False, widget=day_input())
    has_care = answer_field("In prenatal or postpartum care", Told)
    is_nursing = answer_field("Breastfeeding or chestfeeding", Told)
    note = words_field("Also good to know", 500, rows=2)

    def clean(self) -> dict[str, Any]:
        """A due date belongs to a pregnancy, a birth date to the months after it."""
        cleaned = super().clean() or {}
        answer = cleaned.get("answer")
        if cleaned.get("due_on") and answer not in (PregnancyAnswer.PREGNANT, None):
            self.add_error("due_on", "A due date goes with “Pregnant”.")
        if cleaned.get("gave_birth_on") and answer not in (PregnancyAnswer.POSTPARTUM, None):
            self.add_error("gave_birth_on", "This day goes with “Gave birth in the last 12 months”.")
        return cleaned

    def said(self) -> Pregnancy:
        """What was filled in, once the form is valid."""
        return Pregnancy(**self.told(("answer", "due_on", "gave_birth_on", "has_care", "is_nursing", "note")))


class NeedRow(NamedTuple):
    """The fields of one domain."""

    domain: Domain
    told: forms.BoundField
    wants_help: forms.BoundField
    note: forms.BoundField


class NeedsForm(StoryForm):
    """Social needs, domain by domain. Whatever is left as 'not asked' is not kept."""

    in_danger = answer_field("Are they in danger from somebody now", Told)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for domain in Domain:
            self.fields[f"told_{domain.value}"] = answer_field(domain.label, Told, help_text=domain.prose)
            self.fields[f"help_{domain.value}"] = answer_field(f"Wants help: {domain.label.lower()}", Told)
            self.fields[f"note_{domain.value}"] = words_field(f"Note on {domain.label.lower()}", 300)

    @property
    def rows(self) -> list[NeedRow]:
        """The fields, domain by domain, for the template."""
        return [
            NeedRow(domain, self[f"told_{domain.value}"], self[f"help_{domain.value}"], self[f"note_{domain.value}"])
            for domain in Domain
        ]

    def clean(self) -> dict[str, Any]:
        """Help and notes belong to an answer; one is given at least."""
        cleaned = super().clean() or {}
        for domain in Domain:
            told = cleaned.get(f"told_{domain.value}")
            if told is None and (cleaned.get(f"help_{domain.value}") or cleaned.get(f"note_{domain.value}")):
                self.add_error(f"told_{domain.value}", "Say first whether it is a need.")
        if not self.errors and not cleaned.get("in_danger") and not self.needs():
            self.add_error("told_housing", "Answer one of these at least, or say below that they prefer not to say.")
        return cleaned

    def needs(self) -> list[Need]:
        """The domains that were answered."""
        data = self.cleaned_data
        return [
            Need(domain, data[f"told_{domain.value}"], data.get(f"help_{domain.value}"), data.get(f"note_{domain.value}") or "")
            for domain in Domain
            if data.get(f"told_{domain.value}")
        ]
