"""How Django knows the room."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "care.messaging"
    label = "messaging"
