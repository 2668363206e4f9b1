"""A death, and taking a recorded one back."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from care.accounts.queries import names_of_users
from care.accounts.session import zone_of
from care.actor import Category, Permit
from care.lib.dates import local_date, moment_text
from patients import operations
from patients.forms import (
    DeathCorrectionForm,
    DeathForm,
)
from patients.queries import get_patient
from patients.rules import DeathCorrection
from patients.views.opening import either, page, permit_for, saved


@either
def death(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Record that the person died; or, once it is recorded, see by whom and correct a mistake."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.SUD, at=at)
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
        return saved(request, permit, uuid, None, "death recorded, what was open is closed", at=at)
    return page(request, "patients/death.html", form, key=None, at=at, permit=permit)


@require_http_methods(["POST"])
def correct_death(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back a death that was recorded by mistake."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.SUD, at=at)
    form = DeathCorrectionForm(request.POST)
    if not form.is_valid():
        return _recorded_death(request, permit, form, at=at)
    try:
        operations.correct_death(permit=permit, reason=DeathCorrection(form.cleaned_data["reason"]), at=at)
    except operations.NoDeathRecorded:
        return redirect("patients:death", uuid=uuid)
    return saved(request, permit, uuid, None, "recorded death taken back, what it closed is open again", at=at)


def _recorded_death(request: HttpRequest, permit: Permit, form: DeathCorrectionForm, *, at: datetime) -> HttpResponse:
    person, zone = get_patient(permit=permit), zone_of(request)
    if person.death_recorded_at is None or person.death_recorded_by_id is None:
        return redirect("patients:death", uuid=person.uuid)
    context = {
        "recorded_by": names_of_users([person.death_recorded_by_id]).get(person.death_recorded_by_id, "a colleague"),
        "recorded_at": moment_text(person.death_recorded_at, zone, local_date(at, zone)),
    }
    return page(request, "patients/death_recorded.html", form, key=None, at=at, permit=permit, **context)
