"""Forms of colleagues: which questionnaire goes to somebody's phone, and why one is taken back."""

from collections.abc import Iterable
from typing import Any

from django import forms

from care.lib.forms import offer
from care.questionnaires.vocabulary import TAKEN_BACK_BY_PEOPLE
from patients.assessments.rules import Definition


class SendForm(forms.Form):
    """Which one."""

    instrument = forms.ChoiceField(label="Which one", error_messages={"required": "Choose one."})

    def __init__(self, *args: Any, instruments: Iterable[Definition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "instrument", [(one.code, one.title) for one in instruments])


class TakeBackForm(forms.Form):
    """Why one is taken back."""

    why = forms.ChoiceField(label="Why", choices=[(why.value, why.label) for why in TAKEN_BACK_BY_PEOPLE])
