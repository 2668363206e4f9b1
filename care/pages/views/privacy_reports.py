"""Who opened what: of one person, of one colleague, of the whole program in a period. Pages, tables, and the person's letter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.access import gate
from care.accounts.queries import ColleagueName, everybody_of, names_of_partners, one_of, organisation_phone
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Action, Actor, ActorKind, Category, Permit, Purpose
from care.audit import operations as audit
from care.audit.kinds import Kind
from care.audit.queries import (
    EventRow,
    Summary,
    Which,
    events_of_colleague,
    events_of_patient,
    events_of_program,
    summary_of_patient,
)
from care.lib.dates import date_text, local_date, time_text
from care.lib.paging import BadCursor, Page
from care.lib.pdf import document
from care.lib.sheets import csv_text
from care.pages.presenters import privacy as present
from care.pages.presenters import privacy_letter as letter_words
from care.pages.privacy_forms import PERIODS, Filter, FilterForm
from patients.queries import PersonLine, find_patient_id, names_of, numbers_of, readable_lines
from patients.rules import phone_text

A_YEAR, A_MONTH = 365, 30
MOST_ROWS = 50_000  # of a table; what lies behind is said in its last line
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Office:
    """The privacy officer at work: who, when, and in which zone."""

    actor: Actor
    organisation_id: int
    at: datetime
    zone: str


def office(request: HttpRequest) -> Office:
    """The privacy officer who asks.

    Raises:
        WorkRefused: somebody else asks.
    """
    actor = actor_of(request)
    check_work(actor, Work.PRIVACY_OFFICE)
    _, organisation_id = actor.colleague()
    return Office(actor, organisation_id, timezone.now(), zone_of(request))


def look_up(here: Office, uuid: UUID, purpose: Purpose = Purpose.PATRQT) -> Permit:
    """Ask the gate who a person is, for the privacy office: identity and nothing of their care.

    Raises:
        NotFound, Refused: as `gate.require`.
    """
    return gate.require(
        actor=here.actor,
        patient_id=find_patient_id(uuid),
        category=Category.DEMOGRAPHICS,
        action=Action.READ,
        purpose=purpose,
        at=here.at,
    )


def named(here: Office, patient_ids: Iterable[int], *, what: str) -> dict[int, PersonLine]:
    """The names of people on a list of the privacy office, of this program alone; one event with their numbers."""
    condition = gate.readable(actor=here.actor, category=Category.DEMOGRAPHICS, purpose=Purpose.HOPERAT, path="pk")
    people = {line.patient_id: line for line in readable_lines(patient_ids=patient_ids, condition=condition)}
    gate.record_list(
        actor=here.actor,
        patient_ids=sorted(people),
        category=Category.DEMOGRAPHICS,
        purpose=Purpose.HOPERAT,
        at=here.at,
        what=what,
    )
    return people


def names_for(here: Office, rows: Iterable[EventRow | Summary], people: dict[int, PersonLine] | None = None) -> present.Names:
    """Whom events name: colleagues of this program and partners' systems. Two queries."""
    labels: dict[ActorKind, set[int]] = {}
    for row in rows:
        labels.setdefault(row.actor_kind, set()).add(present.number_of(row.actor_label))
    staff = everybody_of(organisation_id=here.organisation_id, staff_ids=labels.get(ActorKind.STAFF, ()))
    partners = names_of_partners(labels.get(ActorKind.PARTNER, ()))
    return present.Names({one.staff_id: one for one in staff}, partners, people or {})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a report was asked for, and the form that says it."""

    form: FilterForm
    filter: Filter
    which: Which


def _asked(request: HttpRequest, here: Office, *, days: int, by_colleague: bool = True) -> _Asked:
    colleagues = everybody_of(organisation_id=here.organisation_id) if by_colleague else []
    form = FilterForm(
        request.GET,
        today=local_date(here.at, here.zone),
        days=days,
        colleagues=[(one.uuid, one.name) for one in colleagues],
    )
    chosen = form.filter()
    which = chosen.which(zone=here.zone, staff={one.uuid: one.staff_id for one in colleagues})
    return _Asked(form, chosen, which)


def _context(asked: _Asked, page: Page[EventRow], here: Office, request: HttpRequest) -> dict[str, Any]:
    """What every report shows around its days."""
    chosen, today = asked.filter, local_date(here.at, here.zone)
    starts = {label: today - timedelta(days=days) for days, label in PERIODS.items()}
    return {
        "form": asked.form,
        "query": chosen.query(),
        "period": f"{date_text(chosen.since)} to {date_text(chosen.until)}",
        "periods": [
            (label, chosen.query(since=start, until=today), (chosen.since, chosen.until) == (start, today))
            for label, start in starts.items()
        ],
        "is_narrow": bool(chosen.kind or chosen.who),
        "wide_query": chosen.query(kind="", who=""),
        "next_url": f"?{chosen.query()}&after={page.next_cursor}" if page.next_cursor else "",
        "first_url": f"?{chosen.query()}" if request.GET.get("after") else "",
        "as_of": time_text(here.at, here.zone, with_zone=True),
    }


# --- one person ---------------------------------------------------------------------------------------------------------------


@require_safe
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who opened, changed, was refused, sent and received anything of one person's record, by day and by colleague."""
    here = office(request)
    permit = look_up(here, uuid)
    numbers = numbers_of(permit.patient_id)
    asked = _asked(request, here, days=A_YEAR)
    try:
        page = events_of_patient(permit=permit, which=asked.which, numbers=numbers, after=request.GET.get("after", ""))
    except BadCursor:
        return redirect("pages:privacy_person", uuid=uuid)
    summary = summary_of_patient(permit=permit, which=asked.which, zone=here.zone, numbers=numbers)
    names = names_for(here, [*page.rows, *summary], names_of([permit.patient_id]))
    today = local_date(here.at, here.zone)
    context = _context(asked, page, here, request) | {
        "person": names.people[permit.patient_id],
        "born": date_text(names.people[permit.patient_id].birth_date),
        "days": present.days(page.rows, names, zone=here.zone, today=today),
        "actors": present.actors(summary, names, zone=here.zone, today=today),
    }
    return render(request, "pages/privacy_person.html", context)


