from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "care.health"
    label = "health"
    verbose_name = "Health of the parts"
