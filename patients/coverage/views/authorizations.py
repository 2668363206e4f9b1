"""Prior authorizations: begun, and one with everything that can be done with it."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from care.actor import Action
from care.drafts.rules import Key
from patients.coverage import operations, queries
from patients.coverage import presenters as present
from patients.coverage.forms import (
    AnswerForm,
    ApprovalForm,
    DenyForm,
    NothingMore,
    QuestionForm,
    ReasonForm,
    RequestForm,
    SendForm,
    StepForm,
    UseForm,
)
from patients.coverage.queries import AuthorizationRow
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
from patients.coverage.vocabulary import AuthorizationState, DenialReason
from patients.views.opening import either

HERE = "coverage:authorization"
FORMS: dict[str, type[StepForm]] = {
    "send": SendForm,
    "approve": ApprovalForm,
    "deny": DenyForm,
    "pend": QuestionForm,
    "answer": AnswerForm,
    "use": UseForm,
    "renew": NothingMore,
    "close": ReasonForm,
}
LABELS = {
    "send": "It went to the plan",
    "approve": "The plan approved it",
    "deny": "The plan denied it",
    "pend": "The plan asks for more",
    "answer": "The plan got what it asked for",
    "use": "Write down what was used",
    "renew": "Begin the next one",
    "close": "It is over, or no longer needed",
}
OFFERED: dict[AuthorizationState, tuple[str, ...]] = {
    AuthorizationState.DRAFT: ("send", "close"),
    AuthorizationState.SENT: ("approve", "deny", "pend", "close"),
    AuthorizationState.PENDED: ("answer", "approve", "deny", "close"),
    AuthorizationState.APPROVED: ("use", "renew", "close"),
    AuthorizationState.PARTLY: ("use", "renew", "close"),
    AuthorizationState.CLOSED: ("renew",),
}
# What an operation calls otherwise than the form.
NAMES = {"sent_on": "gone_on", "step": ""}


@either
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin a request to a plan."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    payers = queries.coverage_choices(permit=sheet.permit)
    key = Key("authorization", uuid)
    form = RequestForm(request.POST, payers=payers) if request.method == "POST" else RequestForm(payers=payers)
    if form.is_bound and form.is_valid():
        try:
            row = operations.prepare_authorization(
                permit=sheet.permit, coverage=UUID(form.cleaned_data["coverage"]), request=form.request(), at=sheet.at
            )
        except operations.BadEntry as refusal:
            refuse(form, refusal)
        else:
            return done(request, sheet, "the request is begun", key=key, to=HERE, authorization=row.uuid)
    return form_page(request, "coverage/request.html", form, sheet, key=key, payers=payers)


def _row(sheet: Sheet, authorization: UUID) -> AuthorizationRow:
    row = queries.get_authorization(permit=sheet.permit, authorization=authorization)
    if row is None:
        raise not_there()
    return row


@either
def change(request: HttpRequest, uuid: UUID, authorization: UUID) -> HttpResponse:
    """Correct what is asked for, or add what concerns parity."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = _row(sheet, authorization)
    key, payers = Key("authorization", uuid, authorization), [(str(row.coverage), row.payer)]
    form = RequestForm(request.POST or None, payers=payers, initial=RequestForm.initial_of(row))
    if form.is_bound and form.is_valid():
        try:
            operations.change_authorization(permit=sheet.permit, authorization=authorization, request=form.request(), at=sheet.at)
        except operations.BadEntry as refusal:
            refuse(form, refusal)
        else:
            return done(request, sheet, "the request is saved", key=key, to=HERE, authorization=authorization)
    return form_page(request, "coverage/request.html", form, sheet, key=key, payers=payers, row=row)


@either
def authorization(request: HttpRequest, uuid: UUID, authorization: UUID) -> HttpResponse:
    """One request: where it stands, what came before, and what can be done with it now."""
    writes = request.method == "POST"
    sheet = open_sheet(request, uuid, action=Action.WRITE if writes else Action.READ)
    row = _row(sheet, authorization)
    if not writes:
        return _page(request, sheet, row)
    if "take_off" in request.POST:
        return _take_off(request, sheet, row)
    step = request.POST.get("step", "")
    if step not in FORMS:
        return _page(request, sheet, row, refused="Choose what happened.", status=422)
    form = _form(step, sheet, row, request.POST)
    said = take_step(form, lambda filled: _act(step, filled, sheet, row), NAMES)
    if not said:
        return _page(request, sheet, row, step=step, form=form, status=422)
    if step == "deny":
        return done(request, sheet, said, to="coverage:denial", denial=_denial(sheet, row))
    if step == "renew":
        return done(request, sheet, said, to="coverage:authorization_change", authorization=_renewal(sheet, row))
    return done(request, sheet, said, to=HERE, authorization=row.uuid)


