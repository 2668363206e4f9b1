"""All of a person's coverage at a glance; who pays, written down, changed, ordered, taken off; what the payer said."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.actor import Action
from care.consent.rules import BadRestriction
from care.drafts.queries import get_draft
from care.drafts.rules import Key
from patients.coverage import operations, queries
from patients.coverage import presenters as present
from patients.coverage.forms import BenefitFormSet, CoverageForm, EligibilityForm, RemoveForm, WithholdForm, services_of
from patients.coverage.views.opening import Sheet, done, form_page, not_there, open_sheet, refuse
from patients.operations import StaleRecord
from patients.presenters import conflict
from patients.views.opening import either, with_version


@require_safe
def coverage(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What runs out next, who pays, what they said, what they were asked and declined, what else helps."""
    sheet = open_sheet(request, uuid)
    permit, reader = sheet.permit, sheet.reader
    given: dict[str, Any] = {"person": uuid, "reader": reader}
    cards = [present.coverage_card(row, **given) for row in queries.coverages_of(permit=permit)]
    authorizations = [present.authorization_card(row, **given) for row in queries.authorizations_of(permit=permit)]
    denials = [present.denial_card(row, **given) for row in queries.denials_of(permit=permit)]
    aids = [present.aid_card(row, **given) for row in queries.aids_of(permit=permit)]
    context = sheet.context() | {
        "deadlines": [present.deadline_line(row, **given) for row in queries.deadlines_of(permit=permit)],
        "cards": [card for card in cards if card.in_force],
        "earlier": [card for card in cards if not card.in_force],
        "has_payer": any(not card.is_self_pay for card in cards),
        "groups": [
            _group("Prior authorizations", "h-authorizations", authorizations),
            _group("Denials and appeals", "h-denials", denials),
            _group("Help with costs", "h-aids", aids),
        ],
        "kept": queries.kept_from_plans(permit=permit, at=sheet.at),
    }
    return render(request, "coverage/coverage.html", context)


def _group(title: str, heading: str, cards: list[present.MatterCard]) -> dict[str, Any]:
    return {
        "title": title,
        "heading": heading,
        "open": [card for card in cards if card.is_open],
        "over": [card for card in cards if not card.is_open],
    }


@either
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down who pays."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    key = Key("coverage", uuid)
    form = CoverageForm(request.POST) if request.method == "POST" else CoverageForm()
    if form.is_bound and form.is_valid():
        try:
            row = operations.record_coverage(permit=sheet.permit, terms=form.terms(), at=sheet.at)
        except operations.BadEntry as refusal:
            refuse(form, refusal)
        else:
            return done(request, sheet, f"{row.payer} is written down", key=key)
    return form_page(request, "coverage/change.html", form, sheet, key=key)


@either
def change(request: HttpRequest, uuid: UUID, coverage: UUID) -> HttpResponse:
    """Correct or complete a coverage."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = queries.get_coverage(permit=sheet.permit, coverage=coverage)
    if row is None:
        raise not_there()
    key, clash = Key("coverage", uuid, coverage), None
    if request.method == "POST":
        form = CoverageForm(request.POST)
        if form.is_valid():
            version = form.cleaned_data["version"] or 0
            try:
                operations.change_coverage(
                    permit=sheet.permit, coverage=coverage, version=version, terms=form.terms(), at=sheet.at
                )
            except operations.BadEntry as refusal:
                refuse(form, refusal)
            except StaleRecord as stale:
                clash = conflict(stale, form=form, typed=form.cleaned_data, zone=sheet.reader.zone)
                form = CoverageForm(with_version(request.POST, stale))
            else:
                return done(request, sheet, f"{form.cleaned_data['payer']} is saved", key=key)
    else:
        form = CoverageForm(initial=CoverageForm.initial_of(row.terms, version=row.version))
    card = present.coverage_card(row, person=uuid, reader=sheet.reader)
    return form_page(request, "coverage/change.html", form, sheet, key=key, conflict=clash, card=card)


@require_POST
def first(request: HttpRequest, uuid: UUID, coverage: UUID) -> HttpResponse:
    """Bill this payer before all others."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    try:
        row = operations.bill_first(permit=sheet.permit, coverage=coverage, at=sheet.at)
    except operations.NoSuchThing:
        raise not_there() from None
    return done(request, sheet, f"{row.payer} is billed first")


@either
def remove(request: HttpRequest, uuid: UUID, coverage: UUID) -> HttpResponse:
    """Take a coverage off that was written by mistake."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = queries.get_coverage(permit=sheet.permit, coverage=coverage)
    if row is None:
        raise not_there()
    form = RemoveForm(request.POST) if request.method == "POST" else RemoveForm()
    if form.is_bound and form.is_valid():
        try:
            operations.remove_coverage(permit=sheet.permit, coverage=coverage, reason=form.cleaned_data["reason"], at=sheet.at)
        except operations.BadEntry as refusal:
            refuse(form, refusal)
        else:
            return done(request, sheet, f"{row.terms.payer} is off the list")
    card = present.coverage_card(row, person=uuid, reader=sheet.reader)
    return form_page(request, "coverage/remove.html", form, sheet, key=None, card=card)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, uuid: UUID, coverage: UUID) -> HttpResponse:
    """What the payer said: covered or not, the year's costs, and service by service."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    row = queries.get_coverage(permit=sheet.permit, coverage=coverage)
    if row is None:
        raise not_there()
    key = Key("eligibility", uuid, coverage)
    if request.method == "POST":
        form, rows = EligibilityForm(request.POST), BenefitFormSet(request.POST, prefix="services")
        if form.is_valid() & rows.is_valid():
            answer = form.answer(services_of(rows.forms))
            try:
                operations.record_eligibility(permit=sheet.permit, coverage=coverage, answer=answer, at=sheet.at)
            except operations.BadEntry as refusal:
                refuse(form, refusal)
            else:
                return done(request, sheet, f"what {row.terms.payer} said is written down", key=key)
    else:
        form = EligibilityForm(initial={"checked_on": sheet.reader.today})
        kept = get_draft(actor=sheet.permit.actor, key=key)
        typed = kept.restore_rows(BenefitFormSet().empty_form.fields, prefix="services") if kept else []
        rows = BenefitFormSet(initial=typed, prefix="services")
    return form_page(
        request,
        "coverage/check.html",
        form,
        sheet,
        key=key,
        rows=rows,
        card=present.coverage_card(row, person=uuid, reader=sheet.reader),
        said=_said(sheet, coverage),
    )


def _said(sheet: Sheet, coverage: UUID) -> list[tuple[present.Mark, str, str]]:
    """What was learned before, newest first."""
    found = queries.checks_of(permit=sheet.permit, coverage=coverage)
    marks = [present.standing_mark(row) for row in found]
    return [(mark, present.learned(row, sheet.reader), row.note) for mark, row in zip(marks, found, strict=True)]


@either
def withhold(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The person paid in full and wants nothing billed: a restriction, which the gate obeys from this moment on."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    today = sheet.reader.today
    form = WithholdForm(request.POST, today=today) if request.method == "POST" else WithholdForm(today=today)
    if form.is_bound and form.is_valid():
        try:
            restriction = operations.ask_not_to_bill(
                permit=sheet.permit,
                own_words=form.cleaned_data["own_words"],
                paid_on=form.cleaned_data["paid_on"],
                at=sheet.at,
            )
        except BadRestriction as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.words)
        else:
            return done(request, sheet, "their plan learns nothing of it", to="pages:restriction", restriction=restriction)
    return form_page(request, "coverage/withhold.html", form, sheet, key=None)
