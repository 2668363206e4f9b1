"""The forms of a session: why a record is opened, why it stays open, and what the review found."""

from typing import Any

from django import forms

from care.access.policy import Session
from care.access.rules import REASONS, Outcome
from care.access.rules.sessions import LONGEST_WORDS, SHORTEST_WORDS

TOO_SHORT = "One short sentence: whoever reviews this reads it."


def words_field(label: str, help_text: str) -> forms.CharField:
    """A sentence of one's own, long enough to mean something to a reviewer."""
    return forms.CharField(
        label=label,
        min_length=SHORTEST_WORDS,
        max_length=LONGEST_WORDS,
        help_text=help_text,
        error_messages={"required": TOO_SHORT, "min_length": TOO_SHORT},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SessionForm(forms.Form):
    """A reason from the list, and one's own words."""

    reason = forms.ChoiceField(label="What is happening", error_messages={"required": "Choose what comes nearest."})
    words = words_field("In your words", "What happened, and what you need to know. Kept with your name and the time.")

    def __init__(self, *args: Any, kind: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(reason.value, reason.label) for reason in REASONS[kind]]
        self.fields["reason"].choices = [("", "Choose one"), *choices]  # type: ignore[attr-defined]
        if kind is Session.REVIEW:
            self.fields["reason"].label = "What it is about"
            self.fields["words"].help_text = "What you look for, and who asked. Kept with your name and the time."


class ExtendForm(forms.Form):
    """Why the record is still needed."""

    words = words_field("Why you still need it", "Possible once. Kept with your name and the time.")


class ReviewForm(forms.Form):
    """What the review found."""

    outcome = forms.ChoiceField(
        label="What you found",
        widget=forms.RadioSelect,
        choices=[(outcome.value, f"{outcome.label}: {outcome.prose}") for outcome in Outcome],
        error_messages={"required": "Choose what you found."},
    )
    words = words_field("In your words", "Why, and what follows from it. It stays with the session for good.")
