"""Ways that people agreed to, messages to them, and texts from them."""

from datetime import UTC, datetime
from uuid import uuid4

import factory

from care.reminders.models import ChannelConsent, Inbound, InboundFor, Message, Sender
from care.reminders.rules import Channel, Given, State
from tests.factories.accounts import LONG_AGO, OrganisationFactory, UserFactory
from tests.factories.patients import PatientFactory


class SenderFactory(factory.django.DjangoModelFactory[Sender]):
    class Meta:
        model = Sender

    organisation = factory.SubFactory(OrganisationFactory)
    name_en = "Harbor team"
    phone = "+14015550100"
    changed_at = LONG_AGO
    changed_by = factory.SubFactory(UserFactory)


class ChannelConsentFactory(factory.django.DjangoModelFactory[ChannelConsent]):
    class Meta:
        model = ChannelConsent

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    channel = Channel.SMS.value
    address = factory.Sequence(lambda number: f"+1401555{number % 10_000:04d}")
    wording_version = 1
    given_how = Given.IN_PERSON.value
    given_at = LONG_AGO
    given_by = factory.SelfAttribute("patient.registered_by")


class MessageFactory(factory.django.DjangoModelFactory[Message]):
    """A text that was sent."""

    class Meta:
        model = Message

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    delivery = factory.LazyFunction(uuid4)
    wording = "check-in"
    wording_version = 1
    language = "en"
    channel = Channel.SMS.value
    address = "+14015550122"
    body = "Care team: how are you today? [link]"
    state = State.SENT.value
    begun_at = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    sent_at = factory.SelfAttribute("begun_at")


class InboundFactory(factory.django.DjangoModelFactory[Inbound]):
    class Meta:
        model = Inbound

    reference = factory.Sequence(lambda number: f"in-{number}")
    address = "+14015550122"
    body = "Can you call me?"
    received_at = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)


class InboundForFactory(factory.django.DjangoModelFactory[InboundFor]):
    class Meta:
        model = InboundFor

    inbound = factory.SubFactory(InboundFactory)
    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
