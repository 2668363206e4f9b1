"""What the person says of themselves. Nothing must be answered, and each question can be answered with 'prefers not to say'."""

from enum import StrEnum
from typing import Any

from django import forms

from care.actor.vocabulary import Described
from patients.models import LANGUAGE_CHOICES, choices_of
from patients.queries import reading
from patients.rules import (
    NOT_ASKED_WORDS,
    READ_ALOUD_WORDS,
    Background,
    BadBackground,
    BirthSex,
    Ethnicity,
    Gender,
    GenderIdentity,
    Interpreter,
    Language,
    Race,
    Reading,
    Sex,
    TribeEnrollment,
    check_background,
    clean_name,
)

NOT_ASKED = ("", NOT_ASKED_WORDS)
VOCABULARY: dict[str, type[Described]] = {
    "gender": Gender,
    "sex": Sex,
    "birth_sex": BirthSex,
    "gender_identity": GenderIdentity,
    "ethnicity": Ethnicity,
    "tribe_enrollment": TribeEnrollment,
    "interpreter": Interpreter,
}


def question(label: str, words: type[Described], help_text: str = "") -> forms.ChoiceField:
    """One question with the answers of a vocabulary, and 'not asked'."""
    return forms.ChoiceField(label=label, choices=[NOT_ASKED, *choices_of(words)], required=False, help_text=help_text)


class BackgroundForm(forms.Form):
    """Sex and gender, origin, languages, interpreter, as US Core 6.1.0 asks for them."""

    watched = ()  # what is said here is the person’s own

    gender_identity = question("Gender", GenderIdentity, "As they say it.")
    gender_words = forms.CharField(label="Gender in their own words", max_length=120, required=False)
    birth_sex = question("Sex assigned at birth", BirthSex)
    sex = question("Sex that care goes by", Sex, "For doses, tests and screenings.")
    gender = question("Gender on the papers", Gender, "As the insurer has it; a claim repeats it.")
    name_suffix = forms.CharField(
        label="Suffix of the legal name", max_length=20, required=False, help_text="For example Jr., III."
    )
    race = forms.MultipleChoiceField(
        label="Race",
        choices=choices_of(Race),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="As many as fit. Nothing marked means that nobody has asked.",
    )
    race_detail = forms.CharField(
        label="Race in more detail", max_length=200, required=False, help_text="For example Cape Verdean, Hmong, Irish."
    )
    ethnicity = question("Hispanic or Latino", Ethnicity)
    ethnicity_detail = forms.CharField(
        label="Hispanic origin in more detail", max_length=200, required=False, help_text="For example Puerto Rican, Guatemalan."
    )
    tribes = forms.CharField(
        label="Tribes",
        max_length=800,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One to a line, the one that they are enrolled in first.",
    )
    tribe_enrollment = question("Enrolled in the first one", TribeEnrollment)
    interpreter = question("Interpreter", Interpreter, "Family and friends do not interpret about health.")
    interpreter_note = forms.CharField(
        label="About interpreting", max_length=200, required=False, help_text="For example: a woman, by phone is fine."
    )
    reads = forms.ChoiceField(
        label="Reads in",
        choices=[NOT_ASKED, *LANGUAGE_CHOICES, (Reading.READ_ALOUD.value, READ_ALOUD_WORDS)],
        required=False,
    )
    other_languages = forms.MultipleChoiceField(
        label="Also speaks", choices=LANGUAGE_CHOICES, required=False, help_text="Besides the language under Identity."
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @staticmethod
    def initial_of(said: Background, *, version: int) -> dict[str, Any]:
        """The fields of what is saved."""
        return {
            **{name: _value(getattr(said, name)) for name in (*VOCABULARY, "reads")},
            **{name: getattr(said, name) for name in _TEXTS},
            "race": [race.value for race in said.race],
            "tribes": "\n".join(said.tribes),
            "other_languages": [language.value for language in said.other_languages],
            "version": version,
        }

    def clean(self) -> dict[str, Any]:
        """Answers that do not contradict each other."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                check_background(self.background())
            except BadBackground as refusal:
                self.add_error(refusal.field, refusal.words)
        return cleaned

    def background(self) -> Background:
        """What was filled in, once the form is valid."""
        data = self.cleaned_data
        answers: dict[str, Any] = {name: words(data[name]) if data[name] else None for name, words in VOCABULARY.items()}
        texts: dict[str, Any] = {name: clean_name(data[name]) for name in _TEXTS}
        return Background(
            **answers,
            **texts,
            race=tuple(Race(race) for race in data["race"]),
            tribes=tuple(filter(None, map(clean_name, data["tribes"].splitlines()))),
            reads=reading(data["reads"]),
            other_languages=tuple(Language(language) for language in data["other_languages"]),
        )


_TEXTS = ("name_suffix", "gender_words", "race_detail", "ethnicity_detail", "interpreter_note")


def _value(answer: StrEnum | None) -> str:
    return answer.value if answer else ""
