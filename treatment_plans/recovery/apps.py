from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "treatment_plans.recovery"
    label = "recovery"
    verbose_name = "Recovery"
