"""What finished answers came to."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from care.actor import Action
from patients.assessments import operations
from patients.assessments import presenters as present
from patients.assessments.catalogue import definitions
from patients.assessments.presenters import Before, Reader
from patients.assessments.queries import Told, history_of, offer_of, response_for
from patients.assessments.rules import State
from patients.assessments.views.opening import Sheet, open_sheet


@require_safe
def result(request: HttpRequest, uuid: UUID, result: UUID) -> HttpResponse:
    """Danger first, then the score, what it means, what follows, and the answers."""
    sheet = open_sheet(request, uuid)
    told = response_for(permit=sheet.permit, uuid=result)
    if told.is_open:
        return redirect("assessments:fill", uuid=uuid, response=result)
    reader, banner = sheet.reader(), sheet.banner()
    may_write = sheet.may_write(banner)
    is_kept = told.state is not State.SET_ASIDE
    counts = told.state is State.COMPLETED
    offer = offer_of(permit=sheet.permit, told=told)
    context = {
        "banner": banner,
        "head": present.heading(told, person=uuid, reader=reader),
        "alerts": present.alerts(told, person=uuid),
        "scores": present.score_cards(told, _before(sheet, told, reader) if counts else {}),
        "missing": present.missing(told) if is_kept else [],
        "notes": told.outcome.notes,
        "editions": present.editions_of(told.definition, told),
        "codes": present.code_lines(told),
        "follows": present.follows(told, person=uuid, reader=reader, may_write=may_write and counts, offer=offer),
        "sections": present.sections(told) if told.answers else [],
        "ended": present.ended(told, reader),
        "may_write": may_write,
    }
    return render(request, "assessments/result.html", context)


@require_POST
def add_diagnosis(request: HttpRequest, uuid: UUID, result: UUID) -> HttpResponse:
    """Put what follows from the criteria on the problem list."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    try:
        operations.add_diagnosis(permit=sheet.permit, response=result, at=sheet.at)
    except operations.NothingToAdd:
        return sheet.told("it is on the problem list, or nothing follows.", to="assessments:result", result=result)
    return sheet.done("the diagnosis is on the problem list", to="assessments:result", result=result)


def _before(sheet: Sheet, told: Told, reader: Reader) -> dict[str, Before]:
    """The scores of the time before."""
    if told.definition.code not in definitions():
        return {}
    history = history_of(permit=sheet.permit, instrument=told.definition.code, subject=told.subject)
    earlier = next((one for one in history if one.at < told.administered_at and one.uuid != told.uuid), None)
    if earlier is None:
        return {}
    return {one.name: Before(one.value, reader.day(earlier.at), one.band_label) for one in earlier.scores}
