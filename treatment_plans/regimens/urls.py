"""Addresses of the forms about a person's medication, below people/<uuid>/medication/."""

from django.urls import path

from treatment_plans.regimens import views

app_name = "regimens"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<uuid:order>/", views.order, name="order"),
    path("<uuid:order>/sign/", views.sign, name="sign"),
    path("<uuid:order>/set-aside/", views.set_aside, name="set_aside"),
    path("<uuid:order>/dose/", views.dose, name="dose"),
    path("<uuid:order>/hold/", views.hold, name="hold"),
    path("<uuid:order>/resume/", views.resume, name="resume"),
    path("<uuid:order>/complete/", views.complete, name="complete"),
    path("<uuid:order>/purposes/", views.purposes, name="purposes"),
    path("<uuid:order>/stop/", views.stop, name="stop"),
]
