"""Consents of one person: what was allowed to whom, one of them whole, how it ends, and who received what."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from care.access import gate
from care.access.queries import disclosures_of
from care.accounts.session import place_of
from care.actor import Action, Category
from care.consent import operations, queries
from care.consent.queries import ConsentRow
from care.consent.rules import PaperKind
from care.lib.dates import local_date
from care.lib.pdf import document
from care.lib.secrets import WrongKey
from care.pages.consent_forms import RevokeForm
from care.pages.presenters import consent as present
from care.pages.presenters.restrictions import consent_parts
from care.pages.views.chart import Chart, open_chart
from patients.queries import same_person

HERE = "pages:consent"
ONE = "pages:consent_detail"
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


def open_consent(request: HttpRequest, uuid: UUID, consent: UUID, *, action: Action = Action.READ) -> tuple[Chart, ConsentRow]:
    """The chart of a person and one of their consents.

    Raises:
        NotFound, Refused: as `gate.require`; not found also where it is another person's.
    """
    chart = open_chart(request, uuid, Category.SUD, here=HERE, action=action)
    row = queries.get_consent(permit=chart.permit, consent=consent, at=chart.at)
    if row is None:
        raise gate.NotFound("NOT_FOUND")
    return chart, row


@require_safe
def consents(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What waits for a signature, what is in force, what has ended, and who received what."""
    return _list(request, open_chart(request, uuid, Category.SUD, here=HERE))


def _list(request: HttpRequest, chart: Chart, refused: UUID | None = None) -> HttpResponse:
    today = local_date(chart.at, chart.zone)
    programme_zone = place_of(request).organisation_zone
    rows = queries.consents_of(permit=chart.permit, at=chart.at)
    cards = [present.consent_card(row, zone=chart.zone, programme_zone=programme_zone, today=today) for row in rows]
    received = disclosures_of(permit=chart.permit, person=same_person(chart.permit.patient_id))
    context = chart.context() | {
        "drafts": [card for card in cards if card.is_draft],
        "in_force": [card for card in cards if card.in_force],
        "ended": [card for card in cards if not card.in_force and not card.is_draft],
        "received": [present.received_line(row, zone=chart.zone, today=today) for row in received],
        "may_write": chart.may(Action.WRITE),
        "reason": RevokeForm(),
        "parts": consent_parts(person=chart.person.uuid, current=HERE),
        "refused": refused,
    }
    return render(request, "pages/consent.html", context, status=422 if refused else 200)


@require_safe
def detail(request: HttpRequest, uuid: UUID, consent: UUID) -> HttpResponse:
    """One consent whole: its elements, the words that were read, the signature, and what can be done with it."""
    chart, row = open_consent(request, uuid, consent)
    return _detail(request, chart, row)


def _paper_of(chart: Chart, consent: UUID) -> tuple[queries.Paper | None, bool]:
    """What was signed, and whether it is no longer what was kept."""
    try:
        return queries.paper_of(permit=chart.permit, consent=consent), False
    except (queries.PaperChanged, WrongKey):
        return None, True


