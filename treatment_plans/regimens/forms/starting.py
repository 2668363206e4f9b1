"""Forms of start conditions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from care.lib.forms import offer
from treatment_plans.regimens.queries.starting import ConditionRow
from treatment_plans.regimens.vocabulary import StartKind

MET, WAIVED = "met", "waived"


class ConditionForm(forms.Form):
    """That one condition is met, with what was found; a prescriber may say instead that it is not needed."""

    watched = ("words",)

    kind = forms.TypedChoiceField(label="Which", coerce=StartKind, widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label="It is", widget=forms.RadioSelect, choices=[(MET, "Met"), (WAIVED, "Not needed")], initial=MET
    )
    words = forms.CharField(label="What was found, or why not", max_length=300, help_text="“COWS 11 at 9:40.”")

    def __init__(self, *args: Any, conditions: Iterable[ConditionRow], prescribes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(row.condition.kind.value, row.condition.text) for row in conditions if row.is_open])
        if not prescribes:
            del self.fields["answer"]
            self.fields["words"].label = "What was found"
