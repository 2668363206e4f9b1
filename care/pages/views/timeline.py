"""One person's timeline: everything that the reader may see, from every room, newest first, page by page."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from care.actor import Category
from care.lib.dates import zone_label
from care.lib.paging import BadCursor
from care.lib.timeline import page_of_entries
from care.pages.presenters import timeline as present
from care.pages.presenters.chart import thread
from care.pages.timeline import Sort, readable_arms, readable_sorts
from care.pages.views.chart import open_chart

PAGE = 50


@require_safe
def timeline(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Fifty entries, of one sort where the reader asks for one; `before` goes on where a page ended.

    Days are those of the person's zone. An address that was cut answers as one that does not exist.
    """
    chart = open_chart(request, uuid, Category.SUD, here="pages:timeline")
    word, cursor = request.GET.get("show", ""), request.GET.get("before", "")
    if word and word not in {sort.value for sort in Sort}:
        raise Http404
    sort = Sort(word) if word else None
    try:
        page = page_of_entries(readable_arms(permit=chart.permit, sort=sort), permit=chart.permit, limit=PAGE, cursor=cursor)
    except BadCursor:
        raise Http404 from None
    zone = chart.person.zone
    context = chart.context() | {
        "filters": present.filters(readable_sorts(permit=chart.permit), current=sort, person=chart.person.uuid),
        "days": thread(page.rows, zone=zone, at=chart.at),
        "earlier": present.address(chart.person.uuid, sort=sort, cursor=page.next_cursor) if page.next_cursor else "",
        "latest": present.address(chart.person.uuid, sort=sort) if cursor else "",
        "sort": sort,
        "person_zone": zone_label(zone, chart.at),
    }
    return render(request, "pages/timeline.html", context)
