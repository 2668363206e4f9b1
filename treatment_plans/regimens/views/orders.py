"""Writing an order, reading it, signing it."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from care.accounts import confirming
from care.accounts.forms import ConfirmForm
from care.drafts.rules import Key
from treatment_plans.queries import medication_lines
from treatment_plans.regimens import operations
from treatment_plans.regimens.figures import figures_on
from treatment_plans.regimens.forms.fields import first_day
from treatment_plans.regimens.forms.orders import OrderForm
from treatment_plans.regimens.guarding import ReasonsMissing
from treatment_plans.regimens.presenters import (
    change_lines,
    condition_lines,
    facts,
    lowers,
    order_steps,
    purpose_lines,
    purpose_step,
    refusal_sentence,
    step_lines,
)
from treatment_plans.regimens.presenters.alerts import said_in
from treatment_plans.regimens.queries import active_orders, get_order, medicines, order_changes, purposes_of
from treatment_plans.regimens.rules import ORDER
from treatment_plans.regimens.rules.starting import Condition, usual_conditions
from treatment_plans.regimens.schedules import templates
from treatment_plans.regimens.views.alerts import safety_of
from treatment_plans.regimens.views.opening import ordering
from treatment_plans.regimens.views.scheduling import both_forms, is_kept, sheet
from treatment_plans.regimens.vocabulary import Frequency, OrderStep, Phase, Route
from treatment_plans.rules import can_step
from treatment_plans.views.opening import Opened


@ordering()
def new(opened: Opened) -> HttpResponse:
    """Write an order. It is read once more before it is signed."""
    key = Key("order", opened.person)
    make = partial(
        OrderForm,
        medicines=medicines(organisation_id=opened.permit.organisation_id),
        current=active_orders(permit=opened.permit),
        templates=templates(),
    )
    form, rows = both_forms(opened, key, partial(make, initial=first_day(opened.today)))
    if is_kept(opened, form):
        data = form.cleaned_data
        order = operations.write_order(
            permit=opened.permit,
            medication=data["medication"],
            preparation=data["preparation"],
            dose_amount=data["dose_amount"],
            route=Route(data["route"]),
            frequency=Frequency(data["frequency"]),
            phase=Phase(data["phase"]),
            pathway=data["pathway"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            instructions=data["instructions"],
            replaces=data["replaces"],
            steps=data["steps"],
            overlaps_until=data["overlaps_until"],
            conditions=_usual(opened, form),
            at=opened.at,
        )
        to = reverse("regimens:order", args=[opened.person, order.uuid])
        return opened.saved("order written, not signed", form=form, key=key, to=to)
    return sheet(opened, "regimens/new.html", form, rows, key)


def _usual(opened: Opened, form: OrderForm) -> tuple[Condition, ...]:
    """What must be so before the first dose, by the clinic's figures; nothing where the person takes this medicine already."""
    data = form.cleaned_data
    medicine = form.medicines[data["medication"]]
    if data["replaces"] in form.current and form.current[data["replaces"]].substance == medicine.substance:
        return ()
    settings = figures_on(opened.today, organisation_id=opened.permit.organisation_id)
    return usual_conditions(
        medicine.substance,
        is_depot=medicine.is_depot,
        pathway=data["pathway"],
        phase=Phase(data["phase"]),
        cows_floor=settings.whole("buprenorphine.cows_floor"),
        free_hours=settings.whole("buprenorphine.free_short_long_hours"),
        alcohol_hours=settings.whole("disulfiram.alcohol_hours"),
    )


@ordering(methods=("GET",))
def order(opened: Opened, order: UUID) -> HttpResponse:
    """One order, as it is read before it is signed, with who changed what."""
    return read_page(opened, order)


def read_page(opened: Opened, order: UUID, answer: ConfirmForm | None = None) -> HttpResponse:
    """The page of an order; `answer` is the proof that did not do."""
    row = get_order(permit=opened.permit, order=order)
    replaced = get_order(permit=opened.permit, order=row.replaces) if row.replaces else None
    may_sign = can_step(ORDER, row.status, OrderStep.SIGN)
    waits = row.verbal is not None and row.verbal.is_open
    may_cosign = waits and row.verbal is not None and row.verbal.prescriber_id == opened.permit.actor.user_id
    return opened.page(
        "regimens/order.html",
        order=row,
        replaced=replaced if replaced and replaced.is_current else None,
        may_sign=may_sign,
        confirm=confirming.ask(opened.request, form=answer) if may_sign or may_cosign else None,
        may_set_aside=can_step(ORDER, row.status, OrderStep.SET_ASIDE),
        steps=[*order_steps(row, person=opened.person, name=""), *purpose_step(row, person=opened.person)],
        facts=facts(row, today=opened.today),
        schedule=step_lines(row, today=opened.today),
        lowers=lowers(row, replaced),
        may_cosign=may_cosign,
        conditions=condition_lines(row, zone=opened.zone, today=opened.today),
        purposes=purpose_lines(order, purposes_of(permit=opened.permit), medication_lines(permit=opened.permit)),
        changes=change_lines(order_changes(permit=opened.permit, order=order), zone=opened.zone, today=opened.today),
        **safety_of(opened, row),
    )


@sensitive_post_parameters("answer", "credential")
@ordering(methods=("POST",))
def sign(opened: Opened, order: UUID) -> HttpResponse:
    """Put a draft in force, once the prescriber has proved again that it is they."""
    method, answer = confirming.confirmed_by(opened.request)
    if not method:
        return read_page(opened, order, answer)
    try:
        operations.sign_order(
            permit=opened.permit, order=order, said=said_in(opened.request.POST.dict()), at=opened.at, confirmed_by=method
        )
    except ReasonsMissing:
        return read_page(opened, order)
    except operations.AlreadyOrdered as other:
        link = reverse("regimens:order", args=[opened.person, other.order])
        return opened.refused(refusal_sentence(other), link=link, link_label="See the active order")
    row = get_order(permit=opened.permit, order=order)
    before = f", was {row.replaces_dose}" if row.replaces_dose else ""
    return opened.saved(f"{row.text} signed and in force{before}")


@ordering(methods=("POST",))
def set_aside(opened: Opened, order: UUID) -> HttpResponse:
    """Put a draft away."""
    operations.set_aside_order(permit=opened.permit, order=order, at=opened.at)
    return opened.saved("draft set aside, nothing was ordered")
