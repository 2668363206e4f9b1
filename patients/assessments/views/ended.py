"""What will not be finished, and what should not have been recorded: with a reason, and nothing is lost."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from care.actor import Action
from patients.assessments import operations
from patients.assessments import presenters as present
from patients.assessments.forms import ReasonForm
from patients.assessments.queries import Told, response_for
from patients.assessments.rules import State
from patients.assessments.rules.states import NotPossible
from patients.assessments.views.opening import Sheet, open_sheet

LATE = "a colleague was first; nothing was changed."


@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, uuid: UUID, response: UUID) -> HttpResponse:
    """It will not be finished: why."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    told = response_for(permit=sheet.permit, uuid=response)
    if told.state is not State.OPEN:
        return sheet.told(LATE) if request.method == "POST" else _to_result(sheet, told)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_aside_response(permit=sheet.permit, response=response, at=sheet.at, **form.cleaned_data)
        except NotPossible:
            return sheet.told(LATE)
        return sheet.done(f"{told.definition.short} is set aside")
    return _page(
        sheet,
        told,
        form,
        heading=f"Set {told.definition.short} aside",
        says="It will not be finished. What was answered is kept, and not scored.",
        button="Set it aside for {}",
        leave_url=reverse("assessments:fill", args=[uuid, response]),
    )


@require_http_methods(["GET", "POST"])
def in_error(request: HttpRequest, uuid: UUID, result: UUID) -> HttpResponse:
    """It was for another person, or its answers are wrong: why."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    told = response_for(permit=sheet.permit, uuid=result)
    if told.state is not State.COMPLETED:
        return sheet.told(LATE) if request.method == "POST" else _to_result(sheet, told)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.mark_in_error(permit=sheet.permit, response=result, at=sheet.at, **form.cleaned_data)
        except NotPossible:
            return sheet.told(LATE)
        return sheet.done(f"{told.definition.short} is marked as recorded in error")
    return _page(
        sheet,
        told,
        form,
        heading=f"{told.definition.short} was recorded in error",
        says="It counts nowhere from then on and stays readable, with the reason. Tasks that it opened stay open.",
        button="Mark it for {}",
        leave_url=reverse("assessments:result", args=[uuid, result]),
    )


def _page(sheet: Sheet, told: Told, form: ReasonForm, *, button: str, **context: Any) -> HttpResponse:
    banner = sheet.banner()
    context |= {
        "banner": banner,
        "head": present.heading(told, person=sheet.person, reader=sheet.reader()),
        "form": form,
        "button": button.format(banner.person.short_name),
    }
    return render(sheet.request, "assessments/reason.html", context, status=422 if form.is_bound else 200)


def _to_result(sheet: Sheet, told: Told) -> HttpResponse:
    return redirect("assessments:result", uuid=sheet.person, result=told.uuid)
