"""How Django knows the room."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "care.reminders"
    label = "reminders"
