"""One person's chart: summary, plan, medication, history. One question to the gate for each page; parts by what it covers."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.access import gate
from care.access.policy import Allow, Facts, Relation, Session, decide
from care.accounts.queries import names_of_staff, names_of_users
from care.accounts.rules import Work, may
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.audit.queries import users_of_events
from care.followups import queries as followups
from care.lib.dates import local_date
from care.lib.timeline import page_of_entries
from care.pages.intake.register import THERE, told_of
from care.pages.intake.sheets import Visit
from care.pages.presenters import chart as present
from care.pages.presenters import followups as check_in_words
from care.pages.presenters import history
from care.pages.presenters import intake as intake_words
from care.pages.presenters import medication as medication_words
from care.pages.presenters import plan as plan_words
from care.pages.presenters import worklist as tasks_words
from care.pages.timeline import readable_arms
from care.pages.trends import gathering
from care.pages.trends import page as trends
from care.teams import queries as teams
from care.worklist.queries import tasks_of_patient
from patients.elsewhere.presenters import counted_kinds
from patients.elsewhere.queries import record_counts
from patients.intake import queries as intakes
from patients.presenters import BannerCard, banner_card, condition_card, speaking_lines, support_card, whereabouts_lines
from patients.queries import (
    Banner,
    conditions_of,
    find_patient_id,
    get_patient,
    surroundings_of,
    versions_since,
)
from treatment_plans import queries as plans
from treatment_plans.conferences.queries import discussed_on
from treatment_plans.library.ideas import template_steps
from treatment_plans.presenters import plan_steps
from treatment_plans.regimens import queries as regimens
from treatment_plans.regimens.presenters import order_steps, orders_behind, purpose_lines, purpose_step
from treatment_plans.regimens.teaching.queries import standings_of
from treatment_plans.regimens.teaching.rules import due_sentence
from treatment_plans.reviews import presenters as review_words
from treatment_plans.reviews import queries as reviews

LATEST = 8  # events on the summary; the rest is on the timeline
PAST = 200  # events beside the changes of fields
GOALS = 4  # goals at a glance
TEAM_ROW = "D05-team"  # the row of the decision table by which a colleague of the care team reads


@dataclass(frozen=True, slots=True)
class Chart:
    """What every page of a chart stands on."""

    actor: Actor
    permit: Permit
    card: BannerCard
    at: datetime
    zone: str

    @property
    def person(self) -> Banner:
        """Who it is."""
        return self.card.person

    @property
    def reads_care(self) -> bool:
        """Whether the reader sees more than who the person is and how to reach them."""
        return self.permit.covers(Category.SUD)

    @property
    def read_only(self) -> bool:
        """Whether the privacy officer reads it, who changes nothing."""
        return self.permit.session is not None and self.permit.session.kind == Session.REVIEW

    def may(self, action: Action, *, of_the_dead: bool = False) -> bool:
        """Whether the same colleague may do more in this record than read: for the buttons; each page asks the gate again.

        `of_the_dead` for the little that is still written once somebody has died.
        """
        relation = Relation.TEAM if self.permit.basis == TEAM_ROW else Relation.PROGRAMME
        session = Session(self.permit.session.kind) if self.permit.session else Session.NONE
        facts = Facts(
            self.actor.requester, self.actor.roles, relation, Category.SUD, action, self.permit.purpose, session=session
        )
        return (self.person.is_alive or of_the_dead) and isinstance(decide(facts), Allow)

    def context(self) -> dict[str, Any]:
        """The head of the page."""
        acts = list(present.acts(self.person)) if self.reads_care and not self.read_only else []
        return {"banner": replace(self.card, acts=acts), "person": self.person} | {
            "read_only": self.read_only,
            "for_a_while": self.permit.session is not None,
        }


def open_chart(
    request: HttpRequest, uuid: UUID, category: Category, *, here: str = "pages:chart", action: Action = Action.READ
) -> Chart:
    """Ask the gate for a person's record and read the head of the page. `here` is the address name of the page's tab.

    Raises:
        NotFound, Refused: as `gate.require`.
    """
    actor, at = actor_of(request), timezone.now()
    permit = gate.require(
        actor=actor, patient_id=find_patient_id(uuid), category=category, action=action, purpose=Purpose.TREAT, at=at
    )
    return Chart(actor, permit, banner_card(permit=permit, at=at, current=here), at, zone_of(request))


@require_safe
def summary(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What matters now; for who may read the person's care, the plan, medication, tasks and the latest events."""
    chart = open_chart(request, uuid, Category.DEMOGRAPHICS)
    enrolments = teams.enrolments_of(permit=chart.permit)
    around = surroundings_of(permit=chart.permit)
    context = chart.context() | {
        "team": teams.team_of(permit=chart.permit),
        "ways": present.reaching_lines(get_patient(permit=chart.permit)),
        "living": whereabouts_lines(around.whereabouts),
        "speaking": speaking_lines(chart.person, around.background),
        "supporters": [support_card(line, consents=None) for line in around.supporters],
        "hidden": present.hidden_parts(chart.permit),
        "reads_care": chart.reads_care,
        "enrolments": history.enrolment_words(enrolments, chart.zone, chart.at),
        "is_enrolled": any(enrolment.ended_at is None for enrolment in enrolments),
        "is_completed": any(row.ended_at is None and row.treatment_completed_on is not None for row in enrolments),
    }
    if chart.reads_care:
        context |= _care(request, chart, enrolments)
    return render(request, "pages/chart.html", context)


