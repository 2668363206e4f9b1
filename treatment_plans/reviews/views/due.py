"""The plans that are to be looked at, of everybody whose care the reader may read."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.access import gate
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Category, Purpose
from care.lib.dates import local_date, long_day_text
from care.lib.paging import BadCursor
from care.teams.queries import team_condition
from patients.queries import names_of
from treatment_plans.reviews.presenters.due import CAP, SHOWS, chips, due_rows
from treatment_plans.reviews.queries import due_count, due_reviews
from treatment_plans.reviews.vocabulary import CauseKind

ROWS = 30
KINDS = (Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD)


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """The most pressing first: of the people of the reader's teams, of everybody, what is late, or what has one cause."""
    actor, at = actor_of(request), timezone.now()
    today = local_date(at, zone_of(request))
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "mine"
    readable = gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    reach = gate.readable_by_category(actor=actor, purpose=Purpose.TREAT, path="patient_id")
    mine = Q() if actor.staff_id is None else team_condition(staff_id=actor.staff_id, path="patient_id")
    place: dict[str, Any] = {
        "organisation_id": place_of(request).organisation_id,
        "categories": [one for one in KINDS if reach.get(one) is reach.get(Category.SUD)],
    }
    lists: dict[str, dict[str, Any]] = {
        key: {
            "condition": readable & mine if key.startswith("mine") else readable,
            "until": today if key.endswith("late") else None,
            "kind": CauseKind(key) if key in set(CauseKind.values()) else None,
        }
        for key in SHOWS
    }
    try:
        page = due_reviews(**place, **lists[show], after=request.GET.get("after", ""), limit=ROWS)
    except BadCursor as error:
        raise Http404 from error
    counts = {key: due_count(**place, **asked, cap=CAP) for key, asked in lists.items()}
    ids = list(dict.fromkeys(row.patient_id for row in page.rows))
    gate.record_list(actor=actor, patient_ids=ids, category=Category.SUD, purpose=Purpose.TREAT, at=at, what="reviews due")
    context = {
        "chips": chips(show, counts),
        "rows": due_rows(page.rows, names_of(ids), today=today),
        "label": SHOWS[show],
        "today": long_day_text(today),
        "first_url": f"?show={show}" if request.GET.get("after") else "",
        "next_url": f"?show={show}&after={page.next_cursor}" if page.next_cursor else "",
    }
    return render(request, "reviews/due.html", context)
