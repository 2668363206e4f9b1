"""Writing an order, reading it, signing it."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from care.drafts.rules import Key
from treatment_plans.queries import medication_lines
from treatment_plans.regimens import operations
from treatment_plans.regimens.forms.fields import first_day
from treatment_plans.regimens.forms.orders import OrderForm
from treatment_plans.regimens.presenters import (
    change_lines,
    facts,
    order_steps,
    purpose_lines,
    purpose_step,
    refusal_sentence,
)
from treatment_plans.regimens.queries import active_orders, get_order, medicines, order_changes, purposes_of
from treatment_plans.regimens.rules import ORDER
from treatment_plans.regimens.views.opening import ordering
from treatment_plans.regimens.vocabulary import Frequency, OrderStep, Phase, Route
from treatment_plans.rules import can_step
from treatment_plans.views.opening import Opened


@ordering()
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


@ordering(methods=("GET",))
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


@ordering(methods=("POST",))
def sign(opened: Opened, order: UUID) -> HttpResponse:
    """Put a draft in force."""
    try:
        operations.sign_order(permit=opened.permit, order=order, at=opened.at)
    except operations.AlreadyOrdered as other:
        link = reverse("regimens:order", args=[opened.person, other.order])
        return opened.refused(refusal_sentence(other), link=link, link_label="See the active order")
    return opened.saved(f"{get_order(permit=opened.permit, order=order).text} signed and in force")


@ordering(methods=("POST",))
def set_aside(opened: Opened, order: UUID) -> HttpResponse:
    """Put a draft away."""
    operations.set_aside_order(permit=opened.permit, order=order, at=opened.at)
    return opened.saved("draft set aside, nothing was ordered")
