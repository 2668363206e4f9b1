"""Forms of colleagues about follow-ups: start and stop a protocol, log an attempt, write down answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from care.followups.catalogue import questions_of
from care.followups.queries import ProtocolLine
from care.followups.rules.form import LONGEST_TEXT, Question, QuestionKind
from care.followups.vocabulary import STOPPED_BY_PEOPLE, Channel, Result
from care.lib.dates import date_text
from care.lib.forms import offer

# What a colleague says of an attempt; a message that was sent is logged by itself.
RESULTS = (Result.REACHED, Result.LEFT_MESSAGE, Result.NO_ANSWER)


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}))


class _PastDay(forms.Form):
    """A form with a day that does not lie ahead where the person lives."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def checked_day(self, day: date) -> date:
        """The day, unless it lies ahead."""
        if day > self.today:
            raise forms.ValidationError(f"Today, {date_text(self.today)}, or earlier.")
        return day


class ProtocolForm(_PastDay):
    """Which protocol begins, and the day from which its days are counted."""

    protocol = forms.ChoiceField(label="Protocol", widget=forms.RadioSelect)
    day_zero = _day("Day zero", "The day from which the others are counted: of completion, discharge or overdose.")

    def __init__(self, *args: Any, protocols: Iterable[ProtocolLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "protocol",
            [(line.code, f"{line.name}: {line.contacts} check-ins. {line.prose}") for line in protocols],
        )
        self.fields["day_zero"].initial = self.today

    def clean_day_zero(self) -> date:
        """Not ahead."""
        return self.checked_day(self.cleaned_data["day_zero"])


class CompletionForm(_PastDay):
    """On which day the treatment episode was completed."""

    on = _day("Completed on", "Day zero of aftercare.")

    def __init__(self, *args: Any, admitted_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.admitted_on = admitted_on
        self.fields["on"].initial = self.today

    def clean_on(self) -> date:
        """Between admission and today."""
        on = self.checked_day(self.cleaned_data["on"])
        if on < self.admitted_on:
            raise forms.ValidationError(f"Not before the admission, {date_text(self.admitted_on)}.")
        return on


class StopForm(forms.Form):
    """Why a protocol stops."""

    reason = forms.ChoiceField(
        label="Why it stops",
        widget=forms.RadioSelect,
        choices=[(reason.value, f"{reason.label}: {reason.prose}") for reason in STOPPED_BY_PEOPLE],
    )
    note = forms.CharField(label="In a few words", max_length=200, required=False)


class AttemptForm(forms.Form):
    """One attempt to reach the person. A message is left only where the record allows it."""

    watched = ("note", "next_step")

    channel = forms.ChoiceField(label="How", choices=[(channel.value, channel.label) for channel in Channel])
    result = forms.ChoiceField(label="What came of it", widget=forms.RadioSelect)
    note = forms.CharField(
        label="What was said or seen",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One line is enough. The care team reads it.",
    )
    next_step = forms.CharField(label="What is next", max_length=200, required=False)

    def __init__(self, *args: Any, may_leave_message: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        results = [result for result in RESULTS if may_leave_message or result is not Result.LEFT_MESSAGE]
        offer(
            self,
            "result",
            [(result.value, f"{result.label}: {result.prose}") for result in results],
        )


class AnswersForm(forms.Form):
    """What the person answers, written down by a colleague. Every question can be skipped."""

    watched = ()  # what is said here is the person’s own

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions_of():
            self.fields[question.code] = _field(question)


def _field(question: Question) -> forms.Field:
    choices = list(question.choices)
    if question.kind is QuestionKind.SCALE:
        low, high = question.ends
        return forms.IntegerField(
            label=question.label, required=False, min_value=0, max_value=10, help_text=f"0 {low}, 10 {high}"
        )
    if question.kind is QuestionKind.CHOICE:
        return forms.ChoiceField(label=question.label, required=False, choices=[("", "Not asked, or skipped"), *choices])
    if question.kind is QuestionKind.DAYS:
        return forms.ChoiceField(label=question.label, required=False, choices=[("", "Not asked, or skipped"), *choices])
    if question.kind is QuestionKind.MANY:
        return forms.MultipleChoiceField(
            label=question.label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
        )
    rows = {"rows": 3} if question.code == "note" else {"rows": 1}
    return forms.CharField(label=question.label, required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs=rows))
