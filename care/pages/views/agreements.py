"""Agreements with service organizations, researchers and auditors: the privacy officer writes them down and ends them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from care.access import gate
from care.access.operations import (
    AlreadyEnded,
    AlreadyRecorded,
    NoSuchAgreement,
    ReasonMissing,
    end_agreement,
    record_agreement,
)
from care.access.queries import agreements_of
from care.access.rules import BadAgreement
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, zone_of
from care.lib.dates import local_date
from care.pages.presenters.agreements import agreement_card
from care.pages.share_forms import AgreementForm


@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request: HttpRequest) -> HttpResponse:
    """Those in force and those that have ended; a POST writes another one down."""
    actor, at = actor_of(request), timezone.now()
    check_work(actor, Work.KEEP_AGREEMENTS)
    if request.method != "POST":
        return _page(request, AgreementForm(), 200)
    form = AgreementForm(request.POST)
    if form.is_valid():
        try:
            agreement = record_agreement(actor=actor, terms=form.terms(), at=at)
        except BadAgreement as refusal:
            form.add_error(refusal.field, refusal.words)
        except AlreadyRecorded:
            form.add_error("reference", "An agreement of this kind with this number stands already.")
        else:
            messages.success(request, f"{agreement.party}: the agreement is written down.")
            return redirect("pages:agreements")
    return _page(request, form, 422)


def _page(request: HttpRequest, form: AgreementForm, status: int, refused: UUID | None = None) -> HttpResponse:
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    rows = agreements_of(organisation_id=actor.organisation_id or 0, at=at)
    cards = [agreement_card(row, zone=zone, today=local_date(at, zone)) for row in rows]
    context = {
        "form": form,
        "standing": [card for card in cards if not card.is_over],
        "over": [card for card in cards if card.is_over],
        "refused": refused,
    }
    return render(request, "pages/agreements.html", context, status=status)


@require_POST
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End an agreement, with the reason. It counts from the next question to the gate on."""
    actor, at = actor_of(request), timezone.now()
    check_work(actor, Work.KEEP_AGREEMENTS)
    try:
        agreement = end_agreement(actor=actor, agreement=uuid, reason=request.POST.get("reason", "")[:300], at=at)
    except NoSuchAgreement:
        raise gate.NotFound("NOT_FOUND") from None
    except ReasonMissing:
        return _page(request, AgreementForm(), 422, refused=uuid)
    except AlreadyEnded:
        messages.info(request, "The agreement was ended before.")
    else:
        messages.success(request, f"{agreement.party}: the agreement is ended.")
    return redirect("pages:agreements")
