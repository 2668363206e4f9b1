from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "care.pages"
    label = "pages"
    verbose_name = "Pages"
