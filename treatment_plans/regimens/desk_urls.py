"""The safety rules of medication, below safety/."""

from django.urls import path

from treatment_plans.regimens.views import safety

app_name = "safety"
urlpatterns = [
    path("", safety.rules, name="rules"),
    path("rates/", safety.rates, name="rates"),
    path("figures/", safety.figures, name="figures"),
    path("figures/propose/", safety.propose, name="propose"),
    path("figures/<uuid:threshold>/approve/", safety.approve, name="approve"),
    path("figures/<uuid:threshold>/decline/", safety.decline, name="decline"),
    path("figures/<uuid:threshold>/withdraw/", safety.withdraw, name="withdraw"),
]
