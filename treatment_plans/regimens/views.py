"""Forms about a person's medication, for a prescriber of the care team.

No safety rule is checked here yet; every page on which a dose is decided says so.
"""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from care.actor import Action
from care.drafts.rules import Key
from treatment_plans.queries import medication_lines
from treatment_plans.regimens import operations
from treatment_plans.regimens.forms import DoseForm, HoldForm, OrderForm, PurposeForm, StopForm, first_day
from treatment_plans.regimens.presenters import (
    REFUSALS,
    change_lines,
    facts,
    order_steps,
    purpose_lines,
    purpose_step,
    refusal_sentence,
)
from treatment_plans.regimens.queries import active_orders, get_order, medicines, order_changes, purposes_of
from treatment_plans.regimens.rules import CURRENT, ORDER
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus, OrderStep, Phase, Route
from treatment_plans.rules import can_step, next_status
from treatment_plans.views.opening import Opened, View, record_view


def _ordering(*, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    return record_view(
        action=Action.ORDER, part="pages:medication", refusals=REFUSALS, sentence=refusal_sentence, methods=methods
    )


@_ordering()
def new(opened: Opened) -> HttpResponse:
    """Write an order. It is read once more before it is signed."""
    key = Key("order", opened.person)
    form = OrderForm(
        opened.request.POST or None,
        medicines=medicines(),
        current=active_orders(permit=opened.permit),
        initial=first_day(opened.today),
    )
    if opened.is_post and form.is_valid():
        data = form.cleaned_data
        order = operations.write_order(
            permit=opened.permit,
            medication=data["medication"],
            preparation=data["preparation"],
            dose_amount=data["dose_amount"],
            route=Route(data["route"]),
            frequency=Frequency(data["frequency"]),
            phase=Phase(data["phase"]),
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            instructions=data["instructions"],
            replaces=data["replaces"],
            at=opened.at,
        )
        to = reverse("regimens:order", args=[opened.person, order.uuid])
        return opened.saved("order written, not signed", form=form, key=key, to=to)
    return opened.page("regimens/new.html", form, key=key)


@_ordering(methods=("GET",))
def order(opened: Opened, order: UUID) -> HttpResponse:
    """One order, as it is read before it is signed, with who changed what."""
    row = get_order(permit=opened.permit, order=order)
    replaced = get_order(permit=opened.permit, order=row.replaces) if row.replaces else None
    return opened.page(
        "regimens/order.html",
        order=row,
        replaced=replaced if replaced and replaced.is_current else None,
        may_sign=can_step(ORDER, row.status, OrderStep.SIGN),
        may_set_aside=can_step(ORDER, row.status, OrderStep.SET_ASIDE),
        steps=[*order_steps(row, person=opened.person, name=""), *purpose_step(row, person=opened.person)],
        facts=facts(row, today=opened.today),
        purposes=purpose_lines(order, purposes_of(permit=opened.permit), medication_lines(permit=opened.permit)),
        changes=change_lines(order_changes(permit=opened.permit, order=order), zone=opened.zone, today=opened.today),
    )


@_ordering(methods=("POST",))
def sign(opened: Opened, order: UUID) -> HttpResponse:
    """Put a draft in force."""
    try:
        operations.sign_order(permit=opened.permit, order=order, at=opened.at)
    except operations.AlreadyOrdered as other:
        link = reverse("regimens:order", args=[opened.person, other.order])
        return opened.refused(refusal_sentence(other), link=link, link_label="See the active order")
    return opened.saved(f"{get_order(permit=opened.permit, order=order).text} signed and in force")


@_ordering(methods=("POST",))
def set_aside(opened: Opened, order: UUID) -> HttpResponse:
    """Put a draft away."""
    operations.set_aside_order(permit=opened.permit, order=order, at=opened.at)
    return opened.saved("draft set aside, nothing was ordered")


@_ordering()
def dose(opened: Opened, order: UUID) -> HttpResponse:
    """Change the dose: a new order, signed at once, takes the place of the old one."""
    row = get_order(permit=opened.permit, order=order)
    if row.status not in CURRENT:
        raise operations.NotReplaceable
    key = Key("order", opened.person, order)
    medicine = next((medicine for medicine in medicines() if medicine.code == row.medication_code), None)
    initial = first_day(opened.today) | {
        "frequency": row.frequency.value,
        "phase": row.phase.value,
        "preparation": row.preparation_code,
        "instructions": row.instructions,
    }
    form = DoseForm(opened.request.POST or None, order=row, medicine=medicine, initial=initial)
    if opened.is_post and form.is_valid():
        data = form.cleaned_data
        new_order = operations.change_dose(
            permit=opened.permit,
            order=order,
            dose_amount=data["dose_amount"],
            frequency=Frequency(data["frequency"]),
            phase=Phase(data["phase"]),
            preparation=data["preparation"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            instructions=data["instructions"],
            note=data["note"],
            at=opened.at,
        )
        text = get_order(permit=opened.permit, order=new_order.uuid).text
        return opened.saved(f"{text} signed, was {row.dose} {row.frequency.label}", form=form, key=key)
    return opened.page("regimens/dose.html", form, key=key, order=row, facts=facts(row, today=opened.today))


@_ordering()
def hold(opened: Opened, order: UUID) -> HttpResponse:
    """Pause an order."""
    row = get_order(permit=opened.permit, order=order)
    next_status(ORDER, row.status, OrderStep.HOLD)
    form = HoldForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        operations.hold_order(permit=opened.permit, order=order, reason=form.cleaned_data["reason"], at=opened.at)
        return opened.saved(f"{row.text} on hold", form=form)
    return opened.page("regimens/hold.html", form, order=row)


@_ordering(methods=("POST",))
def resume(opened: Opened, order: UUID) -> HttpResponse:
    """Put a held order in force again."""
    operations.resume_order(permit=opened.permit, order=order, at=opened.at)
    return opened.saved(f"{get_order(permit=opened.permit, order=order).text} in force again")


@_ordering(methods=("POST",))
def complete(opened: Opened, order: UUID) -> HttpResponse:
    """The planned course is finished."""
    operations.complete_order(permit=opened.permit, order=order, at=opened.at)
    return opened.saved(f"{get_order(permit=opened.permit, order=order).text} completed")


@_ordering()
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


@record_view(action=Action.WRITE, part="pages:medication", refusals=REFUSALS, sentence=refusal_sentence)
def purposes(opened: Opened, order: UUID) -> HttpResponse:
    """For what in the plan an order stands: for whoever of the care team writes the plan."""
    row = get_order(permit=opened.permit, order=order)
    if not row.is_current and row.status is not OrderStatus.DRAFT:
        raise operations.OrderHasEnded
    lines = medication_lines(permit=opened.permit)
    named = {one.intervention for one in purposes_of(permit=opened.permit) if one.order == order}
    chosen = [str(line.root) for line in lines if line.root in named]
    form = PurposeForm(opened.request.POST or None, lines=lines, initial={"interventions": chosen, "seen": " ".join(chosen)})
    if opened.is_post and form.is_valid():
        operations.say_purposes(
            permit=opened.permit, order=order, interventions=form.chosen(), seen=form.cleaned_data["seen"], at=opened.at
        )
        return opened.saved(f"what {row.text} is for, saved")
    return opened.page("regimens/purposes.html", form, order=row, lines=lines)
