"""Plans in force, one plan, and the plan in force of one person."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from care.access import gate
from care.access.categories import of_resource
from care.actor import Action, Category, Permit, Scope
from care.api.rest import resources, schema
from care.api.rest.views.base import Ask, PartnerView, recorded_since, sources
from care.teams import outward as teams
from patients import outward as patients
from treatment_plans import outward as plans
from treatment_plans.regimens import outward as regimens

PLAN = gate.Given("plan", of_resource("plan"))


class Plans(PartnerView):
    """The plans in force of everybody whose plan a consent lets this system read."""

    scope = Scope.PLANS

    @schema.plans
    def get(self, request: Request) -> Response:
        ask = self.ask(request)
        listing = self.list_ask(request, ask)
        path = "patient_id"
        condition = gate.readable(actor=ask.actor, category=Category.SUD, purpose=ask.purpose, path=path, at=ask.at)
        condition &= patients.living_condition(path=path)
        if listing.since is not None:
            condition &= (
                plans.changed_condition(since=listing.since, path=path)
                | regimens.changed_condition(since=listing.since, path=path)
                | teams.changed_condition(since=listing.since, path=path)
                | patients.changed_condition(since=listing.since, path=path)
                | recorded_since(ask, listing.since, path)
            )
        page = plans.plans_page(condition=condition, after=listing.after, limit=listing.limit)
        whose = {row.uuid: row.patient_id for row in page.rows}
        permits = gate.open_list(
            actor=ask.actor, patient_ids=whose.values(), category=Category.SUD, purpose=ask.purpose, at=ask.at
        )
        parts = _plans(permits, whose, sources(permits))
        given = {whose[uuid]: permits[whose[uuid]] for uuid in parts}
        self.account(ask, given, {whose[uuid]: [uuid] for uuid in parts}, PLAN, Category.SUD)
        data = [parts[row.uuid] for row in page.rows if row.uuid in parts]
        return self.many(request, ask=ask, listing=listing, data=data, last=page.next_cursor)


class Plan(PartnerView):
    """One agreed version of a plan."""

    scope = Scope.PLANS

    @schema.plan
    def get(self, request: Request, uuid: UUID) -> Response:
        ask = self.ask(request)
        found = plans.find_agreed_plan(uuid, condition=patients.living_condition(path="patient_id"))
        permit = _permit(ask, found.patient_id if found else None)
        return _plan(self, request, ask, permit, uuid)


class PersonPlan(PartnerView):
    """The plan in force of one person."""

    scope = Scope.PLANS

    @schema.person_plan
    def get(self, request: Request, uuid: UUID) -> Response:
        ask = self.ask(request)
        permit = _permit(ask, patients.find_living_patient_id(uuid))
        plan = plans.plan_in_force(permit=permit)
        if plan is None:
            raise gate.NotFound("NOT_FOUND")
        return _plan(self, request, ask, permit, plan)


def _permit(ask: Ask, patient_id: int | None) -> Permit:
    return gate.require(
        actor=ask.actor, patient_id=patient_id, category=Category.SUD, action=Action.READ, purpose=ask.purpose, at=ask.at
    )


def _plan(view: PartnerView, request: Request, ask: Ask, permit: Permit, uuid: UUID) -> Response:
    whose = permit.patient_id
    source = sources({whose: permit})
    data = _plans({whose: permit}, {uuid: whose}, source).get(uuid)
    if data is None:
        raise gate.NotFound("NOT_FOUND")
    consent = source[whose].consent
    return view.one(request, ask=ask, permit=permit, given=PLAN, uuid=uuid, data=data, consent=consent)


def _plans(
    permits: Mapping[int, Permit], whose: Mapping[UUID, int], source: Mapping[int, resources.Source]
) -> dict[UUID, dict[str, Any]]:
    """Plans as they are answered, by number; `whose` says whose each is. Seven queries, whatever their number."""
    rows = plans.agreed_plans(permits=permits, plans=whose)
    records = patients.records(permits=permits)
    orders = regimens.orders_in_force(permits=permits)
    members = teams.teams_of(permits=permits)
    return {
        uuid: resources.plan_part(
            row,
            record=records[whose[uuid]],
            orders=orders.get(whose[uuid], ()),
            team=members.get(whose[uuid], ()),
            source=source[whose[uuid]],
        )
        for uuid, row in rows.items()
        if whose[uuid] in records
    }
