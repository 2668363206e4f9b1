"""Forms about safety alerts: asking a second prescriber, answering, the draft that is being written."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from care.actor import Permit
from treatment_plans.regimens import rules
from treatment_plans.regimens.alert_words import SecondAnswer
from treatment_plans.regimens.forms.schedules import PREFIX, StepFormSet, steps_of
from treatment_plans.regimens.models import DoseStep, Medication, MedicationOrder, Preparation
from treatment_plans.regimens.queries import orders_of
from treatment_plans.regimens.vocabulary import Frequency, Pathway, Route


class AskSecondForm(forms.Form):
    """What the second prescriber should know."""

    question = forms.CharField(label="What should they look at?", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class AnswerSecondForm(forms.Form):
    """The second prescriber's answer."""

    answer = forms.ChoiceField(
        label="May it be signed?", choices=[(one.value, one.label) for one in SecondAnswer], widget=forms.RadioSelect
    )
    words = forms.CharField(label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


def being_written(typed: dict[str, str], *, permit: Permit, today: date, at: datetime) -> MedicationOrder | None:
    """The order of a form that is not sent yet, as far as it says one; nothing of it is kept.

    `order` names the order whose dose is changed. None while medicine or dose are missing or cannot be read.
    """
    amount = _amount(typed.get("dose_amount", "") or typed.get(f"{PREFIX}-0-amounts", "").split("+")[0])
    before = _order(permit, typed.get("order") or typed.get("replaces") or "")
    if typed.get("order") and before is not None:
        medicine: Medication | None = before.medication
    else:
        medicine = Medication.objects.filter(code=typed.get("medication", ""), is_offered=True).first()
    if medicine is None or amount is None:
        return None
    made = Preparation.objects.filter(code=typed.get("preparation", ""), medication=medicine).first()
    route = typed.get("route", "")
    frequency = typed.get("frequency", "")
    pathway = typed.get("pathway", "")
    return MedicationOrder(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        medication=medicine,
        preparation=made or (before.preparation if typed.get("order") and before else None),
        substance=medicine.substance,
        dose_amount=amount,
        dose_unit=medicine.unit,
        route=route if route in Route.values() else before.route if before and typed.get("order") else medicine.routes[0],
        frequency=frequency if frequency in Frequency.values() else medicine.usual_frequency,
        pathway=pathway if pathway in Pathway.values() else Pathway.STANDARD.value,
        starts_on=_day(typed.get("starts_on", "")) or today,
        ordered_at=at,
        replaces=before,
    )


def steps_being_written(typed: QueryDict, draft: MedicationOrder) -> list[DoseStep]:
    """The schedule of a form that is not sent yet; none while it cannot be read or makes none."""
    rows = StepFormSet(typed, prefix=PREFIX)
    if f"{PREFIX}-TOTAL_FORMS" not in typed or not rows.is_valid():
        return []
    try:
        arranged = rules.arranged(
            steps_of(rows), starts_on=draft.starts_on, ends_on=draft.ends_on, frequency=Frequency(draft.frequency)
        )
    except (rules.NoSchedule, rules.NoDose):
        return []
    return [
        DoseStep(position=number, starts_on=one.starts_on, ends_on=one.ends_on, amounts=list(one.amounts))
        for number, one in enumerate(arranged, start=1)
    ]


def _order(permit: Permit, number: str) -> MedicationOrder | None:
    try:
        uuid = UUID(number)
    except ValueError:
        return None
    rows: Any = orders_of(permit).filter(uuid=uuid).select_related("medication", "preparation")
    found: MedicationOrder | None = rows.first()
    return found


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 < amount < 1_000_000 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
