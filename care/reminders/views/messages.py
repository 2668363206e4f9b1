"""The Messages tab of a chart: by which ways somebody may be written to, what was said, what waits."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.access import gate
from care.accounts.queries import names_of_users
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Category, Permit, Purpose
from care.outbox.queries import waiting_for
from care.reminders import operations
from care.reminders.forms import AllowForm, WithdrawForm, address_text
from care.reminders.operations.messages import KIND
from care.reminders.presenters import channel_card, days_of, waiting_lines
from care.reminders.queries import channels_of, thread_of
from care.reminders.rules import Given, Withdrawn
from care.reminders.rules.wording import agreement
from patients.presenters import banner_card
from patients.queries import find_patient_id

HERE = "reminders:messages"


@require_safe
def thread(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ways, messages both ways, and what is queued."""
    at = timezone.now()
    permit = _permit(request, uuid, Action.READ, at=at)
    context, zone = _head(permit, at=at), zone_of(request)
    channels = channels_of(permit=permit)
    names = names_of_users(row.consent.given_by_id for row in channels if row.consent and row.consent.given_by_id)
    person = context["person"]
    cards = [channel_card(row, names=names, zone=zone, at=at) for row in channels]
    context |= {
        "channels": cards,
        "days": days_of(thread_of(permit=permit), name=person.short_name, zone=zone, at=at),
        "waiting": waiting_lines(waiting_for(permit=permit, kind=KIND), zone=zone, at=at),
        "withdraw": WithdrawForm(),
        "can_ask": person.is_alive and any(card.can_open for card in cards),
    }
    return render(request, "reminders/messages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def allow(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write that the person agreed to be texted or written to, in the wording that the page shows."""
    at = timezone.now()
    permit = _permit(request, uuid, Action.WRITE, at=at)
    context = _head(permit, at=at)
    person = context["person"]
    closed = [row.point for row in channels_of(permit=permit) if row.consent is None]
    points = [point for point in closed if point.may_write and not point.is_shared] if person.is_alive else []
    form = AllowForm(request.POST if request.method == "POST" else None, points=points, name=person.short_name)
    if request.method == "POST" and form.is_valid():
        point = form.point()
        try:
            operations.allow_channel(
                permit=permit, channel=point.channel, address=point.address, how=Given(form.cleaned_data["how"]), at=at
            )
        except (operations.NoSuchChannel, operations.ClosedByRecord):
            form.add_error("way", "A colleague changed the contact meanwhile. Look at it again.")
        else:
            messages.success(request, f"{person.display_name}: messages may go to {address_text(point.channel, point.address)}.")
            return redirect(HERE, uuid=uuid)
    wordings = [agreement(point.channel, address_text(point.channel, point.address)) for point in points]
    context |= {"form": form, "points": points, "wordings": wordings}
    return render(request, "reminders/allow.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def withdraw(request: HttpRequest, uuid: UUID, channel: UUID) -> HttpResponse:
    """Close a way at once."""
    at = timezone.now()
    permit = _permit(request, uuid, Action.WRITE, at=at)
    form = WithdrawForm(request.POST)
    why = Withdrawn(form.cleaned_data["why"]) if form.is_valid() else Withdrawn.TOLD_US
    try:
        operations.withdraw_channel(permit=permit, consent=channel, why=why, at=at)
    except operations.NoSuchChannel:
        raise gate.NotFound("NOT_FOUND") from None
    messages.success(request, f"{_head(permit, at=at)['person'].display_name}: nothing more is sent there.")
    return redirect(HERE, uuid=uuid)


def _permit(request: HttpRequest, uuid: UUID, action: Action, *, at: datetime) -> Permit:
    return gate.require(
        actor=actor_of(request),
        patient_id=find_patient_id(uuid),
        category=Category.SUD,
        action=action,
        purpose=Purpose.TREAT,
        at=at,
    )


def _head(permit: Permit, *, at: datetime) -> dict[str, Any]:
    card = banner_card(permit=permit, at=at, current=HERE)
    return {"banner": card, "person": card.person}
