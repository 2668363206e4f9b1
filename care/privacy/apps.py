from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "care.privacy"
    label = "privacy"
    verbose_name = "Privacy office"
