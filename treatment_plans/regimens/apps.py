from django.apps import AppConfig


class RegimensConfig(AppConfig):
    name = "treatment_plans.regimens"
    label = "regimens"
    verbose_name = "Medication"
