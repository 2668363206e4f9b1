"""Addresses of monitoring, below people/<uuid>/monitoring/."""

from django.urls import path

from treatment_plans.regimens.monitoring.views import person

app_name = "monitoring"
urlpatterns = [
    path("", person.overview, name="overview"),
    path("look-ups/new/", person.lookup, name="lookup"),
    path("look-ups/<uuid:lookup>/wrong/", person.lookup_wrong, name="lookup_wrong"),
]
