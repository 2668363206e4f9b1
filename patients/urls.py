"""Addresses of the forms about a person."""

from django.urls import path

from patients import views

app_name = "patients"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<uuid:uuid>/identity/", views.identity, name="identity"),
    path("<uuid:uuid>/contact/", views.contact, name="contact"),
    path("<uuid:uuid>/allergies/", views.allergies, name="allergies"),
    path("<uuid:uuid>/death/", views.death, name="death"),
    path("<uuid:uuid>/death/correct/", views.correct_death, name="correct_death"),
]
