from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "treatment_plans.reviews"
    label = "reviews"
    verbose_name = "Plan reviews"
