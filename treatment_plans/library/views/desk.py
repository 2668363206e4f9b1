"""The library itself: the list, one intervention, and what a clinic adds of its own."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.accounts.rules import Work, check_work, may
from care.accounts.session import actor_of, zone_of
from care.actor import Actor
from treatment_plans.library import operations
from treatment_plans.library.catalogue import entries
from treatment_plans.library.forms import LookForm, OwnForm
from treatment_plans.library.presenters import entry_card, names_by_code, own_card
from treatment_plans.library.queries import find_entry, library_of, own_list, own_versions, templates_of
from treatment_plans.library.rules.entries import search
from treatment_plans.library.rules.own import said_in
from treatment_plans.library.vocabulary import Evidence
from treatment_plans.queries import intervention_kinds
from treatment_plans.views.writing import with_seen


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Everything that is offered, or what was looked for."""
    actor = actor_of(request)
    _, organisation_id = actor.colleague()
    kinds = intervention_kinds()
    names = {kind.code: kind.name for kind in kinds}
    form = LookForm(request.GET or None, kinds=kinds)
    found = search(library_of(organisation_id).values(), form.asked(), kinds=names)
    context = {
        "form": form,
        "cards": [entry_card(entry, kinds=names) for entry in found],
        "templates": templates_of(organisation_id).values(),
        "words": list(Evidence),
        "may_keep": may(actor, Work.KEEP_LIBRARY),
    }
    return render(request, "library/library.html", context)


@require_safe
def entry(request: HttpRequest, intervention_code: str) -> HttpResponse:
    """One intervention: what it is, for whom, how sure, how much, what to record."""
    _, organisation_id = actor_of(request).colleague()
    found = find_entry(intervention_code, organisation_id=organisation_id)
    if found is None:
        raise Http404
    kinds = {kind.code: kind.name for kind in intervention_kinds()}
    card = entry_card(found, kinds=kinds, names=names_by_code(entries().values()))
    return render(request, "library/entry.html", {"card": card})


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What the clinic added, in use and retired."""
    actor = keeper(request)
    kinds = {kind.code: kind.name for kind in intervention_kinds()}
    names = names_by_code(entries().values())
    cards = [own_card(row, kinds=kinds, names=names, zone=zone_of(request)) for row in own_list(actor=actor)]
    return render(request, "library/own_list.html", {"cards": cards})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add one."""
    actor = keeper(request)
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        row = operations.add_own(actor=actor, said=form.said(), at=timezone.now())
        messages.success(request, f"{row.name}: offered from now on.")
        return redirect("library:own_list")
    return render(request, "library/own.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Write the next version of one that is in use."""
    actor = keeper(request)
    versions = own_versions(actor=actor, number=number)
    if not versions:
        raise Http404
    latest = versions[0]
    said = asdict(said_in(latest.entry)) | {"seen": latest.version}
    form = _form(request, initial=said)
    changed_by = ""
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            row = operations.change_own(actor=actor, number=number, seen=seen, said=form.said(), at=timezone.now())
        except operations.OwnChanged as stale:
            changed_by = latest.written_by
            form = with_seen(form, stale.version)
        except operations.OwnNotFound:
            return _retired(request, latest.entry.name)
        else:
            messages.success(request, f"{row.name}: version {row.version} is offered from now on. Plans keep what they have.")
            return redirect("library:own_list")
    kinds = {kind.code: kind.name for kind in intervention_kinds()}
    names = names_by_code(entries().values())
    cards = [own_card(row, kinds=kinds, names=names, zone=zone_of(request)) for row in versions]
    context = {"form": form, "versions": cards, "changed_by": changed_by}
    return render(request, "library/own.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def retire(request: HttpRequest, number: int) -> HttpResponse:
    """Offer it no longer."""
    try:
        row = operations.retire_own(actor=keeper(request), number=number, at=timezone.now())
    except operations.OwnNotFound:
        raise Http404 from None
    messages.success(request, f"{row.name}: no longer offered. Plans that have it keep it.")
    return redirect("library:own_list")


@require_POST
def take_up(request: HttpRequest, number: int) -> HttpResponse:
    """Offer it again."""
    try:
        row = operations.take_up_own(actor=keeper(request), number=number, at=timezone.now())
    except operations.OwnNotFound:
        raise Http404 from None
    except operations.NothingToTakeUp:
        messages.info(request, "It is offered already.")
    else:
        messages.success(request, f"{row.name}: offered again.")
    return redirect("library:own_list")


def _retired(request: HttpRequest, name: str) -> HttpResponse:
    messages.info(request, f"{name} is retired. Take it up again first; nothing was changed.")
    return redirect("library:own_list")


def keeper(request: HttpRequest) -> Actor:
    """Who keeps the library; for this package.

    Raises:
        WorkRefused: it is kept by others.
    """
    actor = actor_of(request)
    check_work(actor, Work.KEEP_LIBRARY)
    return actor


def _form(request: HttpRequest, *, initial: dict[str, Any] | None = None) -> OwnForm:
    return OwnForm(request.POST or None, kinds=intervention_kinds(), entries=entries().values(), initial=initial)
