from django.apps import AppConfig


class TeachingConfig(AppConfig):
    name = "treatment_plans.regimens.teaching"
    label = "teaching"
    verbose_name = "Teaching"
