"""Forms about a person. They check and translate; `operations` save."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import validate_email

from care.actor import Role
from care.lib.dates import ZONE_CHOICES, local_date
from patients.models import ALLERGIES_CHOICES, LANGUAGE_CHOICES
from patients.rules import (
    AllergiesState,
    BadPhone,
    Contact,
    ContactKind,
    DeathCorrection,
    Identity,
    Language,
    Point,
    birth_date_is_possible,
    clean_mrn,
    normalise_phone,
    phone_text,
)

LEADS = (
    Role.COORDINATOR, Role.COUNSELOR, Role.NURSE, Role.PRESCRIBER, Role.PEER, Role.NAVIGATOR, Role.PSYCHIATRIC_CONSULTANT,
)  # fmt: skip
MOST_FORMER_NAMES = 20


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class IdentityForm(forms.Form):
    """Who the person is."""

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
    birth_date = forms.DateField(label="Birth date", widget=_day())
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
        lines = [line.strip() for line in str(self.cleaned_data["former_names"]).splitlines() if line.strip()]
        if len(lines) > MOST_FORMER_NAMES or any(len(line) > 240 for line in lines):
            raise forms.ValidationError(f"At most {MOST_FORMER_NAMES} names, each of at most 240 letters, one to a line.")
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        """One name at least, and a birth date that can be."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(name, "").strip() for name in ("chosen_name", "legal_given", "legal_family")) and not (
            {"chosen_name", "legal_given", "legal_family"} & self.errors.keys()
        ):
            self.add_error("chosen_name", "Write one name at least: a chosen or a legal one.")
        birth_date, zone = cleaned.get("birth_date"), cleaned.get("zone")
        if birth_date and zone and not birth_date_is_possible(birth_date, local_date(self.at, zone)):
            self.add_error("birth_date", "A day in the last 130 years, today at the latest.")
        return cleaned

    def identity(self) -> Identity:
        """What was filled in, once the form is valid."""
        data = self.cleaned_data
        return Identity(
            birth_date=data["birth_date"],
            legal_given=data["legal_given"],
            legal_family=data["legal_family"],
            chosen_name=data["chosen_name"],
            former_names=tuple(data["former_names"].splitlines()),
            pronouns=data["pronouns"],
            zone=data["zone"],
            language=Language(data["language"]),
        )


PHONE_IN_WORDS = "A phone number with its area code; of another country, with + and the country's code."


def read_reach(text: str) -> tuple[ContactKind, str]:
    """A phone number or an e-mail address as it is stored.

    Raises:
        forms.ValidationError: neither.
    """
    text = text.strip()
    if "@" in text:
        validate_email(text)
        return ContactKind.EMAIL, text.lower()
    try:
        return ContactKind.PHONE, normalise_phone(text)
    except BadPhone:
        raise forms.ValidationError(f"{PHONE_IN_WORDS} Or an e-mail address.") from None


class PointForm(forms.Form):
    """One way to reach the person. An empty row is no way; a marked one is taken away."""

    value = forms.CharField(label="Phone or e-mail", max_length=254, required=False)
    may_call = forms.BooleanField(label="May be called", required=False)
    may_text = forms.BooleanField(label="May be texted", required=False)
    may_leave_message = forms.BooleanField(label="A message may be left, an e-mail sent", required=False)
    is_shared = forms.BooleanField(label="Somebody else answers or reads it too", required=False)
    hours_from = forms.TimeField(label="Only from", required=False, widget=_clock())
    hours_to = forms.TimeField(label="Until", required=False, widget=_clock())

    @staticmethod
    def initial_of(point: Point) -> dict[str, Any]:
        """The fields of a saved way."""
        return {
            "value": phone_text(point.value) if point.kind is ContactKind.PHONE else point.value,
            "may_call": point.may_call,
            "may_text": point.may_text,
            "may_leave_message": point.may_leave_message,
            "is_shared": point.is_shared,
            "hours_from": point.hours_from,
            "hours_to": point.hours_to,
        }

    def clean(self) -> dict[str, Any]:
        """A number or an address, and hours that are both there or both not."""
        cleaned = super().clean() or {}
        value = cleaned.get("value", "").strip()
        if value:
            try:
                cleaned["reach"] = read_reach(value)
            except forms.ValidationError as error:
                self.add_error("value", error)
        elif any(filled for name, filled in cleaned.items() if name not in ("value", "DELETE")) and not cleaned.get("DELETE"):
            self.add_error("value", "Write the number or address that these marks are for.")
        start, end = cleaned.get("hours_from"), cleaned.get("hours_to")
        if (start is None) != (end is None) and not {"hours_from", "hours_to"} & self.errors.keys():
            self.add_error("hours_to" if end is None else "hours_from", "Both hours, or neither.")
        elif start is not None and start == end:
            self.add_error("hours_to", "Later than the first hour.")
        return cleaned

    def point(self) -> Point | None:
        """The way that this row holds; none for an empty one or one that is taken away."""
        data = self.cleaned_data
        if data.get("DELETE") or "reach" not in data:
            return None
        kind, value = data["reach"]
        is_phone = kind is ContactKind.PHONE
        return Point(
            kind=kind,
            value=value,
            may_call=is_phone and data["may_call"],
            may_text=is_phone and data["may_text"],
            may_leave_message=data["may_leave_message"],
            is_shared=data["is_shared"],
            hours_from=data["hours_from"],
            hours_to=data["hours_to"],
        )


