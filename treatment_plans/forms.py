"""Forms of plans, goals and interventions. They check and translate; `operations` save.

`seen` is the revision of the plan that the form was made from: it goes back with the form, so that nothing is overwritten
that somebody else changed meanwhile.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from care.lib.forms import offer
from treatment_plans import rules
from treatment_plans.queries import KindRow, Target
from treatment_plans.vocabulary import (
    Described,
    GoalAchievement,
    GoalLifecycle,
    GoalStep,
    InterventionStatus,
    InterventionStep,
    LevelOfCare,
    PlanEnd,
    PlanStatus,
    ProblemDomain,
    SectionKind,
    TargetDirection,
)


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """A day, as the browser's own field."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def _explained(words: Iterable[Described]) -> list[tuple[str, str]]:
    return [(word.value, f"{word.label}: {word.prose}") for word in words]


class SeenForm(forms.Form):
    """A form that says which revision of the plan it was made from."""

    # Texts of clinicians for which a kinder word is offered; a person's own words are never among them.
    watched: tuple[str, ...] = ()

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


OWN_WORDS = (SectionKind.PREFERENCES, SectionKind.NOT_WANTED)  # as the person says it: nothing is offered for it


class SectionForm(SeenForm):
    """One section of a plan."""

    text = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, kind: SectionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.watched = () if kind in OWN_WORDS else ("text",)
        self.fields["text"].label, self.fields["text"].help_text = kind.label, kind.prose


class StartForm(forms.Form):
    """What helps already and what the person prefers, for a version that does not exist yet."""

    watched = ("strengths",)

    strengths = forms.CharField(
        label=SectionKind.STRENGTHS.label,
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=SectionKind.STRENGTHS.prose,
    )
    preferences = forms.CharField(
        label="What they prefer",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In the person’s own words where you can.",
    )


