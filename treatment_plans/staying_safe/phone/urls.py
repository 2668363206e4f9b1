"""The addresses that a phone asks, as short as they can be; what a phone keeps lies below its own link alone."""

from django.urls import path

from treatment_plans.staying_safe.phone import views

app_name = "kept"
urlpatterns = [
    path("keeper.js", views.keeper, name="keeper"),
    path("<str:token>/", views.copy, name="copy"),
    path("<str:token>/still/", views.still, name="still"),
]
