"""How fields are drawn, and the forms of the screens that join several rooms."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms.renderers import TemplatesSetting

from care.access.policy import TEAM_CATEGORIES, Relation
from care.actor import Action, Category, Purpose, Role
from care.lib.dates import date_text, local_date
from care.lib.forms import offer
from care.teams.rules import ENDED_BY_PEOPLE
from care.worklist.rules import Kind, Priority

MORNING = time(9, 0)
EVENING = time(17, 0)
LONGEST_SNOOZE = timedelta(days=90)
ME = "me"
ROLE_PREFIX = "role:"
STAFF_PREFIX = "staff:"


class FieldRenderer(TemplatesSetting):
    """Forms take their templates from templates/django/forms/, so that no form and no page carries CSS."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"


def _choices(words: Iterable[Any]) -> list[tuple[str, str]]:
    return [(word.value, word.label) for word in words]


class QuestionForm(forms.Form):
    """A question to the decision table: who asks, for what, about which kind of data. Names no patient."""

    role = forms.ChoiceField(label="Who asks", choices=_choices(Role))
    standing = forms.ChoiceField(
        label="Where they stand",
        choices=[
            (Relation.TEAM.value, "On the person's care team"),
            (Relation.PROGRAMME.value, "Same program, not on the team"),
            (Relation.OUTSIDE.value, "Another organization"),
        ],
    )
    purpose = forms.ChoiceField(label="What for", choices=_choices(Purpose))
    category = forms.ChoiceField(label="Which part", choices=_choices(Category))
    action = forms.ChoiceField(label="To do what", choices=_choices(Action))


class SearchForm(forms.Form):
    """What somebody types to find a person. Travels in the body of a request only."""

    q = forms.CharField(
        label="Name, phone, MRN or birth date",
        max_length=200,
        error_messages={"required": "Type a part of a name, a phone, an MRN or a birth date."},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )


class _Timed(forms.Form):
    """A form that turns local days and times into moments; it is told the moment and the zone of its reader."""

    def __init__(self, *args: Any, at: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.zone = zone
        self.today = local_date(at, zone)

    def moment(self, day: date, clock: time) -> datetime:
        """A local day and time as a moment."""
        return datetime.combine(day, clock, tzinfo=ZoneInfo(self.zone))


class OutcomeForm(forms.Form):
    """What came of a task."""

    watched = ("outcome",)

    outcome = forms.CharField(
        label="What came of it",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One line is enough: reached, no answer, what was agreed. The care team reads it.",
    )


class CancelForm(forms.Form):
    """Why a task is no longer needed."""

    watched = ("reason",)

    reason = forms.CharField(label="Why it is no longer needed", max_length=200)


class SetAsideForm(forms.Form):
    """Why something that was not delivered need not go."""

    reason = forms.CharField(
        label="Why it need not go", max_length=200, help_text="The next reader sees it, for example: told on the phone."
    )


class SnoozeForm(_Timed):
    """Until when a task is out of sight, and why. Its due time stays."""

    watched = ("reason",)

    when = forms.ChoiceField(
        label="Until",
        widget=forms.RadioSelect,
        initial="tomorrow",
        choices=[
            ("hours", "In 2 hours"),
            ("tomorrow", "Tomorrow, 9:00 am"),
            ("monday", "Next Monday, 9:00 am"),
            ("day", "Another day, 9:00 am"),
        ],
    )
    day = forms.DateField(label="Which day", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label="Why", max_length=200, help_text="The next reader sees it, for example: closed until Wednesday."
    )

    def clean(self) -> dict[str, Any]:
        """Adds `until`, a moment between now and 90 days ahead."""
        cleaned = super().clean() or {}
        when, day = cleaned.get("when"), cleaned.get("day")
        last = self.today + LONGEST_SNOOZE
        if when == "hours":
            cleaned["until"] = self.at + timedelta(hours=2)
        elif when == "tomorrow":
            cleaned["until"] = self.moment(self.today + timedelta(days=1), MORNING)
        elif when == "monday":
            cleaned["until"] = self.moment(self.today + timedelta(days=7 - self.today.weekday()), MORNING)
        elif when == "day" and "day" not in self.errors:
            if day is None or not self.today < day <= last:
                self.add_error("day", f"A day from tomorrow to {date_text(last)}.")
            else:
                cleaned["until"] = self.moment(day, MORNING)
        return cleaned


class TaskForm(_Timed):
    """A new task: what, for whom it waits, and until when."""

    watched = ("title", "why")

    title = forms.CharField(label="What is to be done", max_length=200)
    why = forms.CharField(label="Why", max_length=300, required=False)
    kind = forms.ChoiceField(label="Kind", choices=_choices(Kind))
    owner = forms.ChoiceField(label="Who has it")
    due_on = forms.DateField(label="Due on", widget=forms.DateInput(attrs={"type": "date"}))
    due_time = forms.TimeField(label="Due at", initial=EVENING, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    priority = forms.ChoiceField(
        label="How soon must somebody take it",
        widget=forms.RadioSelect,
        initial=Priority.ROUTINE.value,
        choices=[(priority.value, f"{priority.label}: {priority.prose}") for priority in Priority],
    )
    category = forms.ChoiceField(label="Part of the record", help_text="Who may read this part sees the task.")

    def __init__(
        self, *args: Any, categories: Iterable[Category], colleagues: Mapping[int, str], roles: Iterable[Role], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        found = [category for category in Category if category in set(categories)]
        offer(self, "category", _choices(found))
        self.fields["category"].initial = Category.SUD.value if Category.SUD in found else found[0].value if found else None
        offer(
            self,
            "owner",
            [
                (ME, "You"),
                ("Anyone who is a", [(f"{ROLE_PREFIX}{role.value}", role.label) for role in roles]),
                ("A colleague", [(f"{STAFF_PREFIX}{staff_id}", name) for staff_id, name in colleagues.items()]),
            ],
        )
        evening_has_come = self.moment(self.today, EVENING) <= self.at
        self.fields["due_on"].initial = self.today + timedelta(days=1) if evening_has_come else self.today
        if len(found) < 2:
            self.fields["category"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Adds `due_at`, which lies ahead."""
        cleaned = super().clean() or {}
        if cleaned.get("due_on") and cleaned.get("due_time"):
            cleaned["due_at"] = self.moment(cleaned["due_on"], cleaned["due_time"])
            if cleaned["due_at"] <= self.at:
                self.add_error("due_on", "A time that lies ahead.")
        return cleaned


class TeamForm(forms.Form):
    """A colleague for a care team: who, what they do on it, and whether they lead."""

    colleague = forms.TypedChoiceField(label="Colleague", coerce=int)
    function = forms.ChoiceField(
        label="What they do on this team",
        choices=[("", "Choose one"), *_choices(role for role in Role if role in TEAM_CATEGORIES)],
    )
    is_lead = forms.BooleanField(label="Leads this team", required=False)

    def __init__(self, *args: Any, colleagues: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "colleague", [("", "Choose one"), *colleagues.items()])


class EndForm(forms.Form):
    """Why an enrolment ends. Nobody is discharged for missing an appointment or for using."""

    reason = forms.ChoiceField(
        label="Why it ends",
        widget=forms.RadioSelect,
        choices=[(reason.value, f"{reason.label}: {reason.prose}") for reason in ENDED_BY_PEOPLE],
    )
