"""An instrument that is asked again within hours, in a row: COWS and CIWA."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from patients.assessments import presenters as present
from patients.assessments.catalogue import definitions
from patients.assessments.queries import history_of
from patients.assessments.queries.serial import numbers_of
from patients.assessments.views.opening import open_sheet

LATEST = 50  # that the page shows


@require_safe
def serial(request: HttpRequest, uuid: UUID, instrument: str) -> HttpResponse:
    """The picture, its sentence and its table, and when to look again."""
    sheet = open_sheet(request, uuid)
    definition = definitions().get(instrument)
    if definition is None or instrument not in present.SERIAL:
        raise Http404
    results = history_of(permit=sheet.permit, instrument=instrument, limit=LATEST)
    link_id = definition.settings.get("rise", {}).get("minutes", "")
    minutes = numbers_of(permit=sheet.permit, link_id=link_id, responses=[one.uuid for one in results]) if link_id else {}
    reader, banner = sheet.reader(), sheet.banner()
    found = present.serial(definition, results, minutes, person=uuid, reader=reader)
    context = {
        "banner": banner,
        "title": definition.title,
        "about": definition.about,
        "begin": present.begin_line(definition, person=uuid),
        "serial": found,
        "has_doses": bool(link_id),
        "may_write": sheet.may_write(banner),
    }
    return render(request, "assessments/serial.html", context)
