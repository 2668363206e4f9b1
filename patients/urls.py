"""Addresses of the forms about a person."""

from django.urls import path

from patients import views

app_name = "patients"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<uuid:uuid>/identity/", views.identity, name="identity"),
    path("<uuid:uuid>/background/", views.background, name="background"),
    path("<uuid:uuid>/addresses/", views.addresses, name="addresses"),
    path("<uuid:uuid>/numbers/", views.numbers, name="numbers"),
    path("<uuid:uuid>/support/", views.people, name="people"),
    path("<uuid:uuid>/support/new/", views.support_new, name="support_new"),
    path("<uuid:uuid>/support/<uuid:supporter>/", views.supporter, name="supporter"),
    path("<uuid:uuid>/support/<uuid:supporter>/end/", views.support_end, name="support_end"),
    path("<uuid:uuid>/preferences/", views.preferences, name="preferences"),
    path("<uuid:uuid>/contact/", views.contact, name="contact"),
    path("<uuid:uuid>/allergies/", views.allergies, name="allergies"),
    path("<uuid:uuid>/death/", views.death, name="death"),
    path("<uuid:uuid>/death/correct/", views.correct_death, name="correct_death"),
]
