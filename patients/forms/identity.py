"""Who the person is, and taking somebody in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms

from care.actor import Role
from care.lib.dates import ZONE_CHOICES, local_date
from care.lib.forms import offer
from patients.forms.contact import PointForm
from patients.forms.fields import PHONE_IN_WORDS, day_input
from patients.models import LANGUAGE_CHOICES
from patients.rules import (
    BadPhone,
    Contact,
    ContactKind,
    Identity,
    Language,
    Point,
    birth_date_is_possible,
    clean_mrn,
    clean_name,
    is_a_name,
    normalise_phone,
)

LEADS = (
    Role.COORDINATOR, Role.COUNSELOR, Role.NURSE, Role.PRESCRIBER, Role.PEER, Role.NAVIGATOR, Role.PSYCHIATRIC_CONSULTANT,
)  # fmt: skip


MOST_FORMER_NAMES = 20


class IdentityForm(forms.Form):
    """Who the person is."""

    watched = ()  # names and lists, no sentences

    chosen_name = forms.CharField(
        label="Chosen name",
        max_length=120,
        required=False,
        help_text="What they want to be called. One word is shown with the family name, a longer name as it stands.",
    )
    pronouns = forms.CharField(max_length=40, required=False, help_text="For example she/her, they/them.")
    legal_given = forms.CharField(
        label="Legal given names", max_length=120, required=False, help_text="If they have one name only, write it here."
    )
    legal_family = forms.CharField(label="Legal family names", max_length=120, required=False)
    birth_date = forms.DateField(label="Birth date", widget=day_input())
    former_names = forms.CharField(
        label="Former names",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One to a line. They are used for finding the record and are not shown on the banner.",
    )
    language = forms.ChoiceField(label="Language", choices=LANGUAGE_CHOICES, initial=Language.ENGLISH.value)
    zone = forms.ChoiceField(label="Time zone", choices=ZONE_CHOICES)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    @staticmethod
    def initial_of(identity: Identity, *, version: int) -> dict[str, Any]:
        """The fields of what is saved."""
        return {
            "chosen_name": identity.chosen_name,
            "pronouns": identity.pronouns,
            "legal_given": identity.legal_given,
            "legal_family": identity.legal_family,
            "birth_date": identity.birth_date,
            "former_names": "\n".join(identity.former_names),
            "language": identity.language.value,
            "zone": identity.zone,
            "version": version,
        }

    def clean_former_names(self) -> str:
        """Names one to a line, each of a length that a name can have."""
        lines = [name for name in map(clean_name, str(self.cleaned_data["former_names"]).splitlines()) if name]
        if len(lines) > MOST_FORMER_NAMES or any(len(line) > 240 for line in lines):
            raise forms.ValidationError(f"At most {MOST_FORMER_NAMES} names, each of at most 240 letters, one to a line.")
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        """One name at least, and a birth date that can be."""
        cleaned = super().clean() or {}
        if not any(is_a_name(cleaned.get(name, "")) for name in ("chosen_name", "legal_given", "legal_family")) and not (
            {"chosen_name", "legal_given", "legal_family"} & self.errors.keys()
        ):
            self.add_error("chosen_name", "Write one name at least, chosen or legal, with a letter in it.")
        birth_date, zone = cleaned.get("birth_date"), cleaned.get("zone")
        if birth_date and zone and not birth_date_is_possible(birth_date, local_date(self.at, zone)):
            self.add_error("birth_date", "A day in the last 130 years, today at the latest.")
        return cleaned

    def identity(self) -> Identity:
        """What was filled in, once the form is valid."""
        data = self.cleaned_data
        return Identity(
            birth_date=data["birth_date"],
            legal_given=clean_name(data["legal_given"]),
            legal_family=clean_name(data["legal_family"]),
            chosen_name=clean_name(data["chosen_name"]),
            former_names=tuple(data["former_names"].splitlines()),
            pronouns=data["pronouns"],
            zone=data["zone"],
            language=Language(data["language"]),
        )


class RegisterForm(IdentityForm):
    """A new person: identity, a record number where they have one, the first ways to reach them, and who leads their care."""

    mrn = forms.CharField(
        label="MRN", max_length=32, required=False, help_text="Left empty, the record gets a number of its own."
    )
    phone = forms.CharField(label="Phone", max_length=40, required=False)
    may_call = PointForm.base_fields["may_call"]
    may_text = PointForm.base_fields["may_text"]
    may_leave_message = forms.BooleanField(label="A message may be left", required=False)
    is_shared = forms.BooleanField(label="Somebody else answers it too", required=False)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    lead = forms.TypedChoiceField(label="Who leads their care", coerce=int, empty_value=None, required=False)
    lead_function = forms.ChoiceField(label="As", choices=[(role.value, role.label) for role in LEADS])

    def __init__(self, *args: Any, at: datetime, colleagues: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, at=at, **kwargs)
        offer(self, "lead", [("", "Decided later"), *colleagues])

    def clean_mrn(self) -> str:
        """Letters, digits and dashes."""
        mrn = clean_mrn(self.cleaned_data["mrn"])
        if mrn and not mrn.replace("-", "").isalnum():
            raise forms.ValidationError("Letters, digits and dashes only.")
        return mrn

    def clean_phone(self) -> str:
        """E.164."""
        phone = self.cleaned_data["phone"]
        if not phone.strip():
            return ""
        try:
            return normalise_phone(phone)
        except BadPhone:
            raise forms.ValidationError(PHONE_IN_WORDS) from None

    def clean(self) -> dict[str, Any]:
        """Marks for a phone need the phone."""
        cleaned = super().clean()
        marks = ("may_call", "may_text", "may_leave_message", "is_shared")
        if not cleaned.get("phone") and any(cleaned.get(mark) for mark in marks) and "phone" not in self.errors:
            self.add_error("phone", "Write the number that these marks are for.")
        return cleaned

    def lead_role(self) -> Role:
        """What the lead does on the team."""
        return Role(self.cleaned_data["lead_function"])

    def contact(self) -> Contact:
        """The first ways to reach the person."""
        data = self.cleaned_data
        points = []
        if data["phone"]:
            marks = {name: data[name] for name in ("may_call", "may_text", "may_leave_message", "is_shared")}
            points.append(Point(ContactKind.PHONE, data["phone"], **marks))
        if data["email"]:
            points.append(Point(ContactKind.EMAIL, data["email"].lower(), may_leave_message=True))
        return Contact(tuple(points))
