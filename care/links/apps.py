"""How Django knows the room."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "care.links"
    label = "links"
