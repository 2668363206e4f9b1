"""The forms of who may sign: somebody put on file with what was seen, the end of their right, and the program's state."""

from datetime import datetime
from typing import Any

from django import forms

from care.consent.rules import (
    OF_THE_DEAD,
    Evidence,
    Person,
    RepresentativeKind,
    RepresentativeTerms,
    Service,
    is_minor,
)
from care.lib.dates import day_bounds, local_date
from care.lib.forms import offer
from care.lib.states import STATE_CHOICES


class RepresentativeForm(forms.Form):
    """Who signs, by which right, what was seen of it, and for how long. Days are those of the program's zone."""

    kind = forms.ChoiceField(label="By which right", widget=forms.RadioSelect)
    name = forms.CharField(label="Name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    relation = forms.CharField(
        label="What they are to the person", max_length=80, help_text="Mother, brother, program director, attorney."
    )
    evidence = forms.ChoiceField(
        label="What you have seen", choices=[("", "Choose"), *((one.value, one.label) for one in Evidence)]
    )
    evidence_words = forms.CharField(
        label="Which one", max_length=200, help_text="Court and file number, or which paper, and where the copy is kept."
    )
    evidence_on = forms.DateField(label="Its date", widget=forms.DateInput)
    starts_on = forms.DateField(label="First day", widget=forms.DateInput)
    last_day = forms.DateField(
        label="Last day",
        required=False,
        widget=forms.DateInput,
        help_text="Where the paper names one. A director’s finding holds for 30 days at most; a parent’s right ends by itself.",
    )

    def __init__(self, *args: Any, person: Person, state: str, at: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.today = local_date(at, zone)
        self.fields["starts_on"].initial = self.today
        kinds = kinds_for(person, state=state, at=at, zone=zone)
        offer(self, "kind", [(kind.value, f"{kind.label}. {kind.prose}") for kind in kinds])
        if len(kinds) == 1:
            self.fields["kind"].initial = kinds[0].value

    def terms(self) -> RepresentativeTerms:
        """What is put on file."""
        given = self.cleaned_data
        return RepresentativeTerms(
            kind=RepresentativeKind(given["kind"]),
            name=given["name"],
            relation=given["relation"],
            evidence=Evidence(given["evidence"]),
            evidence_words=given["evidence_words"],
            evidence_on=given["evidence_on"],
            starts_at=day_bounds(given["starts_on"], self.zone)[0],
            expires_at=day_bounds(given["last_day"], self.zone)[1] if given["last_day"] else None,
        )


def kinds_for(person: Person, *, state: str, at: datetime, zone: str) -> list[RepresentativeKind]:
    """By which rights anybody can sign for this person now."""
    if person.deceased_on is not None:
        return [kind for kind in RepresentativeKind if kind in OF_THE_DEAD]
    if is_minor(birth_date=person.birth_date, state=state, today=local_date(at, zone)):
        return [RepresentativeKind.PARENT]
    return [RepresentativeKind.GUARDIAN, RepresentativeKind.DIRECTOR]


class EndRepresentativeForm(forms.Form):
    """Why somebody no longer signs."""

    reason = forms.CharField(
        label="Why",
        max_length=200,
        error_messages={"required": "Say why in a few words, for example: the court ended the guardianship."},
    )


class ServiceForm(forms.Form):
    """For which care: a state may set a different age for each."""

    service = forms.ChoiceField(
        label="For which care",
        choices=[("any", "Any care: the strictest"), *((service.value, service.label) for service in Service)],
    )


class StateForm(forms.Form):
    """In which state the program is."""

    state = forms.ChoiceField(label="State", required=False, choices=[("", "Not known"), *STATE_CHOICES])
