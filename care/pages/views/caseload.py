"""The caseload: everybody whose care the reader may read, soonest due first."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from care.access import gate
from care.accounts.queries import names_of_staff
from care.accounts.session import actor_of, zone_of
from care.actor import Actor, Category, Purpose
from care.lib.dates import day_bounds, local_date, time_text
from care.lib.paging import BadCursor
from care.pages.presenters import caseload as present
from care.pages.views.parts import page_or_part
from care.teams.queries import Moment, Show, counted_caseload
from patients.queries import names_of


def moment_of(at: datetime, zone: str) -> Moment:
    """Now and the reader's day."""
    today = local_date(at, zone)
    return Moment(at=at, today=today, day_end=day_bounds(today, zone)[1])


@require_safe
@vary_on_headers("HX-Request")
def caseload(request: HttpRequest) -> HttpResponse:
    """A page of the caseload, filtered by a chip; without htmx the whole page, with it the list alone."""
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    moment = moment_of(at, zone)
    show = Show(request.GET["show"]) if request.GET.get("show") in set(Show) else Show.EVERYONE
    condition = gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    place: dict[str, Any] = {
        "organisation_id": actor.organisation_id or 0,
        "condition": condition,
        "moment": moment,
        "staff_id": actor.staff_id,
    }
    try:
        found = counted_caseload(**place, show=show, after=request.GET.get("after", ""), cap=present.CAP)
    except BadCursor as error:
        raise Http404 from error
    page, counts = found.page, found.counts
    people = names_of([row.patient_id for row in page.rows])
    staff = names_of_staff(row.lead_staff_id for row in page.rows if row.lead_staff_id is not None)
    record(actor, [row.patient_id for row in page.rows], at)
    context = {
        "total": present.count_text(counts[Show.EVERYONE]),
        "stops_at": present.CAP if max(counts.values()) > present.CAP else 0,
        "chips": present.chips(counts, show),
        "rows": present.rows_html(page.rows, people=people, staff=staff, moment=moment, zone=zone),
        "shown": len(page.rows),
        "label": present.LABELS[show],
        "show": show.value,
        "first_url": f"?{urlencode({'show': show.value})}" if request.GET.get("after") else "",
        "next_url": f"?{urlencode({'show': show.value, 'after': page.next_cursor})}" if page.next_cursor else "",
        "as_of": time_text(at, zone),
    }
    says = f"{present.LABELS[show]}: {present.count_text(counts[show])}"
    return page_or_part(request, "pages/caseload.html", "pages/_caseload.html", context, says=says)


def record(actor: Actor, patient_ids: list[int], at: datetime) -> None:
    """One event with everybody shown."""
    gate.record_list(actor=actor, patient_ids=patient_ids, category=Category.SUD, purpose=Purpose.TREAT, at=at, what="caseload")
