"""Texts on the demo's phones."""

from datetime import UTC, datetime

import factory

from care.demo.models import DemoText


class DemoTextFactory(factory.django.DjangoModelFactory[DemoText]):
    class Meta:
        model = DemoText

    key = factory.Sequence(lambda number: f"key-{number}")
    phone = "+14015550122"
    body = "Care team: how are you today? It takes a minute: http://127.0.0.1:8000/c/token/ STOP to end."
    texted_at = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
