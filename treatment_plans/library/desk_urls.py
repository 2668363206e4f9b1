"""The library itself, below library/."""

from django.urls import path

from treatment_plans.library.views import desk

app_name = "library"
urlpatterns = [
    path("", desk.library, name="library"),
    path("own/", desk.own, name="own_list"),
    path("own/new/", desk.new, name="new"),
    path("own/<int:number>/", desk.change, name="own"),
    path("own/<int:number>/retire/", desk.retire, name="retire"),
    path("own/<int:number>/take-up/", desk.take_up, name="take_up"),
    path("<slug:intervention_code>/", desk.entry, name="entry"),
]
