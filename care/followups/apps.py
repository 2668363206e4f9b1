"""How Django knows the room."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "care.followups"
    label = "followups"
