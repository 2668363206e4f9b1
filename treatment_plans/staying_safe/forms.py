"""Forms of this room. They check and translate; `operations` save."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from care.actor.vocabulary import Described
from care.consent.rules import BadPaper, MayNotSign, Signers, Who, check_drawing
from patients.story.forms.fields import DayField
from patients.story.rules.days import earliest
from treatment_plans.staying_safe import rules
from treatment_plans.staying_safe.operations import Written
from treatment_plans.staying_safe.queries import SafePlanRow
from treatment_plans.staying_safe.vocabulary import (
    CHOSEN_COPY_ENDS,
    CopyEnd,
    CopyKind,
    ErrorReason,
    Part,
    PlanEnd,
    ToldBy,
    Way,
    Why,
)


def _explained(words: Iterable[Described]) -> list[tuple[str, str]]:
    return [(word.value, f"{word.label}: {word.prose}") for word in words]


def _words(label: str, *, longest: int, rows: int, help_text: str = "", required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, required=required, help_text=help_text, widget=widget)


class PartsForm(forms.Form):
    """Every part of one plan, each with the version from which it was typed."""

    def __init__(self, *args: Any, plan: SafePlanRow, **kwargs: Any) -> None:
        said: dict[str, Any] = {part.value: text for part, text in plan.texts.items()}
        said |= {f"seen_{part.value}": number for part, number in plan.versions.items()}
        super().__init__(*args, **kwargs)
        self.initial = said
        self.kind = plan.kind
        for told in rules.parts_of(plan.kind):
            self.fields[told.part.value] = _words(told.title("en"), longest=rules.LONGEST, rows=3, help_text=told.hint)
            self.fields[f"seen_{told.part.value}"] = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def written(self) -> dict[Part, Written]:
        """What was typed."""
        return {
            told.part: Written(self.cleaned_data[told.part.value], self.cleaned_data[f"seen_{told.part.value}"])
            for told in rules.parts_of(self.kind)
        }


class WordForm(forms.Form):
    """How the person gives their word: typed or drawn here, on paper, out loud, or without a signature."""

    WAYS = (
        (Way.TYPED.value, "Signed here: their name, drawn as well if they like"),
        (Way.PAPER.value, "On paper: the printed plan is signed and kept"),
        (Way.SPOKEN.value, "Out loud: you write it down"),
        (Way.DECLINED.value, "They agree, and do not want to sign"),
    )
    way = forms.TypedChoiceField(
        label="How they say yes",
        coerce=Way,
        widget=forms.RadioSelect,
        initial=Way.TYPED.value,
        choices=WAYS,
    )
    name = forms.CharField(
        label="Name as signed",
        max_length=rules.LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    drawing = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-care-drawn": ""}))
    seal = forms.CharField(widget=forms.HiddenInput)
    representative = forms.TypedChoiceField(
        label="Who signs with them, or for them", coerce=UUID, empty_value=None, required=False
    )
    beside_name = forms.CharField(
        label="Their name as signed",
        max_length=rules.LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, signers: Signers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signers = signers
        people = rules.may_sign_beside(signers)
        if not people:
            del self.fields["representative"], self.fields["beside_name"]
            return
        who, way = self.fields["representative"], self.fields["way"]
        assert isinstance(who, forms.TypedChoiceField)
        assert isinstance(way, forms.TypedChoiceField)
        named = [(str(one.uuid), f"{one.name}, {one.kind.label.lower()}") for one in people]
        who.choices = [("", "Nobody"), *named]
        if signers.who is Who.REPRESENTATIVE:
            way.choices = [*self.WAYS, (Way.IN_PLACE.value, "Their guardian signs in their place")]

    @property
    def beside(self) -> rules.Beside | None:
        """Who signs beside the person, or in their place."""
        who = self.cleaned_data.get("representative")
        return rules.Beside(who, self.cleaned_data.get("beside_name", "")) if who else None

    def clean_drawing(self) -> str:
        """The lines that were drawn."""
        try:
            return check_drawing(self.cleaned_data["drawing"])
        except BadPaper as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean(self) -> dict[str, Any]:
        """A name where one is signed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "way" in cleaned and "drawing" in cleaned:
            try:
                rules.check_word(cleaned["way"], cleaned.get("name", ""), cleaned["drawing"])
            except rules.BadWord as refusal:
                self.add_error(refusal.field, refusal.words)
        if "way" in cleaned:
            try:
                rules.check_beside(self.signers, self.beside, person_signs=cleaned["way"] is not Way.IN_PLACE)
            except rules.BadWord as refusal:
                self.add_error(refusal.field, refusal.words)
            except MayNotSign as refusal:
                self.add_error("representative" if "representative" in self.fields else "way", refusal.words)
        return cleaned


class EndForm(forms.Form):
    """Why a version ends."""

    reason = forms.TypedChoiceField(label="Why", coerce=PlanEnd, widget=forms.RadioSelect)

    def __init__(self, *args: Any, is_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.TypedChoiceField)
        reasons = (PlanEnd.SET_ASIDE, PlanEnd.OWN_WISH) if is_open else (PlanEnd.OWN_WISH, PlanEnd.CARE_ENDED)
        field.choices = _explained(reasons)
        field.initial = reasons[0].value


class AgainForm(forms.Form):
    """What asks for a plan to be looked at again."""

    why = forms.TypedChoiceField(
        label="What happened",
        coerce=Why,
        choices=[(why.value, why.label) for why in (Why.CRISIS, Why.RETURN, Why.CHANGE)],
    )


class CopyForm(forms.Form):
    """Of which plans somebody keeps a copy, and whether the link is sent."""

    kinds = forms.TypedMultipleChoiceField(
        label="What the copy is of",
        coerce=CopyKind,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose one at least."},
    )
    sends = forms.BooleanField(label="Send the link as soon as a message may", required=False, initial=True)

    def __init__(self, *args: Any, kinds: Iterable[CopyKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kinds"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(kind.value, kind.label) for kind in kinds]


class TakeBackForm(forms.Form):
    """Why a copy is taken back."""

    why = forms.TypedChoiceField(label="Why", coerce=CopyEnd, choices=[(end.value, end.label) for end in CHOSEN_COPY_ENDS])


class ReturnForm(forms.Form):
    """A return to use, as it was told."""

    # Texts of colleagues for which a kinder word is offered; the person's own words are not among them.
    watched = ("around", "helped")

    happened = DayField(label="When", required=True, help_text="A month or a day will do.")
    substance = forms.CharField(label="What", max_length=120, help_text="As the person calls it.")
    heard = forms.TypedChoiceField(label="How we know", coerce=ToldBy, choices=ToldBy.choices())
    own_words = _words("In their own words", longest=1000, rows=3)
    around = _words("What was around it", longest=1000, rows=2, help_text="What came before, who was there, what was different.")
    helped = _words("What helped, or would have", longest=1000, rows=2, help_text="It can go straight into the plan.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_happened(self) -> str:
        """Not to come."""
        day: str = self.cleaned_data["happened"]
        if earliest(day) > self.today:
            raise forms.ValidationError("Today or before.")
        return day


class ErrorForm(forms.Form):
    """Why it was written in error."""

    reason = forms.TypedChoiceField(
        label="What happened", coerce=ErrorReason, widget=forms.RadioSelect, choices=_explained(ErrorReason)
    )
