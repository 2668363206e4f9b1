"""Changing an order in force."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from care.drafts.rules import Key
from treatment_plans.regimens import operations
from treatment_plans.regimens.forms.changes import DoseForm, HoldForm, StopForm
from treatment_plans.regimens.forms.fields import first_day
from treatment_plans.regimens.presenters import (
    facts,
)
from treatment_plans.regimens.presenters.alerts import said_in
from treatment_plans.regimens.queries import get_order, medicines
from treatment_plans.regimens.rules import CURRENT, ORDER
from treatment_plans.regimens.schedules import templates
from treatment_plans.regimens.views.opening import ordering
from treatment_plans.regimens.views.scheduling import both_forms, is_kept, sheet
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStep, Phase
from treatment_plans.rules import next_status
from treatment_plans.views.opening import Opened


@ordering()
def dose(opened: Opened, order: UUID) -> HttpResponse:
    """Change the dose: the draft of a new order that takes the place of this one when it is signed."""
    row = get_order(permit=opened.permit, order=order)
    if row.status not in CURRENT:
        raise operations.NotReplaceable
    key = Key("order", opened.person, order)
    initial = first_day(opened.today) | {
        "frequency": row.frequency.value,
        "phase": row.phase.value,
        "preparation": row.preparation_code,
        "instructions": row.instructions,
    }
    medicine = next((medicine for medicine in medicines() if medicine.code == row.medication_code), None)
    make = partial(DoseForm, order=row, medicine=medicine, templates=templates())
    form, rows = both_forms(opened, key, partial(make, initial=initial))
    if is_kept(opened, form):
        data = form.cleaned_data
        new = operations.write_order(
            permit=opened.permit,
            medication=row.medication_code,
            preparation=data["preparation"],
            dose_amount=data["dose_amount"],
            route=row.route,
            frequency=Frequency(data["frequency"]),
            phase=Phase(data["phase"]),
            pathway=row.pathway,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            instructions=data["instructions"],
            replaces=order,
            change_reason=data["change_reason"],
            steps=data["steps"],
            at=opened.at,
        )
        to = reverse("regimens:order", args=[opened.person, new.uuid])
        return opened.saved("change written, not signed", form=form, key=key, to=to)
    return sheet(opened, "regimens/dose.html", form, rows, key, order=row, facts=facts(row, today=opened.today))


@ordering()
def hold(opened: Opened, order: UUID) -> HttpResponse:
    """Pause an order."""
    row = get_order(permit=opened.permit, order=order)
    next_status(ORDER, row.status, OrderStep.HOLD)
    form = HoldForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        operations.hold_order(permit=opened.permit, order=order, reason=form.cleaned_data["reason"], at=opened.at)
        return opened.saved(f"{row.text} on hold", form=form)
    return opened.page("regimens/hold.html", form, order=row)


@ordering(methods=("POST",))
def resume(opened: Opened, order: UUID) -> HttpResponse:
    """Put a held order in force again."""
    operations.resume_order(permit=opened.permit, order=order, said=said_in(opened.request.POST.dict()), at=opened.at)
    return opened.saved(f"{get_order(permit=opened.permit, order=order).text} in force again")


@ordering(methods=("POST",))
def complete(opened: Opened, order: UUID) -> HttpResponse:
    """The planned course is finished."""
    operations.complete_order(permit=opened.permit, order=order, at=opened.at)
    return opened.saved(f"{get_order(permit=opened.permit, order=order).text} completed")


@ordering()
def stop(opened: Opened, order: UUID) -> HttpResponse:
    """End an order with a reason."""
    row = get_order(permit=opened.permit, order=order)
    next_status(ORDER, row.status, OrderStep.STOP)
    form = StopForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        reason = EndReason(form.cleaned_data["reason"])
        operations.stop_order(permit=opened.permit, order=order, reason=reason, note=form.cleaned_data["note"], at=opened.at)
        return opened.saved(f"{row.text} stopped", form=form)
    return opened.page("regimens/stop.html", form, order=row)
