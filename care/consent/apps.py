"""How Django knows the room."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "care.consent"
    label = "consent"
