from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "treatment_plans.library"
    label = "library"
    verbose_name = "Library of interventions"
