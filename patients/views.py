"""Forms about a person. Each view asks the gate once, makes one call, and goes back to the chart with the person's name."""

from contextlib import suppress
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from care.access import gate
from care.access.policy import Allow, Facts, Relation, decide
from care.accounts.queries import names_of_users, staff_with_role
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Action, Actor, Category, Permit, Purpose
from care.drafts.operations import discard_draft, save_draft
from care.drafts.queries import DraftContent, get_draft
from care.drafts.rules import Key, TooMuch
from care.lib.dates import date_text, local_date, moment_text, zone_label
from care.teams.operations import NotOurColleague
from patients import operations
from patients.forms import (
    LEADS,
    AllergiesForm,
    AllergyFormSet,
    ContactForm,
    DeathCorrectionForm,
    DeathForm,
    IdentityForm,
    PointForm,
    PointFormSet,
    RegisterForm,
    points_of,
)
from patients.models import Patient
from patients.presenters import banner_card, conflict, person_parts
from patients.queries import allergies_of, find_patient_id, get_patient, names_of, numbers_elsewhere, readable_lines
from patients.rules import DeathCorrection

_either = require_http_methods(["GET", "POST"])


@_either
def new(request: HttpRequest) -> HttpResponse:
    """Register a person. Somebody who may be the same is named before anything is saved."""
    at, actor = timezone.now(), actor_of(request)
    check_work(actor, Work.REGISTER_PATIENT)
    place, key = place_of(request), Key("register", None)
    colleagues = [
        (colleague.staff_id, f"{colleague.name}, {colleague.title}" if colleague.title else colleague.name)
        for colleague in staff_with_role(organisation_id=place.organisation_id, roles=LEADS)
    ]
    similar: dict[str, Any] = {}
    if request.method == "POST":
        form = RegisterForm(request.POST, at=at, colleagues=colleagues)
        if form.is_valid():
            try:
                patient = operations.register_patient(
                    actor=actor,
                    identity=form.identity(),
                    contact=form.contact(),
                    mrn=form.cleaned_data["mrn"],
                    lead_staff_id=form.cleaned_data["lead"],
                    lead_function=form.lead_role(),
                    anyway="anyway" in request.POST,
                    at=at,
                )
            except operations.LikelyDuplicate as likely:
                similar = _similar(actor, likely.patient_ids, at=at)
            except operations.MrnTaken:
                form.add_error("mrn", "Somebody else here has this number. Leave it empty for a new one.")
            except NotOurColleague:
                form.add_error("lead", "This colleague no longer works here.")
            else:
                discard_draft(actor=actor, key=key, at=at)
                messages.success(request, f"{names_of([patient.pk])[patient.pk].display_name} is registered.")
                return redirect(_after_registration(actor, patient, leads=form.cleaned_data["lead"] == actor.staff_id))
    else:
        lead = next((role for role in LEADS if role in actor.roles), None)
        mine = {"lead": actor.staff_id, "lead_function": lead.value} if lead else {}
        form = RegisterForm(initial={"zone": place.organisation_zone, **mine}, at=at, colleagues=colleagues)
    return _page(request, "patients/new.html", form, key=key, at=at, **similar)


def _similar(actor: Actor, patient_ids: list[int], *, at: datetime) -> dict[str, Any]:
    """Whom the reader may be shown of the people who may be the same, and how many more there are."""
    condition = gate.readable(actor=actor, category=Category.DEMOGRAPHICS, purpose=Purpose.TREAT, path="pk")
    people = readable_lines(patient_ids=patient_ids, condition=condition)
    shown = [person.patient_id for person in people]
    gate.record_list(actor=actor, patient_ids=shown, category=Category.DEMOGRAPHICS, purpose=Purpose.TREAT, at=at, what="similar")
    rows = [{"person": person, "born": date_text(person.birth_date)} for person in people]
    return {"similar": rows, "similar_hidden": len(patient_ids) - len(people)}


def _after_registration(actor: Actor, patient: Patient, *, leads: bool) -> str:
    """The most that the registrar may open of the new record: its chart, else its contact page, else a new form."""
    relation = Relation.TEAM if leads else Relation.PROGRAMME

    def may(category: Category, action: Action) -> bool:
        return isinstance(decide(Facts(actor.requester, actor.roles, relation, category, action, Purpose.TREAT)), Allow)

    if may(Category.SUD, Action.READ):
        return reverse("pages:chart", args=[patient.uuid])
    if may(Category.DEMOGRAPHICS, Action.WRITE):
        return reverse("patients:contact", args=[patient.uuid])
    return reverse("patients:new")


