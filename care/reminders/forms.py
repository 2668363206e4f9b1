"""Forms about the ways in which somebody may be written to."""

from collections.abc import Iterable
from typing import Any

from django import forms

from care.lib.forms import offer
from care.reminders.rules import Channel, Given, Known, Withdrawn
from patients.rules import BadPhone, normalise_phone, phone_text

BY_PEOPLE = (Given.IN_PERSON, Given.PHONE, Given.FORM)
TAKEN_BACK = (Withdrawn.TOLD_US, Withdrawn.WRONG)


def address_text(channel: Channel, address: str) -> str:
    """A phone as people read it; an e-mail address as it stands."""
    return phone_text(address) if channel is Channel.SMS else address


class AllowForm(forms.Form):
    """One way that the person agreed to, after the wording was read aloud."""

    way = forms.ChoiceField(label="Which one", widget=forms.RadioSelect, error_messages={"required": "Choose one."})
    how = forms.ChoiceField(
        label="How they said yes",
        error_messages={"required": "Choose one."},
        widget=forms.RadioSelect,
        choices=[(how.value, f"{how.label}: {how.prose}") for how in BY_PEOPLE],
    )

    def __init__(self, *args: Any, points: Iterable[Known], name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = {f"{point.channel}:{point.address}": point for point in points}
        choices = [
            (key, f"{point.channel.label}: {address_text(point.channel, point.address)}") for key, point in self.points.items()
        ]
        offer(self, "way", choices)
        if len(choices) == 1:
            self.fields["way"].initial = choices[0][0]
        self.fields["agreed"] = forms.BooleanField(
            label=f"{name} heard the wording and said yes",
            error_messages={"required": f"Without {name}’s yes nothing is sent."},
        )

    def point(self) -> Known:
        """The phone or address that was chosen."""
        return self.points[self.cleaned_data["way"]]


class SenderForm(forms.Form):
    """The name and the phone in messages; what is left empty is the default."""

    name_en = forms.CharField(
        label="Name in English", max_length=30, required=False, help_text="Neutral words only. Empty: Care team."
    )
    name_es = forms.CharField(label="Name in Spanish", max_length=30, required=False, help_text="Empty: Su equipo.")
    phone = forms.CharField(
        label="Phone",
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
        help_text="Whoever calls it should hear a neutral greeting. Empty: the program's phone.",
    )

    def clean_phone(self) -> str:
        """A number that exists, as E.164."""
        typed = str(self.cleaned_data["phone"]).strip()
        try:
            return normalise_phone(typed) if typed else ""
        except BadPhone:
            raise forms.ValidationError("A phone number with its area code.") from None


class WithdrawForm(forms.Form):
    """Why a way is closed."""

    why = forms.ChoiceField(label="Why", choices=[(why.value, why.label) for why in TAKEN_BACK])
