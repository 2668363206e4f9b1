"""Forms of progress notes. They check and translate; `operations` save."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms

from care.lib.forms import offer
from treatment_plans.forms import day_field
from treatment_plans.progress import rules
from treatment_plans.progress.operations import Beginning, Typed
from treatment_plans.progress.rules import Part, Session
from treatment_plans.progress.vocabulary import (
    ErrorReason,
    IdentityCheck,
    Modality,
    NoteKind,
    Place,
    Structure,
    TelehealthConsent,
)
from treatment_plans.signed.forms import writing_field

PART = "part-"
OWN = "own-"
_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
_SINGLE = (Structure.FREE, Structure.SOAP, Structure.DAP, Structure.ACTS)


def _part(label: str, *, rows: int, help_text: str = "") -> forms.CharField:
    return writing_field(label, rows=rows, longest=rules.LONGEST_PART, help_text=help_text, required=False)


class BeginForm(forms.Form):
    """What a note begins as."""

    kind = forms.ChoiceField(label="What it is about", choices=[(one.value, one.label) for one in NoteKind if one != "group"])
    shape = forms.ChoiceField(label="Begin with")
    carries = forms.BooleanField(label="Carry forward the words of your last note of this shape, marked", required=False)

    def __init__(self, *args: Any, templates: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shapes = [(one.value, f"{one.label}: {one.prose}") for one in _SINGLE]
        own = [(str(uuid), name) for uuid, name in templates]
        offer(self, "shape", [("Structures", shapes), *([("Templates of the clinic", own)] if own else [])])

    def beginning(self, zone: str) -> Beginning:
        """As the operation takes it."""
        shape = self.cleaned_data["shape"]
        named = shape if shape in {one.value for one in _SINGLE} else ""
        return Beginning(
            kind=NoteKind(self.cleaned_data["kind"]),
            structure=Structure(named) if named else Structure.FREE,
            template=None if named else UUID(shape),
            carries=self.cleaned_data["carries"],
            zone=zone,
        )


class SessionForm(forms.Form):
    """When and how they met. Days and times are those of the program."""

    day = day_field("Day", required=True)
    begins = forms.TimeField(label="Began", widget=_TIME)
    ends = forms.TimeField(label="Ended", required=False, widget=_TIME)
    modality = forms.ChoiceField(label="How", choices=Modality.choices(), initial=Modality.IN_PERSON.value)
    place = forms.ChoiceField(label="Where", choices=Place.choices(), initial=Place.CLINIC.value)

    def __init__(self, *args: Any, zone: str, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.at = zone, at

    def moment(self, day: date, clock: time) -> datetime:
        """A day and time of the program as a moment."""
        return datetime.combine(day, clock, tzinfo=ZoneInfo(self.zone))

    def clean(self) -> dict[str, Any]:
        """Adds `session`, which lies behind us."""
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("begins"):
            ends = self.moment(cleaned["day"], cleaned["ends"]) if cleaned.get("ends") else None
            if ends is not None and cleaned["ends"] <= cleaned["begins"]:  # past midnight
                ends = self.moment(cleaned["day"] + timedelta(days=1), cleaned["ends"])
            more = {name: cleaned.get(name) or "" for name in ("consent", "person_place", "fallback_phone", "identity")}
            session = Session(
                starts_at=self.moment(cleaned["day"], cleaned["begins"]),
                ends_at=ends,
                place=cleaned.get("place") or Place.CLINIC.value,
                modality=cleaned.get("modality") or Modality.IN_PERSON.value,
                **more,
            )
            try:
                rules.check_times(session, self.at)
            except rules.SessionTime:
                self.add_error("begins", "A time that has passed, within the last year; it ends within half a day.")
            else:
                cleaned["session"] = session
        return cleaned


class WriteForm(SessionForm):
    """A draft: its parts, when and how they met, and the goals that it is about."""

    watched: tuple[str, ...] = ()

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    consent = forms.ChoiceField(
        label="Consent to the visit at a distance", required=False, choices=[("", "Not asked yet"), *TelehealthConsent.choices()]
    )
    person_place = forms.CharField(
        label="Where the person was at the start",
        max_length=200,
        required=False,
        help_text="City and state, so that help can be sent, and the license is the right one.",
    )
    fallback_phone = forms.CharField(label="Phone, in case the line breaks", max_length=40, required=False)
    identity = forms.ChoiceField(
        label="How you made sure who it was", required=False, choices=[("", "Not yet"), *IdentityCheck.choices()]
    )
    goals = forms.MultipleChoiceField(label="Goals that this was about", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, structure: Structure, parts: Sequence[Part], aims: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for key, title, prose in rules.PARTS[structure]:
            rows = 16 if structure is Structure.FREE else 5
            field = _part(title, rows=rows, help_text=prose)
            if structure is Structure.FREE:
                field.required = True
                field.error_messages["required"] = "Write something first, or leave it as a draft."
            field.initial = next((part.text for part in parts if part.key == key), "")
            self.fields[f"{PART}{key}"] = field
        self.watched = tuple(name for name in self.fields if name.startswith(PART))
        offer(self, "goals", aims)

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by part, also where the rest of the form is not as it should be."""
        return {name.removeprefix(PART): self.data.get(name, "") for name in self.watched}

    def typed(self, otherwise: Session) -> Typed:
        """What was typed; times that are none leave those of before."""
        chosen = [UUID(one) for one in self.cleaned_data.get("goals", ())]
        # a goal's number and an intervention's are told apart by the operation, which knows the plan
        return Typed(texts=self.texts, session=self.cleaned_data.get("session") or otherwise, goals=chosen, interventions=chosen)


