"""Somebody's measures at a glance; how an instrument is begun; what is put off."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from care.actor import Action
from care.teams.operations import NotEnrolled
from patients.assessments import operations
from patients.assessments import presenters as present
from patients.assessments.catalogue import definitions
from patients.assessments.forms import BeginForm, PutOffForm
from patients.assessments.queries import due_of, measures_of, parts_of, wordings
from patients.assessments.rules import Definition, Mode
from patients.assessments.rules.cadence import LONGEST_PUT_OFF
from patients.assessments.views.opening import TAB, Sheet, open_sheet

PARTS_FOR = timedelta(days=90)  # so long what was set aside in part stands on the page
NOT_IN_CARE = "nothing is begun for somebody who is not in care here."


@require_safe
def measures(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is due, what waits to be finished, the latest of each instrument, and what can be begun."""
    sheet = open_sheet(request, uuid)
    found = measures_of(permit=sheet.permit)
    banner, reader = sheet.banner(), sheet.reader()
    today = reader.today
    covered = {code: one for code, one in definitions().items() if sheet.permit.covers(one.category)}
    context = {
        "banner": banner,
        "open": present.open_cards(found, person=uuid, reader=reader),
        "parts": present.part_cards(parts_of(permit=sheet.permit, since=sheet.at - PARTS_FOR), person=uuid, reader=reader),
        "latest": present.measure_lines(found, person=uuid, reader=reader),
        "due": [present.due_card(one.due, person=uuid, today=today) for one in found if one.due and one.due.due_on <= today],
        "groups": present.start_groups(covered, person=uuid),
        "trends_url": present.trends_url(uuid),
        "may_write": sheet.may_write(banner),
    }
    return render(request, "assessments/measures.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, uuid: UUID, instrument: str) -> HttpResponse:
    """Begin one instrument: at once with a colleague who asks, or as the form says."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    definition = _definition(instrument)
    subjects = [(one, present.subject_label(definition, one)) for one in definition.subjects]
    form = BeginForm(_chosen(request, definition), definition=definition, subjects=subjects)
    if request.method == "POST" and form.is_valid():
        return _begun(sheet, definition, form.cleaned_data)
    context = {
        "banner": sheet.banner(),
        "card": present.instrument_card(definition, wordings(actor=sheet.permit.actor)),
        "form": form,
    }
    return render(request, "assessments/begin.html", context, status=422 if request.method == "POST" else 200)


def _chosen(request: HttpRequest, definition: Definition) -> Any:
    """What was posted. A button that begins at once names nobody who answers: then a colleague asks, where that is possible."""
    if request.method != "POST":
        return None
    posted = request.POST.copy()
    if "mode" not in posted:
        posted["mode"] = (Mode.CLINICIAN if Mode.CLINICIAN in definition.modes else Mode.SELF).value
    return posted


def _begun(sheet: Sheet, definition: Definition, chosen: dict[str, Any]) -> HttpResponse:
    try:
        row = operations.begin_response(
            permit=sheet.permit,
            instrument=definition.code,
            mode=Mode(chosen["mode"]),
            subject=chosen.get("subject", ""),
            language=chosen["language"] or "en",
            at=sheet.at,
        )
    except operations.AlreadyOpen as there:
        return sheet.told("this was begun already; go on here.", to="assessments:fill", response=there.uuid)
    except NotEnrolled:
        return sheet.told(NOT_IN_CARE)
    return redirect("assessments:fill", uuid=sheet.person, response=row.uuid)


@require_http_methods(["GET", "POST"])
def put_off(request: HttpRequest, uuid: UUID, instrument: str) -> HttpResponse:
    """Not now: until when, and why."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    definition = _definition(instrument)
    reader = sheet.reader()
    line = next((one for one in due_of(permit=sheet.permit) if one.instrument == instrument), None)
    if line is None and request.method != "POST":
        raise Http404
    form = PutOffForm(
        request.POST if request.method == "POST" else None,
        today=reader.today,
        latest=reader.today + LONGEST_PUT_OFF,
        initial={"until": reader.today + timedelta(days=14)},
    )
    back = _back(request)
    if request.method == "POST" and form.is_valid():
        try:
            operations.put_off(permit=sheet.permit, instrument=instrument, at=sheet.at, **form.cleaned_data)
        except operations.BadDay:
            form.add_error("until", "A day from tomorrow on, at most a year away.")
        except operations.UnknownInstrument:
            raise Http404 from None
        except NotEnrolled:
            return sheet.told(NOT_IN_CARE)
        else:
            answer = sheet.done(f"{definition.short} is put off")
            return redirect(back) if back else answer
    context = {
        "banner": sheet.banner(),
        "card": present.instrument_card(definition),
        "form": form,
        "next": back,
        "measures_url": reverse(TAB, args=[uuid]),
    }
    return render(request, "assessments/put_off.html", context, status=422 if request.method == "POST" else 200)


def _definition(instrument: str) -> Definition:
    found = definitions().get(instrument)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest) -> str:
    """The page of ours from which it was put off; an address of anybody else's is not followed."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else ""
