"""The clinic's case conferences, and planning one."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, place_of, zone_of
from care.lib.dates import local_date
from treatment_plans.conferences import operations, queries
from treatment_plans.conferences.forms import MeetForm
from treatment_plans.conferences.presenters import Reader, conference_card
from treatment_plans.conferences.vocabulary import ConferenceStatus

SHOWN = 20  # of those that are over


@require_safe
def conferences(request: HttpRequest) -> HttpResponse:
    """What is to come, and what was."""
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    check_work(actor, Work.HOLD_CONFERENCES)
    reader = Reader(zone, local_date(at, zone))
    coming = queries.conferences_of(actor=actor, statuses=[ConferenceStatus.PLANNED, ConferenceStatus.UNDER_WAY])
    over = queries.conferences_of(actor=actor, statuses=[ConferenceStatus.HELD, ConferenceStatus.CANCELLED], limit=SHOWN)
    context = {
        "coming": [conference_card(row, reader) for row in coming],
        "over": [conference_card(row, reader) for row in over],
    }
    return render(request, "conferences/conferences.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan one."""
    actor, at, zone = actor_of(request), timezone.now(), place_of(request).organisation_zone
    check_work(actor, Work.HOLD_CONFERENCES)
    initial = {"day": local_date(at, zone) + timedelta(days=1), "begins": "09:00", "minutes": 60}
    form = MeetForm(request.POST or None, zone=zone, at=at, initial=initial)
    if request.method == "POST" and form.is_valid():
        row = operations.plan_conference(actor=actor, meet=form.cleaned_data["meet"], at=at)
        messages.success(request, "Planned. Now who takes part, and whom you talk about.")
        return redirect("conference_desk:conference", row.uuid)
    status = 422 if request.method == "POST" else 200
    return render(request, "conferences/new.html", {"form": form, "zone": zone}, status=status)
