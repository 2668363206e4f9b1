"""Forms of the privacy office: which events a report shows, and the breach register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms

from care.actor import Category
from care.audit.kinds import Kind
from care.audit.queries import Which
from care.lib.dates import date_text, day_bounds
from care.lib.forms import offer
from care.privacy.vocabulary import PLACES, Duty, Factor, Outcome

PERIODS = {30: "30 days", 90: "90 days", 365: "A year", 1096: "Three years"}
ALL = "all"
LONGEST = 1096  # days; the accounting of disclosures looks back three years (42 CFR 2.25)
# Whoever is no colleague, by what the audit calls their kind.
OTHERS = {"partner": "Partners’ systems", "system": "The platform itself", "patient": "The person, through a link"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a report shows: from a day to a day of the reader's zone, one kind of event, one actor. As an address has it."""

    since: date
    until: date
    kind: Kind | None = None
    who: str = ""

    def query(self, **changes: Any) -> str:
        """The same as a query string, with some parts changed; an empty part is left out."""
        parts: dict[str, Any] = {"since": self.since, "until": self.until, "kind": self.kind or "", "who": self.who} | changes
        return urlencode({name: str(value) for name, value in parts.items() if value})

    def which(self, *, zone: str, staff: Mapping[UUID, int]) -> Which:
        """The same for the audit. A colleague who is not among `staff` has done nothing."""
        label, kind = "", ""
        if self.who in OTHERS:
            kind = self.who
        elif self.who:
            label = f"staff {staff.get(UUID(self.who), 0)}"
        return Which(
            since=day_bounds(self.since, zone)[0],
            until=day_bounds(self.until, zone)[1],
            kinds=frozenset({self.kind}) if self.kind else frozenset(),
            actor_label=label,
            actor_kind=kind,
        )


