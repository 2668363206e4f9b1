"""People, and one person. Each endpoint asks the gate, reads, writes the accounting, and answers."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from care.access import gate
from care.access.categories import of_resource
from care.actor import Action, Category, Scope
from care.api.rest import resources, schema
from care.api.rest.views.base import PartnerView, recorded_since, sources
from patients import outward as patients

PERSON = gate.Given("person", of_resource("person"))


class People(PartnerView):
    """Everybody whom a consent lets this system know of."""

    scope = Scope.PEOPLE

    @schema.people
    def get(self, request: Request) -> Response:
        ask = self.ask(request)
        listing = self.list_ask(request, ask)
        condition = gate.readable(actor=ask.actor, category=Category.DEMOGRAPHICS, purpose=ask.purpose, path="pk", at=ask.at)
        if listing.since is not None:
            changed = patients.changed_condition(since=listing.since, path="pk")
            condition &= changed | recorded_since(ask, listing.since, "pk")
        page = patients.people_page(condition=condition, after=listing.after, limit=listing.limit)
        permits = gate.open_list(
            actor=ask.actor, patient_ids=page.rows, category=Category.DEMOGRAPHICS, purpose=ask.purpose, at=ask.at
        )
        people = patients.people(permits=permits)
        given = {number: permit for number, permit in permits.items() if number in people}
        source = sources(given)
        data = [resources.person_part(people[number], source[number]) for number in page.rows if number in given]
        self.account(ask, given, {number: [people[number].uuid] for number in given}, PERSON, Category.DEMOGRAPHICS)
        return self.many(request, ask=ask, listing=listing, data=data, last=page.next_cursor)


class Person(PartnerView):
    """One person."""

    scope = Scope.PEOPLE

    @schema.person
    def get(self, request: Request, uuid: UUID) -> Response:
        ask = self.ask(request)
        permit = gate.require(
            actor=ask.actor,
            patient_id=patients.find_living_patient_id(uuid),
            category=Category.DEMOGRAPHICS,
            action=Action.READ,
            purpose=ask.purpose,
            at=ask.at,
        )
        person = patients.people(permits={permit.patient_id: permit}).get(permit.patient_id)
        if person is None:
            raise gate.NotFound("NOT_FOUND")
        source = sources({permit.patient_id: permit})[permit.patient_id]
        data = resources.person_part(person, source)
        return self.one(request, ask=ask, permit=permit, given=PERSON, uuid=uuid, data=data, consent=source.consent)
