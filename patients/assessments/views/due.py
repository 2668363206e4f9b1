"""What is to be asked again, of everybody whose care the reader may read."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.access import gate
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Category, Purpose
from care.lib.dates import long_day_text
from care.lib.paging import BadCursor
from care.teams.queries import team_condition
from patients.assessments import presenters as present
from patients.assessments.presenters import Reader
from patients.assessments.presenters.due import CAP, SHOWS
from patients.assessments.queries import due_count, due_list
from patients.queries import names_of

ROWS = 20  # of a page: each person has several instruments
KINDS = (Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD)


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """The longest overdue first: of the people of the reader's teams, or of everybody."""
    actor, reader = actor_of(request), Reader(timezone.now(), zone_of(request))
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "mine"
    readable = gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    reach = gate.readable_by_category(actor=actor, purpose=Purpose.TREAT, path="patient_id")
    mine = Q() if actor.staff_id is None else team_condition(staff_id=actor.staff_id, path="patient_id")
    conditions = {"mine": readable & mine, "all": readable}
    place: dict[str, Any] = {
        "organisation_id": place_of(request).organisation_id,
        "categories": [one for one in KINDS if reach.get(one) is reach.get(Category.SUD)],
        "today": reader.today,
    }
    try:
        page = due_list(**place, condition=conditions[show], after=request.GET.get("after", ""), limit=ROWS)
    except BadCursor as error:
        raise Http404 from error
    counts = {key: due_count(**place, condition=condition, cap=CAP) for key, condition in conditions.items()}
    ids = list(dict.fromkeys(row.patient_id for row in page.rows))
    gate.record_list(
        actor=actor, patient_ids=ids, category=Category.SUD, purpose=Purpose.TREAT, at=reader.at, what="measures due"
    )
    context = {
        "chips": present.due_chips(show, counts),
        "rows": present.due_rows(page.rows, names_of(ids), today=reader.today),
        "label": SHOWS[show],
        "today": long_day_text(reader.today),
        "first_url": f"?show={show}" if request.GET.get("after") else "",
        "next_url": f"?show={show}&after={page.next_cursor}" if page.next_cursor else "",
    }
    return render(request, "assessments/due.html", context)
