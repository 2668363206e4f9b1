"""Forms of this room. They check and translate; `operations` save. What the person says is theirs: no word is offered for it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from care.actor.vocabulary import Described
from patients.rules import Language
from treatment_plans.regimens.teaching import rules
from treatment_plans.regimens.teaching.operations import Said
from treatment_plans.regimens.teaching.vocabulary import Handed, Interpreter, Occasion, Outcome, WrongEntry


def _explained(words: Iterable[Described]) -> list[tuple[str, str]]:
    return [(word.value, f"{word.label}: {word.prose}") for word in words]


class TeachBackForm(forms.Form):
    """What the person said back, and how it was talked through."""

    # Words of colleagues for which a kinder one is offered; the person's own are not among them.
    watched = ("unclear",)

    outcome = forms.TypedChoiceField(
        label="How it went",
        coerce=Outcome,
        widget=forms.RadioSelect,
        choices=_explained(Outcome),
        error_messages={"required": "Choose how it went."},
    )
    own_words = forms.CharField(
        label="What they said back, in their own words",
        max_length=rules.LONGEST_WORDS,
        required=False,
        help_text="Ask: “I want to be sure that I said it well. Tell me how you will take it, and when you would call us.”",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    unclear = forms.CharField(
        label="What was unclear",
        max_length=rules.LONGEST_UNCLEAR,
        required=False,
        help_text="It is talked through once more until it is clear.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    occasion = forms.TypedChoiceField(label="Why now", coerce=Occasion, choices=Occasion.choices())
    language = forms.TypedChoiceField(label="Language that was spoken", coerce=Language, choices=Language.choices())
    interpreter = forms.TypedChoiceField(label="Interpreter", coerce=Interpreter, choices=Interpreter.choices())
    handed = forms.TypedChoiceField(label="What they took along", coerce=Handed, choices=Handed.choices())

    def clean(self) -> dict[str, Any]:
        """Their words, and what was unclear, where it was talked through."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "outcome" in cleaned and not self.errors:
            try:
                rules.check_said(cleaned["outcome"], cleaned["own_words"], cleaned["unclear"])
            except rules.NothingSaid:
                self.add_error("own_words", "Write what they said, as they said it.")
            except rules.UnclearMissing:
                self.add_error("unclear", "Write what was unclear, so that the next colleague begins there.")
        return cleaned

    def said(self, sheet: str) -> Said:
        """What was typed, of this sheet."""
        return Said(sheet=sheet, **self.cleaned_data)


class WrongEntryForm(forms.Form):
    """Why a teach-back is taken off."""

    reason = forms.TypedChoiceField(
        label="What happened", coerce=WrongEntry, widget=forms.RadioSelect, choices=_explained(WrongEntry)
    )
