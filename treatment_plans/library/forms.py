"""Forms of the library: look for something, and write down what a clinic adds. They check and translate; `operations` save."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from care.actor import Role
from care.lib.forms import offer
from patients.story.rules import LifeArea
from treatment_plans.forms import day_field
from treatment_plans.library.operations import Chosen
from treatment_plans.library.rules.entries import Asked, Entry
from treatment_plans.library.rules.own import OwnSaid
from treatment_plans.library.rules.templates import TemplateLine, TemplateSaid
from treatment_plans.library.vocabulary import OWN_LIST, Evidence
from treatment_plans.queries import KindRow

DOERS = (
    *(Role.COUNSELOR, Role.PEER, Role.COORDINATOR, Role.NAVIGATOR, Role.NURSE, Role.PRESCRIBER),
    *(Role.PHARMACIST, Role.PSYCHIATRIC_CONSULTANT, Role.CRISIS_CLINICIAN),
)


class LookForm(forms.Form):
    """What is looked for."""

    text = forms.CharField(label="Words", max_length=80, required=False)
    kind = forms.ChoiceField(label="Kind", required=False)
    evidence = forms.ChoiceField(label="Evidence", required=False, choices=[("", "Any"), *Evidence.choices()])

    def __init__(self, *args: Any, kinds: Iterable[KindRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", "All kinds"), *((kind.code, kind.name) for kind in kinds)])

    def asked(self) -> Asked:
        """What was asked; what is not offered asks for nothing."""
        found = self.cleaned_data if self.is_valid() else {}
        evidence = found.get("evidence")
        return Asked(found.get("text", ""), found.get("kind", ""), Evidence(evidence) if evidence else None)


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OwnForm(forms.Form):
    """An intervention of the clinic's own."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    name = forms.CharField(label="Name", max_length=80)
    kind = forms.ChoiceField(label="Kind")
    title = forms.CharField(label="How a plan says it", max_length=120, help_text="“Walk by the harbor on Fridays”.")
    what = forms.CharField(label="What it is", max_length=600, widget=_text(3))
    for_whom = forms.CharField(label="For whom", max_length=400, widget=_text(2))
    evidence = forms.ChoiceField(label="Evidence", choices=Evidence.choices(), initial=Evidence.LIMITED.value)
    source = forms.CharField(
        label="Source", max_length=200, required=False, help_text="What says that it helps. Without one it is “limited” at most."
    )
    dose = forms.CharField(label="How much, usually", max_length=120, required=False)
    frequency = forms.CharField(label="How often", max_length=80, required=False, help_text="“weekly, 60 min”.")
    weeks = forms.IntegerField(label="For how many weeks", required=False, min_value=1, max_value=104)
    by = forms.ChoiceField(label="Who usually does it", required=False)
    record = forms.CharField(label="What to record", max_length=400, required=False, widget=_text(2), help_text="One to a line.")
    area = forms.ChoiceField(label="Part of life", required=False, choices=[("", "Not one alone"), *LifeArea.choices()])
    beside = forms.ChoiceField(
        label="Suggest it together with", required=False, help_text="It is offered whenever that one is, for the same reason."
    )

    def __init__(self, *args: Any, kinds: Iterable[KindRow], entries: Iterable[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", "Choose one"), *((kind.code, kind.name) for kind in kinds)])
        offer(self, "by", [("", "Not said"), *((role.value, role.label) for role in DOERS)])
        offer(self, "beside", [("", "Never by itself"), *((entry.code, entry.name) for entry in entries)])

    def clean(self) -> dict[str, Any]:
        """Evidence above limited has a source."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("source", "").strip().casefold() in ("", OWN_LIST) and cleaned.get("evidence") in (
            Evidence.STRONG,
            Evidence.MODERATE,
        ):
            self.add_error("source", "Name the source, or choose “limited”.")
        return cleaned

    def said(self) -> OwnSaid:
        """What was written."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        values["source"] = values["source"].strip() or OWN_LIST
        values["evidence"] = Evidence(values["evidence"])
        values["by"] = Role(values["by"]) if values["by"] else None
        values["area"] = LifeArea(values["area"]) if values["area"] else None
        return OwnSaid(**values)


class OwnTemplateForm(forms.Form):
    """What a clinic's own template says; its interventions are a form set beside it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    name = forms.CharField(label="Name", max_length=80, help_text="The situation: “Back from hospital”.")
    for_whom = forms.CharField(label="For whom", max_length=400, widget=_text(2))
    asks = forms.CharField(
        label="What to ask the person first", max_length=600, widget=_text(3), help_text="One question to a line."
    )
    measure = forms.CharField(label="How we will know", max_length=200, required=False)
    target_weeks = forms.IntegerField(label="By when, in weeks", min_value=1, max_value=104, initial=12)
    check = forms.CharField(
        label="What to make sure of", max_length=600, required=False, widget=_text(3), help_text="One to a line."
    )

    def said(self, lines: Iterable[TemplateLine]) -> TemplateSaid:
        """What was written, with its interventions."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        for name in ("asks", "check"):
            values[name] = "\n".join(line.strip() for line in values[name].splitlines() if line.strip())
        return TemplateSaid(**values, lines=tuple(lines))


class TemplateLineForm(forms.Form):
    """One intervention of a template."""

    code = forms.ChoiceField(label="What")
    why = forms.CharField(label="Why", max_length=300)
    frequency = forms.CharField(label="How often", max_length=80, required=False, help_text="Empty: as the library says.")
    is_usual = forms.BooleanField(label="Usual: chosen unless somebody takes it away", required=False, initial=True)

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "code", [("", "Choose one"), *offered])

    def has_changed(self) -> bool:
        """A row without an intervention and without a reason is no row."""
        return any(self.data.get(self.add_prefix(name), "").strip() for name in ("code", "why"))

    def line(self) -> TemplateLine:
        """What was written."""
        return TemplateLine(**self.cleaned_data)


MOST_LINES = 15
TemplateLines = forms.formset_factory(
    TemplateLineForm, extra=3, max_num=MOST_LINES, validate_max=True, min_num=1, validate_min=True
)


# --- beside a plan -------------------------------------------------------------------------------------------------------------


class ChosenForm(forms.Form):
    """What adding something from the library asks: who, how often, until when."""

    staff_id = forms.TypedChoiceField(label="Who, of us", coerce=int, empty_value=None, required=False)
    who = forms.CharField(label="Who else", max_length=120, required=False, help_text="The person, family, another service.")
    frequency = forms.CharField(label="How often", max_length=80, required=False)
    until = day_field("Until")
    reason = forms.CharField(widget=forms.HiddenInput, max_length=600, required=False)

    def __init__(self, *args: Any, colleagues: Iterable[tuple[int, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer(self, "staff_id", [("", "Nobody of us"), *colleagues])

    def clean_until(self) -> date | None:
        """Today or later."""
        day: date | None = self.cleaned_data["until"]
        if day is not None and day < self.today:
            raise forms.ValidationError("Today or a later day.")
        return day

    def clean(self) -> dict[str, Any]:
        """Somebody does it."""
        cleaned = super().clean() or self.cleaned_data
        if "staff_id" in cleaned and not cleaned["staff_id"] and not cleaned.get("who", "").strip():
            self.add_error("staff_id", "Choose a colleague, or write who else does it.")
        return cleaned

    def chosen(self, code: str) -> Chosen:
        """What was chosen."""
        return Chosen(code, **self.cleaned_data)


class LineForm(ChosenForm):
    """One line of a template: whether it is wanted, and the same."""

    wanted = forms.BooleanField(label="Put it in", required=False)

    field_order = ("wanted",)

    def clean(self) -> dict[str, Any]:
        """What is not wanted need not be filled."""
        if not self.cleaned_data.get("wanted"):
            return self.cleaned_data
        return super().clean()

    def chosen(self, code: str) -> Chosen:
        """What was chosen."""
        return Chosen(code, **{name: value for name, value in self.cleaned_data.items() if name != "wanted"})


class NoForm(forms.Form):
    """That they do not want something."""

    words = forms.CharField(
        label="In their own words",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write what they say, in their words."},
    )


class OwnGoalForm(forms.Form):
    """What the person wants: asked before a template fills anything."""

    own_words = forms.CharField(
        label="In their own words",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As the person says it; nothing here is corrected.",
        error_messages={"required": "A template begins with what the person says."},
    )
    measure = forms.CharField(label="How we will know", max_length=200, required=False)
    target_on = day_field("By when")
    told = forms.UUIDField(widget=forms.HiddenInput, required=False)
