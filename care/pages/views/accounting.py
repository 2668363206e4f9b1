"""What a person may ask for: who received what of their record (42 CFR 2.25, 2.24), and a copy of all of it (2.23)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from care.access import gate
from care.access.operations import Papers, Recipient, What, record_release
from care.access.policy.table import IN_RECORD
from care.access.queries import DisclosureRow, disclosures_of
from care.access.vocabulary import Channel
from care.accounts.session import place_of
from care.actor import Action, Category, Permit, Purpose, Requester
from care.lib.dates import date_text, day_bounds, day_text, local_date
from care.lib.pdf import Block, document
from care.pages.copies.own import EVERYTHING, LEFT_OUT, own_sheets, own_zip
from care.pages.copies.parts import Frame, summary_of
from care.pages.presenters.accounting import ANSWER_WITHIN, SPAN, YEARS, account_line, accounting_csv, accounting_rows
from care.pages.share_forms import AccountForm, OwnCopyForm, RequestForm
from care.pages.views.chart import Chart, open_chart
from care.pages.views.share import file_answer
from care.worklist.operations import open_task
from patients.queries import same_person

HERE = "pages:accounting"
ALL = "all"


@require_http_methods(["GET", "HEAD", "POST"])
def accounting(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who received what; a POST gives the person the list as a file, and writes down that it did."""
    chart = open_chart(request, uuid, Category.SUD, here=HERE)
    if request.method != "POST":
        return _page(request, chart, AccountForm(), 200)
    form = AccountForm(request.POST)
    if not form.is_valid():
        return _page(request, chart, form, 422)
    rows = _rows(chart, everything=form.cleaned_data["span"] == ALL)
    zone = place_of(request).organisation_zone
    permit = _own(chart, frozenset({Category.SUD}))
    _write_down(
        chart, permit, "accounting", "The list of who received what of your record.", form.cleaned_data["identity_check"],
        uuids=[row.uuid for row in rows],
    )  # fmt: skip
    name = f"disclosures-{local_date(chart.at, zone).isoformat()}"
    if form.cleaned_data["kind"] == "csv":
        return file_answer(accounting_csv(rows, zone=zone), "text/csv; charset=utf-8", f"{name}.csv")
    place = place_of(request)
    return file_answer(_pdf(chart, rows, zone, place.organisation_name), "application/pdf", f"{name}.pdf")


def _rows(chart: Chart, *, everything: bool) -> list[DisclosureRow]:
    since = None if everything else chart.at - SPAN
    return disclosures_of(permit=chart.permit, limit=EVERYTHING, since=since, person=same_person(chart.permit.patient_id))


def _page(request: HttpRequest, chart: Chart, form: AccountForm, status: int, asked: RequestForm | None = None) -> HttpResponse:
    everything = ALL in request.GET
    today = local_date(chart.at, chart.zone)
    rows = _rows(chart, everything=everything)
    lines = [account_line(row, zone=chart.zone, today=today) for row in rows]
    exchanged = [line for row, line in zip(rows, lines, strict=True) if row.requester is Requester.INTERMEDIARY]
    zone = place_of(request).organisation_zone
    context = chart.context() | {
        "lines": lines,
        "exchanged": exchanged,
        "everything": everything,
        "years": YEARS,
        "form": form,
        "asked": asked or RequestForm(at=chart.at, zone=zone),
        "days": ANSWER_WITHIN.days,
        "may_write": chart.may(Action.WRITE),
    }
    return render(request, "pages/accounting.html", context, status=status)


def _pdf(chart: Chart, rows: list[DisclosureRow], zone: str, organisation: str) -> bytes:
    table, _ = accounting_rows(rows, zone=zone)
    person = chart.person
    return document(
        title="Who received what of your record",
        subtitle=f"{person.display_name}, born {date_text(person.birth_date)}. Made {date_text(local_date(chart.at, zone))}.",
        blocks=[
            Block("", [
                f"{organisation} must be able to tell you who received something of your record. Each line is one time. "
                "If a line surprises you, ask us; you may also complain to the U.S. Department of Health and Human Services, "
                "and nobody may treat you worse for it.",
            ]),
            Block(f"{len(rows)} in all", rows=table, widths=(14, 30, 34, 22))
            if rows
            else Block("Nobody", ["Nobody outside has received anything."]),
        ],
        footer="This list is yours. 42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
        letterhead=organisation,
    )  # fmt: skip


def _own(chart: Chart, categories: frozenset[Category]) -> Permit:
    """The permit for what the person gets of their own record. Raises as `gate.require_release`."""
    release = gate.Release(Requester.PATIENT, Purpose.PATRQT, categories)
    return gate.require_release(actor=chart.actor, patient_id=chart.permit.patient_id, release=release, at=chart.at)


def _write_down(chart: Chart, permit: Permit, resource: str, summary: str, identity_check: str, **more: Any) -> None:
    what = What(resource=resource, summary=summary, categories=permit.categories, **more)
    record_release(
        permit=permit,
        recipient=Recipient(Requester.PATIENT, chart.person.display_name),
        what=what,
        channel=Channel.PDF,
        at=chart.at,
        papers=Papers(identity_check=identity_check),
    )


@require_POST
def list_asked(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A written request for the list of what an exchange gave: a task with the 30 days of 42 CFR 2.24."""
    chart = open_chart(request, uuid, Category.SUD, here=HERE, action=Action.WRITE)
    zone = place_of(request).organisation_zone
    form = RequestForm(request.POST, at=chart.at, zone=zone)
    if not form.is_valid():
        return _page(request, chart, AccountForm(), 422, asked=form)
    received = form.cleaned_data["received_on"]
    last = received + ANSWER_WITHIN
    due_at = day_bounds(last, zone)[1] - timedelta(minutes=1)
    today = local_date(chart.at, zone)
    open_task(
        permit=chart.permit,
        title=f"Give {chart.person.short_name} the list of who received what",
        why=f"Written request of {day_text(received, today)}; 42 CFR 2.24 gives 30 days, until {day_text(last, today)}.",
        due_at=max(due_at, chart.at),
        at=chart.at,
    )
    messages.success(request, f"{chart.person.display_name}: the list is due by {day_text(last, today)}.")
    return redirect("pages:accounting", uuid=uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def own_copy(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The person's own copy: what is in it, and the file once it is said how they are known."""
    chart = open_chart(request, uuid, Category.SUD, here=HERE)
    form = OwnCopyForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        context = chart.context() | {"form": form, "left_out": LEFT_OUT}
        return render(request, "pages/own_copy.html", context, status=422 if form.is_bound else 200)
    place = place_of(request)
    permit = _own(chart, IN_RECORD)
    frame = Frame(permit, chart.at, place.organisation_zone)
    sheets = own_sheets(frame)
    content = own_zip(frame, sheets, place.organisation_name)
    parts = [sheet.part for sheet in sheets]
    _write_down(
        chart, permit, "record", f"A copy of your whole record. {summary_of(parts)}"[:500], form.cleaned_data["identity_check"],
        parts=[part.value for part in parts],
    )  # fmt: skip
    return file_answer(content, "application/zip", f"record-{local_date(chart.at, place.organisation_zone).isoformat()}.zip")
