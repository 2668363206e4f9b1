"""A clinic's own plan templates: the list, made from nothing or as a copy, changed, retired."""

from dataclasses import asdict
from typing import Any, TypeAlias

from django.contrib import messages
from django.forms.formsets import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.accounts.session import zone_of
from treatment_plans.library import operations
from treatment_plans.library.catalogue import templates as shipped
from treatment_plans.library.forms import OwnTemplateForm, TemplateLineForm, TemplateLines
from treatment_plans.library.presenters import TemplateCard, template_card
from treatment_plans.library.queries import library_of, template_list, template_versions, templates_of
from treatment_plans.library.rules.templates import Template, TemplateSaid, said_in_template
from treatment_plans.library.views.desk import keeper
from treatment_plans.views.writing import with_seen

Rows: TypeAlias = "BaseFormSet[TemplateLineForm]"


@require_safe
def own_templates(request: HttpRequest) -> HttpResponse:
    """What the clinic made, in use and retired, and what comes with Throughline, to copy."""
    cards = [template_card(row, zone=zone_of(request)) for row in template_list(actor=keeper(request))]
    return render(request, "library/own_templates.html", {"cards": cards, "shipped": shipped().values()})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make one; `from` names a template of which it begins as a copy."""
    actor = keeper(request)
    _, organisation_id = actor.colleague()
    form, lines = _forms(request, templates_of(organisation_id).get(request.GET.get("from", "")), seen=0)
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        row = operations.add_template(actor=actor, said=_said(form, lines), at=timezone.now())
        messages.success(request, f"{row.name}: offered from now on.")
        return redirect("library:templates")
    return _page(request, form, lines, [])


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Write the next version of one that is in use."""
    actor = keeper(request)
    versions = template_versions(actor=actor, number=number)
    if not versions:
        raise Http404
    latest, changed_by = versions[0], ""
    form, lines = _forms(request, latest.template, seen=latest.version)
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        try:
            said, seen = _said(form, lines), form.cleaned_data["seen"]
            row = operations.change_template(actor=actor, number=number, seen=seen, said=said, at=timezone.now())
        except operations.OwnChanged as stale:
            changed_by = latest.written_by
            form = with_seen(form, stale.version)
        except operations.OwnNotFound:
            messages.info(request, f"{latest.template.name} is retired. Take it up again first; nothing was changed.")
            return redirect("library:templates")
        else:
            messages.success(request, f"{row.name}: version {row.version} is offered from now on.")
            return redirect("library:templates")
    return _page(request, form, lines, [template_card(one, zone=zone_of(request)) for one in versions], changed_by)


@require_POST
def retire(request: HttpRequest, number: int) -> HttpResponse:
    """Offer it no longer."""
    try:
        row = operations.retire_template(actor=keeper(request), number=number, at=timezone.now())
    except operations.OwnNotFound:
        raise Http404 from None
    messages.success(request, f"{row.name}: no longer offered. Plans that were begun with it stay as they are.")
    return redirect("library:templates")


@require_POST
def take_up(request: HttpRequest, number: int) -> HttpResponse:
    """Offer it again."""
    try:
        row = operations.take_up_template(actor=keeper(request), number=number, at=timezone.now())
    except operations.OwnNotFound:
        raise Http404 from None
    except operations.NothingToTakeUp:
        messages.info(request, "It is offered already.")
    else:
        messages.success(request, f"{row.name}: offered again.")
    return redirect("library:templates")


def _forms(request: HttpRequest, begin: Template | None, *, seen: int) -> tuple[OwnTemplateForm, Rows]:
    """The form and its rows, as they were posted, or as the template says with which they begin."""
    _, organisation_id = keeper(request).colleague()
    offered = [(entry.code, entry.name) for entry in library_of(organisation_id).values()]
    known = {code for code, _ in offered}
    initial: dict[str, Any] = {"seen": seen}
    rows: list[dict[str, Any]] = []
    if begin is not None:
        initial |= {name: value for name, value in asdict(said_in_template(begin)).items() if name != "lines"}
        rows = [asdict(line) for line in begin.lines if line.code in known]
    posted = request.POST if request.method == "POST" else None
    lines = TemplateLines(posted, initial=rows, form_kwargs={"offered": offered}, prefix="line")
    return OwnTemplateForm(posted, initial=initial), lines


def _said(form: OwnTemplateForm, lines: Rows) -> TemplateSaid:
    return form.said(line.line() for line in lines if line.has_changed())


def _page(
    request: HttpRequest,
    form: OwnTemplateForm,
    lines: Rows,
    versions: list[TemplateCard],
    changed_by: str = "",
) -> HttpResponse:
    context = {"form": form, "lines": lines, "versions": versions, "changed_by": changed_by}
    return render(request, "library/own_template.html", context, status=422 if request.method == "POST" else 200)
