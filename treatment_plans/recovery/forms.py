"""Forms of this room. They check and translate; `operations` save. What the person says is theirs: no word is offered for it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from care.actor.vocabulary import Described
from care.lib.forms import offer
from treatment_plans.forms import day_field
from treatment_plans.recovery import rules
from treatment_plans.recovery.operations import Chosen, Hoped, Visit
from treatment_plans.recovery.queries import DateRow
from treatment_plans.recovery.vocabulary import (
    DateEnd,
    GroupKind,
    Marking,
    Returns,
    StepKind,
    StepMove,
    StepState,
    VisitError,
)

ANYBODY = ("", "Anybody of the team")
NO_GOAL = ("", "None")


def _explained(words: Iterable[Described]) -> list[tuple[str, str]]:
    return [(word.value, f"{word.label}: {word.prose}") for word in words]


def _words(label: str, *, longest: int, rows: int, required: bool = False, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _not_to_come(day: date, today: date) -> date:
    if not rules.EARLIEST <= day <= today:
        raise forms.ValidationError("Today or before.")
    return day


class DateForm(forms.Form):
    """A date that the person chose, and how they want it marked. `seen` is the revision that is changed."""

    own_words = _words("What the day is, in their words", longest=300, rows=2, required=True)
    day = day_field("The day", required=True, help_text="Of this year or of any other. Nothing is counted from it.")
    returns = forms.TypedChoiceField(label="It comes", coerce=Returns, choices=Returns.choices(), initial=Returns.YEARLY.value)
    marking = forms.TypedChoiceField(
        label="How they want it marked",
        coerce=Marking,
        widget=forms.RadioSelect,
        choices=_explained(Marking),
        initial=Marking.WORD.value,
    )
    colleague = forms.TypedChoiceField(label="Whose word", coerce=int, empty_value=None, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(
        self, *args: Any, team: Sequence[tuple[int, str]], today: date, row: DateRow | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer(self, "colleague", [ANYBODY, *team])
        if row is not None:
            self.initial = {
                "own_words": row.own_words,
                "day": row.day,
                "returns": row.returns.value,
                "marking": row.marking.value,
                "colleague": row.colleague_id or "",
                "seen": row.revision,
            }

    def clean_day(self) -> date:
        """Within a life, and not far ahead."""
        day: date = self.cleaned_data["day"]
        if not rules.EARLIEST <= day <= self.today + rules.LATEST_AFTER:
            raise forms.ValidationError("Between 1920 and ten years from now.")
        return day

    def clean(self) -> dict[str, Any]:
        """What comes once has not been."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, marking = cleaned.get("day"), cleaned.get("marking")
        if day and day < self.today and cleaned.get("returns") is Returns.ONCE and marking is not Marking.NOBODY:
            self.add_error("returns", "That day is over: let it come again, or just write it down.")
        return cleaned

    def chosen(self) -> Chosen:
        """What was typed."""
        said = self.cleaned_data
        return Chosen(said["own_words"], said["day"], said["returns"], said["marking"], said["colleague"])


class EndDateForm(forms.Form):
    """Why a date is marked no longer."""

    reason = forms.TypedChoiceField(label="Why", coerce=DateEnd, choices=DateEnd.choices())


class StepForm(forms.Form):
    """A step in the person's life, and where it stands already."""

    kind = forms.TypedChoiceField(label="What it is about", coerce=StepKind, choices=StepKind.choices())
    own_words = _words("What they want, in their words", longest=300, rows=2, required=True)
    helper = forms.CharField(
        label="Who helps", max_length=200, required=False, help_text="Somebody close, a colleague, a service."
    )
    goal = forms.TypedChoiceField(label="Part of a goal of the plan", coerce=UUID, empty_value=None, required=False)
    stands = forms.TypedChoiceField(
        label="Where it stands",
        coerce=StepState,
        initial=StepState.HOPED.value,
        choices=[(one.value, one.label) for one in (StepState.HOPED, StepState.BEGUN, StepState.REACHED)],
    )
    on = day_field("Since", help_text="Where it is begun or reached already.")

    def __init__(self, *args: Any, goals: Sequence[tuple[UUID, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer(self, "goal", [NO_GOAL, *((str(root), words) for root, words in goals)])

    def clean_on(self) -> date | None:
        """Not to come."""
        day: date | None = self.cleaned_data["on"]
        return _not_to_come(day, self.today) if day else None

    def hoped(self) -> Hoped:
        """What was typed."""
        said = self.cleaned_data
        stands: StepState = said["stands"]
        return Hoped(said["kind"], said["own_words"], said["helper"], said["goal"], stands, said["on"] or self.today)


class NewsForm(forms.Form):
    """What happened to a step."""

    move = forms.TypedChoiceField(label="What happened", coerce=StepMove, widget=forms.RadioSelect)
    on = day_field("On", required=True)
    own_words = _words("In their words", longest=rules.LONGEST_WORDS, rows=2, help_text="What helped, what it means to them.")
    helper = forms.CharField(label="Who helps now", max_length=200, required=False)

    def __init__(self, *args: Any, state: StepState, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer(self, "move", _explained(rules.moves_from(state)))

    def clean_on(self) -> date:
        """Not to come."""
        return _not_to_come(self.cleaned_data["on"], self.today)

    def clean(self) -> dict[str, Any]:
        """Whoever tells how it goes says it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("move") is StepMove.SAY and not (cleaned.get("own_words") or "").strip():
            self.add_error("own_words", "Write down what they tell.")
        return cleaned


class VisitForm(forms.Form):
    """A time in a group, as the person tells it."""

    kind = forms.TypedChoiceField(label="What kind of group", coerce=GroupKind, choices=GroupKind.choices())
    name = forms.CharField(
        label="Which one", max_length=rules.LONGEST_NAME, required=False, help_text="As they call it. No names of other people."
    )
    on = day_field("On", required=True)
    own_words = _words("How it was, in their words", longest=rules.LONGEST_WORDS, rows=3)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        """Not to come."""
        return _not_to_come(self.cleaned_data["on"], self.today)

    def visit(self) -> Visit:
        """What was typed."""
        return Visit(**self.cleaned_data)


class VisitErrorForm(forms.Form):
    """Why a visit is taken off."""

    reason = forms.TypedChoiceField(
        label="What happened", coerce=VisitError, widget=forms.RadioSelect, choices=_explained(VisitError)
    )