class BasePointFormSet(forms.BaseFormSet):
    """Every way to reach one person, each once."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The mark that takes a way off the list, in our words."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Take this one off the list"

    def clean(self) -> None:
        """No number or address twice."""
        seen = set()
        for form in self.forms:
            reach = form.cleaned_data.get("reach") if form.is_valid() and not form.cleaned_data.get("DELETE") else None
            if reach is not None and reach in seen:
                form.add_error("value", "This one is on the list already.")
            seen.add(reach)


PointFormSet = forms.formset_factory(PointForm, formset=BasePointFormSet, extra=1, can_delete=True, max_num=20, absolute_max=30)


def points_of(rows: "forms.BaseFormSet[PointForm]") -> tuple[Point, ...]:
    """The ways in their order, once the rows are valid."""
    return tuple(point for form in rows.forms if (point := form.point()) is not None)


class ContactForm(forms.Form):
    """How to reach the person safely, whatever the number."""

    ask_for = forms.CharField(
        label="Ask for", max_length=200, required=False, help_text="The name to ask for when somebody else answers."
    )
    code_word = forms.CharField(
        label="Say", max_length=60, required=False, help_text="A word agreed with the person, said instead of the clinic's name."
    )
    contact_note = forms.CharField(
        label="Also mind", max_length=300, required=False, help_text="For example: never on Fridays, his father answers."
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    @staticmethod
    def initial_of(contact: Contact, *, version: int) -> dict[str, Any]:
        """The fields of what is saved."""
        return {"ask_for": contact.ask_for, "code_word": contact.code_word, "contact_note": contact.note, "version": version}

    def contact(self, points: Iterable[Point]) -> Contact:
        """What was filled in, once the form is valid."""
        data = self.cleaned_data
        return Contact(tuple(points), ask_for=data["ask_for"], code_word=data["code_word"], note=data["contact_note"])


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
        self.fields["lead"].choices = [("", "Decided later"), *colleagues]  # type: ignore[attr-defined]

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


class AllergiesForm(forms.Form):
    """What is known of allergies on the whole, and which are taken off the list."""

    state = forms.ChoiceField(label="What is known", widget=forms.RadioSelect, choices=ALLERGIES_CHOICES)
    remove = forms.TypedMultipleChoiceField(
        label="Take off the list", required=False, widget=forms.CheckboxSelectMultiple, coerce=str
    )

    def __init__(self, *args: Any, listed: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remove"].choices = list(listed)  # type: ignore[attr-defined]

    def known(self, *, adds: bool) -> AllergiesState:
        """The state that was chosen; whoever adds an allergy without having asked before, has asked now."""
        state = AllergiesState(self.cleaned_data["state"])
        return AllergiesState.LISTED if adds and state is AllergiesState.NOT_ASKED else state


class AllergyForm(forms.Form):
    """A substance to add, and what it did."""

    substance = forms.CharField(label="Substance", max_length=120, required=False)
    reaction = forms.CharField(label="What it did", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A reaction belongs to a substance."""
        cleaned = super().clean() or {}
        if cleaned.get("reaction") and not cleaned.get("substance"):
            self.add_error("substance", "Write the substance that did this.")
        return cleaned


AllergyFormSet = forms.formset_factory(AllergyForm, extra=2, max_num=20, absolute_max=30)


class DeathForm(forms.Form):
    """The day on which the person died."""

    deceased_on = forms.DateField(label="Died on", widget=_day())

    def __init__(self, *args: Any, birth_date: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.birth_date = birth_date
        self.today = today

    def clean_deceased_on(self) -> date:
        """Between birth and today, where the person lived."""
        day: date = self.cleaned_data["deceased_on"]
        if not self.birth_date <= day <= self.today:
            raise forms.ValidationError("A day after the birth date, today at the latest.")
        return day


class DeathCorrectionForm(forms.Form):
    """Why the recorded death is wrong."""

    reason = forms.ChoiceField(
        label="Why it is wrong", widget=forms.RadioSelect, choices=[(reason.value, reason.label) for reason in DeathCorrection]
    )