@_either
def identity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who the person is."""
    at = timezone.now()
    permit = _permit(request, uuid, Category.DEMOGRAPHICS, at=at)
    key, clash = Key("identity", uuid), None
    if request.method == "POST":
        form = IdentityForm(request.POST, at=at)
        if form.is_valid():
            written = form.identity()
            try:
                operations.change_identity(permit=permit, version=form.cleaned_data["version"] or 0, identity=written, at=at)
            except operations.StaleRecord as stale:
                typed = {column.name: getattr(written, column.name) for column in fields(written)}
                clash = conflict(stale, form=form, typed=typed, zone=zone_of(request))
                form = IdentityForm(_with_version(request.POST, stale), at=at)
            else:
                return _saved(request, permit, uuid, key, "identity saved", at=at)
    else:
        person = get_patient(permit=permit)
        form = IdentityForm(initial=IdentityForm.initial_of(person.identity, version=person.version), at=at)
    elsewhere = numbers_elsewhere(permit=permit)
    return _page(request, "patients/identity.html", form, key=key, at=at, permit=permit, conflict=clash, elsewhere=elsewhere)


@_either
def contact(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How to reach the person safely."""
    at = timezone.now()
    permit = _permit(request, uuid, Category.DEMOGRAPHICS, at=at)
    key, clash, kept = Key("contact", uuid), None, None
    if request.method == "POST":
        form, points = ContactForm(request.POST), PointFormSet(request.POST, prefix="points")
        if form.is_valid() & points.is_valid():
            written = form.contact(points_of(points))
            try:
                operations.change_contact(permit=permit, version=form.cleaned_data["version"] or 0, contact=written, at=at)
            except operations.StaleRecord as stale:
                typed = form.cleaned_data | {"points": written.points}
                clash = conflict(stale, form=form, typed=typed, zone=zone_of(request))
                form = ContactForm(_with_version(request.POST, stale))
            else:
                return _saved(request, permit, uuid, key, "contact saved", at=at)
    else:
        person, kept = get_patient(permit=permit), get_draft(actor=permit.actor, key=key)
        form = ContactForm(initial=ContactForm.initial_of(person.contact, version=person.version))
        rows = [PointForm.initial_of(point) for point in person.contact.points]
        if kept is not None:
            rows = kept.restore_rows(PointFormSet().empty_form.fields, prefix="points")
        points = PointFormSet(initial=rows, prefix="points")
    return _page(request, "patients/contact.html", form, key=key, at=at, permit=permit, conflict=clash, points=points)


