"""Blank forms to print: from the chart, with the name or without, and from the page of the instrument."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, place_of
from patients.assessments import presenters as present
from patients.assessments.catalogue import definitions
from patients.assessments.queries import wording_in_use
from patients.assessments.rules import Definition
from patients.assessments.views.opening import open_sheet


@require_safe
def of_person(request: HttpRequest, uuid: UUID, instrument: str) -> HttpResponse:
    """A form for somebody: with their name on it, or with `?name=blank` without."""
    sheet = open_sheet(request, uuid)
    definition = _definition(instrument)
    if not sheet.permit.covers(definition.category):
        raise Http404
    is_named = request.GET.get("name") != "blank"
    back = reverse("assessments:measures", args=[uuid])
    ways = [("With the name", "", is_named), ("Without a name", "blank", not is_named)]
    return _paper(request, definition, name=sheet.name if is_named else "", ways=ways, back_url=back, back="Measures")


@require_safe
def of_instrument(request: HttpRequest, instrument: str) -> HttpResponse:
    """A form for anybody."""
    check_work(actor_of(request), Work.MANAGE_STAFF)
    definition = _definition(instrument)
    back = reverse("instruments:instrument", args=[instrument])
    return _paper(request, definition, name="", ways=[], back_url=back, back="The instrument")


def _definition(instrument: str) -> Definition:
    found = definitions().get(instrument)
    if found is None:
        raise Http404
    return found


def _paper(
    request: HttpRequest,
    definition: Definition,
    *,
    name: str,
    ways: list[tuple[str, str, bool]],
    back_url: str,
    back: str,
) -> HttpResponse:
    languages = present.paper_languages(definition)
    language = request.GET.get("language", "en")
    language = language if language in languages else "en"
    wording = wording_in_use(place_of(request).organisation_id, definition.code, language)
    with translation.override(language):
        sheet = present.paper_html(definition, wording, language=language, name=name)
    chosen = "blank" if ways and not name else ""
    context = {
        "short": definition.short,
        "title": definition.title,
        "sheet": sheet,
        "languages": [
            present.PaperWay(label, present.paper_query(name=chosen, language=code), code == language)
            for code, label in languages.items()
        ],
        "ways": [
            present.PaperWay(label, present.paper_query(name=code, language=language), is_on) for label, code, is_on in ways
        ],
        "back_url": back_url,
        "back": back,
    }
    return render(request, "assessments/paper.html", context)
