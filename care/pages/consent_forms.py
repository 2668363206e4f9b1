"""The forms of a consent: its terms with how it was signed, and taking it back."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms

from care.accounts.queries import PartnerOrganisation
from care.actor import Category, Purpose
from care.consent.rules import How, Kind, Signer, Terms
from care.lib.dates import day_bounds, local_date

# What the interfaces give today; a consent for more would promise what is not there.
OFFERED = (Category.DEMOGRAPHICS, Category.GENERAL, Category.SUD)
PURPOSES = (Purpose.TREAT, Purpose.CAREMGT)
WORDS = {
    Category.DEMOGRAPHICS: "who you are",
    Category.GENERAL: "your allergies",
    Category.SUD: "your plan of care, medication and care team",
}
USUAL = timedelta(days=365)
LANGUAGES = {"en": "English", "es": "Español"}


def described(categories: Iterable[Category]) -> str:
    """The data in words, as 42 CFR 2.31(a)(3) asks: 'Who you are; your allergies'."""
    words = "; ".join(WORDS[category] for category in OFFERED if category in set(categories))
    return words[:1].upper() + words[1:]


class ConsentForm(forms.Form):
    """To whom, what, what for, until when; and how it was signed. Days are those of the program's zone."""

    recipient = forms.ChoiceField(label="With whom")
    categories = forms.MultipleChoiceField(
        label="What is shared",
        widget=forms.CheckboxSelectMultiple,
        choices=[(category.value, described([category]).replace("your ", "")) for category in OFFERED],
        error_messages={"required": "Choose at least one kind of data."},
    )
    purposes = forms.MultipleChoiceField(
        label="What for",
        widget=forms.CheckboxSelectMultiple,
        choices=[(purpose.value, purpose.label) for purpose in PURPOSES],
        error_messages={"required": "Choose what it is for."},
    )
    expires_on = forms.DateField(
        label="Last day", widget=forms.DateInput, help_text="Through the end of this day, or until it is taken back."
    )
    language = forms.ChoiceField(label="Read in", choices=list(LANGUAGES.items()))
    how = forms.ChoiceField(label="How it was signed", widget=forms.RadioSelect, choices=[(how.value, how.label) for how in How])
    signer = forms.ChoiceField(
        label="Who signed", widget=forms.RadioSelect, choices=[(signer.value, signer.label) for signer in Signer]
    )
    signed_on = forms.DateField(
        label="Signed on", required=False, widget=forms.DateInput, help_text="Only for a paper that was signed on another day."
    )
    signature = forms.CharField(
        label="Name as signed",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write the name as it was signed."},
    )

    def __init__(self, *args: Any, recipients: list[PartnerOrganisation], at: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.zone = at, zone
        self.recipients = {str(partner.uuid): partner for partner in recipients}
        choices = [("", "Choose"), *((number, partner.name) for number, partner in self.recipients.items())]
        self.fields["recipient"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def start(cls, *, at: datetime, zone: str, language: str) -> dict[str, Any]:
        """What an empty form begins with: everything that is offered, for treatment, for a year."""
        return {
            "categories": [category.value for category in OFFERED],
            "purposes": [Purpose.TREAT.value],
            "expires_on": local_date(at + USUAL, zone),
            "language": language if language in LANGUAGES else "en",
            "how": How.ON_SCREEN.value,
            "signer": Signer.PATIENT.value,
        }

    def clean_signed_on(self) -> date | None:
        """A paper of tomorrow is a slip of the pen."""
        day: date | None = self.cleaned_data["signed_on"]
        if day is not None and day > local_date(self.at, self.zone):
            raise forms.ValidationError("This day lies ahead.")
        return day

    def recipient_id(self) -> int:
        """The organisation that was chosen."""
        return self.recipients[self.cleaned_data["recipient"]].organisation_id

    def chosen(self) -> tuple[Category, ...]:
        """The kinds of data that are ticked now, in a new form or in a posted one."""
        ticked = self.data.getlist("categories") if self.is_bound else self.initial["categories"]  # type: ignore[attr-defined]
        return tuple(category for category in OFFERED if category.value in ticked)

    def terms(self) -> Terms:
        """What is agreed to."""
        categories = frozenset(Category(category) for category in self.cleaned_data["categories"])
        _, end = day_bounds(self.cleaned_data["expires_on"], self.zone)
        return Terms(
            kind=Kind.SPECIFIC,
            categories=categories,
            purposes=frozenset(Purpose(purpose) for purpose in self.cleaned_data["purposes"]),
            what=described(categories),
            expires_at=end,
        )

    def signed_at(self) -> datetime:
        """When it was signed: now, or at the beginning of the day that the paper says."""
        day: date | None = self.cleaned_data["signed_on"]
        if day is None or self.cleaned_data["how"] == How.ON_SCREEN or day == local_date(self.at, self.zone):
            return self.at
        return day_bounds(day, self.zone)[0]


class RevokeForm(forms.Form):
    """Why a consent is taken back."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        initial="The person asked for it.",
        error_messages={"required": "Say why in a few words; it is kept with the consent."},
    )
