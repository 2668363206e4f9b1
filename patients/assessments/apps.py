from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "patients.assessments"
    label = "assessments"
    verbose_name = "Assessments"
