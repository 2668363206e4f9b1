"""Forms in which people sign a plan, and say something at a line of it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from care.actor import Role
from care.consent.rules import BadPaper, check_drawing
from care.lib.forms import offer
from treatment_plans.forms import SeenForm
from treatment_plans.operations import Said
from treatment_plans.vocabulary import Party, SigningWay

ASKED = (
    Role.COUNSELOR,
    Role.PRESCRIBER,
    Role.NURSE,
    Role.COORDINATOR,
    Role.PEER,
    Role.SUPERVISOR,
    Role.PHARMACIST,
    Role.NAVIGATOR,
)
ONE = "staff:"  # before the number of one colleague
WAYS = [(way.value, f"{way.label}: {way.prose}") for way in SigningWay]


class SayForm(SeenForm):
    """How somebody signs: typed, drawn, on paper, aloud; or that they do not, with why."""

    way = forms.ChoiceField(label="How", widget=forms.RadioSelect, required=False, choices=WAYS)
    name = forms.CharField(label="Name", max_length=120, required=False, help_text="As they sign.")
    drawing = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-care-drawn": ""}))
    reason = forms.CharField(
        label="Why not, in their words",
        max_length=500,
        required=False,
        help_text="Only when they choose not to sign. Nothing depends on it.",
    )

    def clean_drawing(self) -> str:
        """The lines that were drawn."""
        try:
            return check_drawing(self.cleaned_data["drawing"])
        except BadPaper as refusal:
            raise forms.ValidationError(refusal.words) from refusal

    def clean(self) -> dict[str, Any]:
        """What each way needs is there."""
        cleaned = super().clean() or self.cleaned_data
        way = cleaned.get("way") or SigningWay.SPOKEN.value
        if way == SigningWay.DECLINED and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Write in a sentence why not.")
        elif way == SigningWay.DRAWN and not cleaned.get("drawing"):
            self.add_error("way", "Nothing is drawn. Draw the name, or choose another way.")
        return cleaned

    def said(self, *, name: str) -> Said:
        """What was said; `name` where none is written."""
        given = self.cleaned_data
        way = SigningWay(given["way"] or SigningWay.SPOKEN.value)
        return Said(way, given["name"].strip() or name, given["drawing"] if way is SigningWay.DRAWN else "", given["reason"])


class SignForm(SayForm):
    """Whose signature it is besides."""

    party = forms.ChoiceField(label="Who signs", widget=forms.RadioSelect)
    field_order = ("seen", "party", "way", "name", "drawing", "reason")

    def __init__(self, *args: Any, parties: Iterable[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "party", [(party.value, f"{party.label}: {party.prose}") for party in parties])
        self.fields["way"].required = True


class CommentForm(forms.Form):
    """A comment; with somebody asked, a question."""

    watched = ("text",)

    text = forms.CharField(label="What you want to say", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    asked = forms.ChoiceField(
        label="Ask somebody",
        required=False,
        help_text="They get a task, and it ends with the answer.",
    )

    def __init__(self, *args: Any, colleagues: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = [(f"{ONE}{staff_id}", name) for staff_id, name in colleagues]
        roles = [(role.value, role.label) for role in ASKED]
        offered = [("One colleague of the care team", team)] if team else []
        offer(self, "asked", [("", "Nobody: it is a comment"), *offered, ("Whoever is", roles)])
        self.fields["asked"].error_messages["invalid_choice"] = "Who was chosen is no longer on the care team. Choose again."

    @property
    def asked_role(self) -> Role | None:
        """Whoever of a role is asked."""
        asked = self.cleaned_data["asked"]
        return Role(asked) if asked and not asked.startswith(ONE) else None

    @property
    def asked_staff(self) -> int | None:
        """The one colleague who is asked."""
        asked = self.cleaned_data["asked"]
        return int(asked.removeprefix(ONE)) if asked.startswith(ONE) else None


class AnswerForm(forms.Form):
    """The answer to a comment or a question."""

    watched = ("text",)

    text = forms.CharField(label="Your answer", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class SupervisionForm(forms.Form):
    """For whose plans the supervisor is asked to sign."""

    roles = forms.MultipleChoiceField(
        label="The supervisor signs the plans of",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, role.label) for role in ASKED if role is not Role.SUPERVISOR],
        help_text="None chosen: a plan begins when the person and the clinician have agreed on it.",
    )

    def chosen(self) -> frozenset[Role]:
        """The roles that were chosen."""
        return frozenset(Role(role) for role in self.cleaned_data["roles"])
