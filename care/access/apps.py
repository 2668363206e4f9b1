from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "care.access"
    label = "access"
    verbose_name = "Access"
