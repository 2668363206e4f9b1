from django.apps import AppConfig


class HistoriesConfig(AppConfig):
    name = "patients.histories"
    label = "histories"
    verbose_name = "Histories"
