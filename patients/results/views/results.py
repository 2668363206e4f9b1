"""What was measured: the latest of each kind, all of one kind, writing down, marking wrong."""

from typing import Any
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from care.actor import Action
from care.drafts.rules import Key
from patients.results import operations
from patients.results import presenters as present
from patients.results.forms import PanelForm, WrongForm
from patients.results.queries import drug_tests_of, get_result, results_of, wrong_results
from patients.results.rules import BadResult, Panel, ResultKind
from patients.results.views.opening import done, form_page, not_there, open_sheet, told
from patients.views.opening import either

_PANELS = UUID("0192f0c4-6a1e-7c3b-8f00-5d1c7e9a4b21")  # of which each panel's drafts take their number


@require_safe
def overview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The latest of each kind with its age, what was never measured, and drug tests."""
    sheet = open_sheet(request, uuid)
    rows = results_of(permit=sheet.permit)
    context = sheet.context() | {
        "groups": present.groups(rows, reader=sheet.reader),
        "missing": present.missing(rows, permit=sheet.permit),
        "tests": [present.test_line(row, reader=sheet.reader) for row in reversed(drug_tests_of(permit=sheet.permit))],
        "panels": present.panel_links(None, reader=sheet.reader),
    }
    return render(request, "results/results.html", context)


@require_safe
def kind(request: HttpRequest, uuid: UUID, measure: str) -> HttpResponse:
    """All results of one kind, newest first, and those that were marked wrong."""
    sheet = open_sheet(request, uuid)
    if measure not in ResultKind.values():
        raise Http404
    word = ResultKind(measure)
    rows = results_of(permit=sheet.permit, kinds=[word])
    context = sheet.context() | {
        "kind": word,
        "facts": present.facts_line(word),
        "lines": [present.result_line(row, reader=sheet.reader) for row in reversed(rows)],
        "wrong": [present.result_line(row, reader=sheet.reader) for row in wrong_results(permit=sheet.permit, kind=word)],
        "panel": present.panel_of(word, reader=sheet.reader),
    }
    return render(request, "results/kind.html", context)


@either
def new_panel(request: HttpRequest, uuid: UUID, panel: str) -> HttpResponse:
    """Write down what was measured, several results at once."""
    if panel not in Panel.values():
        raise Http404
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    word = Panel(panel)
    key = Key("results", uuid, uuid5(_PANELS, panel))
    bound = request.POST if request.method == "POST" else None
    form = PanelForm(bound, panel=word, at=sheet.at, zone=sheet.reader.zone)
    if form.is_bound and form.is_valid():
        said = form.said()
        try:
            operations.record_results(permit=sheet.permit, said=said, measured=form.measured(), at=sheet.at)
        except BadResult as refusal:
            form.refuse(refusal)
        except operations.BadEntry as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.words)
        except operations.AskedOnceMore as asked:
            form.ask(asked.questions)
        else:
            return done(request, sheet, present.written(said), key=key)
    panels = present.panel_links(word, reader=sheet.reader)
    return form_page(request, "results/new.html", form, sheet, key=key, panels=panels, panel=word)


@either
def wrong(request: HttpRequest, uuid: UUID, measured: UUID) -> HttpResponse:
    """Mark a result wrong."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = get_result(permit=sheet.permit, result=measured)
    if row is None:
        raise not_there()
    form = WrongForm(request.POST if request.method == "POST" else None)
    where: dict[str, Any] = {"to": "results:kind", "measure": row.kind.value}
    if form.is_bound and form.is_valid():
        try:
            operations.mark_result_wrong(permit=sheet.permit, result=measured, reason=form.cleaned_data["reason"], at=sheet.at)
        except operations.BadEntry as refusal:
            form.add_error("reason", refusal.words)
        except operations.AlreadyWrong:
            return told(request, sheet, "A colleague was first: it is marked wrong already.", **where)
        else:
            return done(request, sheet, f"{row.kind.label} is marked wrong", **where)
    line = present.result_line(row, reader=sheet.reader)
    return form_page(request, "results/wrong.html", form, sheet, what=line.what, small=line.small, back=line.kind_url)
