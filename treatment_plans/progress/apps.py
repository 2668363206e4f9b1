from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "treatment_plans.progress"
    label = "progress_notes"
    verbose_name = "Progress notes"
