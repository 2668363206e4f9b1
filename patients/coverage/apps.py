from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "patients.coverage"
    label = "coverage"
    verbose_name = "Coverage"
