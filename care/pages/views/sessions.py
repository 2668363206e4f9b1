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
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from care.access import gate, operations
from care.access.policy import Session
from care.access.queries import running_session
from care.access.rules import NotPossible, Reason, review_due_at
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Category, Permit, Purpose
from care.lib.dates import date_text, local_date, time_text
from care.pages.session_forms import ExtendForm, FindOneForm, SessionForm
from care.pages.views.parts import page_of_ours
from patients.queries import exactly, find_patient_id, names_of

TEMPLATES = {Session.EMERGENCY: "pages/emergency.html", Session.REVIEW: "pages/privacy_reading.html"}


@sensitive_post_parameters("names", "birth_date", "mrn")
@require_http_methods(["GET", "HEAD", "POST"])
def find_one(request: HttpRequest) -> HttpResponse:
    """One person of the program whom the reader's lists do not show, by who exactly they are; leads to `emergency`.

    Several who match are as nobody: nothing is shown of anybody. What is typed travels in the body only.
    """
    actor, at = actor_of(request), timezone.now()
    check_work(actor, Work.OPEN_IN_EMERGENCY)
    form = FindOneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found = exactly(organisation_id=actor.organisation_id or 0, **form.cleaned_data)
        gate.record_list(
            actor=actor,
            patient_ids=found,
            category=Category.DEMOGRAPHICS,
            purpose=Purpose.ETREAT,
            at=at,
            what="emergency_search",
        )
        if len(found) == 1:
            return redirect("pages:emergency", uuid=names_of(found)[found[0]].uuid)
        form.add_error(None, "Nobody of the program is exactly this person. Check the spelling and the birth date.")
    return render(request, "pages/emergency_find.html", {"form": form}, status=422 if form.errors else 200)


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
        "length": f"{int(settings.ACCESS_SESSION_LENGTH.total_seconds()) // 60} minutes",
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
