"""Signs of life."""

import factory
from django.utils import timezone

from care.health.models import Heartbeat, Part


class HeartbeatFactory(factory.django.DjangoModelFactory[Heartbeat]):
    class Meta:
        model = Heartbeat

    part = Part.WORKER
    host = "host-1"
    pid = factory.Sequence(lambda number: 1000 + number)
    at = factory.LazyFunction(timezone.now)
    commit = "abc123"
