"""What Django's forms do not offer in one call."""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm, ChoiceField


def offer(form: BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Set what a choice field offers, where it is known only once the form is made."""
    field = form.fields[name]
    assert isinstance(field, ChoiceField)
    field.choices = list(choices)