@require_safe
def letter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The answer for the person, one page to print and hand over; that it was made is in the audit."""
    here = office(request)
    permit = look_up(here, uuid)
    numbers = numbers_of(permit.patient_id)
    asked = _asked(request, here, days=A_YEAR)
    summary = summary_of_patient(permit=permit, which=asked.which, zone=here.zone, numbers=numbers)
    names = names_for(here, summary, names_of([permit.patient_id]))
    place = place_of(request)
    phone = organisation_phone(organisation_id=here.organisation_id)
    content = letter_words.blocks(
        summary,
        names,
        zone=here.zone,
        since=asked.filter.since,
        until=asked.filter.until,
        asked_on=local_date(here.at, here.zone),
        officer=place.user_name,
        phone=phone_text(phone) if phone else "",
    )
    paper = document(
        title=letter_words.TITLE,
        subtitle=f"For {names.people[permit.patient_id].display_name}. {place.organisation_name}, "
        f"{date_text(local_date(here.at, here.zone))}.",
        blocks=content,
        footer=f"Made {time_text(here.at, here.zone, with_zone=True)} by {place.user_name}. Keep it where only you read it.",
    )
    _record(here, "access_report.letter_made", permit)
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="who-saw-your-record.pdf"'},
    )


@require_safe
def person_table(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The same events as a table, all pages of it."""
    here = office(request)
    permit = look_up(here, uuid)
    which = _asked(request, here, days=A_YEAR).which
    numbers = numbers_of(permit.patient_id)
    answer = _table(here, lambda after: events_of_patient(permit=permit, which=which, numbers=numbers, after=after, limit=BATCH))
    _record(here, "access_report.table_made", permit)
    return answer


def _record(here: Office, verb: str, permit: Permit) -> None:
    audit.record(
        actor=here.actor,
        at=here.at,
        kind=Kind.ACCESS,
        verb=verb,
        patient_ids=[permit.patient_id],
        purpose=permit.purpose,
        decision="allow",
        basis=permit.basis,
    )


def _table(here: Office, page_after: Callable[[str], Page[EventRow]]) -> HttpResponse:
    """All pages of a list of events as CSV; at most `MOST_ROWS`, and then the last line says so."""
    rows: list[EventRow] = []
    after, is_cut = "", False
    while True:
        page = page_after(after)
        rows += page.rows
        after = page.next_cursor
        is_cut = bool(after) and len(rows) >= MOST_ROWS
        if not after or is_cut:
            break
    names = names_for(here, rows)
    lines = [present.sheet_row(row, names, zone=here.zone) for row in rows]
    if is_cut:
        lines.append([f"There is more: this table ends after {MOST_ROWS:,} rows. Choose a shorter period."])
    return HttpResponse(
        csv_text(present.HEAD, lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="who-saw-the-record.csv"'},
    )


# --- one colleague --------------------------------------------------------------------------------------------------------------


@require_safe
def colleagues(request: HttpRequest) -> HttpResponse:
    """Everybody who works or worked here, to choose whose openings to see."""
    here = office(request)
    people = everybody_of(organisation_id=here.organisation_id)
    context = {
        "here_now": [one for one in people if one.ended_at is None],
        "gone": [one for one in people if one.ended_at is not None],
    }
    return render(request, "pages/privacy_colleagues.html", context)


def _colleague(here: Office, uuid: UUID) -> ColleagueName:
    found = one_of(organisation_id=here.organisation_id, uuid=uuid)
    if found is None:
        raise Http404
    return found


@require_safe
def colleague(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What one colleague opened, changed and was refused in a period, with the people whom it was about."""
    here = office(request)
    found = _colleague(here, uuid)
    asked = _asked(request, here, days=A_MONTH, by_colleague=False)
    try:
        page = events_of_colleague(
            user_id=found.user_id, staff_id=found.staff_id, which=asked.which, after=request.GET.get("after", "")
        )
    except BadCursor:
        return redirect("pages:privacy_colleague", uuid=uuid)
    return _shown(request, here, asked, page, {"colleague": found})


@require_safe
def period(request: HttpRequest) -> HttpResponse:
    """Everything that happened at the program in a period."""
    here = office(request)
    asked = _asked(request, here, days=1)
    try:
        page = events_of_program(
            organisation_id=here.organisation_id, which=asked.which, after=request.GET.get("after", ""), limit=100
        )
    except BadCursor:
        return redirect("pages:privacy_period")
    return _shown(request, here, asked, page, {"colleague": None})


def _shown(request: HttpRequest, here: Office, asked: _Asked, page: Page[EventRow], context: dict[str, Any]) -> HttpResponse:
    """A report about more than one person: each line names whom, as far as they are of this program."""
    people = named(here, {number for row in page.rows for number in row.patient_ids}, what="privacy")
    names = names_for(here, page.rows, people)
    shown = present.days(page.rows, names, zone=here.zone, today=local_date(here.at, here.zone), by_person=True)
    return render(request, "pages/privacy_report.html", _context(asked, page, here, request) | {"days": shown} | context)
