"""Injections of everybody: below injections/."""

from django.urls import path

from treatment_plans.regimens.views import injections

app_name = "injections"
urlpatterns = [path("due/", injections.due, name="due")]
