"""How a person is doing over time: one measure with bands, medication and events on one time line."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from care.actor import Category
from care.lib.dates import local_date, zone_label
from care.pages.trends import page, words
from care.pages.trends.gathering import Person, admitted_on, lines_of, trend_of
from care.pages.trends.picture import picture, score_rows
from care.pages.views.chart import open_chart
from care.teams.queries import enrolments_of


@require_safe
def trends(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One measure: its picture, its sentence and its table, from the same values; beside it every measure at a glance.

    Days are those of the person's zone. An address that names no measure of theirs answers as one that does not exist.
    """
    chart = open_chart(request, uuid, Category.SUD, here="assessments:measures")
    zone = chart.person.zone
    enrolments = enrolments_of(permit=chart.permit)
    person = Person(chart.permit, zone, local_date(chart.at, zone), admitted_on(enrolments, zone))
    asked = page.Asked(
        request.GET.get("measure", ""),
        request.GET.get("about", ""),
        request.GET.get("score", ""),
        request.GET.get("for", page.ALL),
    )
    rows = lines_of(person)
    try:
        row, days = page.chosen(rows, asked), asked.days
    except page.NoSuchLine:
        raise Http404 from None
    context = chart.context() | {"person_zone": zone_label(zone, chart.at), "trend": None}
    if row is not None:
        trend = trend_of(person, row, days=days, enrolments=enrolments)
        context |= {
            "trend": trend,
            "picture": picture(trend),
            "sentence": words.sentence(trend),
            "findings": words.finding_cards(trend.change, trend.measure, person.today),
            "score_rows": score_rows(words.score_lines(trend.dots, person.today)),
            "happened": words.happened_lines(trend),
            "instruments": page.instruments(uuid, rows, row, asked),
            "parts": page.parts(uuid, rows, row, asked),
            "periods": page.periods(uuid, row, asked, today=person.today, zone=zone),
            "glances": page.glances(person, uuid, rows, shown=row.key),
        }
    return render(request, "pages/trends.html", context)
