"""The summary of an intake: read, put down, heard by the person, signed by a colleague, printed, opened again."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.accounts.session import place_of
from care.actor import Action
from care.lib.pdf import document
from care.pages.intake.forms import HeardForm
from care.pages.intake.register import PAGES, summary_parts
from care.pages.presenters import intake as present
from care.pages.views.intake import HERE, TOO_LATE, Desk, need_desk
from patients.intake import operations, queries
from patients.intake.rules import NotPossible, Part, TooLong

SUMMARY = "pages:intake_summary"


def _parts(desk: Desk) -> tuple[list[Part], bool, str]:
    """The summary as it was put down, else as the record stands now; whether it is whole; the person's drawing."""
    put_down = queries.summary_of(permit=desk.chart.permit, intake=desk.intake.uuid) if desk.intake.is_summed_up else None
    if put_down is not None:
        return list(put_down.parts), put_down.is_whole, put_down.drawing
    return summary_parts(desk.visit, desk.intake, desk.told), True, ""


def _labels(desk: Desk) -> Mapping[str, str]:
    """The words of every question that was left unsaid."""
    rows = [row for row in desk.intake.sections.values() if row.unsaid and row.key in PAGES]
    return {
        f"{row.key.value}.{name}": label
        for row in rows
        for name, label in PAGES[row.key].blank(desk.visit, None).questions()
        if name in row.unsaid
    }


def _show(request: HttpRequest, desk: Desk, form: HeardForm, *, status: int = 200) -> HttpResponse:
    parts, is_whole, drawing = _parts(desk)
    labels = _labels(desk)
    told, rest = present.told_and_rest(parts)
    context = desk.context() | {
        "parts": [present.part_card(one, labels, person=desk.chart.person.uuid) for one in told],
        "rest": rest,
        "is_whole": is_whole,
        "drawing": drawing,
        "heard": present.heard_line(desk.intake, desk.reader) if desk.intake.is_summed_up else "",
        "form": form,
    }
    return render(request, "intake/summary.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Read it together; POST puts it down as it stands, for signing. Nothing has to be answered for that."""
    desk = need_desk(request, uuid, action=Action.WRITE if request.method == "POST" else Action.READ)
    if request.method != "POST":
        return _show(request, desk, HeardForm())
    try:
        parts = summary_parts(desk.visit, desk.intake, desk.told)
        operations.finish_intake(permit=desk.chart.permit, intake=desk.intake.uuid, parts=parts, at=desk.chart.at)
    except NotPossible:
        messages.info(request, f"{desk.chart.person.display_name}: {TOO_LATE}")
    except TooLong:
        messages.info(
            request, f"{desk.chart.person.display_name}: the summary is longer than one paper holds. Print it as it is."
        )
    else:
        messages.success(request, f"{desk.chart.person.display_name}: the summary is ready to be signed.")
    return redirect(SUMMARY, uuid=uuid)


@require_POST
def reopen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Something is to be mended: the sections open again."""
    desk = need_desk(request, uuid)
    try:
        operations.reopen_intake(permit=desk.chart.permit, intake=desk.intake.uuid, at=desk.chart.at)
    except NotPossible:
        messages.info(request, f"{desk.chart.person.display_name}: {TOO_LATE}")
    return redirect(HERE, uuid=uuid)


@require_POST
def heard(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the person says to the summary: signed, read, or would rather not."""
    desk = need_desk(request, uuid)
    form = HeardForm(request.POST)
    if not form.is_valid():
        return _show(request, desk, form, status=422)
    try:
        operations.hear_person(permit=desk.chart.permit, intake=desk.intake.uuid, at=desk.chart.at, **form.heard())
    except (NotPossible, operations.AlreadyHeard):
        messages.info(request, f"{desk.chart.person.display_name}: {TOO_LATE}")
    else:
        messages.success(request, f"{desk.chart.person.display_name}: what they say to the summary is written down.")
    return redirect(SUMMARY, uuid=uuid)


@require_POST
def sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The colleague puts their name to the summary as it was put down."""
    desk = need_desk(request, uuid)
    try:
        operations.sign_intake(permit=desk.chart.permit, intake=desk.intake.uuid, at=desk.chart.at)
    except NotPossible:
        messages.info(request, f"{desk.chart.person.display_name}: {TOO_LATE}")
    else:
        messages.success(request, f"{desk.chart.person.display_name}: you signed the intake.")
    return redirect(SUMMARY, uuid=uuid)


@require_safe
def paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The summary as a PDF, with the lines to sign on, or with who signed."""
    desk = need_desk(request, uuid, action=Action.READ)
    parts, _, _ = _parts(desk)
    place, reader = place_of(request), desk.reader
    blocks = present.blocks(parts, _labels(desk))
    content = document(
        title="Intake summary" if desk.intake.is_summed_up else "Intake summary, not finished",
        subtitle=present.subtitle(desk.chart.person),
        blocks=[*blocks, present.signature_block(desk.intake, desk.chart.person, reader)],
        letterhead=place.organisation_name,
        footer=f"{present.FOOT} Printed {present.printed(reader)}",
    )
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="intake-summary.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
