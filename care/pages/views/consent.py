"""Consents of one person: what was allowed to whom, a new one with its preview, taking one back, and who received what."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.access import gate
from care.access.queries import disclosures_of
from care.accounts.queries import partner_organisations
from care.accounts.session import place_of
from care.actor import Action, Category
from care.consent import operations, queries
from care.consent.rules import BadTerms, How, Signer
from care.consent.wording import wording
from care.lib.dates import local_date
from care.pages.consent_forms import ConsentForm, RevokeForm
from care.pages.presenters import consent as present
from care.pages.presenters.restrictions import consent_parts
from care.pages.views.chart import Chart, open_chart
from care.teams.queries import team_of
from treatment_plans.queries import plans_in_hand
from treatment_plans.regimens.queries import active_orders

HERE = "pages:consent"
PREVIEW = "preview"


@require_safe
def consents(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Consents in force, those that have ended, and who received what."""
    return _list(request, open_chart(request, uuid, Category.SUD, here=HERE))


def _list(request: HttpRequest, chart: Chart, refused: UUID | None = None) -> HttpResponse:
    today = local_date(chart.at, chart.zone)
    programme_zone = place_of(request).organisation_zone
    rows = queries.consents_of(permit=chart.permit, at=chart.at)
    cards = [present.consent_card(row, zone=chart.zone, programme_zone=programme_zone, today=today) for row in rows]
    received = disclosures_of(permit=chart.permit)
    context = chart.context() | {
        "in_force": [card for card in cards if card.in_force],
        "ended": [card for card in cards if not card.in_force],
        "received": [present.received_line(row, zone=chart.zone, today=today) for row in received],
        "may_write": chart.may(Action.WRITE),
        "reason": RevokeForm(),
        "parts": consent_parts(person=chart.person.uuid, current=HERE),
        "refused": refused,
    }
    return render(request, "pages/consent.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A new consent: the terms, what they would share of the real record, the words to read, and the signature."""
    chart = open_chart(request, uuid, Category.SUD, here=HERE, action=Action.WRITE)
    zone = place_of(request).organisation_zone
    recipients = partner_organisations(besides=chart.permit.organisation_id)
    given: dict[str, Any] = {"recipients": recipients, "at": chart.at, "zone": zone}
    if request.method != "POST":
        start = ConsentForm.start(at=chart.at, zone=zone, language=chart.person.language.value)
        return _form(request, chart, ConsentForm(initial=start, **given), 200)
    form = ConsentForm(request.POST, **given)
    if PREVIEW in request.POST:
        return _form(request, chart, ConsentForm(initial=_typed(request), **given), 200)
    if form.is_valid() and _give(chart, form):
        name = form.recipients[form.cleaned_data["recipient"]].name
        messages.success(request, f"{chart.person.display_name}: consent for {name} is in force.")
        return redirect(HERE, uuid=uuid)
    return _form(request, chart, form, 422)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed so far, as the start of the same form: a preview finds no fault with what is not filled in yet."""
    many = {"categories", "purposes"}
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in ConsentForm.base_fields if name not in many}
    return typed | {name: request.POST.getlist(name) for name in many}


def _give(chart: Chart, form: ConsentForm) -> bool:
    try:
        operations.give_consent(
            permit=chart.permit,
            recipient_id=form.recipient_id(),
            terms=form.terms(),
            wording=wording(language=form.cleaned_data["language"]),
            how=How(form.cleaned_data["how"]),
            signer=Signer(form.cleaned_data["signer"]),
            signature=form.cleaned_data["signature"],
            signed_at=form.signed_at(),
            at=chart.at,
        )
    except BadTerms as refusal:
        fields = {"expires_at": "expires_on", "signed_at": "signed_on", "what": "categories"}
        form.add_error(fields.get(refusal.field, refusal.field), refusal.words)
    except operations.NotARecipient:
        form.add_error("recipient", "This organization can no longer receive anything.")
    except operations.AlreadyGiven:
        form.add_error(None, "The very same consent is in force already.")
    else:
        return True
    return False


def _form(request: HttpRequest, chart: Chart, form: ConsentForm, status: int) -> HttpResponse:
    permit = chart.permit
    language = form["language"].value() or "en"
    share = present.share(
        person=chart.person,
        plan=plans_in_hand(permit=permit).active,
        orders=active_orders(permit=permit),
        team=team_of(permit=permit),
        chosen=form.chosen(),
    )
    chosen = form.recipients.get(str(form["recipient"].value()))
    context = chart.context() | {
        "form": form,
        "share": share,
        "recipient": chosen.name if chosen else "",
        "wording": wording(language=str(language)),
    }
    return render(request, "pages/consent_new.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, uuid: UUID, consent: UUID) -> HttpResponse:
    """Take a consent back, with the reason. It counts from the partner's next request on."""
    chart = open_chart(request, uuid, Category.SUD, here=HERE, action=Action.WRITE)
    row = queries.get_consent(permit=chart.permit, consent=consent, at=chart.at)
    if row is None:
        raise gate.NotFound("NOT_FOUND")
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _list(request, chart, refused=consent)
    try:
        operations.revoke_consent(permit=chart.permit, consent=consent, reason=form.cleaned_data["reason"], at=chart.at)
    except operations.AlreadyRevoked:
        messages.info(request, f"{chart.person.display_name}: consent for {row.recipient} was taken back before.")
    else:
        others = queries.consents_of(permit=chart.permit, at=chart.at)
        still = any(other.in_force and other.recipient_id == row.recipient_id for other in others)
        more = f" Another one for {row.recipient} is still in force." if still else ""
        messages.success(request, f"{chart.person.display_name}: consent for {row.recipient} is taken back.{more}")
    return redirect(HERE, uuid=uuid)
