"""Opening one record with a reason and for a time: in an emergency, or for the privacy office; staying longer, ending it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from care.access import gate, operations
from care.access.policy import Session
from care.access.queries import running_session
from care.access.rules import NotPossible, Reason, review_due_at
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Permit
from care.lib.dates import date_text, local_date, span_text, time_text
from care.pages.session_forms import ExtendForm, SessionForm
from care.pages.views.parts import page_of_ours
from patients.queries import find_patient_id

TEMPLATES = {Session.EMERGENCY: "pages/emergency.html", Session.REVIEW: "pages/privacy_reading.html"}


@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What it means to open a record in an emergency, the reason, and the opening. Shows nothing of the person."""
    return _open(request, uuid, Session.EMERGENCY)


@require_http_methods(["GET", "HEAD", "POST"])
def privacy_reading(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The privacy officer reads one record with a reason, and changes nothing."""
    return _open(request, uuid, Session.REVIEW)


def _open(request: HttpRequest, uuid: UUID, kind: Session) -> HttpResponse:
    actor, at = actor_of(request), timezone.now()
    form = SessionForm(request.POST if request.method == "POST" else None, kind=kind)
    wanted = page_of_ours(request, reverse("pages:chart", args=[uuid]))
    try:
        permit = gate.require_session(actor=actor, patient_id=find_patient_id(uuid), kind=kind, at=at)
    except gate.NotNeeded:
        status = 422 if request.method == "POST" and not form.is_valid() else 200
        return render(request, "pages/session_not_needed.html", {"wanted": wanted, "kind": kind.value}, status=status)
    if request.method == "POST" and form.is_valid():
        _start(request, permit, kind, form.cleaned_data, at)
        return redirect(wanted)
    context = _context(request, form, wanted, at)
    return render(request, TEMPLATES[kind], context, status=422 if form.errors else 200)


def _start(request: HttpRequest, permit: Permit, kind: Session, given: dict[str, Any], at: datetime) -> None:
    session = operations.open_session(
        permit=permit,
        kind=kind,
        reason=Reason(given["reason"]),
        words=given["words"],
        length=settings.ACCESS_SESSION_LENGTH,
        zone=place_of(request).organisation_zone,
        at=at,
    )
    clock = time_text(session.ends_at, zone_of(request), with_zone=True)
    messages.success(request, f"This record is open to you until {clock}.")


def _context(request: HttpRequest, form: Any, wanted: str, at: datetime) -> dict[str, Any]:
    zone = zone_of(request)
    due = review_due_at(opened_at=at, zone=place_of(request).organisation_zone)
    return {
        "form": form,
        "wanted": wanted,
        "length": span_text(settings.ACCESS_SESSION_LENGTH),
        "clock": f"{date_text(local_date(at, zone))}, {time_text(at, zone, with_zone=True)}",
        "reviewed_by": date_text(local_date(due, zone)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Stay longer, once, with words of why. Without a running session the chart answers for itself."""
    actor, at = actor_of(request), timezone.now()
    chart = reverse("pages:chart", args=[uuid])
    wanted = page_of_ours(request, chart)
    form = ExtendForm(request.POST if request.method == "POST" else None)
    patient_id = find_patient_id(uuid)
    running = running_session(actor=actor, patient_id=patient_id, at=at) if patient_id is not None else None
    if running is None or not running.may_extend:
        messages.warning(request, "This record cannot be kept open longer." if running else "No time runs for this record.")
        return redirect(chart)
    if request.method == "POST" and form.is_valid():
        try:
            operations.extend_session(
                actor=actor,
                patient_id=patient_id,
                words=form.cleaned_data["words"],
                length=settings.ACCESS_SESSION_LENGTH,
                at=at,
            )
        except (operations.NoSession, NotPossible):
            messages.warning(request, "The time was over before this was saved.")
        return redirect(wanted)
    context = _context(request, form, wanted, at) | {"ends": time_text(running.ends_at, zone_of(request), with_zone=True)}
    return render(request, "pages/session_extend.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End one's own session for a person now."""
    try:
        operations.end_session(actor=actor_of(request), patient_id=find_patient_id(uuid), at=timezone.now())
    except operations.NoSession:
        messages.info(request, "The time was over already. The record is closed.")
    else:
        messages.success(request, "Ended. The record is closed again.")
    return redirect("pages:today")
