"""How Django knows the room."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "care.outbox"
    label = "outbox"
