"""How Django knows the room."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "care.questionnaires"
    label = "questionnaires"
