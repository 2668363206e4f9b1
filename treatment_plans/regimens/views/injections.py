"""The injections of everybody whose care the reader may read: who is due, early, late."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.access import gate
from care.accounts.session import actor_of, place_of
from care.actor import Category, Purpose
from care.lib.dates import local_date, long_day_text
from care.teams.queries import team_condition
from patients.queries import names_of
from treatment_plans.regimens.figures import figures_on
from treatment_plans.regimens.presenters.injections import SHOWS, chips, lines, shown
from treatment_plans.regimens.queries.injections import injections_due

ROWS = 30


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """The one that is due first at the head; of the reader's teams, or of everybody."""
    actor, at, place = actor_of(request), timezone.now(), place_of(request)
    today = local_date(at, place.organisation_zone)
    show, whose = request.GET.get("show", ""), request.GET.get("who", "")
    show, whose = show if show in SHOWS else "now", whose if whose == "all" else "mine"
    readable = gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    mine = Q() if whose == "all" or actor.staff_id is None else team_condition(staff_id=actor.staff_id, path="patient_id")
    rows = injections_due(
        organisation_id=place.organisation_id,
        condition=readable & mine,
        today=today,
        zone=place.organisation_zone,
        settings=figures_on(today, organisation_id=place.organisation_id),
    )
    found = shown(rows, show)
    number = request.GET.get("page", "1")
    page = min(max(int(number), 1), 1_000) if number.isdecimal() else 1
    part = found[(page - 1) * ROWS : page * ROWS]
    ids = list(dict.fromkeys(row.patient_id for row in part))
    gate.record_list(actor=actor, patient_ids=ids, category=Category.SUD, purpose=Purpose.TREAT, at=at, what="injections")
    context = {
        "chips": chips(show, whose, rows),
        "whose": whose,
        "show": show,
        "lines": lines(part, names_of(ids), today=today),
        "label": SHOWS[show][0],
        "today": long_day_text(today),
        "before": page - 1,
        "after": page + 1 if len(found) > page * ROWS else 0,
    }
    return render(request, "regimens/injections.html", context)
