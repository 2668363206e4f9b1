"""One person's part of a conference: who steps out, what was said, what was decided; and all that was said of them before."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from care.access import gate
from care.accounts.queries import staff_with_role
from care.accounts.rules import HOLDERS, Work, check_work
from care.accounts.session import place_of
from care.actor import Action, Category, Purpose
from care.drafts.rules import Key
from care.lib.dates import moment_text
from patients.presenters import BothVersions, Conflict
from patients.queries import names_of
from treatment_plans.conferences import operations, queries
from treatment_plans.conferences.forms import ProposeForm, SettleForm, TalkForm
from treatment_plans.conferences.operations import Heard
from treatment_plans.conferences.presenters import (
    REFUSALS,
    Reader,
    in_the_room,
    notice_text,
    refusal_sentence,
    talk_card,
    when_text,
)
from treatment_plans.conferences.queries import AttendeeRow, ItemRow
from treatment_plans.conferences.rules import OPEN_ITEMS, DecisionIncomplete
from treatment_plans.conferences.vocabulary import ConferenceStatus, ItemSource, ItemStatus, ItemStep, WithPerson
from treatment_plans.queries import plans_in_hand
from treatment_plans.views.opening import Opened, View, record_view
from treatment_plans.vocabulary import PlanStatus

TAB = "pages:plan"
OVER = (ItemStatus.TAKEN_UP, ItemStatus.DISCUSSED)  # what can be written on while the conference goes on


def person_view(*, action: Action, methods: tuple[str, ...] = ("GET", "HEAD")) -> Any:
    """A view of this room about one person."""

    def decorate(view: View) -> View:
        def holds(opened: Opened, **things: UUID) -> HttpResponse:
            if action is Action.WRITE:
                check_work(opened.permit.actor, Work.HOLD_CONFERENCES)
            return view(opened, **things)

        return record_view(action=action, part=TAB, refusals=REFUSALS, sentence=refusal_sentence, methods=methods)(holds)

    return decorate


def _reader(opened: Opened) -> Reader:
    return Reader(opened.zone, opened.today)


def _program_zone(opened: Opened) -> str:
    return place_of(opened.request).organisation_zone


def _may_write(opened: Opened) -> bool:
    return opened.permit.action is Action.WRITE or gate.opens(
        actor=opened.permit.actor,
        patient_id=opened.permit.patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.TREAT,
        at=opened.at,
    )


@person_view(action=Action.READ)
def talks(opened: Opened) -> HttpResponse:
    """What conferences said and decided about the person, and proposing them for one."""
    return _talks(opened)


def _talks(opened: Opened, form: ProposeForm | None = None) -> HttpResponse:
    rows = queries.talks_about(permit=opened.permit)
    if form is None and _may_write(opened):
        form = _propose_form(opened)
    return opened.page(
        "conferences/talks.html",
        form,
        person=names_of([opened.permit.patient_id])[opened.permit.patient_id],
        cards=[talk_card(row, opened.person, _reader(opened)) for row in rows],
    )


def _propose_form(opened: Opened) -> ProposeForm:
    open_ = queries.conferences_of(actor=opened.permit.actor, statuses=[ConferenceStatus.PLANNED, ConferenceStatus.UNDER_WAY])
    named = [(str(row.uuid), f"{row.title}, {moment_text(row.starts_at, opened.zone, opened.today)}") for row in open_]
    return ProposeForm(opened.request.POST or None, conferences=named)


@person_view(action=Action.WRITE, methods=("POST",))
def propose(opened: Opened) -> HttpResponse:
    """Put the person on an agenda."""
    form = _propose_form(opened)
    if not form.is_valid():
        return _talks(opened, form)
    data = form.cleaned_data
    operations.propose(
        permit=opened.permit,
        conference=data["conference"],
        why=data["why"],
        source=ItemSource.PERSON if data["asks"] else ItemSource.COLLEAGUE,
        at=opened.at,
    )
    return opened.saved("on the agenda", form=form, to=reverse("conferences:talks", args=[opened.person]))


@person_view(action=Action.READ)
def item(opened: Opened, item: UUID) -> HttpResponse:
    """One person's part of one conference."""
    return _sheet(opened, queries.get_item(permit=opened.permit, item=item))


def _sheet(
    opened: Opened, row: ItemRow, form: TalkForm | None = None, *, conflict: Conflict | None = None, refusal: str = ""
) -> HttpResponse:
    may_write = _may_write(opened)
    is_under_way = row.conference.status is ConferenceStatus.UNDER_WAY
    attendees = _present(opened, row)
    hearers = queries.hearers_of(
        organisation_id=opened.permit.organisation_id, lines=[row.line], attendees=attendees, at=opened.at
    )[row.line.item_id]
    noted = {one.attendee_id for one in row.hearings}
    is_talked = is_under_way and row.status in OVER
    key = Key("conference", opened.person, row.line.uuid) if is_talked and may_write else None
    if key and form is None:
        form = _talk_form(opened, row)
    return opened.page(
        "conferences/item.html",
        form if key else None,
        key=key,
        conflict=conflict,
        refusal=refusal,
        row=row,
        person=names_of([opened.permit.patient_id])[opened.permit.patient_id],
        card=talk_card(row, opened.person, _reader(opened)),
        when=when_text(row.conference, _reader(opened)),
        room=in_the_room([one for one in attendees if one.attendee_id not in noted], hearers, _reader(opened)),
        has_newcomers=is_talked and any(one.attendee_id not in noted for one in attendees),
        notice=notice_text(opened.at),
        may_write=may_write,
        may_take_up=may_write and is_under_way and row.status is ItemStatus.LISTED,
        may_settle=may_write and row.status in OPEN_ITEMS,
        settle_form=SettleForm(),
    )


