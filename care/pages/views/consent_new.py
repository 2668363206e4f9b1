"""A new consent: which kind, its terms with what they would share of the real record, and the signature, here or by a link."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from care.access import gate
from care.accounts.queries import partner_organisations
from care.accounts.session import place_of
from care.actor import Action, Category, Requester
from care.consent import operations, queries
from care.consent.queries import ConsentRow
from care.consent.rules import BadPaper, BadTerms, Kind, MayNotSign, Signers
from care.consent.wording import wording
from care.pages.consent_forms import OTHER, SignForm, TermsForm
from care.pages.presenters import consent as present
from care.pages.presenters import preview
from care.pages.signing.deliveries import link_address
from care.pages.signing.operations import AlreadyAsked, send_consent_link
from care.pages.views.chart import Chart, open_chart
from care.pages.views.consent import HERE, ONE, open_consent
from care.pages.views.representatives import person_of
from care.reminders.queries import channels_of
from care.teams.queries import team_of
from patients.queries import conditions_of, get_supporter
from treatment_plans.queries import plans_in_hand
from treatment_plans.regimens.queries import active_orders

PREVIEW = "preview"
FIELDS = {"expires_at": "expires_on", "what": "categories"}


@require_safe
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The eight kinds, each of which stands on a paper of its own."""
    chart = open_chart(request, uuid, Category.SUD, here=HERE, action=Action.WRITE)
    rows = queries.consents_of(permit=chart.permit, at=chart.at)
    return render(request, "pages/consent_new.html", chart.context() | {"kinds": present.kind_lines(rows)})


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """The terms of one kind, and what they would share; prepared, they wait for the signature."""
    chart = open_chart(request, uuid, Category.SUD, here=HERE, action=Action.WRITE)
    found = next((one for one in Kind if one.value == kind), None)
    if found is None:
        raise gate.NotFound("NOT_FOUND")
    recipients = partner_organisations(besides=chart.permit.organisation_id)
    given: dict[str, Any] = {
        "kind": found,
        "recipients": recipients,
        "at": chart.at,
        "zone": place_of(request).organisation_zone,
    }
    if request.method != "POST":
        form = TermsForm(**given)
        form.initial = form.start(language=chart.person.language.value) | _supporter(request, chart)
        return _terms(request, chart, form, 200)
    form = TermsForm(request.POST, **given)
    if PREVIEW in request.POST:
        return _terms(request, chart, TermsForm(initial=_typed(request, form), **given), 200)
    if form.is_valid():
        draft = _prepare(chart, form)
        if draft is not None:
            return redirect("pages:consent_sign", uuid=uuid, consent=draft)
    return _terms(request, chart, form, 422)


def _supporter(request: HttpRequest, chart: Chart) -> dict[str, Any]:
    """Somebody who stands by the person, from whose line the reader came, as the recipient: the address has their number only."""
    try:
        number = UUID(request.GET.get("supporter", ""))
    except ValueError:
        return {}
    line = get_supporter(permit=chart.permit, supporter=number)
    if line is None:
        return {}
    name = f"{line.said.name}, {line.said.relation_text}"
    return {"recipient": OTHER, "recipient_kind": Requester.FAMILY.value, "recipient_name": name}


def _typed(request: HttpRequest, form: TermsForm) -> dict[str, Any]:
    """What was typed so far, as the start of the same form: a preview finds no fault with what is not filled in yet."""
    many = {"categories", "purposes"} & form.fields.keys()
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in form.fields if name not in many}
    return typed | {name: request.POST.getlist(name) for name in many}


def _prepare(chart: Chart, form: TermsForm) -> UUID | None:
    try:
        draft = operations.prepare_consent(
            permit=chart.permit,
            recipient_id=form.recipient_id(),
            terms=form.terms(),
            wording=wording(language=form.cleaned_data["language"], kind=form.kind),
            at=chart.at,
        )
    except BadTerms as refusal:
        field = FIELDS.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, refusal.words)
    except operations.NotARecipient:
        form.add_error("recipient", "This organization cannot be named in such a consent.")
    else:
        return draft.uuid
    return None


def _record(chart: Chart) -> preview.Record:
    permit = chart.permit
    return preview.Record(
        person=chart.person,
        plan=plans_in_hand(permit=permit).active,
        orders=active_orders(permit=permit),
        team=team_of(permit=permit),
        conditions=conditions_of(permit=permit),
    )


