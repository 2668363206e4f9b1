"""The forms that belong to the intake itself: the safety questions, consent to treatment, a break, the summary, closing."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from care.consent.rules import BadPaper, Signers, check_drawing
from care.lib.dates import local_date
from care.lib.forms import offer
from patients.intake.rules import BY_ITSELF, CloseReason, Pause, Question, Reply, Said, When
from patients.intake.rules.treatment import LONGEST_NAME, SignedHow, TreatmentPart
from patients.intake.wording import Wording

MORNING = time(9, 0)
REPLIES = [(reply.value, reply.label) for reply in Reply]
AGREES, NOT_NOW = "agrees", "not_now"


class SafetyForm(forms.Form):
    """The safety questions. None of them has to be answered."""

    watched = ()  # what is said here is the person’s own

    tried_when = forms.ChoiceField(
        label="When was that, the last time?",
        required=False,
        widget=forms.RadioSelect,
        choices=[(when.value, when.label) for when in When],
    )
    own_words = forms.CharField(
        label="In their own words",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What they said, as they said it. It is shown as their words.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in Question:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label, required=False, widget=forms.RadioSelect, choices=REPLIES
            )

    def replies(self) -> dict[Question, Reply]:
        """What was answered."""
        data = self.cleaned_data
        return {question: Reply(data[question.value]) for question in Question if data.get(question.value)}

    def when(self) -> When | None:
        """When it was tried last, where that was said."""
        return When(self.cleaned_data["tried_when"]) if self.cleaned_data.get("tried_when") else None


class TreatmentForm(forms.Form):
    """What the person agrees to, and their name under it."""

    answer = forms.ChoiceField(
        label="After reading it together",
        widget=forms.RadioSelect,
        choices=[(AGREES, "Agrees to what is marked below"), (NOT_NOW, "Does not agree to treatment now")],
        error_messages={"required": "Say whether they agree. To come back to it, choose another day below."},
    )
    parts = forms.MultipleChoiceField(label="Agrees to", required=False, widget=forms.CheckboxSelectMultiple)
    how = forms.ChoiceField(
        label="How it is signed",
        required=False,
        choices=[(how.value, how.label) for how in SignedHow],
        initial=SignedHow.ON_SCREEN,
    )
    signed_name = forms.CharField(
        label="Name as signed", required=False, max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    beside = forms.CharField(
        label="Name of the parent or guardian as signed",
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    drawing = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-care-drawn": ""}))

    def __init__(self, *args: Any, wording: Wording, signers: Signers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wording, self.signers = wording, signers
        offer(
            self,
            "parts",
            [(part.value, " ".join(wording.parts[part.value])) for part in TreatmentPart],
        )
        if not (signers.another_signs and signers.person_signs):
            del self.fields["beside"]

    def clean_drawing(self) -> str:
        """The lines that were drawn."""
        try:
            return check_drawing(self.cleaned_data["drawing"])
        except BadPaper as refusal:
            raise forms.ValidationError(refusal.words) from refusal

    @property
    def agrees(self) -> bool:
        """Whether the person agrees to something."""
        return bool(self.cleaned_data["answer"] == AGREES)

    def agreed(self) -> dict[str, Any]:
        """What is agreed to, as the operation takes it."""
        data = self.cleaned_data
        how = SignedHow(data["how"] or SignedHow.ON_SCREEN)
        return {
            "parts": [TreatmentPart(part) for part in data["parts"]],
            "how": how,
            "name": data["signed_name"],
            "beside": data.get("beside", ""),
            "drawing": data["drawing"] if how is SignedHow.ON_SCREEN else "",
        }


class PauseForm(forms.Form):
    """Why somebody stops for now, and when to go on where that was agreed."""

    why = forms.ChoiceField(
        label="Why",
        widget=forms.RadioSelect,
        initial=Pause.TODAY.value,
        choices=[(why.value, f"{why.label}. {why.prose}") for why in Pause],
    )
    go_on_on = forms.DateField(
        label="Go on on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="If a day was agreed: a task asks you that morning. Leave it empty to go on whenever it suits.",
    )

    def __init__(self, *args: Any, at: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.zone = at, zone

    def clean_go_on_on(self) -> date | None:
        """A day to come, within a year."""
        day: date | None = self.cleaned_data["go_on_on"]
        today = local_date(self.at, self.zone)
        if day is not None and not today <= day <= today.replace(year=today.year + 1, day=min(today.day, 28)):
            raise forms.ValidationError("Today or a day in the coming year.")
        return day

    def go_on(self) -> tuple[date, datetime] | None:
        """The day, and its morning or, where that has passed, the end of today's work."""
        day: date | None = self.cleaned_data["go_on_on"]
        if day is None:
            return None
        morning = datetime.combine(day, MORNING, tzinfo=ZoneInfo(self.zone))
        return day, max(morning, self.at)


class HeardForm(forms.Form):
    """What the person says to the summary, and their name where they sign."""

    said = forms.ChoiceField(
        label="What they say to it", widget=forms.RadioSelect, choices=[(said.value, said.label) for said in Said]
    )
    name = forms.CharField(
        label="Name as signed", required=False, max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    drawing = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-care-drawn": ""}))

    def clean_drawing(self) -> str:
        """The lines that were drawn."""
        try:
            return check_drawing(self.cleaned_data["drawing"])
        except BadPaper as refusal:
            raise forms.ValidationError(refusal.words) from refusal

    def clean(self) -> dict[str, Any]:
        """Who signs gives a name."""
        cleaned = super().clean() or {}
        if cleaned.get("said") == Said.SIGNED and not cleaned.get("name", "").strip():
            self.add_error("name", "Write the name as it was signed.")
        return cleaned

    def heard(self) -> dict[str, Any]:
        """What was said, as the operation takes it."""
        data = self.cleaned_data
        return {"said": Said(data["said"]), "name": data["name"], "drawing": data["drawing"]}


class CloseForm(forms.Form):
    """Why an intake ends without a signature."""

    reason = forms.ChoiceField(
        label="Why",
        widget=forms.RadioSelect,
        choices=[(why.value, f"{why.label}. {why.prose}") for why in CloseReason if why not in BY_ITSELF],
    )
