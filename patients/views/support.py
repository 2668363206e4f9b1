"""Who stands by the person, and what makes care fit them."""

from dataclasses import fields
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from care.access import gate
from care.accounts.session import zone_of
from care.actor import Category
from care.consent.queries import consents_of
from care.drafts.rules import Key
from patients import operations
from patients.forms import PreferencesForm, SupporterForm
from patients.presenters import conflict, support_card
from patients.queries import get_supporter, preferences_of, supporters_of
from patients.views.opening import about_person, either, page, permit_for, saved, with_version

LIST = "patients:people"


@require_safe
def people(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who stands by the person: how to call them, what they know, and which consent says what they may be told."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.DEMOGRAPHICS, at=at)
    sees_consents = permit.covers(Category.SUD)
    consents = consents_of(permit=permit, at=at) if sees_consents else None
    cards = [support_card(line, consents=consents) for line in supporters_of(permit=permit)]
    context = about_person(request, permit, at=at) | {"cards": cards, "sees_consents": sees_consents}
    return render(request, "patients/people.html", context)


@either
def support_new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down somebody who stands by the person."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.DEMOGRAPHICS, at=at)
    key = Key("supporter", uuid)
    form = SupporterForm(request.POST) if request.method == "POST" else SupporterForm()
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_supporter(permit=permit, supporter=form.supporter(), at=at)
        except operations.TooManySupporters:
            form.add_error(None, "The list is full. Take somebody off it first.")
        else:
            return saved(request, permit, uuid, key, "written down who stands by them", at=at, to=LIST)
    return page(request, "patients/supporter.html", form, key=key, at=at, permit=permit, part=LIST)


@either
def supporter(request: HttpRequest, uuid: UUID, supporter: UUID) -> HttpResponse:
    """Change what is written of somebody who stands by the person."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.DEMOGRAPHICS, at=at)
    line = get_supporter(permit=permit, supporter=supporter)
    if line is None:
        raise gate.NotFound("NOT_FOUND")
    key, clash = Key("supporter", uuid, supporter), None
    if request.method == "POST":
        form = SupporterForm(request.POST)
        if form.is_valid():
            written = form.supporter()
            try:
                operations.change_supporter(
                    permit=permit, uuid=supporter, version=form.cleaned_data["version"] or 0, supporter=written, at=at
                )
            except operations.StaleRecord as stale:
                typed = {column.name: getattr(written, column.name) for column in fields(written)}
                clash = conflict(stale, form=form, typed=typed, zone=zone_of(request))
                form = SupporterForm(with_version(request.POST, stale))
            except operations.NoSupporter:
                form.add_error(None, "A colleague took them off the list meanwhile.")
            else:
                return saved(request, permit, uuid, key, "saved who stands by them", at=at, to=LIST)
    else:
        form = SupporterForm(initial=SupporterForm.initial_of(line.said, version=line.version))
    context = {"line": line, "conflict": clash}
    return page(request, "patients/supporter.html", form, key=key, at=at, permit=permit, part=LIST, **context)


@require_http_methods(["POST"])
def support_end(request: HttpRequest, uuid: UUID, supporter: UUID) -> HttpResponse:
    """Take somebody off the list who stood by the person."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.DEMOGRAPHICS, at=at)
    line = get_supporter(permit=permit, supporter=supporter)
    if line is None:
        return redirect(LIST, uuid=uuid)
    operations.end_supporter(permit=permit, uuid=supporter, at=at)
    return saved(request, permit, uuid, Key("supporter", uuid, supporter), f"{line.said.name} is off the list", at=at, to=LIST)


@either
def preferences(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Culture and preferences."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.SUD, at=at)
    key, clash = Key("preferences", uuid), None
    if request.method == "POST":
        form = PreferencesForm(request.POST)
        if form.is_valid():
            written = form.preferences()
            try:
                operations.change_preferences(
                    permit=permit, version=form.cleaned_data["version"] or 0, preferences=written, at=at
                )
            except operations.StaleRecord as stale:
                typed = {column.name: getattr(written, column.name) for column in fields(written)}
                typed["immigration_wish_at"] = "as typed below" if written.keep_immigration else ""
                clash = conflict(stale, form=form, typed=typed, zone=zone_of(request))
                form = PreferencesForm(with_version(request.POST, stale))
            else:
                return saved(request, permit, uuid, key, "preferences saved", at=at)
    else:
        known = preferences_of(permit=permit)
        form = PreferencesForm(initial=PreferencesForm.initial_of(known.said, version=known.version))
    return page(request, "patients/preferences.html", form, key=key, at=at, permit=permit, conflict=clash)
