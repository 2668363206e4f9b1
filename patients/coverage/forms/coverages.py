"""Who pays, what the payer said, and what it shall not learn."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from patients.coverage.models.coverages import (
    HOLDER_CHOICES,
    HOW_CHOICES,
    KIND_CHOICES,
    KNOWN_CHOICES,
    SERVICE_CHOICES,
    STANDING_CHOICES,
)
from patients.coverage.operations import Answer, SaidOfService
from patients.coverage.rules import Costs, CoverageTerms
from patients.coverage.vocabulary import Holder, How, Known, PlanKind, Service, Standing
from patients.forms.fields import day_input
from patients.rules import phone_text


def dollars(label: str, *, help_text: str = "") -> forms.DecimalField:
    """An amount in dollars that may stay empty."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
    )


class CoverageForm(forms.Form):
    """Who pays. A payer is enough to begin."""

    kind = forms.ChoiceField(label="What sort of plan", choices=KIND_CHOICES, initial=PlanKind.NOT_KNOWN.value)
    payer = forms.CharField(label="Payer", max_length=120, help_text="As the card says it. Where nobody is billed: the person.")
    plan = forms.CharField(label="Plan", max_length=120, required=False)
    member_number = forms.CharField(label="Member number", max_length=60, required=False)
    group_number = forms.CharField(label="Group number", max_length=60, required=False)
    payer_phone = forms.CharField(
        label="Phone for providers", max_length=40, required=False, help_text="From the back of the card.",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    starts_on = forms.DateField(label="From", required=False, widget=day_input())
    ends_on = forms.DateField(label="Until", required=False, widget=day_input())
    renews_on = forms.DateField(
        label="Renewal due by",
        required=False,
        widget=day_input(),
        help_text="The last day to answer. It stands on a worklist before.",
    )
    holder = forms.ChoiceField(label="In whose name", choices=HOLDER_CHOICES, initial=Holder.SELF.value)
    holder_name = forms.CharField(label="Their name", max_length=120, required=False)
    letters_elsewhere_on = forms.DateField(
        label="Asked to send letters elsewhere on",
        required=False,
        widget=day_input(),
        help_text="A plan must do so where its letters could put the person in danger.",
    )
    note = forms.CharField(label="Note", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    @classmethod
    def initial_of(cls, terms: CoverageTerms, *, version: int) -> dict[str, Any]:
        """What the fields hold for a coverage that is there."""
        names = [name for name in cls.base_fields if name != "version"]
        values = {name: getattr(terms, name) for name in names} | {"version": version}
        return values | {"payer_phone": phone_text(terms.payer_phone) if terms.payer_phone else ""}

    def terms(self) -> CoverageTerms:
        """What was written."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return CoverageTerms(**data | {"kind": PlanKind(data["kind"]), "holder": Holder(data["holder"])})


class RemoveForm(forms.Form):
    """Why a coverage was a mistake."""

    reason = forms.CharField(label="Why it was a mistake", max_length=200)


class EligibilityForm(forms.Form):
    """What the payer said of the coverage as a whole."""

    standing = forms.ChoiceField(label="Covered", widget=forms.RadioSelect, choices=STANDING_CHOICES)
    checked_on = forms.DateField(label="Asked on", widget=day_input())
    how = forms.ChoiceField(label="How it was learned", choices=HOW_CHOICES, initial=How.PHONE.value)
    spoke_with = forms.CharField(label="Who said so", max_length=120, required=False)
    reference = forms.CharField(label="Call or reference number", max_length=60, required=False)
    deductible = dollars("Deductible for the year", help_text="Paid by the person before the plan pays.")
    deductible_met = dollars("Of it paid so far")
    out_of_pocket = dollars("Most that the person pays in a year")
    out_of_pocket_met = dollars("Of it reached so far")
    note = forms.CharField(label="Note", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def answer(self, services: tuple[SaidOfService, ...]) -> Answer:
        """What was learned."""
        data = self.cleaned_data
        names = ("deductible", "deductible_met", "out_of_pocket", "out_of_pocket_met")
        return Answer(
            standing=Standing(data["standing"]),
            how=How(data["how"]),
            checked_on=data["checked_on"],
            spoke_with=data["spoke_with"],
            reference=data["reference"],
            costs=Costs(*(data[name] for name in names)),
            note=data["note"],
            services=services,
        )


class BenefitForm(forms.Form):
    """What the payer said of one service."""

    service = forms.ChoiceField(label="Service", required=False, choices=[("", "Choose"), *SERVICE_CHOICES])
    covered = forms.ChoiceField(label="Covered", required=False, choices=KNOWN_CHOICES, initial=Known.NOT_KNOWN.value)
    needs_authorization = forms.ChoiceField(
        label="Prior authorization", required=False, choices=KNOWN_CHOICES, initial=Known.NOT_KNOWN.value
    )
    copay = dollars("Copay each time")
    coinsurance = forms.IntegerField(label="Percent the person pays", required=False, min_value=0, max_value=100)
    limits = forms.CharField(label="Limits", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """What was said is said of a service."""
        cleaned = super().clean() or {}
        typed = ("copay", "coinsurance", "limits")
        chosen = any(cleaned.get(name) not in (None, "", Known.NOT_KNOWN.value) for name in ("covered", "needs_authorization"))
        if not cleaned.get("service") and (chosen or any(cleaned.get(name) not in (None, "") for name in typed)):
            self.add_error("service", "Choose the service of which this was said.")
        return cleaned


class _BenefitRows(forms.BaseFormSet):
    """Each service once."""

    def clean(self) -> None:
        """Refuse a service that stands in two rows."""
        seen: set[str] = set()
        for row in self.forms:
            service = row.cleaned_data.get("service") if row.is_valid() else ""
            if service and service in seen:
                row.add_error("service", "This service stands in another row already.")
            seen.add(service or "")


BenefitFormSet = forms.formset_factory(BenefitForm, formset=_BenefitRows, extra=3, max_num=len(Service), absolute_max=20)


def services_of(rows: Iterable[BenefitForm]) -> tuple[SaidOfService, ...]:
    """What was said of each service that was chosen."""
    return tuple(
        SaidOfService(
            service=Service(row.cleaned_data["service"]),
            covered=Known(row.cleaned_data["covered"] or Known.NOT_KNOWN),
            needs_authorization=Known(row.cleaned_data["needs_authorization"] or Known.NOT_KNOWN),
            copay=row.cleaned_data["copay"],
            coinsurance=row.cleaned_data["coinsurance"],
            limits=row.cleaned_data["limits"],
        )
        for row in rows
        if row.cleaned_data.get("service")
    )


class WithholdForm(forms.Form):
    """What the person paid themselves and wants kept from their plan."""

    watched = ()  # what is said here is the person’s own

    own_words = forms.CharField(
        label="What the person asks for, in their own words",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write down what the person asked for, as they said it."},
    )
    paid_on = forms.DateField(label="Paid in full on", widget=day_input())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_paid_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["paid_on"]
        if day > self.today:
            raise forms.ValidationError("This day lies ahead.")
        return day
