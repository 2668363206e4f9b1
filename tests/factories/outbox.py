"""Rows of the outbox."""

from datetime import UTC, datetime

import factory

from care.outbox.models import Delivery
from care.outbox.rules import State
from tests.factories.accounts import OrganisationFactory

DUE = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


class DeliveryFactory(factory.django.DjangoModelFactory[Delivery]):
    """A row of the programme about nobody, due since this morning; with a `patient`, about them."""

    class Meta:
        model = Delivery

    kind = "letter"
    key = factory.Sequence(lambda number: f"letter:{number}")
    organisation = factory.SubFactory(OrganisationFactory)
    queued_at = due_at = next_try_at = DUE

    class Params:
        left = factory.Trait(lease=1, leased_until=DUE)
        dead = factory.Trait(state=State.DEAD.value, attempts=6, last_error="sms-503", settled_at=DUE)
