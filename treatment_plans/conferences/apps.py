from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "treatment_plans.conferences"
    label = "conferences"
    verbose_name = "Case conferences"
