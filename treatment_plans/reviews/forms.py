"""Forms of this room. They check and translate; `operations` save."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from treatment_plans.reviews import rules
from treatment_plans.reviews.operations import Typed
from treatment_plans.reviews.queries import ReviewRow
from treatment_plans.reviews.rules import Line, Said
from treatment_plans.reviews.vocabulary import Answer, CauseKind, Voice

FINISH, LATER = "finish", "later"


def _text(label: str, *, longest: int, rows: int, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text, widget=widget)


class ReviewForm(forms.Form):
    """What becomes of each line, the person's own words, and when the plan is looked at again. `seen` is the revision read."""

    # Texts of colleagues for which a kinder word is offered; the person's own words are not among them.
    watched = ("summary",)

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    with_person = forms.BooleanField(label="The person is in the room, or on the call", required=False)
    helps = _text("What helps", longest=rules.LONGEST_WORDS, rows=3, help_text="In the person’s own words.")
    hinders = _text("What does not", longest=rules.LONGEST_WORDS, rows=3, help_text="In the person’s own words.")
    summary = _text("In a few sentences", longest=rules.LONGEST_WORDS, rows=3, help_text="How it goes, and what is agreed.")
    next_review_on = forms.DateField(
        label="Look at it again by", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    rest_stays = forms.BooleanField(label="What is not marked stays as it is", required=False)

    def __init__(
        self,
        *args: Any,
        review: ReviewRow,
        lines: Iterable[Line],
        labels: Mapping[UUID, str],
        next_on: date,
        **kwargs: Any,
    ) -> None:
        names = ("with_person", "helps", "hinders", "summary")
        before: dict[str, Any] = {name: getattr(review, name) for name in names} | {"seen": review.revision}
        before["next_review_on"] = review.next_review_on or next_on
        self.lines = list(lines)
        for line in self.lines:
            if (said := review.lines.get(line.root)) is not None:
                before |= {answer_name(line.root): said.answer.value, why_name(line.root): said.why}
        super().__init__(*args, **kwargs)
        self.initial = before
        for line in self.lines:
            label = labels[line.root]
            self.fields[answer_name(line.root)] = forms.TypedChoiceField(
                label=f"{line.kind.label}: {label}",
                coerce=Answer,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                choices=Answer.choices(),
            )
            self.fields[why_name(line.root)] = forms.CharField(
                label=f"Why, or what should change: {label}", max_length=rules.LONGEST, required=False
            )

    @property
    def finishes(self) -> bool:
        """Whether the review is to be finished, and not only saved."""
        return FINISH in self.data

    def typed(self) -> Typed:
        """What was typed."""
        given = self.cleaned_data
        said = {}
        for line in self.lines:
            if (answer := given.get(answer_name(line.root))) is not None:
                said[line.root] = Said(answer, given[why_name(line.root)].strip())
        return Typed(
            said=said,
            with_person=given["with_person"],
            helps=given["helps"],
            hinders=given["hinders"],
            summary=given["summary"],
            next_review_on=given["next_review_on"],
        )

    def refuse(self, refusal: Exception) -> None:
        """Say a refusal at the fields that can mend it."""
        match refusal:
            case rules.Unanswered():
                for root in refusal.lines:
                    self.add_error(answer_name(root), "Keep, change or stop?")
            case rules.WhyMissing():
                for root in refusal.lines:
                    self.add_error(why_name(root), "Say in a sentence what should change, or why it stops.")
            case _:
                self.add_error("next_review_on", "Choose a day that is to come.")


def answer_name(root: UUID) -> str:
    """The field of a line's answer."""
    return f"answer-{root.hex}"


def why_name(root: UUID) -> str:
    """The field of what was said to it."""
    return f"why-{root.hex}"


class AskForm(forms.Form):
    """Why somebody wants the plan to be looked at."""

    voice = forms.TypedChoiceField(
        label="Who asks",
        coerce=Voice,
        widget=forms.RadioSelect,
        initial=Voice.PERSON.value,
        choices=[(Voice.PERSON.value, "The person: in their words"), (Voice.COLLEAGUE.value, "I do")],
    )
    kind = forms.TypedChoiceField(
        label="What about",
        coerce=CauseKind,
        choices=[(CauseKind.ASKED.value, "Something should change"), (CauseKind.HOSPITAL.value, CauseKind.HOSPITAL.label)],
    )
    happened_on = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    words = forms.CharField(label="What was said", max_length=rules.LONGEST, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"happened_on": today}
        self.today = today

    def clean_happened_on(self) -> date:
        """Not to come."""
        day: date = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError("Today or before.")
        return day
