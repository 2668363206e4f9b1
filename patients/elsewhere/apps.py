from django.apps import AppConfig


class ElsewhereConfig(AppConfig):
    name = "patients.elsewhere"
    label = "elsewhere"
    verbose_name = "From other systems"
