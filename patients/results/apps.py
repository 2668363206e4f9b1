from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "patients.results"
    label = "results"
    verbose_name = "Results"
