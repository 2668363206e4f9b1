"""Addresses that exist in the demo only."""

from django.urls import path

from care.demo import views

app_name = "demo"
urlpatterns = [
    path("clock/", views.clock, name="clock"),
]
