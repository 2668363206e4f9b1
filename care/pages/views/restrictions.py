"""What a person asked to be withheld, and from whom: the list, a new request, one request with its decision and its end."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.access import gate
from care.accounts.queries import partner_organisations
from care.accounts.rules import Work, check_work, may
from care.accounts.session import place_of
from care.actor import Action, Category
from care.consent import operations, queries
from care.consent.rules import BadRestriction, EndedBy, StepRefused
from care.lib.dates import local_date
from care.pages.presenters import restrictions as present
from care.pages.restriction_forms import AgreeForm, DeclineForm, EndRestrictionForm, RestrictionForm, WithdrawForm
from care.pages.views.chart import Chart, open_chart

TAB = "pages:consent"
HERE = "pages:restrictions"
AGREE = "agree"


def _chart(request: HttpRequest, uuid: UUID, *, action: Action = Action.READ) -> Chart:
    return open_chart(request, uuid, Category.SUD, here=TAB, action=action)


def _context(chart: Chart) -> dict[str, Any]:
    return chart.context() | {
        "parts": present.consent_parts(person=chart.person.uuid, current=HERE),
        "may_write": chart.may(Action.WRITE),
        "may_decide": chart.may(Action.WRITE) and may(chart.actor, Work.DECIDE_RESTRICTION),
    }


@require_safe
def restrictions(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What waits for a decision, what is kept from whom, and what no longer is."""
    chart = _chart(request, uuid)
    today = local_date(chart.at, chart.zone)
    rows = queries.restrictions_of(permit=chart.permit, at=chart.at)
    cards = [present.restriction_card(row, person=uuid, zone=chart.zone, today=today) for row in rows]
    context = _context(chart) | {
        "waiting": [card for card in cards if card.waits],
        "kept": [card for card in cards if card.counts and not card.waits],
        "over": [card for card in cards if not card.counts and not card.waits],
    }
    return render(request, "pages/restrictions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down what the person asks for."""
    chart = _chart(request, uuid, action=Action.WRITE)
    recipients = partner_organisations(besides=chart.permit.organisation_id)
    if request.method != "POST":
        form = RestrictionForm(initial=RestrictionForm.start(), recipients=recipients)
        return render(request, "pages/restriction_new.html", _context(chart) | {"form": form})
    form = RestrictionForm(request.POST, recipients=recipients)
    if form.is_valid():
        today = local_date(chart.at, place_of(request).organisation_zone)
        try:
            row = operations.ask_restriction(permit=chart.permit, terms=form.terms(), today=today, at=chart.at)
        except BadRestriction as refusal:
            fields = {"recipient": "whom", "requester": "whom"}
            form.add_error(fields.get(refusal.field, refusal.field), refusal.words)
        else:
            messages.success(request, f"{chart.person.display_name}: the request is written down and waits for a supervisor.")
            return redirect("pages:restriction", uuid=uuid, restriction=row.uuid)
    return render(request, "pages/restriction_new.html", _context(chart) | {"form": form}, status=422)


@require_safe
def restriction(request: HttpRequest, uuid: UUID, restriction: UUID) -> HttpResponse:
    """One request: what the person said, what it keeps of the consents in force, and what can be done with it."""
    return _page(request, _chart(request, uuid), restriction)


def _row(chart: Chart, restriction: UUID) -> queries.RestrictionRow:
    row = queries.get_restriction(permit=chart.permit, restriction=restriction, at=chart.at)
    if row is None:
        raise gate.NotFound("NOT_FOUND")
    return row


def _page(
    request: HttpRequest,
    chart: Chart,
    restriction: UUID,
    *,
    posted: Mapping[str, Form] | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page with its forms; `posted` is what was not taken, by its name, or `refused` says why nothing was changed."""
    row = _row(chart, restriction)
    today = local_date(chart.at, chart.zone)
    card = present.restriction_card(row, person=chart.person.uuid, zone=chart.zone, today=today)
    context = _context(chart)
    by_program = context["may_decide"] and card.may_program_end
    context |= {
        "card": card,
        "narrowed": present.narrowed(row, queries.consents_of(permit=chart.permit, at=chart.at)),
        "agree": AgreeForm(prefix="agree"),
        "decline": DeclineForm(prefix="decline", initial={"told_on": today}),
        "withdraw": WithdrawForm(prefix="withdraw"),
        "end": EndRestrictionForm(prefix="end", by_program=by_program),
        "refused": refused,
    }
    context |= posted or {}
    return render(request, "pages/restriction.html", context, status=status)


@require_POST
def decide(request: HttpRequest, uuid: UUID, restriction: UUID) -> HttpResponse:
    """The program agrees, or declines with its reason."""
    chart = _chart(request, uuid, action=Action.WRITE)
    check_work(chart.actor, Work.DECIDE_RESTRICTION)
    row = _row(chart, restriction)
    agrees = AGREE in request.POST
    form: Form = AgreeForm(request.POST, prefix="agree") if agrees else DeclineForm(request.POST, prefix="decline")
    name = "agree" if agrees else "decline"
    if not form.is_valid():
        return _page(request, chart, restriction, posted={name: form}, status=422)
    try:
        operations.decide_restriction(
            permit=chart.permit,
            restriction=restriction,
            agree=agrees,
            reason=form.cleaned_data["reason"],
            told_on=form.cleaned_data.get("told_on"),
            today=local_date(chart.at, chart.zone),
            at=chart.at,
        )
    except operations.NotTold:
        form.add_error("told_on", "The person is told first, today or before.")
        return _page(request, chart, restriction, posted={name: form}, status=422)
    except StepRefused as refusal:
        return _page(request, chart, restriction, refused=refusal.words, status=409)
    said = f"it is kept from {present.whom(row)}" if agrees else "the request is declined"
    messages.success(request, f"{chart.person.display_name}: {said}.")
    return redirect("pages:restriction", uuid=uuid, restriction=restriction)


@require_POST
def withdraw(request: HttpRequest, uuid: UUID, restriction: UUID) -> HttpResponse:
    """The person no longer asks for it."""
    chart = _chart(request, uuid, action=Action.WRITE)
    _row(chart, restriction)
    form = WithdrawForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        return _page(request, chart, restriction, posted={"withdraw": form}, status=422)
    try:
        operations.withdraw_restriction(
            permit=chart.permit, restriction=restriction, reason=form.cleaned_data["reason"], at=chart.at
        )
    except StepRefused as refusal:
        return _page(request, chart, restriction, refused=refusal.words, status=409)
    messages.success(request, f"{chart.person.display_name}: the request is withdrawn.")
    return redirect(HERE, uuid=uuid)


@require_POST
def end(request: HttpRequest, uuid: UUID, restriction: UUID) -> HttpResponse:
    """End what was agreed: for the person at once, for the program with notice."""
    chart = _chart(request, uuid, action=Action.WRITE)
    row = _row(chart, restriction)
    form = EndRestrictionForm(request.POST, prefix="end", by_program=may(chart.actor, Work.DECIDE_RESTRICTION))
    if not form.is_valid():
        return _page(request, chart, restriction, posted={"end": form}, status=422)
    by = EndedBy(form.cleaned_data["by"])
    try:
        operations.end_restriction(
            permit=chart.permit,
            restriction=restriction,
            by=by,
            reason=form.cleaned_data["reason"],
            told_on=form.cleaned_data.get("told_on"),
            today=local_date(chart.at, chart.zone),
            at=chart.at,
        )
    except operations.NotTold:
        form.add_error("told_on", "The person is told first, today or before.")
        return _page(request, chart, restriction, posted={"end": form}, status=422)
    except StepRefused as refusal:
        return _page(request, chart, restriction, refused=refusal.words, status=409)
    said = "is no longer kept from" if by is EndedBy.PERSON else "is kept until the notice has run out, then no longer, from"
    messages.success(request, f"{chart.person.display_name}: it {said} {present.whom(row)}.")
    return redirect(HERE, uuid=uuid)