class GoalForm(SeenForm):
    """What the person wants."""

    watched = ("measure",)

    own_words = forms.CharField(
        label="In their own words",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As the person says it; nothing here is corrected.",
        error_messages={"required": "A goal begins with what the person says."},
    )
    measure = forms.CharField(
        label="How we will know",
        max_length=200,
        required=False,
        help_text="Something that both can see: “weekends together, 3 of 4”.",
    )
    target_on = day_field("By when")
    follow = forms.ChoiceField(label="Followed by", required=False, help_text="A score that shows how the goal is doing.")
    target_direction = forms.ChoiceField(
        label="It should be", required=False, choices=[("", "Not said"), *TargetDirection.choices()]
    )
    target_value = forms.DecimalField(label="This score", required=False, max_digits=8, decimal_places=2)
    problems = forms.MultipleChoiceField(label="What it is about", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        today: date,
        saved: date | None = None,
        scores: Iterable[tuple[str, str]] = (),
        problems: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.saved = today, saved
        offer(self, "follow", [("", "Nothing yet"), *scores])
        offer(self, "problems", list(problems))

    def clean(self) -> dict[str, Any]:
        """A score is followed with its target, or not at all."""
        cleaned = super().clean() or self.cleaned_data
        given = [bool(cleaned.get("follow")), bool(cleaned.get("target_direction")), cleaned.get("target_value") is not None]
        if any(given) and not all(given):
            self.add_error("follow", "Name the score, on which side it should be, and its value; or none of them.")
        return cleaned

    def target(self) -> Target | None:
        """By what the goal is followed."""
        instrument, _, name = self.cleaned_data["follow"].partition(":")
        if not instrument:
            return None
        direction = TargetDirection(self.cleaned_data["target_direction"])
        return Target(instrument, name, self.cleaned_data["target_value"], direction)

    def clean_target_on(self) -> date | None:
        """Today or later, or the day that stands there already."""
        day: date | None = self.cleaned_data["target_on"]
        if day is not None and day < self.today and day != self.saved:
            raise forms.ValidationError("Today or a later day.")
        return day


class AchievementForm(SeenForm):
    """How near a goal is."""

    watched = ("note",)

    achievement = forms.ChoiceField(label="How near is it", widget=forms.RadioSelect, choices=_explained(GoalAchievement))
    note = forms.CharField(
        label="What shows it", max_length=500, required=False, help_text="For example “weekends together, 3 of 4”."
    )


class EndGoalForm(SeenForm):
    """That a goal ends, and how."""

    watched = ("note",)

    step = forms.ChoiceField(label="What happened", widget=forms.RadioSelect)
    achievement = forms.ChoiceField(
        label="How near it came", required=False, choices=[("", "Not said"), *GoalAchievement.choices()]
    )
    note = forms.CharField(label="In a sentence", max_length=500, required=False)

    def __init__(self, *args: Any, lifecycle: GoalLifecycle, is_draft: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [step for step in (GoalStep.COMPLETE, GoalStep.CANCEL) if rules.can_step(rules.GOAL, lifecycle, step)]
        if is_draft:
            steps = [step for step in steps if step is GoalStep.CANCEL]
            del self.fields["achievement"]
        offer(self, "step", _explained(steps))
        if len(steps) == 1:
            self.fields["step"].initial = steps[0].value


class InterventionForm(SeenForm):
    """What is done towards a goal."""

    watched = ("title", "frequency")

    kind = forms.ChoiceField(label="Kind")
    title = forms.CharField(label="What is done", max_length=200, help_text="“Letter to the landlord”, “Thursday group”.")
    staff_id = forms.TypedChoiceField(label="Who, of us", coerce=int, empty_value=None, required=False)
    who = forms.CharField(label="Who else", max_length=120, required=False, help_text="The person, family, another service.")
    frequency = forms.CharField(label="How often", max_length=80, required=False, help_text="“weekly, 45 min”, “once”.")
    reason = forms.CharField(label="Why it is there", max_length=300, required=False)
    starts_on = day_field("From")
    until = day_field("Until")

    def __init__(self, *args: Any, kinds: Iterable[KindRow], colleagues: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "kind",
            [
                ("", "Choose one"),
                *((kind.code, kind.name) for kind in kinds),
            ],
        )
        offer(self, "staff_id", [("", "Nobody of us"), *colleagues])

    def clean(self) -> dict[str, Any]:
        """Somebody does it, and it ends after it begins."""
        cleaned = super().clean() or self.cleaned_data
        if "staff_id" in cleaned and "who" in cleaned and not cleaned["staff_id"] and not cleaned["who"].strip():
            self.add_error("staff_id", "Choose a colleague, or write who else does it.")
        starts_on, until = cleaned.get("starts_on"), cleaned.get("until")
        if starts_on and until and until < starts_on:
            self.add_error("until", "On or after the day on which it begins.")
        return cleaned


class MoveForm(SeenForm):
    """Begin, pause, take up, complete or stop an intervention."""

    watched = ("note",)

    step = forms.ChoiceField(label="What happens", widget=forms.RadioSelect)
    note = forms.CharField(label="Why, in a sentence", max_length=500, required=False, help_text="Needed when it is stopped.")

    def __init__(self, *args: Any, status: InterventionStatus, is_draft: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [step for step in InterventionStep if rules.can_step(rules.INTERVENTION, status, step)]
        if is_draft:
            steps = [step for step in steps if step is InterventionStep.STOP]
        offer(self, "step", _explained(steps))
        if len(steps) == 1:
            self.fields["step"].initial = steps[0].value

    def clean(self) -> dict[str, Any]:
        """What is stopped, is stopped for a reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("step") == InterventionStep.STOP and not cleaned.get("note", "").strip() and "note" not in self.errors:
            self.add_error("note", "Write why it stops.")
        return cleaned


class EndPlanForm(SeenForm):
    """Why a version ends before its end."""

    reason = forms.ChoiceField(label="Why it ends", widget=forms.RadioSelect)

    def __init__(self, *args: Any, status: PlanStatus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [reason for reason in rules.REVOKE_REASONS.get(status, ()) if reason is not PlanEnd.DIED]
        offer(self, "reason", _explained(reasons))


class ProblemForm(SeenForm):
    """One problem: in the person's words or as it is called, and on which side of a life it is."""

    watched = ("note",)

    title = forms.CharField(label="What it is", max_length=200, help_text="As the person would say it, or its name.")
    domain = forms.ChoiceField(label="Where it belongs", widget=forms.RadioSelect, choices=_explained(ProblemDomain))
    note = forms.CharField(label="In a sentence", max_length=500, required=False)


class NewProblemForm(ProblemForm):
    """The same, with what the story knows to choose from."""

    diagnosis = forms.ChoiceField(label="From the list of conditions", required=False, help_text="Then its code comes along.")
    field_order = ("seen", "diagnosis", "title", "domain", "note")

    def __init__(self, *args: Any, conditions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "diagnosis", [("", "None of them"), *conditions])
        self.fields["title"].required = False

    def clean(self) -> dict[str, Any]:
        """A condition brings its name; without one, some words are needed."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("diagnosis") and not cleaned.get("title", "").strip():
            self.add_error("title", "Write it in some words, or choose a condition.")
        return cleaned


class ObjectiveForm(SeenForm):
    """One step on the way to a goal."""

    watched = ("text", "measure")

    text = forms.CharField(label="The step", max_length=300, help_text="Small enough to be done soon: “Call the landlord”.")
    measure = forms.CharField(label="How we will know", max_length=200, required=False)
    target_on = day_field("By when")


class FrameForm(SeenForm):
    """How much care the plan asks for, from when, and whether the person wants a copy."""

    level_of_care = forms.ChoiceField(
        label="Level of care", required=False, choices=[("", "Not named"), *LevelOfCare.choices()],
        help_text="As a clinician decided it; nothing here computes one.",
    )  # fmt: skip
    starts_on = day_field("From when")
    person_wants_copy = forms.BooleanField(label="The person wants a copy", required=False)
