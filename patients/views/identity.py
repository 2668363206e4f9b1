"""Taking somebody in, and who they are."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from care.access import gate
from care.access.policy import Allow, Facts, Relation, decide
from care.accounts.queries import staff_with_role
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Action, Actor, Category, Purpose
from care.drafts.operations import discard_draft
from care.drafts.rules import Key
from care.lib.dates import date_text
from care.teams.operations import NotOurColleague
from patients import operations
from patients.forms import (
    LEADS,
    IdentityForm,
    RegisterForm,
)
from patients.merging.operations import remember_apart
from patients.models import Patient
from patients.presenters import conflict, likeness_words
from patients.queries import get_patient, names_of, numbers_elsewhere, readable_lines, similar_people
from patients.rules import ContactKind, Likeness
from patients.views.opening import either, page, permit_for, saved, with_version


@either
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
                similar = _similar(actor, likely.reasons, at=at)
            except operations.MrnTaken:
                form.add_error("mrn", "Somebody else here has this number. Leave it empty for a new one.")
            except NotOurColleague:
                form.add_error("lead", "This colleague no longer works here.")
            else:
                discard_draft(actor=actor, key=key, at=at)
                if "anyway" in request.POST:
                    remember_apart(actor=actor, patient_id=patient.pk, others=_told(form, patient), at=at)
                messages.success(request, f"{names_of([patient.pk])[patient.pk].display_name} is registered.")
                return redirect(_after_registration(actor, patient, leads=form.cleaned_data["lead"] == actor.staff_id))
    else:
        lead = next((role for role in LEADS if role in actor.roles), None)
        mine = {"lead": actor.staff_id, "lead_function": lead.value} if lead else {}
        form = RegisterForm(initial={"zone": place.organisation_zone, **mine}, at=at, colleagues=colleagues)
    return page(request, "patients/new.html", form, key=key, at=at, **similar)


def _similar(actor: Actor, reasons: dict[int, tuple[Likeness, ...]], *, at: datetime) -> dict[str, Any]:
    """Whom the reader may be shown of the people who may be the same, and how many more there are."""
    condition = gate.readable(actor=actor, category=Category.DEMOGRAPHICS, purpose=Purpose.TREAT, path="pk")
    people = sorted(readable_lines(patient_ids=reasons, condition=condition), key=lambda one: list(reasons).index(one.patient_id))
    shown = [person.patient_id for person in people]
    gate.record_list(actor=actor, patient_ids=shown, category=Category.DEMOGRAPHICS, purpose=Purpose.TREAT, at=at, what="similar")
    rows = [
        {"person": person, "born": date_text(person.birth_date), "why": likeness_words(reasons[person.patient_id])}
        for person in people
    ]
    return {"similar": rows, "similar_hidden": len(reasons) - len(people)}


def _told(form: RegisterForm, patient: Patient) -> list[int]:
    """Whom the registrar was told of and said that it is somebody else."""
    phones = [point.value for point in form.contact().points if point.kind is ContactKind.PHONE]
    found = similar_people(organisation_id=patient.organisation_id, identity=form.identity(), phones=phones)
    return [number for number in found if number != patient.pk]


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


@either
def identity(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who the person is."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.DEMOGRAPHICS, at=at)
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
                form = IdentityForm(with_version(request.POST, stale), at=at)
            else:
                return saved(request, permit, uuid, key, "identity saved", at=at)
    else:
        person = get_patient(permit=permit)
        form = IdentityForm(initial=IdentityForm.initial_of(person.identity, version=person.version), at=at)
    elsewhere = numbers_elsewhere(permit=permit)
    return page(request, "patients/identity.html", form, key=key, at=at, permit=permit, conflict=clash, elsewhere=elsewhere)
