"""Addresses of coverage that are about nobody alone: the navigator's list, the list of clocks."""

from django.urls import path

from patients.coverage.views import desk

app_name = "coverage_desk"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("clocks/", desk.clocks, name="clocks"),
    path("clocks/set/", desk.set_clock, name="set_clock"),
]
