"""Who stands by the person, and what makes care fit them."""

from typing import Any

from django import forms

from patients.forms.background import NOT_ASKED, question
from patients.forms.fields import PHONE_IN_WORDS
from patients.models import LANGUAGE_CHOICES, choices_of
from patients.rules import (
    LONGEST_PREFERENCE,
    TEXTS,
    BadPhone,
    BadPreferences,
    BadSupporter,
    Knows,
    Language,
    Preferences,
    Question,
    Relation,
    StaffGender,
    Supporter,
    check_preferences,
    check_supporter,
    clean_name,
    normalise_phone,
    phone_text,
)

MARKS = ("may_be_called", "may_leave_message", "is_emergency_contact")


class SupporterForm(forms.Form):
    """Somebody who stands by the person."""

    name = forms.CharField(label="Name", max_length=120, help_text="Or what the person calls them.")
    relation = forms.ChoiceField(label="What they are to the person", choices=[("", "Choose"), *choices_of(Relation)])
    relation_words = forms.CharField(
        label="In the person’s words", max_length=60, required=False, help_text="For example: mother, tía, NA sponsor."
    )
    phone = forms.CharField(label="Phone", max_length=40, required=False)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    language = forms.ChoiceField(label="Language", choices=[NOT_ASKED, *LANGUAGE_CHOICES], required=False)
    is_emergency_contact = forms.BooleanField(label="Call them in an emergency", required=False)
    may_be_called = forms.BooleanField(label="May be called at other times too", required=False)
    may_leave_message = forms.BooleanField(label="A message may be left", required=False)
    knows = question("Do they know of care here?", Knows, "Not asked is taken as no.")
    note = forms.CharField(label="Also mind", max_length=300, required=False, help_text="For example: evenings only.")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @staticmethod
    def initial_of(said: Supporter, *, version: int) -> dict[str, Any]:
        """The fields of what is saved."""
        return {
            **{name: getattr(said, name) for name in ("name", "relation_words", "email", "note", *MARKS)},
            "relation": said.relation.value,
            "phone": phone_text(said.phone) if said.phone else "",
            "language": said.language.value if said.language else "",
            "knows": said.knows.value if said.knows else "",
            "version": version,
        }

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
        """Answers that fit each other."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                check_supporter(self.supporter())
            except BadSupporter as refusal:
                self.add_error(refusal.field, refusal.words)
        return cleaned

    def supporter(self) -> Supporter:
        """What was filled in, once the form is valid."""
        data = self.cleaned_data
        texts: dict[str, Any] = {name: clean_name(data[name]) for name in ("name", "relation_words", "note")}
        marks: dict[str, Any] = {name: data[name] for name in MARKS}
        return Supporter(
            **texts,
            **marks,
            phone=data["phone"],
            relation=Relation(data["relation"]),
            email=data["email"].lower(),
            language=Language(data["language"]) if data["language"] else None,
            knows=Knows(data["knows"]) if data["knows"] else None,
        )


def _text(about: Question) -> forms.CharField:
    return forms.CharField(
        label=about.label,
        max_length=LONGEST_PREFERENCE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=about.prose,
    )


class PreferencesForm(forms.Form):
    """Culture and preferences. Whatever the person would rather not answer is marked, and not asked again."""

    watched = ()  # what is said here is the person’s own

    faith = _text(Question.FAITH)
    healing = _text(Question.HEALING)
    food = _text(Question.FOOD)
    family_role = _text(Question.FAMILY_ROLE)
    staff_gender = question(Question.STAFF.label, StaffGender, Question.STAFF.prose)
    stigma = _text(Question.STIGMA)
    safety = _text(Question.SAFETY)
    words = _text(Question.WORDS)
    declined = forms.MultipleChoiceField(
        label="Prefers not to say",
        choices=choices_of(Question),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Asked, and not said. It need not be asked again.",
    )
    keep_immigration = forms.BooleanField(label="The person asked to have this kept", required=False)
    immigration = forms.CharField(
        label="Immigration safety: what to mind",
        max_length=LONGEST_PREFERENCE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-care-draft-off": ""}),
        help_text="Never where somebody was born or what papers they have.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @staticmethod
    def initial_of(said: Preferences, *, version: int) -> dict[str, Any]:
        """The fields of what is saved."""
        return {
            **{question.value: getattr(said, question.value) for question in TEXTS},
            "staff_gender": said.staff_gender.value if said.staff_gender else "",
            "declined": [question.value for question in said.declined],
            "keep_immigration": said.keep_immigration,
            "immigration": said.immigration,
            "version": version,
        }

    def clean(self) -> dict[str, Any]:
        """Answers that fit each other, and nothing that the person did not ask to have kept."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                check_preferences(self.preferences())
            except BadPreferences as refusal:
                self.add_error(refusal.field, refusal.words)
        return cleaned

    def preferences(self) -> Preferences:
        """What was filled in, once the form is valid."""
        data = self.cleaned_data
        return Preferences(
            **{question.value: data[question.value].strip() for question in TEXTS},
            staff_gender=StaffGender(data["staff_gender"]) if data["staff_gender"] else None,
            declined=frozenset(Question(name) for name in data["declined"]),
            immigration=data["immigration"].strip(),
            keep_immigration=data["keep_immigration"],
        )
