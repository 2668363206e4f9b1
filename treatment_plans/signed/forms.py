"""Fields and forms that every note that is signed has."""

from collections.abc import Sequence
from typing import Any

from django import forms

from care.lib.forms import offer

NOBODY = ("", "Nobody")


def writing_field(
    label: str, *, rows: int, longest: int, missing: str = "", help_text: str = "", required: bool = True
) -> forms.CharField:
    """A text of several lines, kept as it was typed; `missing` is said where there has to be one and is none."""
    # the browser's own spelling help may send what is typed to its maker
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false", "autocomplete": "off"})
    errors = {"required": missing} if missing else None
    return forms.CharField(
        label=label,
        max_length=longest,
        strip=False,
        required=required,
        widget=widget,
        error_messages=errors,
        help_text=help_text,
    )


class CosignerForm(forms.Form):
    """Who is asked to co-sign."""

    cosigner = forms.TypedChoiceField(label="Ask for a co-signature", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, colleagues: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "cosigner", [NOBODY, *colleagues])


class AskForm(CosignerForm):
    """The same for a note that is signed already: somebody is named."""

    def __init__(self, *args: Any, colleagues: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, colleagues=colleagues, **kwargs)
        field = self.fields["cosigner"]
        field.label, field.required = "Who co-signs", True
        offer(self, "cosigner", [("", "Choose one"), *colleagues])


class AddendumForm(forms.Form):
    """What is added below a signed note."""

    watched = ("text",)

    text = writing_field("What you add", rows=8, longest=5_000, missing="Write what you want to add.")

    def clean_text(self) -> str:
        """Something is said."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError("Write what you want to add.")
        return text
