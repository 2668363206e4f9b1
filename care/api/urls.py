"""Addresses of the machine interfaces."""

from django.urls import path, re_path

from care.api.rest import problems, schema
from care.api.rest.views import people, plans

app_name = "api"
urlpatterns = [
    path("v1/openapi.json", schema.openapi, name="openapi"),
    path("v1/people/", people.People.as_view(), name="people"),
    path("v1/people/<uuid:uuid>/", people.Person.as_view(), name="person"),
    path("v1/people/<uuid:uuid>/plan/", plans.PersonPlan.as_view(), name="person_plan"),
    path("v1/plans/", plans.Plans.as_view(), name="plans"),
    path("v1/plans/<uuid:uuid>/", plans.Plan.as_view(), name="plan"),
    re_path(r"^(?P<rest>.*)$", problems.unknown, name="unknown"),
]
