"""Problems and medicines: words that are looked up in a list of codes."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from care.lib.forms import offer
from patients.rules import ClinicalStatus, VerificationStatus
from patients.story.forms.fields import DayField, EntryForm, answer_field, words_field
from patients.story.queries import CodeFound
from patients.story.rules import ICD10CM, RXNORM, Entry, Medicine, MedicineKind, Problem, Taking

OWN_WORDS = "words"


class CodedForm(EntryForm):
    """A form whose `naming` field is looked up. `found` are the codes that fit what was typed, the line's own among them."""

    system: ClassVar[str]
    naming: ClassVar[str]
    must_choose: ClassVar[bool]

    coding = forms.ChoiceField(label="Code", widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, found: Sequence[CodeFound] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.found = {choice_of(one.system, one.code): one for one in found}
        codes = [
            (choice, f"{one.name}: {one.code}{'' if one.is_billable else ', a heading'}") for choice, one in self.found.items()
        ]
        offer(self, "coding", [*codes, (OWN_WORDS, "In these words, without a code")])
        self.fields["coding"].error_messages["invalid_choice"] = (
            "The words were changed: look up the code again, or keep the words."
        )

    @classmethod
    def looked_up(cls, data: Any, *, prefix: str = "") -> str:
        """The words to look up in what was posted or kept."""
        return str(data.get(f"{prefix}-{cls.naming}" if prefix else cls.naming) or "")

    def clean(self) -> dict[str, Any]:
        """Where codes fit, one is chosen, or the words are kept knowingly."""
        cleaned = super().clean() or {}
        if self.must_choose and self.found and not cleaned.get("coding") and not {"coding", self.naming} & self.errors.keys():
            self.add_error("coding", "Choose the code that fits, or keep it in these words.")
        return cleaned

    def chosen(self) -> CodeFound | None:
        """The code that was chosen."""
        return self.found.get(self.cleaned_data.get("coding") or "")


def choice_of(system: str, code: str) -> str:
    """A code as the form names it."""
    return f"{system}|{code}"


class ProblemForm(CodedForm):
    """One condition of the problem list."""

    kind = Problem
    watched = ("note",)
    system = ICD10CM
    naming = "display"
    must_choose = True

    display = words_field(
        "Condition", 300, required=True, help_text="As you would say it, or a code: opioid use disorder, PTSD, B18.2."
    )
    clinical_status = forms.TypedChoiceField(
        label="How it stands",
        coerce=ClinicalStatus,
        choices=[(one.value, one.label) for one in ClinicalStatus if one is not ClinicalStatus.RELAPSE],
        initial=ClinicalStatus.ACTIVE.value,
    )
    verification_status = forms.TypedChoiceField(
        label="How sure",
        coerce=VerificationStatus,
        choices=[(one.value, one.label) for one in VerificationStatus],
        initial=VerificationStatus.CONFIRMED.value,
    )
    onset = DayField(label="Since")
    abatement = DayField(label="Until")
    note = words_field("Note", 500, rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.initial.get("clinical_status") == ClinicalStatus.RELAPSE:
            self.initial["clinical_status"] = ClinicalStatus.RECURRENCE

    def said(self) -> Problem:
        """The code's own name where one was chosen, else the words."""
        one = self.chosen()
        coding: dict[str, Any] = {"system": one.system, "code": one.code, "code_version": one.version} if one else {}
        names = ("clinical_status", "verification_status", "onset", "abatement", "note")
        return Problem(display=one.display if one else self.cleaned_data["display"], **coding, **self.told(names))

    @classmethod
    def initial_of(cls, said: Entry, *, version: int) -> dict[str, Any]:
        """With the code that it has."""
        return super().initial_of(said, version=version) | _coding(said)


class MedicineForm(CodedForm):
    """One medicine as it is taken."""

    kind = Medicine
    watched = ("reason",)
    system = RXNORM
    naming = "name"
    must_choose = False

    name = words_field("Medicine", 200, required=True, help_text="As the person or the container says it.")
    kind_of = answer_field("What sort", MedicineKind)
    dose = words_field("Dose, as they say it", 120)
    how_often = words_field("How often", 120)
    reason = words_field("What it is for", 200)
    prescriber = words_field("Who prescribes it", 120)
    since = DayField(label="Since")
    taking = answer_field("Do they take it", Taking)
    stopped = DayField(label="Stopped")
    stop_reason = words_field("Why it was stopped", 200)

    def clean(self) -> dict[str, Any]:
        """A reason for stopping belongs to a day on which it stopped."""
        cleaned = super().clean()
        if cleaned.get("stop_reason") and not cleaned.get("stopped") and "stopped" not in self.errors:
            self.add_error("stopped", "About when did they stop? A year will do.")
        return cleaned

    def said(self) -> Medicine:
        """The words as they were said, with the code where one was chosen."""
        one = self.chosen()
        coding: dict[str, Any] = {"system": one.system, "code": one.code} if one else {}
        names = ("name", "dose", "how_often", "reason", "prescriber", "since", "taking", "stopped", "stop_reason")
        return Medicine(kind=self.cleaned_data["kind_of"], **coding, **self.told(names))

    @classmethod
    def initial_of(cls, said: Entry, *, version: int) -> dict[str, Any]:
        """With the code that it has."""
        return super().initial_of(said, version=version) | {"kind_of": getattr(said, "kind", None)} | _coding(said)


def _coding(said: Entry) -> dict[str, str]:
    if not isinstance(said, Problem | Medicine):
        return {}
    return {"coding": choice_of(said.system, said.code) if said.code else OWN_WORDS}
