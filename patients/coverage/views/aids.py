"""Programs that help with costs: begun, and one with everything that can be done about it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from care.actor import Action
from care.drafts.rules import Key
from patients.coverage import operations, queries
from patients.coverage import presenters as present
from patients.coverage.forms import (
    AidForm,
    AnsweredForm,
    ApplyForm,
    AskedForm,
    GatherForm,
    GrantForm,
    OverForm,
    StepForm,
    TurnedDownForm,
    news_of,
)
from patients.coverage.queries import AidRow
from patients.coverage.rules import steps_from
from patients.coverage.views.opening import (
    Sheet,
    done,
    form_page,
    not_there,
    offers,
    open_sheet,
    refuse,
    take_step,
)
from patients.coverage.vocabulary import AidStep
from patients.views.opening import either

HERE = "coverage:aid"
FORMS: dict[AidStep, type[StepForm]] = {
    AidStep.GATHER: GatherForm,
    AidStep.APPLY: ApplyForm,
    AidStep.GRANT: GrantForm,
    AidStep.TURN_DOWN: TurnedDownForm,
    AidStep.ASK_MORE: AskedForm,
    AidStep.ANSWER: AnsweredForm,
    AidStep.RENEW: GatherForm,
    AidStep.LEAVE: OverForm,
    AidStep.END: OverForm,
}
LABELS = {
    AidStep.GATHER.value: "The person wants it: gather papers",
    AidStep.APPLY.value: "It was applied for",
    AidStep.GRANT.value: "It was granted",
    AidStep.TURN_DOWN.value: "It was turned down",
    AidStep.ASK_MORE.value: "The program asks for more",
    AidStep.ANSWER.value: "The program got what it asked for",
    AidStep.RENEW.value: "Begin the renewal",
    AidStep.LEAVE.value: "The person does not want it",
    AidStep.END.value: "It is over",
}


@either
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin with a program that may help."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    key = Key("aid", uuid)
    given: dict[str, Any] = {
        "programs": queries.programs(),
        "payers": queries.coverage_choices(permit=sheet.permit),
    }
    form = AidForm(request.POST, **given) if request.method == "POST" else AidForm(**given)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            row = operations.consider_aid(
                permit=sheet.permit,
                program=data["program"],
                coverage=UUID(data["coverage"]) if data["coverage"] else None,
                for_what=data["for_what"],
                papers_missing=data["papers_missing"],
                papers_due_on=data["papers_due_on"],
                is_wanted=data["is_wanted"] == "yes",
                at=sheet.at,
            )
        except operations.BadEntry as refusal:
            refuse(form, refusal)
        else:
            return done(request, sheet, "help with costs is begun", key=key, to=HERE, aid=row.uuid)
    return form_page(request, "coverage/aid_new.html", form, sheet, key=key)


@either
def aid(request: HttpRequest, uuid: UUID, aid: UUID) -> HttpResponse:
    """One application: what it is for, where it stands, and what can be done now."""
    writes = request.method == "POST"
    sheet = open_sheet(request, uuid, action=Action.WRITE if writes else Action.READ)
    row = queries.get_aid(permit=sheet.permit, aid=aid)
    if row is None:
        raise not_there()
    if not writes:
        return _page(request, sheet, row)
    step = request.POST.get("step", "")
    if step not in LABELS:
        return _page(request, sheet, row, refused="Choose what happened.", status=422)
    form = _form(step, sheet, request.POST)
    said = take_step(form, lambda filled: _act(step, filled, sheet, row))
    if not said:
        return _page(request, sheet, row, step=step, form=form, status=422)
    return done(request, sheet, said, to=HERE, aid=row.uuid)


def _form(step: str, sheet: Sheet, posted: Any = None) -> forms.Form:
    return FORMS[AidStep(step)](posted, at=sheet.at, zone=sheet.reader.zone, auto_id=f"{step}_%s")


def _act(step: str, form: forms.Form, sheet: Sheet, row: AidRow) -> str:
    """Take a step; gives the words for it."""
    moved = operations.move_aid(permit=sheet.permit, aid=row.uuid, step=AidStep(step), news=news_of(form), at=sheet.at)
    return f"{row.program}, {moved.get_state_display().lower()}"


def _page(
    request: HttpRequest,
    sheet: Sheet,
    row: AidRow,
    *,
    step: str = "",
    form: forms.Form | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = sheet.context()
    possible = steps_from("aid", row.state) if context["may_write"] else []
    deadlines = [one for one in queries.deadlines_of(permit=sheet.permit) if one.subject == row.uuid]
    context |= {
        "card": present.aid_card(row, person=sheet.person.uuid, reader=sheet.reader),
        "deadlines": [present.deadline_line(one, person=sheet.person.uuid, reader=sheet.reader) for one in deadlines],
        "offers": offers(
            [key for key in LABELS if key in possible],
            LABELS,
            lambda key: _form(key, sheet),
            form,
            step,
            name=sheet.person.short_name,
        ),
        "row": row,
        "refused": refused,
        "form": form,
    }
    return render(request, "coverage/aid.html", context, status=status)
