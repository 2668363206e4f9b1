"""How the person may be reached."""

from collections.abc import Iterable
from typing import Any

from django import forms

from patients.forms.fields import clock_input, read_reach
from patients.rules import (
    Contact,
    ContactKind,
    Point,
    phone_text,
)


class PointForm(forms.Form):
    """One way to reach the person. An empty row is no way; a marked one is taken away."""

    value = forms.CharField(label="Phone or e-mail", max_length=254, required=False)
    may_call = forms.BooleanField(label="May be called", required=False)
    may_text = forms.BooleanField(label="May be texted", required=False)
    may_leave_message = forms.BooleanField(label="A message may be left, an e-mail sent", required=False)
    is_shared = forms.BooleanField(label="Somebody else answers or reads it too", required=False)
    hours_from = forms.TimeField(label="Only from", required=False, widget=clock_input())
    hours_to = forms.TimeField(label="Until", required=False, widget=clock_input())

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
