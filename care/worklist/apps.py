from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "care.worklist"
    label = "worklist"
    verbose_name = "Worklist"