class FilterForm(forms.Form):
    """From when to when, which kind of event, and by whom. Names no patient. What an address leaves out is the usual."""

    since = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label="What", choices=[(ALL, "Everything"), *((kind.value, kind.prose) for kind in Kind)])
    who = forms.ChoiceField(label="Who")

    def __init__(self, asked: Mapping[str, str], *, today: date, days: int, colleagues: Iterable[tuple[UUID, str]] = ()) -> None:
        self.usual = Filter(today - timedelta(days=days), today)
        start = {"since": self.usual.since.isoformat(), "until": today.isoformat(), "kind": ALL, "who": ALL}
        super().__init__({name: asked.get(name) or usual for name, usual in start.items()})
        people = [(str(uuid), name) for uuid, name in colleagues]
        offer(self, "who", [(ALL, "Everybody"), *OTHERS.items(), ("Colleagues", people)])

    def clean(self) -> dict[str, Any]:
        """A period of at most three years that begins before it ends."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("since", "A day before the other one.")
        elif since and until and (until - since).days > LONGEST:
            self.add_error("since", f"At most three years: from {date_text(until - timedelta(days=LONGEST))}.")
        return cleaned

    def filter(self) -> Filter:
        """What was asked for; the usual period and everything where it could not be read."""
        if not self.is_valid():
            return self.usual
        kind, who = self.cleaned_data["kind"], self.cleaned_data["who"]
        return Filter(
            self.cleaned_data["since"],
            self.cleaned_data["until"],
            None if kind == ALL else Kind(kind),
            "" if who == ALL else who,
        )


class ReviewForm(forms.Form):
    """What came of a look."""

    outcome = forms.ChoiceField(
        label="What came of it",
        widget=forms.RadioSelect,
        choices=[(outcome.value, f"{outcome.label}: {outcome.prose}") for outcome in Outcome],
    )
    note = forms.CharField(
        label="Note", max_length=300, required=False, help_text="For the next privacy officer, for example: night duty."
    )


def _categories() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Kinds of data",
        widget=forms.CheckboxSelectMultiple,
        choices=[(category.value, category.label) for category in Category],
        error_messages={"required": "Choose at least one kind of data."},
    )


class BreachForm(forms.Form):
    """A new entry of the breach register."""

    title = forms.CharField(
        label="In a few words", max_length=120, help_text="Name nobody here, for example: letter to the wrong address."
    )
    what_happened = forms.CharField(label="What happened", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    categories = _categories()
    discovered_on = forms.DateField(
        label="First known here on",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="When any colleague first knew of it: the clocks count from that day.",
    )
    discovered_by = forms.TypedChoiceField(label="Who first knew of it", coerce=int)

    def __init__(self, *args: Any, today: date, colleagues: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer(self, "discovered_by", list(colleagues.items()))

    def clean_discovered_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["discovered_on"]
        if day > self.today:
            raise forms.ValidationError("A day that has come already.")
        return day

    def chosen(self) -> frozenset[Category]:
        """The kinds of data that were ticked."""
        return frozenset(Category(value) for value in self.cleaned_data["categories"])


class CorrectBreachForm(forms.Form):
    """What happened, said better, and how many people of which states."""

    title = forms.CharField(label="In a few words", max_length=120, help_text="Name nobody here.")
    what_happened = forms.CharField(label="What happened", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    categories = _categories()
    places = forms.CharField(
        label="People affected, by state",
        max_length=400,
        required=False,
        help_text="As far as is known, for example: RI 480, MA 35. People who are not in our records count too.",
    )

    def clean_places(self) -> dict[str, int]:
        """'RI 480, MA 35' as numbers by state."""
        found: dict[str, int] = {}
        for part in self.cleaned_data["places"].replace(";", ",").split(","):
            words = part.split()
            if not words:
                continue
            place, people = words[0].upper(), words[-1].replace(".", "")
            if len(words) != 2 or place not in PLACES or not people.isdecimal() or not 0 < int(people) < 1_000_000_000:
                raise forms.ValidationError("A state by its two letters and a number: RI 480, MA 35.")
            found[place] = found.get(place, 0) + int(people)
        return found

    def chosen(self) -> frozenset[Category]:
        """The kinds of data that were ticked."""
        return frozenset(Category(value) for value in self.cleaned_data["categories"])


class RiskForm(forms.Form):
    """The four factors."""

    nature = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    recipient = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    acquired = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    mitigated = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for factor in Factor:
            self.fields[factor.value].label = factor.label
            self.fields[factor.value].help_text = factor.prose

    def factors(self) -> dict[Factor, str]:
        """What was said of each."""
        return {factor: self.cleaned_data[factor.value] for factor in Factor}


class DecisionForm(forms.Form):
    """Whether it is a breach, and why."""

    decision = forms.ChoiceField(
        label="Decision",
        widget=forms.RadioSelect,
        choices=[
            ("breach", "A breach: the people affected are told"),
            ("not_breach", "Not a breach: the four factors show that the risk is low"),
        ],
    )
    reason = forms.CharField(label="Why", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class StepForm(forms.Form):
    """That somebody was told."""

    duty = forms.ChoiceField(label="Who was told", choices=[(duty.value, duty.label) for duty in Duty])
    done_on = forms.DateField(label="On", widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label="How", max_length=300, help_text="By letter to how many, to which outlet, with which number.")


class CloseForm(forms.Form):
    """What is done differently from now on."""

    lesson = forms.CharField(
        label="What is done differently from now on", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OpenedByForm(forms.Form):
    """Everybody whom one colleague opened or saw in a period, for the list of people affected."""

    colleague = forms.ChoiceField(label="Whose openings")
    since = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}))
    lists = forms.BooleanField(label="Also whom they only saw in a list", required=False)

    def __init__(self, *args: Any, colleagues: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "colleague", [(str(uuid), name) for uuid, name in colleagues])

    def clean(self) -> dict[str, Any]:
        """A period that begins before it ends."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and not timedelta() <= until - since <= timedelta(days=LONGEST):
            self.add_error("since", "A day before the other one, at most three years.")
        return cleaned


def noon(day: date, at: datetime, zone: str) -> datetime:
    """A moment for a day that somebody named: its noon, or now where that has not come."""
    start, end = day_bounds(day, zone)
    return min(start + (end - start) / 2, at)
