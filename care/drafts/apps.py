from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "care.drafts"
    label = "drafts"
    verbose_name = "Drafts"
