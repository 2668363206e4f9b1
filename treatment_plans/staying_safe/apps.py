from django.apps import AppConfig


class StayingSafeConfig(AppConfig):
    name = "treatment_plans.staying_safe"
    label = "staying_safe"
    verbose_name = "Staying safe"
