"""Forms of counseling notes. They check and translate; `operations` save."""

from datetime import date
from typing import Any

from django import forms

from treatment_plans.forms import day_field
from treatment_plans.notes import rules
from treatment_plans.notes.vocabulary import ErrorReason
from treatment_plans.signed.forms import AddendumForm as AddendumForm
from treatment_plans.signed.forms import AskForm as AskForm
from treatment_plans.signed.forms import CosignerForm as CosignerForm
from treatment_plans.signed.forms import writing_field


class NoteForm(forms.Form):
    """A draft: the day of the conversation, and what the counselor keeps of it."""

    watched = ("text",)

    session_on = day_field("Session on", required=True)
    text = writing_field("Note", rows=18, longest=rules.LONGEST, missing="Write something first, or leave it as a draft.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_session_on(self) -> date:
        """Today or before, within a year."""
        day: date = self.cleaned_data["session_on"]
        try:
            rules.check_session_day(day, self.today)
        except rules.SessionDay:
            raise forms.ValidationError("Today or an earlier day, within the last year.") from None
        return day


class RetractForm(forms.Form):
    """Why a note was entered in error: a choice, since free words could say what the note says."""

    reason = forms.ChoiceField(
        label="What happened",
        widget=forms.RadioSelect,
        choices=[
            (reason.value, f"{reason.label}: {reason.prose}")
            for reason in (ErrorReason.OTHER_PERSON, ErrorReason.TWICE, ErrorReason.RECORD, ErrorReason.MISTAKE)
        ],
    )
