"""Results that are written down together: one form for each panel, whose fields follow from the file of kinds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField

from patients.results.forms.moments import MomentForm
from patients.results.operations import Measured
from patients.results.rules import (
    BadResult,
    Ecg,
    Formula,
    KindFacts,
    Panel,
    ResultAnswer,
    ResultKind,
    SaidResult,
    Shape,
    kinds_of,
    unit_words,
)

ECG_NUMBERS = ("qt", "heart_rate", "rr", "device")
ECG = (*ECG_NUMBERS, "formula", "read_by")


@dataclass(frozen=True, slots=True)
class KindFields:
    """The fields of one kind on the page, and the question about it where one is asked."""

    kind: ResultKind
    fields: list[BoundField]
    question: BoundField | None


def number(label: str, *, help_text: str = "") -> forms.DecimalField:
    """A number that may stay empty."""
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=10,
        decimal_places=4,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )


class PanelForm(MomentForm):
    """The kinds of one panel, each of which may stay empty; when, and where they were measured."""

    place = forms.CharField(label="Where, or which laboratory", max_length=120, required=False)
    note = forms.CharField(label="Note", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, panel: Panel, at: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, at=at, zone=zone, **kwargs)
        self.panel = panel
        self.asked: set[ResultKind] = set()
        for facts in kinds_of(panel):
            self.fields |= _fields(facts)
            if self.is_bound:
                token = self._token(facts)
                self.fields[f"{facts.kind.value}_sure"] = forms.MultipleChoiceField(
                    label=facts.kind.label,
                    required=False,
                    choices=[(token, "Yes, it is so")],
                    widget=forms.CheckboxSelectMultiple,
                )
        self.order_fields([name for name in self.fields if name not in ("place", "note")])

    def _token(self, facts: KindFacts) -> str:
        """What was typed of a kind, as one word: who says that it is so says it of this and of nothing else."""
        return "/".join(str(self.data.get(name, "")) for name in _fields(facts))[:200] or "-"

    def clean(self) -> dict[str, Any]:
        """Something is written. An answer that it is so, given about another value, is none."""
        cleaned = super().clean() or {}
        for facts in kinds_of(self.panel):
            name = f"{facts.kind.value}_sure"
            if name in self.errors:
                del self.errors[name]
                cleaned[name] = []
        if not self.errors and not any(self._is_written(facts, cleaned) for facts in kinds_of(self.panel)):
            raise forms.ValidationError("Write at least one result.")
        return cleaned

    def _is_written(self, facts: KindFacts, cleaned: Mapping[str, Any]) -> bool:
        if facts.shape is Shape.ECG:
            return any(cleaned.get(name) not in (None, "") for name in ECG_NUMBERS)
        names = [facts.kind.value, f"{facts.kind.value}_second", f"{facts.kind.value}_upper"]
        return any(cleaned.get(name) not in (None, "") for name in names)

    def said(self) -> list[SaidResult]:
        """What was written, kind by kind."""
        return [self._said(facts) for facts in kinds_of(self.panel) if self._is_written(facts, self.cleaned_data)]

    def _said(self, facts: KindFacts) -> SaidResult:
        data, kind = self.cleaned_data, facts.kind
        is_sure = bool(data.get(f"{kind.value}_sure"))
        match facts.shape:
            case Shape.ECG:
                ecg = Ecg(Formula(data["formula"]), **{name: data[name] for name in ECG if name != "formula"})
                return SaidResult(kind, ecg=ecg, is_sure=is_sure)
            case Shape.ANSWER:
                return SaidResult(kind, answer=ResultAnswer(data[kind.value]))
            case Shape.WORDS:
                return SaidResult(kind, words=data[kind.value])
        return SaidResult(
            kind,
            value=data[kind.value],
            second=data.get(f"{kind.value}_second"),
            unit=data.get(f"{kind.value}_unit", ""),
            upper=data.get(f"{kind.value}_upper"),
            is_sure=is_sure,
        )

    def measured(self) -> Measured:
        """When and where."""
        return Measured(self.moment(), self.cleaned_data["place"], self.cleaned_data["note"])

    def refuse(self, refusal: BadResult) -> None:
        """Say what cannot be, beside its field."""
        kind = refusal.kind.value
        name = kind if refusal.field in ("value", "answer", "words") else f"{kind}_{refusal.field}"
        name = refusal.field if refusal.kind is ResultKind.QTC else name
        self.add_error(name if name in self.fields else None, refusal.words)

    def ask(self, questions: Mapping[ResultKind, str]) -> None:
        """Ask once more, beside each value; nothing is saved until somebody says that it is so."""
        self.asked = set(questions)
        for kind, words in questions.items():
            self.add_error(f"{kind.value}_sure", words)

    def groups(self) -> Iterator[KindFields]:
        """The fields of each kind, in the order of the panel."""
        for facts in kinds_of(self.panel):
            names = list(_fields(facts))
            question = self[f"{facts.kind.value}_sure"] if facts.kind in self.asked else None
            yield KindFields(facts.kind, [self[name] for name in names], question)


def _fields(facts: KindFacts) -> dict[str, forms.Field]:
    """The fields of one kind, by name."""
    name, label = facts.kind.value, facts.kind.label
    units = [(unit, unit_words(unit)) for unit in facts.units]
    beside = f", {units[0][1]}" if len(units) == 1 and units[0][1] else ""
    match facts.shape:
        case Shape.ECG:
            return {
                "qt": number("QT, ms"),
                "heart_rate": number("Heart rate, /min"),
                "rr": number("RR, ms", help_text="In place of the heart rate."),
                "formula": forms.ChoiceField(label="Corrected by", choices=Formula.choices(), initial=Formula.FRIDERICIA.value),
                "device": number("QTc on the tracing, ms"),
                "read_by": forms.CharField(label="Who read it", max_length=120, required=False),
            }
        case Shape.ANSWER:
            choices = [("", "Not done"), *((one.value, one.label) for one in facts.answers)]
            return {name: forms.ChoiceField(label=label, choices=choices, required=False)}
        case Shape.WORDS:
            return {name: forms.CharField(label=label, max_length=300, required=False)}
        case Shape.PAIR:
            return {name: number(f"{label}, upper{beside}"), f"{name}_second": number(f"Lower{beside}")}
    found: dict[str, forms.Field] = {name: number(f"{label}{beside}", help_text=facts.kind.prose if not facts.has_upper else "")}
    if len(units) > 1:
        found[f"{name}_unit"] = forms.ChoiceField(label=f"Unit of {label}", choices=units)
    if facts.has_upper:
        found[f"{name}_upper"] = number("Normal up to", help_text="As the report says, in the same unit.")
    return found


class WrongForm(forms.Form):
    """Why something was a mistake."""

    reason = forms.CharField(label="Why it is wrong", max_length=200)