def _detail(
    request: HttpRequest, chart: Chart, row: ConsentRow, *, status: int = 200, unknown_event: bool = False
) -> HttpResponse:
    page = present.consent_page(
        row,
        zone=chart.zone,
        programme_zone=place_of(request).organisation_zone,
        today=local_date(chart.at, chart.zone),
    )
    found, is_changed = _paper_of(chart, row.uuid)
    context = chart.context() | {
        "page": page,
        "drawing": found.content.decode() if found and found.kind is PaperKind.DRAWING else "",
        "has_scan": found is not None and found.kind is PaperKind.SCAN,
        "is_changed": is_changed,
        "unknown_event": unknown_event,
        "may_write": chart.may(Action.WRITE),
        "reason": RevokeForm(),
    }
    return render(request, "pages/consent_detail.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, uuid: UUID, consent: UUID) -> HttpResponse:
    """Take a consent back, with the reason. It counts from the recipient's next request on."""
    chart, row = open_consent(request, uuid, consent, action=Action.WRITE)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _list(request, chart, refused=consent)
    name = chart.person.display_name
    try:
        operations.revoke_consent(permit=chart.permit, consent=consent, reason=form.cleaned_data["reason"], at=chart.at)
    except operations.AlreadyRevoked:
        messages.info(request, f"{name}: consent for {row.recipient} was taken back before.")
    except operations.NotInForce:
        messages.info(request, f"{name}: consent for {row.recipient} is not in force. Nothing was changed.")
    except operations.CannotBeTakenBack:
        kept = present.kept_text(row, place_of(request).organisation_zone)
        messages.warning(request, f"{name}: consent for {row.recipient} stays in force. {kept}.")
    else:
        others = queries.consents_of(permit=chart.permit, at=chart.at)
        still = any(other.in_force and other.recipient == row.recipient for other in others)
        more = f" Another one for {row.recipient} is still in force." if still else ""
        messages.success(request, f"{name}: consent for {row.recipient} is taken back.{more}")
    return redirect(HERE, uuid=uuid)


@require_POST
def event(request: HttpRequest, uuid: UUID, consent: UUID) -> HttpResponse:
    """Record that what a consent waits for has happened: it ends, or it can be taken back from now on."""
    chart, row = open_consent(request, uuid, consent, action=Action.WRITE)
    asked = request.POST.get("event", "")
    happened = next((one for one in operations.Event if one.value == asked), None)
    if happened is None:
        return _detail(request, chart, row, status=422, unknown_event=True)
    try:
        operations.record_event(permit=chart.permit, consent=consent, event=happened, at=chart.at)
    except (operations.NoEvent, operations.NotInForce):
        messages.info(request, f"{chart.person.display_name}: this was recorded before, or the consent is not in force.")
    else:
        what = "has ended" if happened is operations.Event.END else "can be taken back from now on"
        messages.success(request, f"{chart.person.display_name}: consent for {row.recipient} {what}.")
    return redirect(ONE, uuid=uuid, consent=consent)


@require_POST
def decline(request: HttpRequest, uuid: UUID, consent: UUID) -> HttpResponse:
    """The person said no to a colleague. Their care stays the same."""
    return _close(request, uuid, consent, operations.decline_consent, "said no to")


@require_POST
def set_aside(request: HttpRequest, uuid: UUID, consent: UUID) -> HttpResponse:
    """Put a draft away; a link to it opens no more."""
    return _close(request, uuid, consent, operations.set_aside_consent, "set aside:")


def _close(request: HttpRequest, uuid: UUID, consent: UUID, close: Callable[..., Any], words: str) -> HttpResponse:
    chart, row = open_consent(request, uuid, consent, action=Action.WRITE)
    try:
        close(permit=chart.permit, consent=consent, at=chart.at)
    except (operations.AlreadySigned, operations.NotADraft):
        messages.info(request, f"{chart.person.display_name}: this consent does not wait for a signature any more.")
        return redirect(ONE, uuid=uuid, consent=consent)
    messages.success(request, f"{chart.person.display_name} {words} the consent for {row.recipient}. Nothing is shared on it.")
    return redirect(HERE, uuid=uuid)


@require_safe
def copy(request: HttpRequest, uuid: UUID, consent: UUID) -> HttpResponse:
    """The person's copy as a PDF, in the language in which they read it."""
    chart, row = open_consent(request, uuid, consent)
    paper = present.copy_of(row, name=chart.person.display_name, zone=row.zone, at=chart.at)
    content = document(title=paper.title, subtitle=paper.subtitle, blocks=paper.blocks, footer=paper.footer)
    return _file(content, "application/pdf", "consent.pdf")


@require_safe
def paper(request: HttpRequest, uuid: UUID, consent: UUID) -> HttpResponse:
    """The scan of the signed paper, as it was added."""
    chart, _ = open_consent(request, uuid, consent)
    found, _ = _paper_of(chart, consent)
    if found is None or found.media_type not in ENDINGS:
        raise gate.NotFound("NOT_FOUND")
    return _file(found.content, found.media_type, f"signed-consent.{ENDINGS[found.media_type]}")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file that is saved, never shown inside this site: what somebody uploaded runs nothing here."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
