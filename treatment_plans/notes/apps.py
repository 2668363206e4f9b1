from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "treatment_plans.notes"
    label = "notes"
    verbose_name = "Counseling notes"
