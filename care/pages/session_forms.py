"""The forms of a session: why a record is opened, why it stays open, and what the review found."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from care.access.policy import Session
from care.access.rules import REASONS, Outcome
from care.access.rules.sessions import LONGEST_WORDS, SHORTEST_WORDS
from care.access.vocabulary import Channel
from care.actor import Category
from care.lib.dates import local_date
from care.lib.forms import offer

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


class FindOneForm(forms.Form):
    """Who it is: the whole name with the birth date, or the record number."""

    names = forms.CharField(
        label="Full name",
        max_length=200,
        required=False,
        help_text="Given and family name, as the person or the hospital says them.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    birth_date = forms.DateField(label="Birth date", required=False, widget=forms.DateInput)
    mrn = forms.CharField(
        label="Or the MRN", max_length=32, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean(self) -> dict[str, Any]:
        """Either is enough; half of the first is not."""
        cleaned = super().clean() or {}
        whole = cleaned.get("birth_date") and len((cleaned.get("names") or "").split()) > 1
        if not self.errors and not cleaned.get("mrn") and not whole:
            raise forms.ValidationError("The full name with the birth date, or the MRN.")
        return cleaned


class SessionForm(forms.Form):
    """A reason from the list, and one's own words."""

    reason = forms.ChoiceField(label="What is happening", error_messages={"required": "Choose what comes nearest."})
    words = words_field("In your words", "What happened, and what you need to know. Kept with your name and the time.")

    def __init__(self, *args: Any, kind: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(reason.value, reason.label) for reason in REASONS[kind]]
        offer(self, "reason", [("", "Choose one"), *choices])
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


TOLD_CHANNELS = (Channel.SPOKEN, Channel.PAPER)


class EmergencyDisclosureForm(forms.Form):
    """What medical personnel outside were told in an emergency: the four facts of 42 CFR 2.51(c), and what it was."""

    personnel_name = forms.CharField(label="Who was told", max_length=120, help_text="Name of the physician, nurse or paramedic.")
    personnel_affiliation = forms.CharField(label="Where they work", max_length=160, help_text="Hospital or service, and ward.")
    discloser = forms.ChoiceField(label="Who told them")
    told_on = forms.DateField(label="Day", widget=forms.DateInput)
    told_time = forms.TimeField(label="Time", widget=forms.TimeInput(format="%H:%M"))
    nature = forms.CharField(
        label="The emergency",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What happened, and why the person could not be asked first.",
    )
    categories = forms.MultipleChoiceField(
        label="What kinds of data",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind of data."},
    )
    summary = forms.CharField(
        label="What they were told",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The person can read this in the list of who received what.",
    )
    channel = forms.ChoiceField(
        label="How", widget=forms.RadioSelect, choices=[(channel.value, channel.label) for channel in TOLD_CHANNELS]
    )
    is_emergency = forms.BooleanField(
        label="It was a medical emergency, and the person’s consent could not be had in time",
        error_messages={"required": "Without an emergency this needs the person’s consent."},
    )

    def __init__(
        self, *args: Any, colleagues: dict[int, str], categories: Iterable[Category], at: datetime, zone: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.zone, self.colleagues = at, zone, colleagues
        covered = set(categories)
        offer(self, "discloser", list(colleagues.items()))
        offer(
            self,
            "categories",
            [(category.value, f"{category.label}: {category.prose}") for category in Category if category in covered],
        )

    @classmethod
    def start(cls, *, at: datetime, zone: str, staff_id: int | None) -> dict[str, Any]:
        """What an empty form begins with: now, by the reader, spoken."""
        local = at.astimezone(ZoneInfo(zone))
        return {
            "discloser": staff_id,
            "told_on": local_date(at, zone),
            "told_time": local.time().replace(second=0, microsecond=0),
            "channel": Channel.SPOKEN.value,
        }

    def clean(self) -> dict[str, Any]:
        """Adds `told_at`, which does not lie ahead."""
        cleaned = super().clean() or {}
        day: date | None = cleaned.get("told_on")
        clock: time | None = cleaned.get("told_time")
        if day is not None and clock is not None:
            cleaned["told_at"] = datetime.combine(day, clock, tzinfo=ZoneInfo(self.zone))
            if cleaned["told_at"] > self.at:
                self.add_error("told_time", "This lies ahead. Write down what was told after it was told.")
        return cleaned

    def chosen(self) -> frozenset[Category]:
        """The kinds of data that were told."""
        return frozenset(Category(category) for category in self.cleaned_data["categories"])