@_either
def allergies(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Allergies: what is known, what is added, what is taken off the list."""
    at = timezone.now()
    permit = _permit(request, uuid, Category.GENERAL, at=at)
    key = Key("allergies", uuid)
    known = allergies_of(permit=permit)
    listed = [(str(allergy.uuid), str(allergy)) for allergy in known.items]
    if request.method == "POST":
        form, added = AllergiesForm(request.POST, listed=listed), AllergyFormSet(request.POST, prefix="added")
        if form.is_valid() & added.is_valid():
            new_ones = [(row["substance"], row["reaction"]) for row in added.cleaned_data if row.get("substance")]
            try:
                operations.record_allergies(
                    permit=permit,
                    state=form.known(adds=bool(new_ones)),
                    add=new_ones,
                    remove=[UUID(gone) for gone in form.cleaned_data["remove"]],
                    at=at,
                )
            except operations.AllergiesContradict:
                form.add_error("state", "This does not fit the list: an allergy is on it, or it is empty.")
            else:
                return _saved(request, permit, uuid, key, "allergies saved", at=at)
    else:
        form = AllergiesForm(listed=listed, initial={"state": known.state.value})
        kept = get_draft(actor=permit.actor, key=key)
        rows = kept.restore_rows(AllergyFormSet().empty_form.fields, prefix="added") if kept else []
        added = AllergyFormSet(initial=rows, prefix="added")
    return _page(request, "patients/allergies.html", form, key=key, at=at, permit=permit, added=added, listed=listed)


@_either
def death(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Record that the person died; or, once it is recorded, see by whom and correct a mistake."""
    at = timezone.now()
    permit = _permit(request, uuid, Category.SUD, at=at)
    person = get_patient(permit=permit)
    today = local_date(at, person.identity.zone)
    if person.deceased_on is not None:
        return _recorded_death(request, permit, DeathCorrectionForm(), at=at)
    form = DeathForm(request.POST or None, birth_date=person.identity.birth_date, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            operations.record_death(permit=permit, deceased_on=form.cleaned_data["deceased_on"], at=at)
        except operations.DeathAlreadyRecorded:
            return redirect("patients:death", uuid=uuid)
        return _saved(request, permit, uuid, None, "death recorded, what was open is closed", at=at)
    return _page(request, "patients/death.html", form, key=None, at=at, permit=permit)


@require_http_methods(["POST"])
def correct_death(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back a death that was recorded by mistake."""
    at = timezone.now()
    permit = _permit(request, uuid, Category.SUD, at=at)
    form = DeathCorrectionForm(request.POST)
    if not form.is_valid():
        return _recorded_death(request, permit, form, at=at)
    try:
        operations.correct_death(permit=permit, reason=DeathCorrection(form.cleaned_data["reason"]), at=at)
    except operations.NoDeathRecorded:
        return redirect("patients:death", uuid=uuid)
    return _saved(request, permit, uuid, None, "recorded death taken back, what it closed is open again", at=at)


def _recorded_death(request: HttpRequest, permit: Permit, form: DeathCorrectionForm, *, at: datetime) -> HttpResponse:
    person, zone = get_patient(permit=permit), zone_of(request)
    if person.death_recorded_at is None or person.death_recorded_by_id is None:
        return redirect("patients:death", uuid=person.uuid)
    context = {
        "recorded_by": names_of_users([person.death_recorded_by_id]).get(person.death_recorded_by_id, "a colleague"),
        "recorded_at": moment_text(person.death_recorded_at, zone, local_date(at, zone)),
    }
    return _page(request, "patients/death_recorded.html", form, key=None, at=at, permit=permit, **context)


def _permit(request: HttpRequest, uuid: UUID, category: Category, *, at: datetime) -> Permit:
    return gate.require(
        actor=actor_of(request),
        patient_id=find_patient_id(uuid),
        category=category,
        action=Action.WRITE,
        purpose=Purpose.TREAT,
        at=at,
    )


def _with_version(posted: QueryDict, stale: operations.StaleRecord) -> QueryDict:
    """What was typed, made in knowledge of what the colleague saved."""
    typed = posted.copy()
    typed["version"] = str(stale.version)
    return typed


def _saved(request: HttpRequest, permit: Permit, uuid: UUID, key: Key | None, what: str, *, at: datetime) -> HttpResponse:
    """The draft is gone, the person is named, and the reader is back at the chart."""
    if key is not None:
        discard_draft(actor=permit.actor, key=key, at=at)
    messages.success(request, f"{names_of([permit.patient_id])[permit.patient_id].display_name}: {what}.")
    if permit.covers(Category.SUD):
        return redirect("pages:chart", uuid=uuid)
    return redirect("patients:contact", uuid=uuid)


def _page(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    *,
    key: Key | None,
    at: datetime,
    permit: Permit | None = None,
    **context: Any,
) -> HttpResponse:
    """The page of a form, with the banner of the person, and with what was typed before and not saved."""
    draft = _kept(request, form, key, permit=permit, at=at)
    context |= {"form": form, "draft_key": str(key) if key else "", "banner": None}
    if draft is not None:
        context["draft_saved"] = draft.saved_text(zone=zone_of(request), today=local_date(at, zone_of(request)))
    if permit is not None:
        banner = banner_card(permit=permit, at=at, current="patients:identity")
        here = request.resolver_match.view_name if request.resolver_match else ""
        context |= {
            "banner": banner,
            "parts": person_parts(permit=permit, person=banner.person, current=here),
            "person_zone": zone_label(banner.person.zone, at),
        }
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _kept(request: HttpRequest, form: BaseForm, key: Key | None, *, permit: Permit | None, at: datetime) -> DraftContent | None:
    """What was typed and is not saved: kept now when the form came back with errors, put into the form when it is new."""
    if key is None:
        return None
    actor = actor_of(request)
    if form.is_bound:
        with suppress(TooMuch):
            save_draft(actor=actor, key=key, fields=dict(request.POST.lists()), permit=permit, at=at)
    draft = get_draft(actor=actor, key=key)
    if draft is not None and not form.is_bound:
        draft.restore(form)
    return draft
