"""One conference: who takes part, the agenda with who steps out for whom, and what the worklist offers for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from care.access import gate
from care.accounts.queries import partner_organisations, staff_with_role
from care.accounts.rules import HOLDERS, Work, check_work
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Action, Actor, Category, Purpose
from care.lib.dates import date_text, local_date
from care.lib.ids import is_uuid
from care.worklist.queries import escalations
from patients.queries import find_patient_id, names_of, search
from treatment_plans.conferences import operations, queries, rules
from treatment_plans.conferences.forms import AddForm, ColleagueForm, FindForm, OutsiderForm, ReasonForm
from treatment_plans.conferences.presenters import (
    REFUSALS,
    Reader,
    agenda_cards,
    attendee_card,
    mark,
    offers,
    refusal_sentence,
    when_text,
)
from treatment_plans.conferences.queries import ConferenceRow, ItemLine
from treatment_plans.conferences.vocabulary import MAY_COME, ConferenceStatus, ItemSource
from treatment_plans.queries import reviews_due_by

SHOWN = 10  # of what the worklist offers
LONG_AGO = timedelta(days=180)  # what was put off longer ago is not offered again


@dataclass(frozen=True, slots=True)
class Desk:
    """One conference, opened by a colleague who may hold conferences."""

    request: HttpRequest
    actor: Actor
    row: ConferenceRow
    at: datetime
    zone: str
    program_zone: str
    forms: dict[str, Any] = field(default_factory=dict)

    @property
    def reader(self) -> Reader:
        """Who reads."""
        return Reader(self.zone, local_date(self.at, self.zone))

    @property
    def is_open(self) -> bool:
        """Whether people can still be put on its agenda."""
        return self.row.status in rules.OPEN_CONFERENCES

    def back(self, said: str = "") -> HttpResponse:
        """Back to the conference, with what was done."""
        if said:
            messages.success(self.request, said)
        return redirect("conference_desk:conference", self.row.uuid)


View = Callable[..., HttpResponse]


def desk_view(view: View) -> View:
    """Open one conference; a refusal is said on its own page, where nothing was changed."""

    @wraps(view)
    def answer(request: HttpRequest, conference: UUID, **things: UUID) -> HttpResponse:
        actor = actor_of(request)
        check_work(actor, Work.HOLD_CONFERENCES)
        row = queries.get_conference(actor=actor, conference=conference)
        desk = Desk(request, actor, row, timezone.now(), zone_of(request), place_of(request).organisation_zone)
        try:
            return view(desk, **things)
        except REFUSALS as refusal:
            return page(desk, refusal=refusal_sentence(refusal), status=409)

    return answer


@require_safe
@desk_view
def conference(desk: Desk) -> HttpResponse:
    """The agenda as the reader may see it, as it is held and printed."""
    return page(desk)


def page(desk: Desk, *, refusal: str = "", status: int = 200, **more: Any) -> HttpResponse:
    """The page of one conference, with a form as it came back where it did."""
    row, reader = desk.row, desk.reader
    condition = gate.readable(actor=desk.actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    attendees = queries.attendees_of(actor=desk.actor, conference=row)
    agenda = queries.agenda_of(conference=row, condition=condition)
    waits = [line for line in agenda.lines if line.status in rules.OPEN_ITEMS]
    present = [one for one in attendees if one.is_here] if row.status is ConferenceStatus.UNDER_WAY else attendees
    hearers = queries.hearers_of(
        organisation_id=desk.actor.organisation_id or 0, lines=waits, attendees=present if desk.is_open else [], at=desk.at
    )
    offered = _offered(desk, waits) if desk.is_open else []
    names = names_of({line.patient_id for line in agenda.lines} | {one[0] for one in offered})
    if names:
        gate.record_list(
            actor=desk.actor,
            patient_ids=sorted(names),
            category=Category.SUD,
            purpose=Purpose.TREAT,
            at=desk.at,
            what="conference",
        )
    offered_cards = offers(offered, names, agenda.lines)
    lines = {line.item_id: hearers.get(line.item_id, {}) for line in agenda.lines}
    context = {
        "row": row,
        "when": when_text(row, reader),
        "mark": mark(row.status),
        "is_planned": row.status is ConferenceStatus.PLANNED,
        "is_under_way": row.status is ConferenceStatus.UNDER_WAY,
        "is_open": desk.is_open,
        "attendees": [attendee_card(one, row) for one in attendees],
        "cards": agenda_cards(agenda, names, present if desk.is_open else [], lines, reader),
        "hidden": agenda.hidden,
        "offers": offered_cards[:SHOWN],
        "more": len(offered_cards) - SHOWN if len(offered_cards) > SHOWN else 0,
        "refusal": refusal,
    }
    if desk.is_open:
        context |= _forms(desk, [one.staff_id for one in attendees])
    return render(desk.request, "conferences/conference.html", context | desk.forms | more, status=status)


def _forms(desk: Desk, there: list[int | None]) -> dict[str, Any]:
    _, organisation_id = desk.actor.colleague()
    colleagues = staff_with_role(organisation_id=organisation_id, roles=HOLDERS[Work.HOLD_CONFERENCES])
    named = [(one.staff_id, one.name) for one in colleagues if one.staff_id not in there]
    places = [(one.organisation_id, one.name) for one in partner_organisations(besides=organisation_id) if one.kind in MAY_COME]
    return {
        "colleague_form": ColleagueForm(colleagues=named),
        "outsider_form": OutsiderForm(organisations=places),
        "find_form": FindForm(),
        "reason_form": ReasonForm(),
    }


def _offered(desk: Desk, listed: list[ItemLine]) -> list[tuple[int, ItemSource, UUID | None, str]]:
    """Whom the worklist offers: urgent tasks, then what was put off, then plans that are due for review."""
    actor = desk.actor
    condition = gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    conditions = gate.readable_by_category(actor=actor, purpose=Purpose.TREAT, path="patient_id")
    there = {line.patient_id for line in listed}
    found: list[tuple[int, ItemSource, UUID | None, str]] = [
        (task.patient_id, ItemSource.TASK, task.uuid, task.title)
        for task in escalations(actor=actor, conditions=conditions).rows
        if task.patient_id is not None and task.category is Category.SUD
    ]
    before = queries.put_off_before(actor=actor, condition=condition, since=desk.at - LONG_AGO)
    found += [(patient_id, ItemSource.EARLIER, uuid, why) for patient_id, uuid, why in before]
    due = reviews_due_by(
        organisation_id=actor.organisation_id or 0,
        condition=condition,
        day=local_date(desk.row.starts_at, desk.program_zone) + rules.AHEAD,
        limit=20,
    )
    found += [(patient, ItemSource.REVIEW, plan, f"Plan due for review {date_text(day)}") for patient, plan, day in due]
    return [one for one in found if one[0] not in there]


# --- who takes part ------------------------------------------------------------------------------------------------------------


@require_POST
@desk_view
def invite(desk: Desk) -> HttpResponse:
    """Ask a colleague."""
    _, organisation_id = desk.actor.colleague()
    colleagues = staff_with_role(organisation_id=organisation_id, roles=HOLDERS[Work.HOLD_CONFERENCES])
    form = ColleagueForm(desk.request.POST, colleagues=[(one.staff_id, one.name) for one in colleagues])
    if not form.is_valid():
        return page(desk, status=422, colleague_form=form, form=form)
    operations.invite(
        actor=desk.actor, conference=desk.row.uuid, staff_id=form.cleaned_data["staff"], zone=desk.program_zone, at=desk.at
    )
    return desk.back("Asked to come. They have a task that names nobody.")


@require_POST
@desk_view
def expect(desk: Desk) -> HttpResponse:
    """Write down who comes from outside."""
    _, organisation_id = desk.actor.colleague()
    places = [(one.organisation_id, one.name) for one in partner_organisations(besides=organisation_id)]
    form = OutsiderForm(desk.request.POST, organisations=places)
    if not form.is_valid():
        return page(desk, status=422, outsider_form=form, form=form)
    operations.invite(actor=desk.actor, conference=desk.row.uuid, outsider=form.outsider, zone=desk.program_zone, at=desk.at)
    return desk.back("Written down. Of whom they may hear, the consents decide.")


@require_POST
@desk_view
def attendee(desk: Desk, attendee: UUID) -> HttpResponse:
    """Here, away, or not coming after all."""
    word = desk.request.POST.get("do", "")
    if word == "remove":
        operations.uninvite(actor=desk.actor, conference=desk.row.uuid, attendee=attendee, at=desk.at)
        return desk.back("Taken off.")
    operations.mark_here(actor=desk.actor, conference=desk.row.uuid, attendee=attendee, is_here=word == "here", at=desk.at)
    return desk.back()


# --- agenda --------------------------------------------------------------------------------------------------------------------


@sensitive_post_parameters("q")
@require_POST
@desk_view
def find(desk: Desk) -> HttpResponse:
    """Look for somebody to talk about."""
    form = FindForm(desk.request.POST)
    if not form.is_valid():
        return page(desk, status=422, find_form=form, form=form)
    condition = gate.readable(actor=desk.actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    found = search(condition=condition, terms=form.cleaned_data["q"], organisation_id=desk.actor.organisation_id or 0, limit=8)
    gate.record_list(
        actor=desk.actor,
        patient_ids=[one.patient_id for one in found.people],
        category=Category.SUD,
        purpose=Purpose.TREAT,
        at=desk.at,
        what="search",
    )
    return page(desk, find_form=form, found=found)


@require_POST
@desk_view
def add(desk: Desk) -> HttpResponse:
    """Put somebody on the agenda. The gate is asked for their record."""
    form = AddForm(desk.request.POST)
    if not form.is_valid():
        return page(desk, status=422, form=form)
    permit = gate.require(
        actor=desk.actor,
        patient_id=find_patient_id(form.cleaned_data["person"]),
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.TREAT,
        at=desk.at,
    )
    operations.propose(
        permit=permit,
        conference=desk.row.uuid,
        why=form.cleaned_data["why"],
        source=ItemSource(form.cleaned_data["source"]),
        source_uuid=form.cleaned_data["source_uuid"],
        at=desk.at,
    )
    return desk.back("On the agenda.")


# --- its course ----------------------------------------------------------------------------------------------------------------


@require_POST
@desk_view
def begin(desk: Desk) -> HttpResponse:
    """Begin with those who are marked as here."""
    here = [UUID(one) for one in desk.request.POST.getlist("here") if is_uuid(one)]
    operations.begin_conference(actor=desk.actor, conference=desk.row.uuid, here=here, at=desk.at)
    return desk.back("Begun. Take up the first person.")


@require_POST
@desk_view
def close(desk: Desk) -> HttpResponse:
    """Close it."""
    left = operations.close_conference(actor=desk.actor, conference=desk.row.uuid, at=desk.at)
    rest = f" {left} not reached: the next conference is offered them." if left else ""
    return desk.back(f"Closed.{rest}")


@require_POST
@desk_view
def cancel(desk: Desk) -> HttpResponse:
    """It does not take place."""
    form = ReasonForm(desk.request.POST)
    if not form.is_valid():
        return page(desk, status=422, reason_form=form, form=form)
    operations.cancel_conference(actor=desk.actor, conference=desk.row.uuid, reason=form.cleaned_data["reason"], at=desk.at)
    return desk.back("Cancelled. Whoever was asked to come sees it on their task.")
