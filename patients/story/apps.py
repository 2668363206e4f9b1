from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "patients.story"
    label = "story"
    verbose_name = "The story so far"
