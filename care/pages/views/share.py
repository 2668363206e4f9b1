"""Giving parts of a record to somebody outside: who asks, the answer of the table, exactly what would go, and the yes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from care.access import gate
from care.access.operations import Asked, PapersMissing, queue_hand_over
from care.access.queries import agreements_in_force, get_hand_over
from care.access.vocabulary import Channel
from care.accounts.queries import organisations
from care.accounts.session import place_of
from care.actor import Category
from care.consent.queries import consents_of, representatives_of
from care.pages.copies.giving import Wish, ask, letter_of, sheets_for, write_down
from care.pages.copies.paper import Letter, name_on_paper, notice_words, release_pdf, scope_of
from care.pages.copies.parts import Frame
from care.pages.presenters import share as present
from care.pages.share_forms import ShareForm
from care.pages.views.chart import Chart, open_chart

HERE = "pages:accounting"
GIVE = "give"


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The form; with what the table says and what would go once it is filled in; the thing itself once it is confirmed."""
    chart = open_chart(request, uuid, Category.SUD, here=HERE)
    consents = [row for row in consents_of(permit=chart.permit, at=chart.at) if row.in_force]
    given: dict[str, Any] = {
        "consents": consents,
        "agreements": agreements_in_force(actor=chart.actor, at=chart.at),
        "representatives": [row for row in representatives_of(permit=chart.permit, at=chart.at) if row.in_force],
        "recipients": organisations(row.recipient_id for row in consents if row.recipient_id is not None),
    }
    if request.method != "POST":
        return _page(request, chart, ShareForm(initial=ShareForm.start(consents), **given), 200)
    form = ShareForm(request.POST, **given)
    if not form.is_valid():
        return _page(request, chart, form, 422)
    wish = form.wish()
    try:
        permit = ask(actor=chart.actor, patient_id=chart.permit.patient_id, wish=wish, at=chart.at)
    except gate.Refused as refusal:
        answer = present.no(refusal, uuid)
        return _page(request, chart, form, 422 if GIVE in request.POST else 200, {"answer": answer})
    frame = Frame(permit, chart.at, place_of(request).organisation_zone)
    if not sheets_for(frame, wish):
        form.add_error("parts", "There is no note that you may hand over: whoever wrote it, or signed beside, does.")
        return _page(request, chart, form, 422)
    if GIVE not in request.POST:
        return _page(request, chart, form, 200, _preview(chart, form, wish, frame))
    if request.POST.get("seen") != form.seen:  # changed since it was shown: it is shown first
        return _page(request, chart, form, 422, _preview(chart, form, wish, frame) | {"changed": True})
    return _give(request, chart, form, wish, frame)


def _preview(chart: Chart, form: ShareForm, wish: Wish, frame: Frame) -> dict[str, Any]:
    """What the table says, and exactly what would go."""
    sheets = sheets_for(frame, wish)
    letter = _letter(chart, wish, frame)
    return {
        "answer": present.yes(frame.permit),
        "sheets": sheets,
        "stays": present.stays(wish, sheets),
        "to": ", ".join(part for part in (wish.recipient.name, letter.recipient_name) if part),
        "notice": notice_words(frame.permit).split("\n") if frame.permit.notice else [],
        "scope": scope_of(frame.permit, frame.zone),
        "verb": VERBS[form.leaves_by],
        "as_file": form.leaves_by in (Channel.PDF, Channel.PAPER),
    }


def _letter(chart: Chart, wish: Wish, frame: Frame) -> Letter:
    return letter_of(frame.permit, wish, name=chart.person.display_name, born=chart.person.birth_date)


VERBS = {
    Channel.PDF: "Make the file",
    Channel.PAPER: "Make the pages to print",
    Channel.E_MAIL: "Send it",
    Channel.SPOKEN: "Note that it was told",
}


def _give(request: HttpRequest, chart: Chart, form: ShareForm, wish: Wish, frame: Frame) -> HttpResponse:
    """Written into the accounting before it leaves; an e-mail when it is about to leave."""
    sheets, channel = sheets_for(frame, wish), form.leaves_by
    if channel is Channel.E_MAIL:
        asked = Asked(
            recipient=wish.recipient,
            address=form.cleaned_data["address"],
            parts=tuple(sheet.part.value for sheet in sheets),
            basis=wish.basis,
            form=wish.form,
            papers=wish.papers,
        )
        row = queue_hand_over(permit=frame.permit, asked=asked, at=chart.at)
        return redirect("pages:hand_over", uuid=chart.person.uuid, hand_over=row.uuid)
    try:
        write_down(frame=frame, wish=wish, sheets=sheets, channel=channel, at=chart.at)
    except PapersMissing as missing:
        form.add_error(missing.field if missing.field in form.fields else None, "This is needed here.")
        return _page(request, chart, form, 422)
    if channel is Channel.SPOKEN:
        return redirect("pages:accounting", uuid=chart.person.uuid)
    content = release_pdf(frame, _letter(chart, wish, frame), sheets)
    return file_answer(content, "application/pdf", name_on_paper(chart.at, frame.zone), inline=channel is Channel.PAPER)


def file_answer(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A file that no cache keeps."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _page(request: HttpRequest, chart: Chart, form: ShareForm, status: int, more: dict[str, Any] | None = None) -> HttpResponse:
    return render(request, "pages/share.html", chart.context() | {"form": form} | (more or {}), status=status)


@require_safe
def hand_over(request: HttpRequest, uuid: UUID, hand_over: UUID) -> HttpResponse:
    """Where an e-mail to somebody outside stands, with the passphrase for the colleague who sent it."""
    chart = open_chart(request, uuid, Category.SUD, here=HERE)
    row = get_hand_over(permit=chart.permit, uuid=hand_over)
    if row is None:
        raise gate.NotFound("NOT_FOUND")
    card = present.hand_over_card(row, user_id=chart.actor.user_id, zone=chart.zone, at=chart.at)
    return render(request, "pages/hand_over.html", chart.context() | {"card": card})
