"""Drug tests: asked for, collected, what they found, not done, marked wrong."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from care.actor import Action
from care.drafts.rules import Key
from patients.results import operations
from patients.results import presenters as present
from patients.results.forms import CollectForm, EndForm, FindingsForm, NewTestForm, WrongForm
from patients.results.queries import DrugTestRow, get_drug_test, wrong_analytes
from patients.results.rules import DrugTestStep, NotPossible, steps_from
from patients.results.views.opening import Sheet, done, form_page, not_there, open_sheet, told
from patients.views.opening import either

HERE = "results:drug_test"


def _test(sheet: Sheet, test: UUID) -> DrugTestRow:
    row = get_drug_test(permit=sheet.permit, test=test)
    if row is None:
        raise not_there()
    return row


def _act(request: HttpRequest, sheet: Sheet, form: forms.Form, act: Callable[[], object]) -> HttpResponse | None:
    """Do it; gives an answer where a colleague was first, and nothing where it is done or the form says what is to be mended."""
    try:
        act()
    except operations.BadEntry as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.words)
    except operations.NoSuchResult:
        raise not_there() from None
    except operations.AlreadyWrong:
        return told(request, sheet, "A colleague was first: it is marked wrong already. Nothing was changed.")
    except NotPossible as refusal:
        return told(
            request, sheet, f"A colleague was first: it stands at “{refusal.state.label.lower()}” now. Nothing was changed."
        )
    return None


def _too_late(request: HttpRequest, sheet: Sheet, row: DrugTestRow) -> HttpResponse:
    """The step cannot follow where the test stands."""
    words = f"the drug test stands at “{row.status.label.lower()}”. Nothing was changed."
    return told(request, sheet, words, to=HERE, drug_test=row.uuid)


@either
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for a drug test, or write down one that is collected already."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    key = Key("drug_test", uuid)
    form = NewTestForm(request.POST if request.method == "POST" else None, at=sheet.at, zone=sheet.reader.zone)
    if form.is_bound and form.is_valid():
        made: list[UUID] = []
        answer = _act(
            request,
            sheet,
            form,
            lambda: made.append(operations.order_drug_test(permit=sheet.permit, said=form.said(), at=sheet.at)),
        )
        if answer is not None:
            return answer
        if made:
            return done(request, sheet, "the drug test is written down", key=key, to=HERE, drug_test=made[0])
    return form_page(request, "results/drug_test_new.html", form, sheet, key=key)


@require_safe
def one(request: HttpRequest, uuid: UUID, drug_test: UUID) -> HttpResponse:
    """One drug test: how far it is, what it found, what was marked wrong."""
    sheet = open_sheet(request, uuid)
    row = _test(sheet, drug_test)
    wrong = [present.analyte_line(line, row, reader=sheet.reader) for line in wrong_analytes(permit=sheet.permit, test=drug_test)]
    card = present.test_card(row, reader=sheet.reader)
    return render(request, "results/drug_test.html", sheet.context() | {"card": card, "wrong": wrong})


@either
def collect(request: HttpRequest, uuid: UUID, drug_test: UUID) -> HttpResponse:
    """The specimen is there."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = _test(sheet, drug_test)
    if DrugTestStep.COLLECT not in steps_from(row.status):
        return _too_late(request, sheet, row)
    bound = request.POST if request.method == "POST" else None
    form = CollectForm(bound, at=sheet.at, zone=sheet.reader.zone, initial={"lab": row.lab})
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        answer = _act(
            request,
            sheet,
            form,
            lambda: operations.record_collection(
                permit=sheet.permit,
                test=drug_test,
                collected_at=form.moment(),
                was_observed=data["was_observed"],
                lab=data["lab"],
                at=sheet.at,
            ),
        )
        if answer is not None or not form.errors:
            return answer or done(request, sheet, "the drug test is collected", to=HERE, drug_test=drug_test)
    return _form(request, "results/collect.html", form, sheet, row)


@either
def findings(request: HttpRequest, uuid: UUID, drug_test: UUID) -> HttpResponse:
    """What came in, substance by substance."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = _test(sheet, drug_test)
    if DrugTestStep.RESULT not in steps_from(row.status):
        return _too_late(request, sheet, row)
    key = Key("drug_findings", uuid, drug_test)
    form = FindingsForm(request.POST if request.method == "POST" else None, test=row)
    if form.is_bound and form.is_valid():
        answer = _act(
            request,
            sheet,
            form,
            lambda: operations.record_findings(permit=sheet.permit, test=drug_test, found=form.found(), at=sheet.at),
        )
        if answer is not None or not form.errors:
            return answer or done(
                request, sheet, "what the drug test found is written down", key=key, to=HERE, drug_test=drug_test
            )
    return _form(request, "results/findings.html", form, sheet, row, key=key)


@either
def end(request: HttpRequest, uuid: UUID, drug_test: UUID) -> HttpResponse:
    """It is not done."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = _test(sheet, drug_test)
    steps = [step for step in (DrugTestStep.DECLINE, DrugTestStep.CANCEL) if step in steps_from(row.status)]
    if not steps:
        return _too_late(request, sheet, row)
    form = EndForm(request.POST if request.method == "POST" else None, steps=steps)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        answer = _act(
            request,
            sheet,
            form,
            lambda: operations.end_drug_test(
                permit=sheet.permit, test=drug_test, step=DrugTestStep(data["step"]), note=data["note"], at=sheet.at
            ),
        )
        if answer is not None or not form.errors:
            return answer or done(request, sheet, "the drug test is not done", to=HERE, drug_test=drug_test)
    return _form(request, "results/end.html", form, sheet, row)


@either
def wrong(request: HttpRequest, uuid: UUID, drug_test: UUID) -> HttpResponse:
    """Mark a whole test wrong."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = _test(sheet, drug_test)
    form = WrongForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        answer = _act(
            request,
            sheet,
            form,
            lambda: operations.mark_drug_test_wrong(permit=sheet.permit, test=drug_test, reason=reason, at=sheet.at),
        )
        if answer is not None or not form.errors:
            return answer or done(request, sheet, "the drug test is marked wrong", to=HERE, drug_test=drug_test)
    card = present.test_card(row, reader=sheet.reader)
    return form_page(request, "results/wrong.html", form, sheet, what=card.title, small=card.small, back=card.url)


@either
def answer_wrong(request: HttpRequest, uuid: UUID, drug_test: UUID, answer: int) -> HttpResponse:
    """Mark one answer of a test wrong."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = _test(sheet, drug_test)
    one = next((one for one in row.analytes if one.pk == answer), None)
    if one is None:
        raise not_there()
    form = WrongForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        said = _act(
            request,
            sheet,
            form,
            lambda: operations.mark_analyte_wrong(
                permit=sheet.permit, test=drug_test, analyte=answer, reason=reason, at=sheet.at
            ),
        )
        if said is not None or not form.errors:
            return said or done(request, sheet, f"{one.analyte.label} is marked wrong", to=HERE, drug_test=drug_test)
    line = present.analyte_line(one, row, reader=sheet.reader)
    card = present.test_card(row, reader=sheet.reader)
    return form_page(request, "results/wrong.html", form, sheet, what=line.what, small=card.small, back=card.url)


def _form(
    request: HttpRequest, template: str, form: forms.Form, sheet: Sheet, row: DrugTestRow, *, key: Key | None = None
) -> HttpResponse:
    more: dict[str, Any] = {"card": present.test_card(row, reader=sheet.reader)}
    return form_page(request, template, form, sheet, key=key, **more)