def _care(request: HttpRequest, chart: Chart, enrolments: list[teams.EnrolmentRow]) -> dict[str, Any]:
    permit, zone, at = chart.permit, chart.zone, chart.at
    today = local_date(at, zone)
    tasks = tasks_of_patient(permit=permit)
    names = tasks_words.Names({}, names_of_staff(task.owner_id for task in tasks if task.owner_id is not None))
    reader = tasks_words.Reader(chart.actor.staff_id, at, zone, back=request.path)
    plan = plans.current_plan(permit=permit)
    card = present.Reader(zone, today)
    goals = [present.goal_card(goal, plan, person=chart.person, reader=card) for goal in plan.open_goals] if plan else []
    orders = regimens.active_orders(permit=permit)
    coming = followups.next_check_in(permit=permit)
    check_in_reader = check_in_words.Reader(at, zone, may_write=False)
    latest = page_of_entries(readable_arms(permit=permit, sort=None), permit=permit, limit=LATEST).rows
    return {
        "escalations": [tasks_words.escalation_card(task, names, reader) for task in tasks if task.is_escalation],
        "tasks": [tasks_words.task_line(task, names, reader) for task in tasks if not task.is_escalation],
        "plan": plan,
        "plan_line": present.plan_line(plan, zone=zone, today=today) if plan else "",
        "goals": goals[:GOALS],
        "goals_more": max(0, len(goals) - GOALS),
        "orders": [medication_words.order_card(order, zone=zone, today=today) for order in orders],
        "to_teach": due_sentence(standings_of(permit=permit, orders=orders)),
        "conditions": condition_card(conditions_of(permit=permit)),
        "elsewhere": counted_kinds(record_counts(permit=permit)),
        "days": present.thread(latest, zone=zone, at=at),
        "check_in": check_in_words.next_line(coming, person=chart.person.uuid, reader=check_in_reader) if coming else None,
        "may_write": chart.may(Action.WRITE),
        "intake": _intake(chart),
        "measures": _measures(chart, enrolments),
    }


def _measures(chart: Chart, enrolments: list[teams.EnrolmentRow]) -> trends.Card:
    """The measures that are followed, at a glance; days are the person's own."""
    person, zone = chart.person, chart.person.zone
    today = local_date(chart.at, zone)
    return trends.card(gathering.Person(chart.permit, zone, today, gathering.admitted_on(enrolments, zone)), person.uuid)


def _intake(chart: Chart) -> intake_words.Glance | None:
    """How far the intake is that is not finished yet."""
    row = intakes.current_intake(permit=chart.permit)
    if row is None or not row.is_unfinished:
        return None
    visit = Visit(chart.permit, chart.person, row.uuid, chart.at, chart.zone, chart.zone)
    reader = intake_words.Reader(chart.zone, chart.at)
    return intake_words.glance(row, told_of(visit), person=chart.person.uuid, there=THERE, reader=reader)


