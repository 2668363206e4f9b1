"""Days, hours, phones and addresses as they are typed."""

from django import forms
from django.core.validators import validate_email

from patients.rules import BadPhone, ContactKind, normalise_phone

PHONE_IN_WORDS = "A phone number with its area code; of another country, with + and the country's code."


def day_input() -> forms.DateInput:
    """A day, as the browser's own picker wants it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def clock_input() -> forms.TimeInput:
    """A time of day, as the browser's own picker wants it."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


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
