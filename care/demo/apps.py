from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "care.demo"
    label = "demo"
    verbose_name = "Demo clinic"
