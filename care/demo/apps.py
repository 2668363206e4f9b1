"""How Django knows the demo clinic."""

from django.apps import AppConfig
from django.conf import settings

from care.demo import clock


class DemoConfig(AppConfig):
    name = "care.demo"
    label = "demo"
    verbose_name = "Demo clinic"

    def ready(self) -> None:
        """In the demo every process reads the demo's clock."""
        if settings.DEMO:
            clock.install()
