"""What somebody brought along from earlier care: at a glance, by week. Nothing is written here."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.access import gate
from care.accounts.session import actor_of
from care.actor import Action, Category, Purpose
from patients.histories import presenters as present
from patients.histories import queries
from patients.histories.rules import by_week
from patients.presenters import banner_card
from patients.queries import find_patient_id

WEEKS = 26  # on one page


@require_safe
def brought(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Orders, doses, visits, drug tests and scores of other systems, the latest weeks first.

    An address that was cut answers as one that does not exist.
    """
    at = timezone.now()
    permit = gate.require(
        actor=actor_of(request),
        patient_id=find_patient_id(uuid),
        category=Category.SUD,
        action=Action.READ,
        purpose=Purpose.TREAT,
        at=at,
    )
    try:
        before = present.week_of(request.GET.get("before", ""))
    except ValueError:
        raise Http404 from None
    banner = banner_card(permit=permit, at=at, current="story:story")
    doses, visits, tests = (
        queries.dose_line(permit=permit),
        queries.past_visits(permit=permit),
        queries.past_tests(permit=permit),
    )
    weeks, goes_on = present.page_of(by_week(doses, visits, tests), before=before, most=WEEKS)
    address = reverse("histories:brought", args=[uuid])
    context = {
        "banner": banner,
        "person": banner.person,
        "sources": [present.source_words(*source) for source in queries.sources_of(permit=permit)],
        "glance": present.at_a_glance(doses, visits, tests),
        "orders": [present.order_row(order) for order in queries.past_orders(permit=permit)],
        "scores": present.score_rows(queries.past_scores(permit=permit)),
        "weeks": [present.week_row(week) for week in weeks],
        "earlier": f"{address}?before={goes_on.isoformat()}" if goes_on else "",
        "latest": address if before else "",
    }
    return render(request, "histories/brought.html", context)