def _terms(request: HttpRequest, chart: Chart, form: TermsForm, status: int) -> HttpResponse:
    language = str(form["language"].value() or "en")
    context = chart.context() | {
        "form": form,
        "kind": form.kind,
        "rule": form.rule,
        "share": preview.share(_record(chart), kind=form.kind, chosen=form.chosen()),
        "recipient": form.recipient_words(),
        "wording": wording(language=language, kind=form.kind),
    }
    return render(request, "pages/consent_terms.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, uuid: UUID, consent: UUID) -> HttpResponse:
    """Read it together and sign: typed or drawn here, or the paper with its scan."""
    chart, row = open_consent(request, uuid, consent, action=Action.WRITE)
    if not row.is_draft:
        return redirect(ONE, uuid=uuid, consent=consent)
    zone = place_of(request).organisation_zone
    given: dict[str, Any] = {"signers": signers_for(chart, zone), "at": chart.at, "zone": zone}
    if request.method != "POST":
        return _sign(request, chart, row, SignForm(**given), 200)
    form = SignForm(request.POST, request.FILES, **given)
    if form.is_valid() and _signed(chart, row, form):
        messages.success(request, f"{chart.person.display_name}: consent for {row.recipient} is in force.")
        return redirect(ONE, uuid=uuid, consent=consent)
    return _sign(request, chart, row, form, 422)


def signers_for(chart: Chart, zone: str) -> Signers:
    """Whose signature a consent of the chart's person needs now. Three queries."""
    return queries.signers_of(permit=chart.permit, person=person_of(chart), zone=zone, at=chart.at)


def _signed(chart: Chart, row: ConsentRow, form: SignForm) -> bool:
    try:
        operations.sign_consent(
            permit=chart.permit,
            consent=row.uuid,
            signature=form.signed(),
            signers=form.signers,
            signed_at=form.signed_at(),
            at=chart.at,
        )
    except MayNotSign as refusal:
        form.add_error(None, refusal.words)
    except BadTerms as refusal:
        form.add_error("signed_on" if refusal.field == "signed_at" else "signature", refusal.words)
    except BadPaper as refusal:
        form.add_error(None, refusal.words)
    except operations.AlreadyGiven:
        form.add_error(None, "The very same consent is in force already. Set this draft aside.")
    except operations.DraftTooOld:
        form.add_error(None, "Its last day has passed. Set this draft aside and prepare a new one.")
    except operations.NotADraft:
        form.add_error(None, "It was declined or set aside meanwhile.")
    except operations.AlreadySigned:
        return True
    else:
        return True
    return False


def _sign(request: HttpRequest, chart: Chart, row: ConsentRow, form: SignForm, status: int) -> HttpResponse:
    read = wording(language=row.wording_language, kind=row.kind, version=row.wording)
    context = chart.context() | {
        "form": form,
        "row": row,
        "signers": form.signers,
        "share": preview.share(_record(chart), kind=row.kind, chosen=row.categories),
        "wording": read,
        "said": present.said_to_the_person(row, language=read.language, zone=row.zone),
    }
    return render(request, "pages/consent_sign.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, uuid: UUID, consent: UUID) -> HttpResponse:
    """Send the link by which the person reads and signs, or show it, where no way is open by which it could go."""
    chart, row = open_consent(request, uuid, consent, action=Action.WRITE)
    if not row.is_draft:
        return redirect(ONE, uuid=uuid, consent=consent)
    ways = [channel for channel in channels_of(permit=chart.permit) if channel.is_open]
    signers = signers_for(chart, place_of(request).organisation_zone)
    context = chart.context() | {
        "row": row,
        "ways": [way.point.channel.label.lower() for way in ways],
        "link": "",
        "signers": signers,
    }
    if request.method == "POST" and signers.another_signs:
        return render(request, "pages/consent_phone.html", context, status=409)
    if request.method == "POST" and "send" in request.POST and ways:
        try:
            send_consent_link(permit=chart.permit, consent=consent, at=chart.at)
        except AlreadyAsked:
            messages.info(request, f"{chart.person.display_name}: the link is on its way.")
        else:
            messages.success(request, f"{chart.person.display_name}: the link goes out at the next hour at which it may.")
        return redirect(ONE, uuid=uuid, consent=consent)
    if request.method == "POST":
        try:
            token = operations.issue_consent_link(permit=chart.permit, consent=consent, at=chart.at)
        except operations.DraftTooOld:
            return render(request, "pages/consent_phone.html", context | {"is_too_old": True}, status=409)
        context |= {"link": link_address(token)}
    return render(request, "pages/consent_phone.html", context)
