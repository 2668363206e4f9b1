"""The instruments and their official wordings, for administrators: the list, one of them, a file looked at, loaded, retired."""

from typing import Any
from uuid import UUID

import orjson
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, zone_of
from care.actor import Actor
from patients.assessments import operations
from patients.assessments import presenters as present
from patients.assessments.catalogue import definitions
from patients.assessments.forms import WordingFileForm, WordingForm
from patients.assessments.presenters import Reader
from patients.assessments.queries import shown, wording_in_use, wordings
from patients.assessments.rules import Definition
from patients.assessments.rules.official import read_questionnaire


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """All of them: license, source and how sure it is, the words in use."""
    actor = _administrator(request)
    lines = wordings(actor=actor)
    known = definitions().values()
    context = {
        "cards": [present.instrument_card(one, lines) for one in known],
        "unverified": sum(one.confidence == "verify" for one in known),
    }
    return render(request, "assessments/instruments.html", context)


@require_http_methods(["GET", "POST"])
def instrument(request: HttpRequest, instrument: str) -> HttpResponse:
    """One of them. A posted file is looked at: what it would change, or why it does not fit. Nothing is loaded yet."""
    actor, definition = _administrator(request), _definition(instrument)
    if request.method != "POST":
        return _page(request, actor, definition, WordingFileForm())
    form = WordingFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, actor, definition, form, status=422)
    language, document = form.cleaned_data["language"], form.cleaned_data["file"]
    mapped = read_questionnaire(definition, document, language=language)
    if not mapped.fits:
        return _page(request, actor, definition, WordingFileForm(), status=422, reasons=mapped.reasons)
    text = orjson.dumps(document).decode()
    return _page(
        request,
        actor,
        definition,
        WordingFileForm(),
        preview=present.preview(definition, mapped),
        load_form=WordingForm(initial={"language": language, "document": text}),
    )


@require_POST
def load(request: HttpRequest, instrument: str) -> HttpResponse:
    """Use the wording that was looked at."""
    actor, definition = _administrator(request), _definition(instrument)
    form = WordingForm(request.POST)
    if not form.is_valid():
        reasons = [str(error) for errors in form.errors.values() for error in errors]
        return _page(request, actor, definition, WordingFileForm(), status=422, reasons=reasons)
    try:
        operations.load_wording(
            actor=actor,
            instrument=instrument,
            document=form.cleaned_data["document"],
            language=form.cleaned_data["language"],
            at=timezone.now(),
        )
    except operations.WordingRefused as refusal:
        return _page(request, actor, definition, WordingFileForm(), status=422, reasons=refusal.reasons)
    messages.success(request, f"{definition.short}: from now on the questions stand in the official wording.")
    return redirect("instruments:instrument", instrument)


@require_POST
def retire(request: HttpRequest, instrument: str, wording: UUID) -> HttpResponse:
    """Show our own labels again."""
    actor, definition = _administrator(request), _definition(instrument)
    try:
        operations.retire_wording(actor=actor, wording=wording, at=timezone.now())
    except operations.NoSuchWording:
        raise Http404 from None
    messages.success(request, f"{definition.short}: from now on the questions stand in our own labels.")
    return redirect("instruments:instrument", instrument)


def _administrator(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    check_work(actor, Work.MANAGE_STAFF)
    return actor


def _definition(instrument: str) -> Definition:
    found = definitions().get(instrument)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, actor: Actor, definition: Definition, form: forms.Form, *, status: int = 200, **context: Any
) -> HttpResponse:
    _, organisation_id = actor.colleague()
    lines = wordings(actor=actor)
    wording = wording_in_use(organisation_id, definition.code, "en")
    reader = Reader(timezone.now(), zone_of(request))
    context |= {
        "card": present.instrument_card(definition, lines),
        "questions": present.question_lines(shown(definition, wording), definition),
        "wordings": present.wording_cards(lines, code=definition.code, reader=reader),
        "form": form,
    }
    return render(request, "assessments/instrument.html", context, status=status)
