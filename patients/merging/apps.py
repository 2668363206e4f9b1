from django.apps import AppConfig


class MergingConfig(AppConfig):
    name = "patients.merging"
    label = "merging"
    verbose_name = "Merged records"