def _present(opened: Opened, row: ItemRow) -> list[AttendeeRow]:
    attendees = queries.attendees_of(actor=opened.permit.actor, conference=row.conference)
    if row.conference.status is ConferenceStatus.UNDER_WAY:
        return [one for one in attendees if one.is_here]
    return attendees if row.conference.status is ConferenceStatus.PLANNED else []


def _talk_form(opened: Opened, row: ItemRow, *, seen: int | None = None) -> TalkForm:
    plans = plans_in_hand(permit=opened.permit)
    plan = plans.draft or plans.active
    can_be_written = plan is not None and (plans.draft is None or plans.draft.status is PlanStatus.DRAFT)
    goals = [(str(goal.root), f"“{goal.own_words}”"[:90]) for goal in plan.goals if goal.is_open] if plan else []
    colleagues = staff_with_role(organisation_id=opened.permit.organisation_id, roles=HOLDERS[Work.HOLD_CONFERENCES])
    data = opened.request.POST.copy() if opened.is_post else None
    if data is not None and seen is not None:
        data["seen"] = str(seen)
    return TalkForm(
        data,
        goals=goals if can_be_written else [],
        colleagues=[(one.staff_id, one.name) for one in colleagues],
        today=opened.today,
        initial={"seen": row.revision, "minutes": row.minutes, "with_person": row.line.with_person.value},
    )


@person_view(action=Action.WRITE, methods=("POST",))
def take_up(opened: Opened, item: UUID) -> HttpResponse:
    """Those who may not hear have stepped out: begin. The gate is asked anew for each from outside; where somebody steps out
    who did not when the page was read, nothing is begun."""
    row = queries.get_item(permit=opened.permit, item=item)
    attendees = _present(opened, row)
    hearers = queries.hearers_of(
        organisation_id=opened.permit.organisation_id, lines=[row.line], attendees=attendees, at=opened.at
    )[row.line.item_id]
    heard = []
    for one in attendees:
        hears, release = one.attendee_id in hearers, None
        found = hearers.get(one.attendee_id)
        if found is not None:
            try:
                release = gate.require_release(
                    actor=opened.permit.actor, patient_id=opened.permit.patient_id, release=found.release, at=opened.at
                )
            except gate.Refused:
                hears = False
            else:
                hears = release.covers(Category.SUD)
        heard.append(Heard(one, hears, release if hears else None))
    out = {str(one.attendee.uuid) for one in heard if not one.hears}
    if out - set(opened.request.POST.getlist("out")):
        return _sheet(opened, row, refusal="Who may hear has changed. Look who steps out now, then begin.")
    operations.take_up(permit=opened.permit, item=item, heard=heard, zone=_program_zone(opened), at=opened.at)
    return redirect("conferences:item", opened.person, item)


@person_view(action=Action.WRITE, methods=("POST",))
def record(opened: Opened, item: UUID) -> HttpResponse:
    """Write down what was said and decided."""
    row = queries.get_item(permit=opened.permit, item=item)
    form = _talk_form(opened, row)
    key = Key("conference", opened.person, item)
    if not form.is_valid():
        return _sheet(opened, row, form)
    try:
        operations.record_item(
            permit=opened.permit,
            item=item,
            seen=form.cleaned_data["seen"],
            minutes=form.cleaned_data["minutes"],
            with_person=WithPerson(form.cleaned_data["with_person"]),
            decisions=form.decided,
            zone=_program_zone(opened),
            at=opened.at,
        )
    except operations.StaleItem as stale:
        both = BothVersions("What was said", stale.minutes, form.cleaned_data["minutes"])
        form = _talk_form(opened, row, seen=stale.revision)
        return _sheet(opened, row, form, conflict=Conflict(stale.by or "A colleague", "", [both]))
    except (operations.PlanNotOpen, operations.NotAboutThem, DecisionIncomplete) as refusal:
        form.add_error(None, refusal_sentence(refusal))
        return _sheet(opened, row, form)
    back = reverse("conference_desk:conference", args=[row.conference.uuid])
    return opened.saved("written down", form=form, key=key, to=back)


@person_view(action=Action.WRITE, methods=("POST",))
def settle(opened: Opened, item: UUID) -> HttpResponse:
    """Put off, or take off the agenda."""
    row = queries.get_item(permit=opened.permit, item=item)
    form = SettleForm(opened.request.POST)
    if not form.is_valid():
        return _sheet(opened, row, refusal="Say why first.")
    step = ItemStep(form.cleaned_data["step"])
    operations.settle_item(permit=opened.permit, item=item, step=step, reason=form.cleaned_data["reason"], at=opened.at)
    back = reverse("conference_desk:conference", args=[row.conference.uuid])
    return opened.saved("put off" if step is ItemStep.PUT_OFF else "taken off the agenda", to=back)


@person_view(action=Action.WRITE, methods=("POST",))
def move_up(opened: Opened, item: UUID) -> HttpResponse:
    """One place up."""
    row = queries.get_item(permit=opened.permit, item=item)
    operations.move_up(permit=opened.permit, item=item, at=opened.at)
    return redirect("conference_desk:conference", row.conference.uuid)
