"""Verbal orders: a nurse takes one down; the prescriber co-signs it, or says that it was not so."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from care.access import gate
from care.accounts import confirming
from care.accounts.rules import Work, check_work
from care.actor import Action, Category, Permit, Purpose
from care.drafts.rules import Key
from treatment_plans.regimens import operations
from treatment_plans.regimens.forms.alerts import being_written
from treatment_plans.regimens.forms.fields import first_day
from treatment_plans.regimens.forms.verbal import NotSoForm, VerbalForm
from treatment_plans.regimens.guarding import ReasonsMissing, alerts_for
from treatment_plans.regimens.presenters import REFUSALS, refusal_sentence
from treatment_plans.regimens.presenters.alerts import REASON, AlertPanel, alert_panel, said_in
from treatment_plans.regimens.queries import active_orders, get_order, medicines
from treatment_plans.regimens.queries.verbal import prescribers_of
from treatment_plans.regimens.views.opening import ordering, told_today
from treatment_plans.regimens.views.orders import read_page
from treatment_plans.regimens.vocabulary import Frequency, Phase, Route
from treatment_plans.views.opening import Opened, record_view


@record_view(action=Action.WRITE, part="pages:medication", refusals=REFUSALS, sentence=refusal_sentence)
def take_down(opened: Opened) -> HttpResponse:
    """Take down what a prescriber says; read back, it is in force at once. Where a safety rule asks for a reason, the form comes
    back with what the rules say, and the nurse writes down the prescriber's.
    """
    check_work(opened.permit.actor, Work.TAKE_VERBAL_ORDERS)
    key = Key("verbal", opened.person)
    form = VerbalForm(
        opened.request.POST or None,
        medicines=medicines(organisation_id=opened.permit.organisation_id),
        current=active_orders(permit=opened.permit),
        prescribers=prescribers_of(permit=opened.permit),
        initial=first_day(opened.today),
    )
    alerts = None
    if opened.is_post and form.is_valid():
        try:
            return _taken(opened, form, key)
        except ReasonsMissing as missing:
            alerts = _alerts(opened, missing)
    return opened.page("regimens/verbal.html", form, key=key, alerts=alerts)


def _taken(opened: Opened, form: VerbalForm, key: Key) -> HttpResponse:
    data = form.cleaned_data
    order = operations.take_verbal_order(
        permit=opened.permit,
        prescriber=data["prescriber"],
        read_back=data["read_back"],
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
        said=said_in(opened.request.POST.dict()),
        at=opened.at,
    )
    text = get_order(permit=opened.permit, order=order.uuid).text
    return opened.saved(f"{text} taken down and in force; the prescriber is asked to sign", form=form, key=key)


def _alerts(opened: Opened, missing: ReasonsMissing) -> AlertPanel:
    """All that the rules say of what was taken down, and of which rules the prescriber's reason is not whole."""
    typed = opened.request.POST.dict()
    draft = being_written(typed, permit=opened.permit, today=opened.today, at=opened.at)
    found = (
        {alert.rule: alert for alert in alerts_for(permit=opened.permit, draft=draft, steps=(), at=opened.at)} if draft else {}
    )
    found |= {alert.rule: alert for alert in missing.alerts}
    is_again = any(name.startswith(REASON) for name in typed)
    return alert_panel(
        sorted(found.values(), key=lambda alert: alert.severity.rank),
        person=opened.person,
        typed=typed,
        missing={alert.rule for alert in missing.alerts} if is_again else (),
        told=told_today(opened),
    )


def _to_write(opened: Opened) -> Permit:
    """A permit to write beside that to order: the answer also ends the task that asked for it."""
    return gate.require(
        actor=opened.permit.actor,
        patient_id=opened.permit.patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.TREAT,
        at=opened.at,
    )


@sensitive_post_parameters("answer", "credential")
@ordering(methods=("POST",))
def cosign(opened: Opened, order: UUID) -> HttpResponse:
    """The prescriber puts their name to what was taken down, once they have proved again that it is they."""
    method, answer = confirming.confirmed_by(opened.request)
    if not method:
        return read_page(opened, order, answer)
    operations.cosign_order(permit=_to_write(opened), order=order, at=opened.at, confirmed_by=method)
    return opened.saved(f"{get_order(permit=opened.permit, order=order).text} co-signed")


@ordering()
def not_so(opened: Opened, order: UUID) -> HttpResponse:
    """The prescriber says that it was not so: it stops."""
    row = get_order(permit=opened.permit, order=order)
    if row.verbal is None or not row.verbal.is_open:
        raise operations.NoVerbalOrder
    form = NotSoForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        operations.deny_order(permit=_to_write(opened), order=order, words=form.cleaned_data["words"], at=opened.at)
        to = reverse("pages:medication", args=[opened.person])
        return opened.saved(f"{row.text} was not ordered so, and is stopped", form=form, to=to)
    return opened.page("regimens/not_so.html", form, order=row)