@require_safe
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The plan in force and the version being written: problems, sections, goals in the person's words, what is done, why, and
    how each goal is doing.
    """
    chart = open_chart(request, uuid, Category.SUD, here="pages:plan")
    zone, today = chart.zone, local_date(chart.at, chart.zone)
    permit, person = chart.permit, chart.person
    reader = present.Reader(zone, today, may_write=chart.may(Action.WRITE))
    found = plans.plans_in_hand(permit=permit)
    rows = [row for row in (found.active, found.draft) if row is not None]
    ordered = orders_behind(regimens.purposes_of(permit=permit)) if rows else {}
    follows = any(goal.target for row in rows for goal in row.goals)
    lines = gathering.lines_of(gathering.Person(permit, zone, today, None)) if follows else []
    signed = plans.signatures_in_hand(permit=permit) if rows else {}
    sheets = [
        plan_words.sheet(
            row,
            found,
            person=person,
            reader=reader,
            lines=lines,
            ordered=ordered,
            signatures=signed.get(row.uuid, []),
        )
        for row in rows
    ]
    said = plans.comments_of(permit=permit) if rows else []
    at_review = review_words.panel(
        found.active,
        reviews.open_causes(permit=permit),
        reviews.reviews_of(permit=permit),
        person=person.uuid,
        name=person.short_name,
        zone=zone,
        today=today,
        may_write=reader.may_write,
    )
    context = chart.context() | {
        "sheets": sheets,
        "reviews": at_review,
        "said": plan_words.said_cards(said, found, person=person, reader=reader),
        "begin": [*plan_steps(found, person=person.uuid, name=person.short_name), *template_steps(person=uuid)]
        if reader.may_write and found.draft is None
        else [],
    }
    if may(permit.actor, Work.HOLD_CONFERENCES):
        talked = discussed_on(permit=permit)
        context["talked"] = [(uuid, status, local_date(at, zone), title) for uuid, status, at, title in talked]
        context["shows_conferences"] = True
    return render(request, "pages/plan.html", context)


@require_safe
def medication(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Orders in force, drafts, earlier orders, and who changed a dose from what to what."""
    chart = open_chart(request, uuid, Category.SUD, here="pages:medication")
    zone, today = chart.zone, local_date(chart.at, chart.zone)
    may_order, may_write, person = chart.may(Action.ORDER), chart.may(Action.WRITE), chart.person
    purposes = regimens.purposes_of(permit=chart.permit)
    lines = plans.medication_lines(permit=chart.permit) if purposes else []
    rows = regimens.all_orders(permit=chart.permit)
    orders = [
        medication_words.order_card(
            order,
            zone=zone,
            today=today,
            steps=[
                *(order_steps(order, person=person.uuid, name=person.short_name) if may_order else []),
                *(purpose_step(order, person=person.uuid) if may_write else []),
            ],
            purposes=purpose_lines(order.uuid, purposes, lines),
        )
        for order in rows
    ]
    context = chart.context() | {
        "may_order": may_order,
        "may_take_down": may_write and chart.permit.actor.has_role(Role.NURSE),
        "to_teach": due_sentence(standings_of(permit=chart.permit, orders=rows)),
        "current": [order for order in orders if order.is_current],
        "drafts": [order for order in orders if order.is_draft],
        "earlier": [order for order in orders if not order.is_current and not order.is_draft],
        "changes": medication_words.change_lines(regimens.dose_changes(permit=chart.permit), zone=zone, today=today),
    }
    return render(request, "pages/medication.html", context)


@require_safe
def past(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything that happened, newest first; below it, who changed which field of the person's own data."""
    chart = open_chart(request, uuid, Category.SUD, here="pages:history")
    versions = versions_since(patient_id=chart.permit.patient_id, version=1)
    authors = users_of_events({version.event for version in versions if version.event is not None})
    names = names_of_users(user for user in authors.values() if user is not None)
    entries = page_of_entries(readable_arms(permit=chart.permit, sort=None), permit=chart.permit, limit=PAST).rows
    who = {event: names.get(user or 0, "") for event, user in authors.items()}
    context = chart.context() | {
        "days": present.thread(entries, zone=chart.zone, at=chart.at),
        "changes": history.identity_changes(versions, who=who, zone=chart.zone, at=chart.at),
    }
    return render(request, "pages/history.html", context)