def session_initial(session: Session, zone: str) -> dict[str, Any]:
    """What the fields hold for a session that is there."""
    here = session.starts_at.astimezone(ZoneInfo(zone))
    return {
        "day": here.date(),
        "begins": here.time().replace(second=0, microsecond=0),
        "ends": session.ends_at.astimezone(ZoneInfo(zone)).time() if session.ends_at else None,
        "modality": session.modality,
        "place": session.place,
        "consent": session.consent,
        "person_place": session.person_place,
        "fallback_phone": session.fallback_phone,
        "identity": session.identity,
    }


class RetractForm(forms.Form):
    """Why a note was entered in error."""

    reason = forms.ChoiceField(
        label="What happened",
        widget=forms.RadioSelect,
        choices=[(reason.value, f"{reason.label}: {reason.prose}") for reason in ErrorReason],
    )


class GroupForm(SessionForm):
    """A group: its shared part, and who took part and how."""

    watched: tuple[str, ...] = ("shared",)

    title = forms.CharField(label="Which group", max_length=120)
    shared = writing_field(
        "What the group did",
        rows=6,
        longest=rules.LONGEST_PART,
        help_text="It stands in everybody’s note, so it names nobody.",
    )

    def __init__(self, *args: Any, people: Mapping[int, tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["ends"].required = True
        for number, (_, name) in people.items():
            self.fields[f"came-{number}"] = forms.BooleanField(label=name, required=False)
            self.fields[f"{OWN}{number}"] = _part(f"How {name} took part", rows=3)
        self.watched = ("shared", *(name for name in self.fields if name.startswith(OWN)))

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The two fields of each person."""
        return [(self[f"came-{number}"], self[f"{OWN}{number}"]) for number in self.people]

    @property
    def came(self) -> dict[int, str]:
        """Who took part, and the own part of each."""
        data = self.cleaned_data
        return {number: data.get(f"{OWN}{number}", "") for number in self.people if data.get(f"came-{number}")}

    def clean(self) -> dict[str, Any]:
        """Somebody took part."""
        cleaned = super().clean()
        if not any(cleaned.get(f"came-{number}") for number in self.people):
            self.add_error(None, "Mark who took part.")
        return cleaned


class TemplateForm(forms.Form):
    """A template: a name, the kind of note, and what each part begins with."""

    watched: tuple[str, ...] = ()

    name = forms.CharField(label="Name", max_length=80)
    kind = forms.ChoiceField(label="Kind of note", choices=[(one.value, one.label) for one in NoteKind if one != "group"])

    def __init__(self, *args: Any, structure: Structure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.structure = structure
        for key, title, prose in rules.PARTS[structure]:
            self.fields[f"{PART}{key}"] = _part(title, rows=4, help_text=prose)
        self.watched = ("name", *(name for name in self.fields if name.startswith(PART)))

    @property
    def parts(self) -> dict[str, str]:
        """What each part begins with."""
        return {name.removeprefix(PART): text for name, text in self.cleaned_data.items() if name.startswith(PART)}
