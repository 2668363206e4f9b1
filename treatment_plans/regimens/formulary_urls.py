"""The formulary, below formulary/."""

from django.urls import path

from treatment_plans.regimens.views import formulary

app_name = "formulary"
urlpatterns = [
    path("", formulary.formulary, name="formulary"),
    path("change/", formulary.change, name="change"),
]
