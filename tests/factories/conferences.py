"""Case conferences: planned, with somebody who takes part and somebody to talk about."""

from datetime import timedelta

import factory

from tests.factories.accounts import LONG_AGO, OrganisationFactory, StaffFactory
from treatment_plans.conferences.models import Attendee, Conference, Decision, Hearing, Item
from treatment_plans.conferences.vocabulary import ConferenceStatus, ItemSource, ItemStatus, Outcome


class ConferenceFactory(factory.django.DjangoModelFactory[Conference]):
    class Meta:
        model = Conference

    organisation = factory.SubFactory(OrganisationFactory)
    title = "Weekly conference"
    starts_at = LONG_AGO + timedelta(days=1)
    minutes = 60
    planned_at = LONG_AGO
    planned_by = factory.SubFactory("tests.factories.accounts.UserFactory")

    class Params:
        under_way = factory.Trait(
            status=ConferenceStatus.UNDER_WAY.value, begun_at=LONG_AGO, begun_by=factory.SelfAttribute("planned_by")
        )
        held = factory.Trait(
            under_way=True,
            status=ConferenceStatus.HELD.value,
            held_at=LONG_AGO,
            held_by=factory.SelfAttribute("planned_by"),
        )


class AttendeeFactory(factory.django.DjangoModelFactory[Attendee]):
    class Meta:
        model = Attendee

    conference = factory.SubFactory(ConferenceFactory)
    staff = factory.SubFactory(StaffFactory, organisation=factory.SelfAttribute("..conference.organisation"))
    added_at = LONG_AGO
    added_by = factory.SelfAttribute("conference.planned_by")


class ItemFactory(factory.django.DjangoModelFactory[Item]):
    class Meta:
        model = Item

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    conference = factory.SubFactory(ConferenceFactory, organisation=factory.SelfAttribute("..patient.organisation"))
    position = 1
    why = "Sleeps badly since the move."
    source = ItemSource.COLLEAGUE.value
    added_at = LONG_AGO
    added_by = factory.SelfAttribute("conference.planned_by")

    class Params:
        discussed = factory.Trait(
            status=ItemStatus.DISCUSSED.value,
            taken_up_at=LONG_AGO,
            taken_up_by=factory.SelfAttribute("added_by"),
            minutes="The team thinks of the evening group.",
            discussed_at=LONG_AGO,
            discussed_by=factory.SelfAttribute("added_by"),
        )


class HearingFactory(factory.django.DjangoModelFactory[Hearing]):
    class Meta:
        model = Hearing

    item = factory.SubFactory(ItemFactory)
    attendee = factory.SubFactory(AttendeeFactory, conference=factory.SelfAttribute("..item.conference"))
    hears = True
    noted_at = LONG_AGO
    noted_by = factory.SelfAttribute("item.added_by")


class DecisionFactory(factory.django.DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    item = factory.SubFactory(ItemFactory, discussed=True)
    text = "Ask about the evening group."
    outcome = Outcome.NOTED.value
    decided_at = LONG_AGO
    decided_by = factory.SelfAttribute("item.added_by")
