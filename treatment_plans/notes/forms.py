"""Forms of counseling notes. They check and translate; `operations` save."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from care.lib.forms import offer
from treatment_plans.forms import day_field
from treatment_plans.notes import rules
from treatment_plans.notes.vocabulary import ErrorReason

NOBODY = ("", "Nobody")


def _words(label: str, *, rows: int, longest: int, missing: str) -> forms.CharField:
    # the browser's own spelling help may send what is typed to its maker
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false", "autocomplete": "off"})
    errors = {"required": missing}
    return forms.CharField(label=label, max_length=longest, strip=False, widget=widget, error_messages=errors)


class NoteForm(forms.Form):
    """A draft: the day of the conversation, and what the counselor keeps of it."""

    watched = ("text",)

    session_on = day_field("Session on", required=True)
    text = _words("Note", rows=18, longest=rules.LONGEST, missing="Write something first, or leave it as a draft.")

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


class CosignerForm(forms.Form):
    """Who is asked to co-sign."""

    cosigner = forms.TypedChoiceField(label="Ask for a co-signature", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, colleagues: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "cosigner", [NOBODY, *colleagues])


class AskForm(CosignerForm):
    """The same for a note that is signed already: somebody is named."""

    def __init__(self, *args: Any, colleagues: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, colleagues=colleagues, **kwargs)
        field = self.fields["cosigner"]
        field.label, field.required = "Who co-signs", True
        offer(self, "cosigner", [("", "Choose one"), *colleagues])


class AddendumForm(forms.Form):
    """What is added below a signed note."""

    watched = ("text",)

    text = _words("What you add", rows=8, longest=rules.LONGEST_ADDENDUM, missing="Write what you want to add.")

    def clean_text(self) -> str:
        """Something is said."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError("Write what you want to add.")
        return text


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
