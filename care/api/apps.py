"""How Django knows the room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "care.api"
    label = "api"
