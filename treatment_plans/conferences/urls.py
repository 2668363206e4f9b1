"""Addresses of what conferences say of a person, below people/<uuid>/conferences/."""

from django.urls import path

from treatment_plans.conferences.views import person

app_name = "conferences"
urlpatterns = [
    path("", person.talks, name="talks"),
    path("propose/", person.propose, name="propose"),
    path("<uuid:item>/", person.item, name="item"),
    path("<uuid:item>/take-up/", person.take_up, name="take_up"),
    path("<uuid:item>/write-down/", person.record, name="record"),
    path("<uuid:item>/settle/", person.settle, name="settle"),
    path("<uuid:item>/up/", person.move_up, name="move_up"),
]