def _denial(sheet: Sheet, row: AuthorizationRow) -> UUID:
    """The denial that was just opened for a request."""
    return next(one.uuid for one in queries.denials_of(permit=sheet.permit) if one.authorization == row.uuid)


def _renewal(sheet: Sheet, row: AuthorizationRow) -> UUID:
    """The request that was just begun after an approval."""
    return next(one.uuid for one in queries.authorizations_of(permit=sheet.permit) if one.renews == row.uuid)


def _form(step: str, sheet: Sheet, row: AuthorizationRow, posted: Any = None) -> forms.Form:
    kind = FORMS[step]
    initial: dict[str, date | int | None] = {}
    if step == "approve":
        initial = {"starts_on": row.needed_on or sheet.reader.today, "units": row.units_asked}
    consents = consents_to_plans(sheet) if step in ("send", "answer") else ()
    return kind(posted, at=sheet.at, zone=sheet.reader.zone, consents=consents, initial=initial, auto_id=f"{step}_%s")


def _act(step: str, form: Any, sheet: Sheet, row: AuthorizationRow) -> str:
    """Take a step; gives the words for it."""
    data = form.cleaned_data
    given: dict[str, Any] = {"permit": sheet.permit, "authorization": row.uuid, "at": sheet.at}
    if step == "send":
        operations.send_authorization(
            **given,
            release=release_to_plan(sheet, form.consent_uuid()),
            sent_at=form.moment(),
            how=form.sent_by(),
            reference=data["reference"],
            decides_by=data["decides_by"],
        )
        return "the request is with the plan, and its clock runs"
    if step == "answer":
        operations.answer_question(
            **given,
            release=release_to_plan(sheet, form.consent_uuid()),
            how=form.sent_by(),
            decides_by=data["decides_by"],
        )
        return "the plan has what it asked for"
    if step == "pend":
        operations.note_question(**given, asked_for=data["asked_for"], due_on=data["due_on"])
        return "what the plan asks for is on a worklist"
    if step == "approve":
        in_full = data["in_full"] == "yes"
        operations.record_approval(**given, approval=form.approval(), in_full=in_full, decided_on=data["decided_on"])
        return "the approval is written down" if in_full else "the approval in part is written down"
    if step == "deny":
        operations.record_denied_authorization(
            **given,
            reason=DenialReason(data["reason"]),
            reason_words=data["reason_words"],
            notice_on=data["notice_on"],
            file_by=data["file_by"],
        )
        return "the denial is open, and its clocks run"
    if step == "use":
        operations.record_use(**given, used_on=data["used_on"], units=data["units"], note=data["note"])
        return "what was used is written down"
    if step == "renew":
        operations.renew_authorization(**given)
        return "the next request is begun"
    operations.close_authorization(**given, reason=data["reason"])
    return "the request is over"


def _take_off(request: HttpRequest, sheet: Sheet, row: AuthorizationRow) -> HttpResponse:
    """Take a use off that was a mistake."""
    number = request.POST["take_off"]
    try:
        operations.remove_use(
            permit=sheet.permit, authorization=row.uuid, use=int(number) if number.isdecimal() else 0, at=sheet.at
        )
    except operations.NoSuchThing:
        return redirect(HERE, uuid=sheet.person.uuid, authorization=row.uuid)
    return done(request, sheet, "it is taken off what was used", to=HERE, authorization=row.uuid)


def _page(
    request: HttpRequest,
    sheet: Sheet,
    row: AuthorizationRow,
    *,
    step: str = "",
    form: forms.Form | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = sheet.context()
    steps = OFFERED.get(row.state, ()) if context["may_write"] else ()
    deadlines = [one for one in queries.deadlines_of(permit=sheet.permit) if one.subject == row.uuid]
    context |= {
        "card": present.authorization_card(row, person=sheet.person.uuid, reader=sheet.reader),
        "deadlines": [present.deadline_line(one, person=sheet.person.uuid, reader=sheet.reader) for one in deadlines],
        "offers": offers(steps, LABELS, lambda key: _form(key, sheet, row), form, step, name=sheet.person.short_name),
        "uses": [
            (use.use_id, sheet.reader.day(use.used_on), f"{use.units} {row.measure.label}", use.note, use.recorded_by)
            for use in queries.uses_of(permit=sheet.permit, authorization=row.uuid)
        ],
        "may_change": context["may_write"] and row.is_open,
        "renews": row.renews,
        "row": row,
        "refused": refused,
        "form": form,
    }
    return render(request, "coverage/authorization.html", context, status=status)
