"""Forms of case conferences. They check and translate; `operations` save."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms

from care.actor import Requester
from care.lib.forms import offer
from treatment_plans.conferences import rules
from treatment_plans.conferences.operations import Meet, Outsider
from treatment_plans.conferences.rules import Decided
from treatment_plans.conferences.vocabulary import MAY_COME, ItemSource, ItemStep, Meeting, Outcome, WithPerson
from treatment_plans.forms import day_field
from treatment_plans.signed.forms import writing_field

ROWS = 3  # decisions that can be written at once; saved, there are three more
NOBODY = ("", "Nobody yet")


class MeetForm(forms.Form):
    """When, how long, how and where."""

    title = forms.CharField(
        label="What it is called", max_length=120, help_text="Everybody who may hold conferences reads it: it names no patient."
    )
    day = day_field("Day", required=True)
    begins = forms.TimeField(label="Begins", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=480, initial=60)
    meeting = forms.ChoiceField(label="How", choices=Meeting.choices(), initial=Meeting.IN_PERSON.value)
    where = forms.CharField(label="Room, link or number", max_length=200, required=False)

    def __init__(self, *args: Any, zone: str, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.at = zone, at

    def clean(self) -> dict[str, Any]:
        """Adds `meet`, which lies ahead."""
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("begins"):
            starts_at = datetime.combine(cleaned["day"], cleaned["begins"], tzinfo=ZoneInfo(self.zone))
            if not rules.check_start(starts_at, self.at):
                self.add_error("day", "Choose today or a later day, within a year.")
            elif not self.errors:
                cleaned["meet"] = Meet(
                    cleaned["title"], starts_at, cleaned["minutes"], Meeting(cleaned["meeting"]), cleaned.get("where") or ""
                )
        return cleaned


class ColleagueForm(forms.Form):
    """Which colleague is asked to come."""

    staff = forms.TypedChoiceField(label="A colleague", coerce=int)

    def __init__(self, *args: Any, colleagues: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "staff", [("", "Choose one"), *colleagues])


class OutsiderForm(forms.Form):
    """Who comes from outside."""

    name = forms.CharField(label="Name", max_length=120, help_text="As the person’s consent says it.")
    requester = forms.ChoiceField(label="Who they are", choices=[(one.value, one.label) for one in Requester if one in MAY_COME])
    organisation = forms.TypedChoiceField(label="Organization known here", coerce=int, empty_value=None, required=False)
    works_for = forms.CharField(label="Or another one", max_length=160, required=False)

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = dict(organisations)
        offer(self, "organisation", [("", "None of these"), *organisations])

    @property
    def outsider(self) -> Outsider:
        """As the operation takes it."""
        data = self.cleaned_data
        works_for = data["works_for"] or self._names.get(data["organisation"], "")
        return Outsider(data["name"], works_for, Requester(data["requester"]), data["organisation"])


class FindForm(forms.Form):
    """Whom to look for."""

    q = forms.CharField(label="Find somebody", max_length=100, help_text="A name, a phone number or a record number.")


class AddForm(forms.Form):
    """One person for the agenda, from what is offered or found."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(choices=ItemSource.choices(), widget=forms.HiddenInput)
    source_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(label="Why", max_length=300)


class ProposeForm(forms.Form):
    """A person for one of the conferences to come, from their chart."""

    conference = forms.TypedChoiceField(label="Which conference", coerce=UUID)
    why = forms.CharField(label="Why", max_length=300)
    asks = forms.BooleanField(label="They asked for it themselves", required=False)

    def __init__(self, *args: Any, conferences: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "conference", conferences)


class SettleForm(forms.Form):
    """Put off or taken off, and why."""

    step = forms.ChoiceField(
        label="What becomes of it",
        choices=[(ItemStep.PUT_OFF.value, "Put off for another conference"), (ItemStep.WITHDRAW.value, "Take off the agenda")],
    )
    reason = forms.CharField(label="Why", max_length=200)


class ReasonForm(forms.Form):
    """Why a conference does not take place."""

    reason = forms.CharField(label="Why it does not take place", max_length=200)


class TalkForm(forms.Form):
    """What was said of one person, and what was decided."""

    watched: tuple[str, ...] = ("minutes", *(f"text_{number}" for number in range(1, ROWS + 1)))

    seen = forms.IntegerField(widget=forms.HiddenInput)
    with_person = forms.ChoiceField(label="Was the person part of it", choices=WithPerson.choices())
    minutes = writing_field(
        "What was said",
        rows=7,
        longest=rules.LONGEST_MINUTES,
        missing="Write what was said, if only a line.",
        help_text="It stands in this person’s record alone and names nobody else’s care.",
    )

    def __init__(
        self,
        *args: Any,
        goals: Sequence[tuple[str, str]],
        colleagues: Sequence[tuple[int, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        becomes: list[Any] = [(Outcome.NOTED.value, Outcome.NOTED.label), (Outcome.TASK.value, Outcome.TASK.label)]
        becomes += [("A line of the plan, toward", list(goals))] if goals else []
        for number in range(1, ROWS + 1):
            self.fields[f"text_{number}"] = forms.CharField(
                label=f"Decision {number}", max_length=rules.LONGEST_DECISION, required=False
            )
            self.fields[f"becomes_{number}"] = forms.ChoiceField(label="What becomes of it", required=False)
            self.fields[f"staff_{number}"] = forms.TypedChoiceField(label="Who", coerce=int, empty_value=None, required=False)
            self.fields[f"until_{number}"] = day_field("Until")
            offer(self, f"becomes_{number}", becomes)
            offer(self, f"staff_{number}", [NOBODY, *colleagues])

    @property
    def rows(self) -> list[list[Any]]:
        """The fields of each decision."""
        return [[self[f"{name}_{number}"] for name in ("text", "becomes", "staff", "until")] for number in range(1, ROWS + 1)]

    @property
    def decided(self) -> list[Decided]:
        """The decisions that have words."""
        return [one for one in (self._decided(number) for number in range(1, ROWS + 1)) if one is not None]

    def _decided(self, number: int) -> Decided | None:
        data = self.cleaned_data
        text, becomes = data.get(f"text_{number}") or "", data.get(f"becomes_{number}") or Outcome.NOTED.value
        if not text.strip():
            return None
        known = becomes in (Outcome.NOTED.value, Outcome.TASK.value)
        return Decided(
            text=text,
            outcome=Outcome(becomes) if known else Outcome.PLAN,
            staff_id=data.get(f"staff_{number}"),
            until=data.get(f"until_{number}"),
            goal=None if known else UUID(becomes),
        )

    def clean(self) -> dict[str, Any]:
        """A task has its day, which is not past; a day or a colleague belongs to words."""
        cleaned = super().clean() or {}
        for number in range(1, ROWS + 1):
            text, until = (cleaned.get(f"text_{number}") or "").strip(), cleaned.get(f"until_{number}")
            if not text and (until or cleaned.get(f"staff_{number}")):
                self.add_error(f"text_{number}", "Say what was decided.")
            if text and cleaned.get(f"becomes_{number}") == Outcome.TASK and not until:
                self.add_error(f"until_{number}", "A task says until when.")
            is_line = text and cleaned.get(f"becomes_{number}") not in (Outcome.NOTED.value, Outcome.TASK.value, "", None)
            if is_line and not cleaned.get(f"staff_{number}"):
                self.add_error(f"staff_{number}", "A line of the plan says who does it.")
            if until and until < self.today:
                self.add_error(f"until_{number}", "Choose today or a later day.")
        return cleaned
