"""The steps of an order in a form: one row to a step, filled from a template or typed; an empty row is none."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms

from treatment_plans.forms import day_field
from treatment_plans.regimens import rules
from treatment_plans.regimens.rules.schedules import MOST_STEPS
from treatment_plans.regimens.vocabulary import Frequency

PREFIX = "steps"


class StepForm(forms.Form):
    """One step: from which day which doses are due each day, until the next step begins."""

    starts_on = day_field("From")
    amounts = forms.CharField(
        label="Each day (mg)",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "placeholder": "4 + 4"}),
    )
    note = forms.CharField(label="Note", required=False, max_length=200)

    def clean_amounts(self) -> tuple[Any, ...]:
        """The doses of a day."""
        text = self.cleaned_data["amounts"].strip()
        if not text:
            return ()
        try:
            return rules.read_amounts(text)
        except rules.NoDose as error:
            raise forms.ValidationError("Doses of one day, as 8 or 4 + 4, each with three decimals at most.") from error

    def clean(self) -> dict[str, Any]:
        """A step has a day and its doses."""
        cleaned = super().clean() or self.cleaned_data
        if "amounts" in cleaned and cleaned["amounts"] and not cleaned.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", "From which day.")
        if "amounts" in cleaned and not cleaned["amounts"] and (cleaned.get("starts_on") or cleaned.get("note")):
            self.add_error("amounts", "Which doses; or empty the row.")
        return cleaned

    def step(self) -> rules.Step | None:
        """What the row says; none for an empty one."""
        said = self.cleaned_data
        return rules.Step(said["starts_on"], said["amounts"], said["note"]) if said.get("amounts") else None


if TYPE_CHECKING:
    Rows: TypeAlias = forms.BaseFormSet[StepForm]
else:
    Rows: TypeAlias = forms.BaseFormSet
StepFormSet = forms.formset_factory(StepForm, extra=2, max_num=MOST_STEPS, absolute_max=MOST_STEPS + 2)


def in_rows(steps: Iterable[rules.Step]) -> list[dict[str, Any]]:
    """Steps as the rows of the form begin with them."""
    return [{"starts_on": step.starts_on, "amounts": step.text, "note": step.note} for step in steps]


def steps_of(rows: Rows) -> list[rules.Step]:
    """The steps of valid rows."""
    return [step for row in rows.forms if (step := row.step()) is not None]


def check_schedule(form: forms.Form, rows: Rows | None, cleaned: dict[str, Any]) -> None:
    """Where there are steps they make a schedule, and their first dose is the order's; without them its dose is asked for."""
    if rows is not None and not rows.is_valid():
        form.add_error(None, "Mend the schedule below.")
        return
    steps = steps_of(rows) if rows is not None else []
    cleaned["steps"] = steps
    if not steps:
        return
    form.errors.pop("dose_amount", None)
    starts_on, frequency = cleaned.get("starts_on"), cleaned.get("frequency")
    if not starts_on or not frequency:
        return
    try:
        arranged = rules.arranged(steps, starts_on=starts_on, ends_on=cleaned.get("ends_on"), frequency=Frequency(frequency))
    except rules.NoSchedule as refusal:
        form.add_error(None, refusal.why)
    else:
        cleaned["dose_amount"] = arranged[0].amounts[0]


def typed(form: forms.Form, posted: Any) -> dict[str, Any]:
    """What was typed into a form so far, to begin another one with: nothing of it is checked."""
    return {name: field.widget.value_from_datadict(posted, {}, form.add_prefix(name)) for name, field in form.fields.items()}


def template_choices(templates: Mapping[str, rules.Template], *, medication: str = "") -> list[tuple[str, str]]:
    """The templates that fit a medicine, or all."""
    fitting = [one for one in templates.values() if not medication or medication in one.medications]
    return [("", "None: the steps are typed"), *((one.code, one.label) for one in fitting)]


def day_of(posted: Mapping[str, str], name: str, otherwise: date) -> date:
    """A day that was typed, or another one."""
    try:
        return date.fromisoformat(posted.get(name, ""))
    except ValueError:
        return otherwise
