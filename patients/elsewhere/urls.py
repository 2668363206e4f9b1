"""Addresses of what other systems say, below people/<uuid>/elsewhere/."""

from django.urls import path

from patients.elsewhere import views

app_name = "elsewhere"
urlpatterns = [path("", views.records, name="records")]
