"""One section of an intake: shown as its room's own form, saved by its room's own operation, declined, put off, left."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from care.access import gate
from care.drafts.operations import discard_draft, save_draft
from care.drafts.queries import DraftContent, get_draft
from care.drafts.rules import Key, TooMuch
from care.lib.dates import local_date, zone_label
from care.pages.intake.register import PAGES
from care.pages.intake.sheets import NotSaved, Page, Sheet
from care.pages.presenters import intake as present
from care.pages.views.intake import HERE, TOO_LATE, Desk, desk_of, need_desk
from care.worklist.queries import tasks_of_patient
from care.worklist.rules import PRESSING
from patients.intake import operations
from patients.intake.operations import SectionChanged
from patients.intake.rules import NotPossible, SectionKey, SectionStep

UNSAID = "unsaid"
VERSION = "section_version"
SAVE, ADD, DECLINE, LATER, PAUSE, LEAVE = "save", "add", "decline", "later", "pause", "leave"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody is: the intake, the section, its page, and the name of what they type."""

    desk: Desk
    section: SectionKey
    page: Page
    key: Key | None

    @property
    def name(self) -> str:
        """The person, as messages name them."""
        return self.desk.chart.person.display_name


def _open(request: HttpRequest, uuid: UUID, section: str) -> Spot:
    found = next((one for one in SectionKey if one.value == section and one in PAGES), None)
    if found is None:
        raise gate.NotFound("NOT_FOUND")
    desk = need_desk(request, uuid)
    number = desk.intake.sections[found].uuid
    return Spot(desk, found, PAGES[found], Key("intake", uuid, number) if number else None)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, uuid: UUID, section: str) -> HttpResponse:
    """A section: what the record holds beside the form; each button of the form keeps what was typed."""
    spot = _open(request, uuid, section)
    if not spot.desk.may_fill:
        return redirect(HERE, uuid=uuid)
    if request.method != "POST":
        return _blank(request, spot)
    if spot.page.look and "look" in request.POST:
        return _looked_up(request, spot)
    step = request.POST.get("step", SAVE)
    if step in (PAUSE, LEAVE):
        _keep(request, spot)
        return redirect("pages:intake_pause" if step == PAUSE else HERE, uuid=uuid)
    if step == DECLINE and spot.page.may_be_declined:
        return _declined(request, spot)
    if step == LATER:
        return _put_off(request, spot)
    sheet = spot.page.filled(spot.desk.visit, request.POST)
    if not sheet.is_valid():
        return _again(request, spot, sheet)
    return _saved(request, spot, sheet, stays=step == ADD)


def _looked_up(request: HttpRequest, spot: Spot) -> HttpResponse:
    """What fits the words that are typed: alone for htmx, else the whole page with what was typed."""
    sheet = spot.page.filled(spot.desk.visit, request.POST)
    sheet.form.errors.clear()  # nothing is said of it yet
    if getattr(request, "htmx", False):
        return render(request, spot.page.look, {"form": sheet.form, **sheet.context})
    _keep(request, spot)
    return _page(request, spot, sheet, unsaid=request.POST.getlist(UNSAID), kept=_draft(spot), changed=None, status=200)


