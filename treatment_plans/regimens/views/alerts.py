"""Safety alerts beside an order: while it is written, a second prescriber's word, a naloxone kit in one click."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from care.access import gate
from care.actor import Action, Category, Permit, Purpose
from treatment_plans.regimens import operations
from treatment_plans.regimens.alert_words import SecondAnswer
from treatment_plans.regimens.forms.alerts import AnswerSecondForm, AskSecondForm, being_written, steps_being_written
from treatment_plans.regimens.guarding import OPINION_HOLDS, alerts_for, alerts_of
from treatment_plans.regimens.presenters.alerts import agreed_rules, alert_panel, firing_lines, said_in
from treatment_plans.regimens.queries import OrderRow, draft_orders, get_order
from treatment_plans.regimens.queries.alerts import firings_of, opinions_of
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.views.opening import ordering, told_today
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus, Phase, Route
from treatment_plans.views.opening import Opened

KIT, KIT_MADE_AS, KIT_AMOUNT = "naloxone", "naloxone-nasal-spray-4", Decimal(4)


def safety_of(opened: Opened, row: OrderRow) -> dict[str, Any]:
    """What the page of an order shows of the rules: what they say now of a draft or a held order, and what they said before."""
    alerts = None
    if row.status in (OrderStatus.DRAFT, OrderStatus.ON_HOLD):
        found = alerts_of(permit=opened.permit, order=row.uuid, at=opened.at)
        typed = opened.request.POST.dict()
        open_ones = said_in(typed).missing(alert for alert in found if alert.severity is Severity.OVR) if opened.is_post else ()
        alerts = alert_panel(
            found, person=opened.person, typed=typed, missing={alert.rule for alert in open_ones}, told=told_today(opened)
        )
    opinions = opinions_of(permit=opened.permit, order=row.uuid)
    agreed = agreed_rules(opinions, since=opened.at - OPINION_HOLDS)
    is_draft = row.status is OrderStatus.DRAFT
    return {
        "alerts": alerts,
        "alerts_about": "before it is signed" if is_draft else "before it is resumed",
        "alerts_form": "sign" if is_draft else "again",
        "opinions": opinions,
        "is_asked": any(one.answered_at is None for one in opinions),
        "is_agreed": alerts is not None and {card.rule for card in alerts.seconds} <= agreed,
        "firings": firing_lines(firings_of(permit=opened.permit, order=row.uuid), zone=opened.zone, today=opened.today),
    }


@ordering(methods=("POST",))
def live(opened: Opened) -> HttpResponse:
    """What the rules say of the order that is being written; a part of its page."""
    typed = opened.request.POST.dict()
    draft = being_written(typed, permit=opened.permit, today=opened.today, at=opened.at)
    steps = steps_being_written(opened.request.POST, draft) if draft else []
    alerts = alerts_for(permit=opened.permit, draft=draft, steps=steps, at=opened.at) if draft else []
    panel = alert_panel(alerts, person=opened.person, told=told_today(opened), asks=False)
    return render(opened.request, "regimens/_live.html", {"alerts": panel, "is_readable": draft is not None})


@ordering(methods=("POST",))
def kit(opened: Opened) -> HttpResponse:
    """Write the order of a naloxone kit, or go to the one that waits for its signature."""
    waiting = next((order for order in draft_orders(permit=opened.permit) if order.medication_code == KIT), None)
    if waiting is None:
        order = operations.write_order(
            permit=opened.permit,
            medication=KIT,
            preparation=KIT_MADE_AS,
            dose_amount=KIT_AMOUNT,
            route=Route.INTRANASAL,
            frequency=Frequency.AS_NEEDED,
            phase=Phase.MAINTENANCE,
            starts_on=opened.today,
            instructions="For an overdose: one spray, call 911, a second spray after 2 to 3 minutes.",
            at=opened.at,
        )
        return opened.saved("naloxone kit written, not signed", to=reverse("regimens:order", args=[opened.person, order.uuid]))
    return redirect("regimens:order", opened.person, waiting.uuid)


@ordering()
def ask_second(opened: Opened, order: UUID) -> HttpResponse:
    """Ask a second prescriber."""
    row = get_order(permit=opened.permit, order=order)
    form = AskSecondForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        operations.ask_second(
            permit=opened.permit,
            to_write=_to_write(opened),
            order=order,
            question=form.cleaned_data["question"],
            at=opened.at,
        )
        to = reverse("regimens:order", args=[opened.person, order])
        return opened.saved("a second prescriber is asked", form=form, to=to)
    panel = alert_panel(alerts_of(permit=opened.permit, order=order, at=opened.at), person=opened.person, asks=False)
    return opened.page("regimens/ask_second.html", form, order=row, alerts=panel)


@ordering()
def answer_second(opened: Opened, order: UUID) -> HttpResponse:
    """Answer as the second prescriber."""
    row = get_order(permit=opened.permit, order=order)
    opinion = next((one for one in opinions_of(permit=opened.permit, order=order) if one.answered_at is None), None)
    if opinion is None:
        raise operations.NobodyAsked
    form = AnswerSecondForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        answer = SecondAnswer(form.cleaned_data["answer"])
        operations.answer_second(
            permit=opened.permit,
            to_write=_to_write(opened),
            order=order,
            answer=answer,
            words=form.cleaned_data["words"],
            at=opened.at,
        )
        to = reverse("regimens:order", args=[opened.person, order])
        return opened.saved(f"second prescriber: {answer.label}", form=form, to=to)
    panel = alert_panel(alerts_of(permit=opened.permit, order=order, at=opened.at), person=opened.person, asks=False)
    return opened.page("regimens/answer_second.html", form, order=row, alerts=panel, opinion=opinion)


def _to_write(opened: Opened) -> Permit:
    """A permit to write in the record, for a task."""
    return gate.require(
        actor=opened.permit.actor,
        patient_id=opened.permit.patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.TREAT,
        at=opened.at,
    )
