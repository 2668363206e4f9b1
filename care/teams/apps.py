from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "care.teams"
    label = "teams"
    verbose_name = "Care teams"
