"""Monitoring of everybody: below monitoring/."""

from django.urls import path

from treatment_plans.regimens.monitoring.views import desk

app_name = "monitoring_desk"
urlpatterns = [
    path("", desk.program, name="program"),
    path("look-up-rule/", desk.interval, name="interval"),
]
