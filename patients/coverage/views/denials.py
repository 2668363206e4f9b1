"""Denials: written down, and one with its appeals and everything that can be done about it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from care.actor import Action
from care.drafts.rules import Key
from patients.coverage import operations, queries
from patients.coverage import presenters as present
from patients.coverage.forms import DecisionForm, DenialForm, FilingForm, LeaveForm, NothingMore
from patients.coverage.queries import DenialRow
from patients.coverage.rules import grounds_for
from patients.coverage.views.opening import (
    Sheet,
    consents_to_plans,
    done,
    form_page,
    not_there,
    offers,
    open_sheet,
    refuse,
    release_to_plan,
    take_step,
)
from patients.coverage.vocabulary import DenialState, Outcome
from patients.views.opening import either

HERE = "coverage:denial"
LABELS = {
    "appeal": "An appeal was filed",
    "decide": "The appeal was decided",
    "leave": "Leave it as it is",
    "reopen": "Appeal after all",
}
OFFERED: dict[DenialState, tuple[str, ...]] = {
    DenialState.OPEN: ("appeal", "leave"),
    DenialState.APPEALED: ("decide", "leave"),
    DenialState.UPHELD: ("appeal", "leave"),
    DenialState.PARTLY_OVERTURNED: ("appeal", "leave"),
    DenialState.STANDS: ("reopen",),
}
NAMES = {"filed_on": "gone_on", "step": ""}


@either
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down that a payer said no."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    payers = queries.coverage_choices(permit=sheet.permit)
    key = Key("denial", uuid)
    form = DenialForm(request.POST, payers=payers) if request.method == "POST" else DenialForm(payers=payers)
    if form.is_bound and form.is_valid():
        try:
            row = operations.record_denial(
                permit=sheet.permit, coverage=UUID(form.cleaned_data["coverage"]), terms=form.terms(), at=sheet.at
            )
        except operations.BadEntry as refusal:
            refuse(form, refusal)
        else:
            return done(request, sheet, "the denial is open, and its clocks run", key=key, to=HERE, denial=row.uuid)
    return form_page(request, "coverage/denied.html", form, sheet, key=key, payers=payers)


def _row(sheet: Sheet, denial: UUID) -> DenialRow:
    row = queries.get_denial(permit=sheet.permit, denial=denial)
    if row is None:
        raise not_there()
    return row


@either
def change(request: HttpRequest, uuid: UUID, denial: UUID) -> HttpResponse:
    """Correct a denial, or write down that the plan's criteria were asked for and came."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = _row(sheet, denial)
    key, payers = Key("denial", uuid, denial), [(str(row.coverage), row.payer)]
    form = DenialForm(request.POST or None, payers=payers, initial=DenialForm.initial_of(row))
    for name in ("kind", "notice_on"):
        form.fields[name].disabled = True
    if form.is_bound and form.is_valid():
        try:
            operations.change_denial(permit=sheet.permit, denial=denial, terms=form.terms(), at=sheet.at)
        except operations.BadEntry as refusal:
            refuse(form, refusal)
        else:
            return done(request, sheet, "the denial is saved", key=key, to=HERE, denial=denial)
    return form_page(request, "coverage/denied.html", form, sheet, key=key, payers=payers, row=row)


@either
def denial(request: HttpRequest, uuid: UUID, denial: UUID) -> HttpResponse:
    """One denial: why, until when, its appeals, and what can be done about it now."""
    writes = request.method == "POST"
    sheet = open_sheet(request, uuid, action=Action.WRITE if writes else Action.READ)
    row = _row(sheet, denial)
    if not writes:
        return _page(request, sheet, row)
    step = request.POST.get("step", "")
    if step not in LABELS:
        return _page(request, sheet, row, refused="Choose what happened.", status=422)
    form = _form(step, sheet, row, request.POST)
    said = take_step(form, lambda filled: _act(step, filled, sheet, row), NAMES)
    if not said:
        return _page(request, sheet, row, step=step, form=form, status=422)
    return done(request, sheet, said, to=HERE, denial=row.uuid)


def _form(step: str, sheet: Sheet, row: DenialRow, posted: Any = None) -> forms.Form:
    given: dict[str, Any] = {"at": sheet.at, "zone": sheet.reader.zone, "auto_id": f"{step}_%s"}
    if step == "appeal":
        initial = {"grounds": row.parity_note}
        return FilingForm(posted, levels=row.levels, consents=consents_to_plans(sheet), initial=initial, **given)
    kinds = {"decide": DecisionForm, "leave": LeaveForm, "reopen": NothingMore}
    return kinds[step](posted, **given)


def _act(step: str, form: Any, sheet: Sheet, row: DenialRow) -> str:
    """Take a step; gives the words for it."""
    data = form.cleaned_data
    given: dict[str, Any] = {"permit": sheet.permit, "denial": row.uuid, "at": sheet.at}
    if step == "appeal":
        operations.file_appeal(**given, release=release_to_plan(sheet, form.consent_uuid()), filing=form.filing())
        return "the appeal is filed, and its clock runs"
    if step == "decide":
        operations.decide_appeal(
            **given,
            outcome=Outcome(data["outcome"]),
            decided_on=data["decided_on"],
            words=data["words"],
            next_file_by=data["next_file_by"],
        )
        return "the decision is written down"
    if step == "leave":
        operations.leave_denial(**given, reason=data["reason"])
        return "the denial is left as it is"
    operations.reopen_denial(**given)
    return "the denial is open again"


def _page(
    request: HttpRequest,
    sheet: Sheet,
    row: DenialRow,
    *,
    step: str = "",
    form: forms.Form | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = sheet.context()
    steps = [one for one in OFFERED.get(row.state, ()) if one not in ("appeal", "reopen") or row.levels]
    deadlines = [one for one in queries.deadlines_of(permit=sheet.permit) if one.subject == row.uuid]
    context |= {
        "card": present.denial_card(row, person=sheet.person.uuid, reader=sheet.reader),
        "deadlines": [present.deadline_line(one, person=sheet.person.uuid, reader=sheet.reader) for one in deadlines],
        "appeals": [present.appeal_card(appeal, reader=sheet.reader) for appeal in row.appeals],
        "offers": offers(
            steps if context["may_write"] else (),
            LABELS,
            lambda key: _form(key, sheet, row),
            form,
            step,
            name=sheet.person.short_name,
        ),
        "grounds": grounds_for(plan_kind=row.plan_kind, reason=row.reason, service=row.service) if row.is_open else [],
        "may_change": context["may_write"] and row.is_open,
        "no_level": row.is_open and not row.levels and row.state is not DenialState.APPEALED,
        "row": row,
        "refused": refused,
        "form": form,
    }
    return render(request, "coverage/denial.html", context, status=status)