def _version(request: HttpRequest) -> int:
    """The saving that the page was made from. A page without one is an old one."""
    text = request.POST.get(VERSION, "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def _saved(request: HttpRequest, spot: Spot, sheet: Sheet, *, stays: bool) -> HttpResponse:
    desk = spot.desk
    labels = dict(sheet.questions())
    try:
        operations.answer_section(
            permit=desk.chart.permit,
            intake=desk.intake.uuid,
            section=spot.section,
            step=SectionStep.SAVE,
            version=_version(request),
            unsaid=[name for name in request.POST.getlist(UNSAID) if name in labels],
            save=lambda: spot.page.save(desk.visit, sheet),
            at=desk.chart.at,
        )
    except SectionChanged as changed:
        return _again(request, spot, sheet, changed)
    except NotSaved:
        return _again(request, spot, sheet)
    except NotPossible:
        return _too_late(request, spot)
    _discard(spot)
    messages.success(request, f"{spot.name}: {spot.section.label.lower()} saved.")
    return _onward(request, spot, stays=stays)


def _declined(request: HttpRequest, spot: Spot) -> HttpResponse:
    desk, page = spot.desk, spot.page
    try:
        operations.answer_section(
            permit=desk.chart.permit,
            intake=desk.intake.uuid,
            section=spot.section,
            step=SectionStep.DECLINE,
            version=_version(request),
            save=partial(page.decline, desk.visit) if page.decline else None,
            at=desk.chart.at,
        )
    except SectionChanged as changed:
        return _again(request, spot, page.filled(desk.visit, request.POST), changed)
    except NotPossible:
        messages.info(request, f"{spot.name}: this is answered already. Mark the single questions, or put the rest off.")
        _keep(request, spot)
        return redirect(request.path)
    _keep_what_was_typed(request, spot)
    messages.success(request, f"{spot.name}: prefers not to say. It can be told at any time.")
    return _onward(request, spot)


def _put_off(request: HttpRequest, spot: Spot) -> HttpResponse:
    desk = spot.desk
    try:
        operations.answer_section(
            permit=desk.chart.permit,
            intake=desk.intake.uuid,
            section=spot.section,
            step=SectionStep.PUT_OFF,
            version=_version(request),
            at=desk.chart.at,
        )
    except SectionChanged as changed:
        return _again(request, spot, spot.page.filled(desk.visit, request.POST), changed)
    except NotPossible:
        return _too_late(request, spot)
    _keep_what_was_typed(request, spot)
    messages.success(request, f"{spot.name}: {spot.section.label.lower()} is for another day.")
    return _onward(request, spot)


def _too_late(request: HttpRequest, spot: Spot) -> HttpResponse:
    _keep(request, spot)
    messages.info(request, f"{spot.name}: {TOO_LATE} What you typed is kept.")
    return redirect(HERE, uuid=spot.desk.chart.person.uuid)


def _onward(request: HttpRequest, spot: Spot, *, stays: bool = False) -> HttpResponse:
    """To the next section that waits; where danger was told, first to what is to be done about it."""
    desk, person = spot.desk, spot.desk.chart.person.uuid
    if stays:
        return redirect(f"{request.path}#{present.QUESTIONS}")
    opened = [task for task in tasks_of_patient(permit=desk.chart.permit) if task.created_at == desk.chart.at]
    if any(task.priority in PRESSING for task in opened):
        return redirect(f"{request.path}#now")
    fresh = desk_of(request, desk.chart)
    url = fresh.way(spot.section).next_url if fresh else ""
    return redirect(url) if url else redirect("pages:intake_summary", uuid=person)


# --- what is typed ------------------------------------------------------------------------------------------------------------


def _keep(request: HttpRequest, spot: Spot) -> None:
    """Keep what stands in the form, as the page itself does after each pause in typing."""
    if spot.key is None:
        return
    never = spot.page.filled(spot.desk.visit, request.POST).never_kept()
    with suppress(TooMuch):
        save_draft(
            actor=spot.desk.chart.permit.actor,
            key=spot.key,
            fields={name: values for name, values in request.POST.lists() if name not in never},
            permit=spot.desk.chart.permit,
            at=spot.desk.chart.at,
        )


def _keep_what_was_typed(request: HttpRequest, spot: Spot) -> None:
    """A section that is declined or put off keeps its draft where there is one: what was typed waits for another day."""
    if spot.key is not None and get_draft(actor=spot.desk.chart.permit.actor, key=spot.key) is not None:
        _keep(request, spot)


def _discard(spot: Spot) -> None:
    if spot.key is not None:
        discard_draft(actor=spot.desk.chart.permit.actor, key=spot.key, at=spot.desk.chart.at)


def _draft(spot: Spot) -> DraftContent | None:
    return get_draft(actor=spot.desk.chart.permit.actor, key=spot.key) if spot.key else None


# --- the page -----------------------------------------------------------------------------------------------------------------


def _blank(request: HttpRequest, spot: Spot) -> HttpResponse:
    kept = _draft(spot)
    sheet = spot.page.blank(spot.desk.visit, kept)
    typed = kept.content if kept else {}
    made_from = typed.get(VERSION, [""])[0]
    row = spot.desk.intake.sections[spot.section]
    changed = None
    if made_from.isdecimal() and int(made_from) < row.version:  # somebody saved it after this was typed
        changed = SectionChanged(section=spot.section, version=row.version, changed_by=row.changed_by, changed_at=row.changed_at)
    unsaid = typed.get(UNSAID, []) if kept else list(row.unsaid)
    return _page(request, spot, sheet, unsaid=unsaid, kept=kept, changed=changed, status=200)


def _again(request: HttpRequest, spot: Spot, sheet: Sheet, changed: SectionChanged | None = None) -> HttpResponse:
    """The same page with what was typed, kept on the server too, and with what is to be mended or was saved meanwhile."""
    _keep(request, spot)
    return _page(request, spot, sheet, unsaid=request.POST.getlist(UNSAID), kept=_draft(spot), changed=changed, status=422)


def _page(
    request: HttpRequest,
    spot: Spot,
    sheet: Sheet,
    *,
    unsaid: list[str],
    kept: DraftContent | None,
    changed: SectionChanged | None,
    status: int,
) -> HttpResponse:
    desk, reader = spot.desk, spot.desk.reader
    row = desk.intake.sections[spot.section]
    context = desk.context(spot.section) | {
        "section": spot.section,
        "row": row,
        "version": changed.version if changed else row.version,
        "fields": spot.page.template,
        "sheet": sheet,
        "form": sheet.form,
        **sheet.rows,
        **sheet.context,
        "questions": [(name, label, name in unsaid) for name, label in sheet.questions()],
        "any_unsaid": bool(unsaid),
        "tells": spot.page.tells(desk.visit),
        "conflict": sheet.conflict,
        "changed": present.changed_line(changed, reader) if changed and sheet.conflict is None else "",
        "may_be_declined": spot.page.may_be_declined,
        "adds": spot.page.adds,
        "look_url": request.path,
        "lines_url": present.room_url(spot.page.url_name, desk.chart.person.uuid),
        "draft_key": str(spot.key) if spot.key else "",
        "draft_saved": kept.saved_text(zone=reader.zone, today=local_date(reader.at, reader.zone)) if kept else "",
        "is_restored": kept is not None and request.method != "POST",
        "person_zone": zone_label(desk.chart.person.zone, desk.chart.at),
    }
    return render(request, "intake/section.html", context, status=status)
