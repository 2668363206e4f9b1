"""Forms of a drug test: asked for, collected, what it found, not done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from patients.results.forms.moments import MomentForm
from patients.results.forms.panels import number
from patients.results.operations import NewTest, SaidOfAnalyte
from patients.results.operations.drug_tests import UNITS
from patients.results.queries import DrugTestRow
from patients.results.rules import USUAL_ANALYTES, AnalyteWord, DrugTestStep, Method, Outcome, Specimen, plain

_OUTCOMES = [("", "No answer"), *Outcome.choices()]


class NewTestForm(MomentForm):
    """A test that is asked for, or was collected already."""

    specimen = forms.ChoiceField(label="In what", choices=Specimen.choices(), initial=Specimen.URINE.value)
    looked_for = forms.MultipleChoiceField(
        label="What it looks for",
        choices=AnalyteWord.choices(),
        initial=[word.value for word in USUAL_ANALYTES],
        widget=forms.CheckboxSelectMultiple,
        help_text="A screen for opiates sees neither fentanyl nor methadone nor buprenorphine: each is chosen by its own name.",
    )
    is_random = forms.BooleanField(label="The day was drawn at random", required=False)
    is_collected = forms.BooleanField(label="It is collected already", required=False)
    was_observed = forms.BooleanField(label="A colleague was present while it was collected", required=False)
    lab = forms.CharField(label="Laboratory", max_length=120, required=False)
    note = forms.CharField(label="Note", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def said(self) -> NewTest:
        """What was chosen."""
        data = self.cleaned_data
        return NewTest(
            specimen=Specimen(data["specimen"]),
            looked_for=tuple(AnalyteWord(word) for word in data["looked_for"]),
            is_random=data["is_random"],
            was_observed=data["was_observed"] and data["is_collected"],
            lab=data["lab"],
            note=data["note"],
            collected_at=self.moment() if data["is_collected"] else None,
        )


class CollectForm(MomentForm):
    """The specimen is there."""

    was_observed = forms.BooleanField(label="A colleague was present while it was collected", required=False)
    lab = forms.CharField(label="Laboratory", max_length=120, required=False)


class EndForm(forms.Form):
    """It is not done."""

    step = forms.ChoiceField(label="Why it is not done", widget=forms.RadioSelect)
    note = forms.CharField(label="Note", max_length=200, required=False)

    def __init__(self, *args: Any, steps: Sequence[DrugTestStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(step.value, step.label) for step in steps]


@dataclass(frozen=True, slots=True)
class AnalyteFields:
    """The fields of one substance."""

    word: AnalyteWord
    screen: BoundField
    confirmation: BoundField
    level: BoundField
    cutoff: BoundField


class FindingsForm(forms.Form):
    """What came in, substance by substance. A level belongs to the confirmation where there is one, else to the screen."""

    unit = forms.ChoiceField(label="Unit of levels and cutoffs", choices=[(unit, unit) for unit in UNITS])

    def __init__(self, *args: Any, test: DrugTestRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.test = test
        for word in AnalyteWord:
            for method in Method:
                self.fields[f"{word.value}_{method.value}"] = forms.ChoiceField(
                    label=method.label, choices=_OUTCOMES, required=False
                )
            self.fields[f"{word.value}_level"] = number("Level")
            self.fields[f"{word.value}_cutoff"] = number("Cutoff")
        if not self.is_bound:
            for one in test.analytes:
                self.initial[f"{one.analyte.value}_{one.method.value}"] = one.outcome.value
                if one.level is not None or one.cutoff is not None:
                    self.initial[f"{one.analyte.value}_level"] = plain(one.level) if one.level is not None else ""
                    self.initial[f"{one.analyte.value}_cutoff"] = plain(one.cutoff) if one.cutoff is not None else ""
                    self.initial["unit"] = one.unit

    def clean(self) -> dict[str, Any]:
        """A level belongs to an answer."""
        cleaned = super().clean() or {}
        for word in AnalyteWord:
            level, cutoff = cleaned.get(f"{word.value}_level"), cleaned.get(f"{word.value}_cutoff")
            if (level is not None or cutoff is not None) and not any(cleaned.get(f"{word.value}_{one.value}") for one in Method):
                self.add_error(f"{word.value}_{Method.SCREEN.value}", f"{word.label}: say what was found.")
        return cleaned

    def found(self) -> list[SaidOfAnalyte]:
        """What was said of each substance."""
        data, found = self.cleaned_data, []
        for word in AnalyteWord:
            said = {method: data[f"{word.value}_{method.value}"] for method in Method}
            owner = Method.CONFIRMATION if said[Method.CONFIRMATION] else Method.SCREEN
            for method, outcome in said.items():
                if not outcome:
                    continue
                level = data[f"{word.value}_level"] if method is owner else None
                cutoff = data[f"{word.value}_cutoff"] if method is owner else None
                unit = data["unit"] if level is not None or cutoff is not None else ""
                found.append(SaidOfAnalyte(word, method, Outcome(outcome), level, cutoff, unit))
        return found

    def groups(self) -> Iterator[AnalyteFields]:
        """The substances that the test looks for."""
        return (self._fields(word) for word in AnalyteWord if word in self._shown())

    def others(self) -> Iterator[AnalyteFields]:
        """The others, in case the laboratory told of one."""
        return (self._fields(word) for word in AnalyteWord if word not in self._shown())

    def _shown(self) -> set[AnalyteWord]:
        return {*self.test.looked_for, *(one.analyte for one in self.test.analytes)}

    def _fields(self, word: AnalyteWord) -> AnalyteFields:
        return AnalyteFields(word, *(self[f"{word.value}_{name}"] for name in ("screen", "confirmation", "level", "cutoff")))
